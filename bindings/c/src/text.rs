//! Text on its way to C and back.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::c_char;
use std::sync::{Mutex, PoisonError};

use crate::border::str_of;

/// Text: so many bytes of UTF-8, without a NUL at the end. `data` is NULL where there is no text.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Str {
    /// The first byte.
    pub data: *const c_char,
    /// Bytes.
    pub length: usize,
}

impl Str {
    /// No text.
    pub(crate) const NONE: Self = Self { data: std::ptr::null(), length: 0 };
}

/// Texts that are not in a message as such, kept for as long as the message: each once, so that
/// who asks again gets no more memory.
#[derive(Default)]
pub(crate) struct Texts(Mutex<BTreeSet<Box<str>>>);

impl Texts {
    /// A text that stays where it is: in the message, or here.
    pub(crate) fn keep(&self, text: Cow<'_, str>) -> Str {
        let text = match text {
            Cow::Borrowed(text) => return str_of(text),
            Cow::Owned(text) => text,
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = kept.get(text.as_str()) {
            return str_of(text);
        }
        let text = text.into_boxed_str();
        let place = str_of(&text);
        kept.insert(text);
        place
    }

    pub(crate) fn clear(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
