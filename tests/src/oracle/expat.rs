//! expat in this process.

use std::ffi::{CStr, c_char, c_int, c_long, c_void};
use std::ptr;

use super::Verdict;

/// Whether expat, told to heed namespaces, reads the message to its end.
pub(super) fn verdict(message: &[u8], is_utf8: bool) -> Verdict {
    let encoding = if is_utf8 { c"UTF-8".as_ptr() } else { ptr::null() };
    let length = c_int::try_from(message.len()).map_err(|error| error.to_string())?;
    // SAFETY: the encoding is null or a C string. The parser is used here alone, without
    // handlers, and freed once; `message` outlives the one call that reads its `length` bytes.
    unsafe {
        let parser = XML_ParserCreateNS(encoding, SEPARATOR);
        if parser.is_null() {
            return Err("expat has no memory".to_owned());
        }
        let is_read = XML_Parse(parser, message.as_ptr().cast(), length, 1) == STATUS_OK;
        let verdict = if is_read { Ok(()) } else { Err(complaint(parser)) };
        XML_ParserFree(parser);
        verdict
    }
}

/// # Safety
/// `parser` is a parser that has just refused a message.
unsafe fn complaint(parser: *mut c_void) -> String {
    // SAFETY: the parser is alive, and expat's texts are constants.
    unsafe {
        let text = XML_ErrorString(XML_GetErrorCode(parser));
        let text = if text.is_null() { c"?" } else { CStr::from_ptr(text) };
        format!("{} at byte {}", text.to_string_lossy(), XML_GetCurrentByteIndex(parser))
    }
}

/// Joins namespace and name; expat refuses a namespace that holds it, and XML can hold none.
const SEPARATOR: c_char = 0x0c;
const STATUS_OK: c_int = 1;

unsafe extern "C" {
    fn XML_ParserCreateNS(encoding: *const c_char, separator: c_char) -> *mut c_void;
    fn XML_Parse(parser: *mut c_void, text: *const c_char, length: c_int, is_final: c_int)
    -> c_int;
    fn XML_GetErrorCode(parser: *mut c_void) -> c_int;
    fn XML_ErrorString(code: c_int) -> *const c_char;
    fn XML_GetCurrentByteIndex(parser: *mut c_void) -> c_long;
    fn XML_ParserFree(parser: *mut c_void);
}
