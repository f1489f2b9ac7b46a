//! The arms that make and set requests, paths and drafts.

use std::mem::MaybeUninit;
use std::ptr;

use super::*;

impl Calls<'_> {
    /// Makes each kind of request that `build` does not, and reads where the text stands.
    pub(super) unsafe fn start(&mut self, call: u8) {
        let mut error = MaybeUninit::new(ptr::null_mut());
        let e = error.as_mut_ptr();
        unsafe {
            let code = match call {
                0 => self.made(|c, out| cimwire_request_create(c.text(), c.view(), out, e)),
                1 => self.made(|c, out| cimwire_request_delete(c.text(), out, e)),
                2 => self.made(|c, out| cimwire_request_enumerate(c.text(), out, e)),
                3 => self.made(|c, out| cimwire_request_release(c.text(), c.value(), out, e)),
                4 => self.made(|c, out| {
                    cimwire_request_put_fragment(c.text(), c.text(), c.value(), out, e)
                }),
                5 => self.made(|c, out| {
                    cimwire_request_create_fragment(c.text(), c.text(), c.value(), out, e)
                }),
                6 => self
                    .made(|c, out| cimwire_request_enumeration_renew(c.text(), c.value(), out, e)),
                7 => self
                    .made(|c, out| cimwire_request_enumeration_status(c.text(), c.value(), out, e)),
                8 => self.made(|c, out| cimwire_request_subscribe_push(c.text(), c.text(), out, e)),
                9 => {
                    self.made(|c, out| cimwire_request_subscribe_events(c.text(), c.text(), out, e))
                }
                10 => self.made(|c, out| {
                    cimwire_request_subscribe_push_with_ack(c.text(), c.text(), out, e)
                }),
                11 => self.made(|c, out| cimwire_request_subscribe_pull(c.text(), out, e)),
                12 => self.made(|c, out| cimwire_request_status(c.view(), out, e)),
                13 => self.made(|c, out| cimwire_request_unsubscribe(c.view(), out, e)),
                14 => self.made(|c, out| cimwire_request_head(c.handle(), out, e)),
                _ => self.made(|c, out| {
                    let (decoder, text) = (c.handle(), c.text());
                    let (input, length) = (text.data.cast(), text.length);
                    cimwire_decoder_message_in_place(decoder, input, length, out, e)
                }),
            };
            self.failed(code, error);
        }
    }

    /// Sets what `set` does not.
    pub(super) unsafe fn settle(&mut self, call: u8) {
        let mut error = MaybeUninit::new(ptr::null_mut());
        let e = error.as_mut_ptr();
        unsafe {
            let code = match call {
                0..=17 => TEXTS[usize::from(call)](self.handle(), self.text(), e),
                18 => cimwire_request_filter(self.handle(), self.text(), self.value(), e),
                19 => cimwire_request_option(self.handle(), self.text(), self.text(), e),
                20 => cimwire_request_required_option(self.handle(), self.text(), self.text(), e),
                21 => cimwire_request_to_reference(self.handle(), self.view(), e),
                22 => cimwire_request_input(self.handle(), self.view(), e),
                23 => cimwire_request_bookmark(self.handle(), self.value(), e),
                24 => cimwire_request_instance(self.handle(), self.handle(), e),
                25 => FLAGS[self.index() % FLAGS.len()](self.handle(), e),
                26 => {
                    let setter = NUMBERS[self.index() % NUMBERS.len()];
                    setter(self.handle(), self.index() as u64, e)
                }
                27 => cimwire_request_retry(self.handle(), self.index() as u64, self.text(), e),
                28 => {
                    let (request, octets) = (self.handle(), self.index() as u64);
                    cimwire_request_max_delivery_size(request, octets, self.text(), e)
                }
                29 => cimwire_options_strict(self.handle(), self.index() & 1 == 1),
                30 => cimwire_response_detail_code(self.handle(), self.text(), e),
                _ => cimwire_response_message_id(self.handle(), self.text()),
            };
            self.failed(code, error);
        }
    }

    /// Paths and drafts.
    pub(super) unsafe fn compose(&mut self, call: u8) {
        let mut error = MaybeUninit::new(ptr::null_mut());
        let e = error.as_mut_ptr();
        unsafe {
            let code = match call {
                0 => self.made(|c, out| cimwire_path_parse(c.text(), out, e)),
                1 => self.made(|c, out| cimwire_path_of_reference(c.view(), out, e)),
                2 => self.made(|c, out| cimwire_path_of_message(c.handle(), out, e)),
                3 => self.made(|c, out| cimwire_path_of_instance(c.handle(), out, e)),
                4 => self.made(|c, out| cimwire_path_typed(c.handle(), c.handle(), out, e)),
                5 => self.made(|c, out| cimwire_path_text(c.handle(), out)),
                6 => self
                    .made(|c, out| cimwire_path_reference(c.handle(), c.text(), c.text(), out, e)),
                7 => self.made(|c, out| cimwire_path_key_reference(c.handle(), c.index(), out)),
                8 => cimwire_path_push_key(self.handle(), self.text(), self.text()),
                9 => cimwire_path_push_reference(self.handle(), self.text(), self.handle()),
                10 => cimwire_path_set_namespace(self.handle(), self.text()),
                11 => self.made(|c, out| cimwire_draft_new(c.text(), c.text(), ptr::null(), out)),
                12 => self.made(|c, out| cimwire_draft_of_class(c.handle(), c.text(), out)),
                13 => cimwire_draft_set_instance(self.handle(), self.text(), self.handle(), e),
                14 => cimwire_draft_remove(self.handle(), self.text()),
                _ => self.made(|c, out| cimwire_draft_build(c.handle(), out, e)),
            };
            self.failed(code, error);
        }
    }
}

type SetText = unsafe extern "C" fn(*mut Request, Str, *mut *mut Error) -> Code;
type SetNumber = unsafe extern "C" fn(*mut Request, u64, *mut *mut Error) -> Code;
type SetFlag = unsafe extern "C" fn(*mut Request, *mut *mut Error) -> Code;
const TEXTS: [SetText; 18] = [
    cimwire_request_namespace,
    cimwire_request_cql,
    cimwire_request_wql,
    cimwire_request_end_to,
    cimwire_request_heartbeats,
    cimwire_request_event_locale,
    cimwire_request_content_encoding,
    cimwire_request_auth,
    cimwire_request_timeout,
    cimwire_request_locale,
    cimwire_request_message_id,
    cimwire_request_addressing,
    cimwire_request_fragment,
    cimwire_request_mode,
    cimwire_request_polymorphism,
    cimwire_request_max_time,
    cimwire_request_expires,
    cimwire_request_to,
];
const NUMBERS: [SetNumber; 4] = [
    cimwire_request_optimize,
    cimwire_request_max_elements,
    cimwire_request_max_characters,
    cimwire_request_max_envelope_size,
];
const FLAGS: [SetFlag; 4] = [
    cimwire_request_estimate,
    cimwire_request_show_extensions,
    cimwire_request_request_reference,
    cimwire_request_send_bookmarks,
];
