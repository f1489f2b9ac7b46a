//! libxml2 in this process.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;

use super::Verdict;

/// Whether libxml2 reads the message without an error, one about namespaces included.
pub(super) fn verdict(message: &[u8], is_utf8: bool) -> Verdict {
    let encoding = if is_utf8 { c"UTF-8".as_ptr() } else { ptr::null() };
    let length = c_int::try_from(message.len()).map_err(|error| error.to_string())?;
    let mut first = Complaint(None);
    // SAFETY: libxml2 reads `length` bytes of `message` during the call. The handler is of this
    // thread, is given `first`, which outlives it, and is taken back before `first` is read. The
    // document, if there is one, is freed once.
    unsafe {
        xmlSetStructuredErrorFunc((&raw mut first).cast(), Some(note));
        let document =
            xmlReadMemory(message.as_ptr().cast(), length, ptr::null(), encoding, OPTIONS);
        xmlSetStructuredErrorFunc(ptr::null_mut(), None);
        if document.is_null() {
            return Err(first.0.unwrap_or_else(|| "no document".to_owned()));
        }
        xmlFreeDoc(document);
    }
    first.0.map_or(Ok(()), Err)
}

struct Complaint(Option<String>);

/// What libxml2 calls for an error.
unsafe extern "C" fn note(first: *mut c_void, error: *mut Error) {
    // SAFETY: libxml2 hands over what `verdict` registered, and an error that lives for the call.
    let (first, error) = unsafe { (&mut *first.cast::<Complaint>(), &*error) };
    let is_rule = error.level >= LEVEL_ERROR && error.code != NOT_A_URI;
    if is_rule && first.0.is_none() {
        // SAFETY: a message is null or a C string.
        let text = unsafe { error.message.as_ref().map(|text| CStr::from_ptr(text)) };
        let text = text.map_or_else(|| "?".into(), CStr::to_string_lossy);
        first.0 = Some(format!("{} in line {}", text.trim_end(), error.line));
    }
}

/// The beginning of `xmlError`.
#[repr(C)]
struct Error {
    domain: c_int,
    code: c_int,
    message: *mut c_char,
    level: c_int,
    file: *mut c_char,
    line: c_int,
}

const LEVEL_ERROR: c_int = 2;
/// `XML_WAR_NS_URI`: a namespace name that is no URI, which Namespaces in XML 1.0 does not forbid.
const NOT_A_URI: c_int = 99;
/// `XML_PARSE_NONET | XML_PARSE_HUGE`.
const OPTIONS: c_int = 1 << 11 | 1 << 19;

type Handler = unsafe extern "C" fn(*mut c_void, *mut Error);

unsafe extern "C" {
    fn xmlSetStructuredErrorFunc(context: *mut c_void, handler: Option<Handler>);
    fn xmlReadMemory(
        text: *const c_char,
        length: c_int,
        url: *const c_char,
        encoding: *const c_char,
        options: c_int,
    ) -> *mut c_void;
    fn xmlFreeDoc(document: *mut c_void);
}
