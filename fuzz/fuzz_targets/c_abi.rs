//! The door for C, called in any order with any handles: nothing but codes comes back.
//!
//! The input is a program: a byte for each call, bytes that pick its handles among all that were
//! ever given out and some that never were, and the rest as texts.
#![no_main]
// The modules of the library itself, which has no Rust face to call.
#![allow(dead_code, unused_imports, missing_docs)]

#[path = "../../bindings/c/src/allocator.rs"]
mod allocator;
#[path = "../../bindings/c/src/border.rs"]
mod border;
#[path = "../../bindings/c/src/buffer.rs"]
mod buffer;
#[path = "../../bindings/c/src/cim_rs.rs"]
mod cim_rs;
#[path = "../../bindings/c/src/class.rs"]
mod class;
#[path = "../../bindings/c/src/decoder.rs"]
mod decoder;
#[path = "../../bindings/c/src/document.rs"]
mod document;
#[path = "../../bindings/c/src/draft.rs"]
mod draft;
#[path = "../../bindings/c/src/error.rs"]
mod error;
#[path = "../../bindings/c/src/fault.rs"]
mod fault;
#[path = "../../bindings/c/src/handle.rs"]
mod handle;
#[path = "../../bindings/c/src/head.rs"]
mod head;
#[path = "../../bindings/c/src/instance.rs"]
mod instance;
#[path = "../../bindings/c/src/json.rs"]
mod json;
#[path = "../../bindings/c/src/message.rs"]
mod message;
#[path = "../../bindings/c/src/misfit.rs"]
mod misfit;
#[path = "../../bindings/c/src/moment.rs"]
mod moment;
#[path = "../../bindings/c/src/options.rs"]
mod options;
#[path = "../../bindings/c/src/path.rs"]
mod path;
#[path = "../../bindings/c/src/property.rs"]
mod property;
#[path = "../../bindings/c/src/report.rs"]
mod report;
#[path = "../../bindings/c/src/request/mod.rs"]
mod request;
#[path = "../../bindings/c/src/response.rs"]
mod response;
#[path = "../../bindings/c/src/schema.rs"]
mod schema;
#[path = "../../bindings/c/src/shortage.rs"]
mod shortage;
#[path = "../../bindings/c/src/text.rs"]
mod text;
#[path = "../../bindings/c/src/view.rs"]
mod view;

#[path = "c_abi/made.rs"]
mod made;
#[path = "c_abi/requests.rs"]
mod requests;
#[path = "c_abi/told.rs"]
mod told;

pub use {
    allocator::*, border::Code, buffer::*, cim_rs::*, class::*, decoder::*, document::*, draft::*, error::*, fault::*, head::*, instance::*,
    json::*, message::*, misfit::*, moment::*, options::*, path::*, property::*, report::*, request::*, response::*, schema::*, text::*, view::*,
};

use std::mem::MaybeUninit;
use std::ptr;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut calls = Calls { rest: data, handles: vec![0, 1, usize::MAX], views: Vec::new() };
    while let Some(call) = calls.byte() {
        calls.call(call);
    }
    calls.free_all();
});

struct Calls<'d> {
    rest: &'d [u8],
    /// Every handle that was given out, freed ones too, and some that were not.
    handles: Vec<usize>,
    views: Vec<View>,
}

impl<'d> Calls<'d> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    /// A handle, mostly a young one.
    fn handle<T>(&mut self) -> *mut T {
        let age = usize::from(self.byte().unwrap_or(0)) % self.handles.len();
        ptr::without_provenance_mut(self.handles[self.handles.len() - 1 - age])
    }

    fn view(&mut self) -> View {
        let age = usize::from(self.byte().unwrap_or(0));
        let place = self.views.len().checked_sub(1 + age % self.views.len().max(1));
        let none = View { owner: self.handle::<Document>().cast(), place: age };
        place.map_or(none, |place| self.views[place])
    }

    /// All that is left of the input, or a part of it.
    fn text(&mut self) -> Str {
        let length = usize::from(self.byte().unwrap_or(0));
        let part = if length > 200 { self.rest } else { &self.rest[..length.min(self.rest.len())] };
        Str { data: part.as_ptr().cast(), length: part.len() }
    }

    fn value(&mut self) -> Value {
        let (kind, text, view) = (i32::from(self.byte().unwrap_or(0) % 4), self.text(), self.view());
        Value { kind, text, view }
    }

    fn keep<T>(&mut self, code: Code, place: MaybeUninit<*mut T>) {
        if code == 0 {
            // SAFETY: a call that returns `CIMWIRE_OK` has written its result.
            self.handles.push(unsafe { place.assume_init() }.addr());
        }
    }

    fn keep_view(&mut self, code: Code, place: MaybeUninit<View>) {
        if code == 0 {
            // SAFETY: a call that returns `CIMWIRE_OK` has written its result.
            self.views.push(unsafe { place.assume_init() });
        }
    }

    fn call(&mut self, call: u8) {
        // SAFETY: all places for results are good, texts are parts of the input, which outlives all
        // that is made here, and handles may be anything.
        unsafe {
            match call {
                64..=79 => return self.entry(),
                80..=95 => return self.whole(),
                96..=111 => return self.derive(),
                112..=127 => return self.adjust(),
                128..=143 => return self.compose(call % 16),
                144..=159 => return self.start(call % 16),
                160..=191 => return self.settle(call % 32),
                192.. => return self.know(call % 16),
                _ => {}
            }
            match call {
                0..=7 => self.read(call % 8),
                8..=15 => self.build(call % 8),
                16..=23 => self.set(call % 8),
                24..=35 => self.walk(call % 12),
                36..=47 => self.ask(call % 12),
                _ => self.free(call % 16),
            }
        }
    }

    unsafe fn read(&mut self, call: u8) {
        let mut error = MaybeUninit::new(ptr::null_mut());
        unsafe {
            let code = match call {
                0 => self.made(|_, out| cimwire_options_new(out)),
                1 => self.made(|c, out| {
                    cimwire_decoder_new(c.handle(), out, error.as_mut_ptr())
                }),
                2 => self.made(|c, out| {
                    let (decoder, text) = (c.handle(), c.text());
                    cimwire_decoder_message(
                        decoder, text.data.cast(), text.length, out, error.as_mut_ptr(),
                    )
                }),
                3 => self.made(|c, out| {
                    let (decoder, text) = (c.handle(), c.text());
                    cimwire_decoder_document(
                        decoder, text.data.cast(), text.length, out, error.as_mut_ptr(),
                    )
                }),
                4 => self.made(|c, out| {
                    let (decoder, text) = (c.handle(), c.text());
                    cimwire_decoder_element(
                        decoder, text.data.cast(), text.length, out, error.as_mut_ptr(),
                    )
                }),
                5 => self.made(|c, out| {
                    let (decoder, text) = (c.handle(), c.text());
                    cimwire_decoder_head(
                        decoder, text.data.cast(), text.length, out, error.as_mut_ptr(),
                    )
                }),
                6 => {
                    let (decoder, message, text) = (self.handle(), self.handle(), self.text());
                    cimwire_decoder_refill(
                        decoder, message, text.data.cast(), text.length, error.as_mut_ptr(),
                    )
                }
                _ => self.made(|c, out| {
                    let text = c.text();
                    cimwire_encode(
                        text.data.cast(), text.length, c.handle(), out, error.as_mut_ptr(),
                    )
                }),
            };
            self.failed(code, error);
        }
    }

    unsafe fn build(&mut self, call: u8) {
        let mut error = MaybeUninit::new(ptr::null_mut());
        let place = error.as_mut_ptr();
        unsafe {
            let code = match call {
                0 => self.made(|c, out| cimwire_request_get(c.text(), out, place)),
                1 => self.made(|c, out| cimwire_request_put(c.text(), c.view(), out, place)),
                2 => self.made(|c, out| cimwire_request_pull(c.text(), c.value(), out, place)),
                3 => self.made(|c, out| cimwire_request_invoke(c.text(), c.text(), out, place)),
                4 => self.made(|c, out| cimwire_request_renew(c.view(), out, place)),
                5 => self.made(|c, out| cimwire_request_encode(c.handle(), out, place)),
                6 => self.made(|c, out| cimwire_response_to(c.handle(), out)),
                _ => self.made(|c, out| cimwire_response_encode(c.handle(), out, place)),
            };
            self.failed(code, error);
        }
    }

    unsafe fn set(&mut self, call: u8) {
        let mut error = MaybeUninit::new(ptr::null_mut());
        let place = error.as_mut_ptr();
        unsafe {
            let code = match call {
                0 => cimwire_request_to(self.handle(), self.text(), place),
                1 => cimwire_request_selector(self.handle(), self.text(), self.value(), place),
                2 => cimwire_request_parameter(self.handle(), self.text(), self.value(), place),
                3 => cimwire_request_header(self.handle(), self.view(), place),
                4 => cimwire_request_expires(self.handle(), self.text(), place),
                5 => cimwire_response_body(self.handle(), self.view(), place),
                6 => cimwire_response_fault(self.handle(), self.text(), self.text(), place),
                _ => {
                    let (options, limit) = (self.handle(), self.byte().unwrap_or(0));
                    cimwire_options_salvage(options, limit & 1 == 1);
                    cimwire_options_memory(options, usize::from(limit) << 12);
                    cimwire_options_limit(options, i32::from(limit % 7), usize::from(limit))
                }
            };
            self.failed(code, error);
        }
    }

    unsafe fn walk(&mut self, call: u8) {
        let mut view = MaybeUninit::uninit();
        let place = view.as_mut_ptr();
        unsafe {
            let code = match call {
                0 => cimwire_document_root(self.handle(), place),
                1 => cimwire_message_envelope(self.handle(), place),
                2 => cimwire_message_body(self.handle(), place),
                3 => cimwire_message_items(self.handle(), place),
                4 => cimwire_message_enumeration_context(self.handle(), place),
                5 => cimwire_view_first_child(self.view(), place),
                6 => cimwire_view_next_child(self.view(), self.view(), place),
                7 => cimwire_view_child(self.view(), self.text(), self.text(), place),
                8 => cimwire_fault_detail(self.handle(), place),
                9 => cimwire_document_at(self.handle(), self.rest.len(), place),
                10 => {
                    let mut text = MaybeUninit::uninit();
                    let code = cimwire_view_text(self.view(), text.as_mut_ptr());
                    return readable(code, text);
                }
                _ => {
                    let mut text = MaybeUninit::uninit();
                    let (view, namespace, name) = (self.view(), self.text(), self.text());
                    let code = cimwire_view_attribute(view, namespace, name, text.as_mut_ptr());
                    return readable(code, text);
                }
            };
            self.keep_view(code, view);
        }
    }

    unsafe fn ask(&mut self, call: u8) {
        let none = ptr::null_mut();
        unsafe {
            match call {
                0 => self.made(|c, out| cimwire_message_json(c.handle(), out, none)),
                1 => self.made(|c, out| cimwire_document_json(c.handle(), out, none)),
                2 => self.made(|c, out| cimwire_message_head(c.handle(), out)),
                3 => self.made(|c, out| cimwire_message_fault(c.handle(), out)),
                4 => self.made(|c, out| cimwire_message_deviations(c.handle(), out)),
                5 => self.made(|c, out| cimwire_message_refusal(c.handle(), out, none)),
                6 => self.made(|c, out| cimwire_document_repairs(c.handle(), out)),
                7 => self.made(|c, out| cimwire_view_nodes(c.view(), out)),
                8 => self.made(|c, out| cimwire_view_message(c.view(), out, none)),
                9 => self.made(|c, out| cimwire_document_diff(c.handle(), c.handle(), out)),
                10 => self.made(|c, out| cimwire_document_redacted(c.handle(), c.handle(), out, none)),
                _ => {
                    let mut text = MaybeUninit::uninit();
                    let code = cimwire_buffer_bytes(self.handle(), text.as_mut_ptr());
                    readable(code, text);
                    code
                }
            };
        }
    }

    /// What needs classes, and what tells many things with one call.
    unsafe fn know(&mut self, call: u8) {
        let none = ptr::null_mut();
        unsafe {
            match call {
                0 => self.made(|_, out| cimwire_schema_cim(out)),
                1 => self.made(|c, out| cimwire_instance_of(c.view(), c.handle(), out)),
                2 => self.made(|c, out| cimwire_message_typed_items(c.handle(), c.handle(), out)),
                3 => self.made(|c, out| cimwire_items_instance(c.handle(), c.index(), out)),
                4 => self.made(|c, out| cimwire_instance_properties(c.handle(), out)),
                5 => self.made(|c, out| cimwire_instance_misfits(c.handle(), out)),
                6 => self.made(|c, out| cimwire_schema_class(c.handle(), c.text(), out)),
                7 => self.made(|c, out| cimwire_schema_find(c.handle(), c.text(), out)),
                8 => self.made(|c, out| cimwire_message_method(c.handle(), c.handle(), out)),
                9 => self.made(|c, out| cimwire_document_misfits(c.handle(), c.handle(), out)),
                10 => self.made(|c, out| cimwire_draft_of_instance(c.handle(), out)),
                11 => self.made(|c, out| {
                    let integers = c.index();
                    cimwire_message_typed_json(c.handle(), c.handle(), integers as i32, out, none)
                }),
                12 => self.class(),
                13 => self.properties(),
                14 => self.elements(),
                _ => {
                    let mut text = MaybeUninit::uninit();
                    let code = cimwire_method_meaning(self.handle(), self.text(), text.as_mut_ptr());
                    readable(code, text);
                    code
                }
            };
        }
    }

    fn index(&mut self) -> usize {
        self.byte().unwrap_or(0).into()
    }

    unsafe fn class(&mut self) -> Code {
        let mut details = MaybeUninit::<ClassDetails>::uninit();
        unsafe {
            let code = cimwire_class_read(self.handle(), details.as_mut_ptr());
            if code == 0 {
                let details = details.assume_init();
                for property in list(details.properties, details.property_count) {
                    readable(0, MaybeUninit::new(property.units));
                    for meaning in list(property.values, property.value_count) {
                        readable(0, MaybeUninit::new(meaning.meaning));
                    }
                }
                for method in list(details.methods, details.method_count) {
                    for parameter in list(method.parameters, method.parameter_count) {
                        readable(0, MaybeUninit::new(parameter.name));
                    }
                }
            }
            code
        }
    }

    unsafe fn properties(&mut self) -> Code {
        let (mut found, mut count) = ([const { MaybeUninit::<Property>::uninit() }; 4], 0);
        let mut moment = MaybeUninit::uninit();
        unsafe {
            let (properties, index) = (self.handle(), self.index());
            cimwire_properties_moment(properties, index, self.index(), moment.as_mut_ptr());
            let (first, room) = (found.as_mut_ptr().cast(), self.index() % (found.len() + 1));
            let code = cimwire_properties_from(properties, index, first, room, &mut count);
            if code == 0 {
                assert!(count > 0 && count <= room);
                for property in list(found.as_ptr().cast::<Property>(), count) {
                    readable(0, MaybeUninit::new(property.name));
                    cimwire_moment_of(property.value.text, moment.as_mut_ptr());
                    self.views.push(property.value.view);
                }
            }
            code
        }
    }

    unsafe fn elements(&mut self) -> Code {
        let (mut found, mut count) = ([const { MaybeUninit::<Entry>::uninit() }; 4], 0);
        unsafe {
            let (around, behind, room) = (self.view(), self.view(), self.index() % (found.len() + 1));
            let walk = if room & 1 == 0 { cimwire_view_elements } else { cimwire_view_children };
            let code = walk(around, behind, found.as_mut_ptr().cast(), room, &mut count);
            if code == 0 {
                assert!(count > 0 && count <= room);
                for entry in list(found.as_ptr().cast::<Entry>(), count) {
                    readable(0, MaybeUninit::new(entry.name));
                    readable(0, MaybeUninit::new(entry.text));
                    self.views.push(entry.view);
                }
            }
            code
        }
    }

    fn free(&mut self, call: u8) {
        match call {
            0 => cimwire_options_free(self.handle()),
            1 | 2 => cimwire_decoder_free(self.handle()),
            3..=5 => cimwire_message_free(self.handle()),
            6 | 7 => cimwire_document_free(self.handle()),
            8 => cimwire_request_free(self.handle()),
            9 => cimwire_response_free(self.handle()),
            10 => cimwire_reply_free(self.handle()),
            11 => cimwire_buffer_free(self.handle()),
            12 => cimwire_error_free(self.handle()),
            13 => cimwire_head_free(self.handle()),
            14 => cimwire_fault_free(self.handle()),
            _ => cimwire_nodes_free(self.handle()),
        };
    }

    /// Each handle fits one of these; the others tell so.
    fn free_all(&mut self) {
        for handle in self.handles.drain(..) {
            let freed = [
                cimwire_options_free(ptr::without_provenance_mut(handle)),
                cimwire_decoder_free(ptr::without_provenance_mut(handle)),
                cimwire_message_free(ptr::without_provenance_mut(handle)),
                cimwire_document_free(ptr::without_provenance_mut(handle)),
                cimwire_request_free(ptr::without_provenance_mut(handle)),
                cimwire_response_free(ptr::without_provenance_mut(handle)),
                cimwire_reply_free(ptr::without_provenance_mut(handle)),
                cimwire_buffer_free(ptr::without_provenance_mut(handle)),
                cimwire_error_free(ptr::without_provenance_mut(handle)),
                cimwire_head_free(ptr::without_provenance_mut(handle)),
                cimwire_fault_free(ptr::without_provenance_mut(handle)),
                cimwire_nodes_free(ptr::without_provenance_mut(handle)),
                cimwire_deviations_free(ptr::without_provenance_mut(handle)),
                cimwire_repairs_free(ptr::without_provenance_mut(handle)),
                cimwire_differences_free(ptr::without_provenance_mut(handle)),
                cimwire_schema_free(ptr::without_provenance_mut(handle)),
                cimwire_instance_free(ptr::without_provenance_mut(handle)),
                cimwire_items_free(ptr::without_provenance_mut(handle)),
                cimwire_properties_free(ptr::without_provenance_mut(handle)),
                cimwire_misfits_free(ptr::without_provenance_mut(handle)),
                cimwire_class_free(ptr::without_provenance_mut(handle)),
                cimwire_finds_free(ptr::without_provenance_mut(handle)),
                cimwire_method_free(ptr::without_provenance_mut(handle)),
                cimwire_draft_free(ptr::without_provenance_mut(handle)),
                cimwire_cim_rs_free(ptr::without_provenance_mut(handle)),
                cimwire_path_free(ptr::without_provenance_mut(handle)),
                cimwire_names_free(ptr::without_provenance_mut(handle)),
                cimwire_attributes_free(ptr::without_provenance_mut(handle)),
            ];
            let times = freed.iter().filter(|code| **code == 0).count();
            assert!(handle == 0 || times <= 1, "a handle was freed {times} times");
        }
    }

    fn made<T>(&mut self, make: impl FnOnce(&mut Self, *mut *mut T) -> Code) -> Code {
        let mut place = MaybeUninit::uninit();
        let code = make(self, place.as_mut_ptr());
        assert_ne!(code, DEFECT, "a defect");
        self.keep(code, place);
        code
    }

    /// An error is there where the call failed, and only there, and says what the call said.
    unsafe fn failed(&mut self, code: Code, error: MaybeUninit<*mut Error>) {
        // SAFETY: it was NULL to begin with.
        let error = unsafe { error.assume_init() };
        assert_ne!(code, DEFECT, "a defect");
        if error.is_null() {
            return;
        }
        self.handles.push(error.addr());
        let mut details = MaybeUninit::uninit();
        // SAFETY: the place is good, and written where the call returns `CIMWIRE_OK`.
        unsafe {
            assert_eq!(cimwire_error_read(error, details.as_mut_ptr()), 0);
            let details: ErrorDetails = details.assume_init();
            assert_eq!(details.code, code);
            readable(0, MaybeUninit::new(details.text));
            readable(0, MaybeUninit::new(details.path));
        }
    }
}

/// A list that was told can be read.
unsafe fn list<'l, T>(first: *const T, count: usize) -> &'l [T] {
    // SAFETY: the call returned `CIMWIRE_OK`, and its handle was not freed since.
    if count == 0 { &[] } else { unsafe { std::slice::from_raw_parts(first, count) } }
}

/// A text that was told can be read, and is UTF-8.
unsafe fn readable(code: Code, text: MaybeUninit<Str>) {
    if code != 0 {
        return;
    }
    // SAFETY: the call returned `CIMWIRE_OK`, and its handle was not freed since.
    unsafe {
        let Str { data, length } = text.assume_init();
        if !data.is_null() {
            std::str::from_utf8(std::slice::from_raw_parts(data.cast(), length)).expect("UTF-8");
        }
    }
}

const DEFECT: Code = 901;
