//! The arms that make one thing of another, and those that set what takes more than a text.

use std::mem::MaybeUninit;
use std::ptr;

use super::*;

impl Calls<'_> {
    /// Makes a thing of those there are.
    pub(super) unsafe fn derive(&mut self) {
        let mut error = MaybeUninit::new(ptr::null_mut());
        let e = error.as_mut_ptr();
        unsafe {
            let code = match self.index() % 30 {
                0 => self.made(|c, out| cimwire_view_attributes(c.view(), out)),
                1 => self.made(|c, out| cimwire_view_json(c.view(), out, e)),
                2 => self.made(|c, out| cimwire_view_xml(c.view(), out)),
                3 => self.made(|c, out| cimwire_document_canon(c.handle(), out)),
                4 => self.made(|c, out| cimwire_document_deviations(c.handle(), out)),
                5 => self.made(|c, out| cimwire_document_message(c.handle(), out, e)),
                6 => self.made(|c, out| cimwire_message_document(c.handle(), out)),
                7 => self.made(|c, out| cimwire_instance_property(c.handle(), c.text(), out)),
                8 => self.made(|c, out| cimwire_method_misfits(c.handle(), out)),
                9 => self.made(|c, out| cimwire_method_parameters(c.handle(), out)),
                10 => self.made(|c, out| cimwire_method_return_value(c.handle(), out)),
                11 => self.made(|c, out| {
                    cimwire_properties_instance(c.handle(), c.index(), c.index(), out)
                }),
                12 => self.made(|c, out| cimwire_path_new(c.text(), out)),
                13 => self.made(|c, out| cimwire_path_resource_uri(c.handle(), out, e)),
                14 => self.made(|c, out| cimwire_path_wmi(c.handle(), out)),
                15 => self.made(|c, out| cimwire_class_uri(c.text(), c.text(), out)),
                16 => self.made(|c, out| cimwire_schema_classes(c.handle(), out)),
                17 => self.made(|c, out| cimwire_schema_sources(c.handle(), out)),
                18 => self.made(|c, out| {
                    let pack = c.pack();
                    cimwire_schema_open(pack.data.cast(), pack.length, out, e)
                }),
                19 => self.made(|c, out| {
                    let (schema, pack) = (c.handle(), c.pack());
                    cimwire_schema_with(schema, pack.data.cast(), pack.length, out, e)
                }),
                20 => self.made(|c, out| cimwire_draft_of_method(c.handle(), out)),
                21 => {
                    self.made(|c, out| cimwire_draft_input(c.text(), c.text(), c.handle(), out))
                }
                22 => {
                    self.made(|c, out| cimwire_draft_output(c.text(), c.text(), c.handle(), out))
                }
                23 => self.made(|_, out| cimwire_request_identify(out, e)),
                24 => self.made(|c, out| {
                    let json = c.text();
                    let (options, schema) = (c.handle(), c.handle());
                    cimwire_encode_typed(json.data.cast(), json.length, options, schema, out, e)
                }),
                25 | 26 => self.made(|c, out| {
                    cimwire_cim_rs_new(c.handle(), c.text(), c.text(), c.text(), out)
                }),
                27 => self.made(|c, out| cimwire_cim_rs_message(c.handle(), c.handle(), out, e)),
                28 => self.made(|c, out| cimwire_cim_rs_item(c.handle(), c.view(), out, e)),
                _ => self.made(|c, out| {
                    let (form, json, options) = (c.handle(), c.text(), c.handle());
                    cimwire_cim_rs_encode(form, json.data.cast(), json.length, options, out, e)
                }),
            };
            self.failed(code, error);
        }
    }

    /// Sets lists, values and the like.
    pub(super) unsafe fn adjust(&mut self) {
        let mut error = MaybeUninit::new(ptr::null_mut());
        let e = error.as_mut_ptr();
        unsafe {
            let code = match self.index() % 16 {
                0 => cimwire_draft_leave_out_read_only(self.handle(), e),
                1 => cimwire_draft_leave_out_unchanged(self.handle(), e),
                2 => cimwire_draft_set(self.handle(), self.text(), self.datum(), e),
                3 => {
                    let values = [self.datum(), self.datum()];
                    let count = self.index() % 3;
                    cimwire_draft_set_array(self.handle(), self.text(), values.as_ptr(), count, e)
                }
                4 => cimwire_path_set_base(self.handle(), self.text()),
                5 => cimwire_path_set_base_of(self.handle(), self.text()),
                6 => cimwire_path_set_host(self.handle(), self.text()),
                7 | 8 => {
                    let include = [self.text(), self.text()];
                    let by = self.association(&include);
                    let (request, instance) = (self.handle(), self.view());
                    match by.include_count {
                        0 => cimwire_request_associations(request, instance, by, e),
                        _ => cimwire_request_associated(request, instance, by, e),
                    }
                }
                9 => {
                    let selectors =
                        [(); 2].map(|()| NameValue { name: self.text(), value: self.text() });
                    let count = self.index() % 3;
                    cimwire_request_select(self.handle(), selectors.as_ptr(), count, e)
                }
                10 => cimwire_response_action(self.handle(), self.text()),
                11 => {
                    let (response, status) = (self.handle(), self.index() as u32);
                    cimwire_response_cim_fault(response, status, self.text(), e)
                }
                12 => cimwire_response_limit(self.handle(), self.index() as u64 * 64),
                13 => cimwire_response_within_limits(self.handle()),
                // It would be for the whole process, and memory was taken before.
                14 => cimwire_set_allocator(ptr::null()),
                _ => {
                    let items = [self.view(), self.view()];
                    let (response, count) = (self.handle(), self.index() % 3);
                    let mut taken = 0;
                    let context = self.value();
                    let code = cimwire_response_items(
                        response, context, items.as_ptr(), count, &raw mut taken, e,
                    );
                    assert!(taken <= count);
                    code
                }
            };
            self.failed(code, error);
        }
    }

    /// A pack of a vendor's classes, or what is none.
    fn pack(&mut self) -> Str {
        match self.index() & 1 {
            0 => Str { data: PACK.as_ptr().cast(), length: PACK.len() },
            _ => self.text(),
        }
    }

    fn datum(&mut self) -> Datum {
        let kind = (self.index() % 9) as i32;
        let number = self.index() as u64;
        Datum {
            kind,
            boolean: number & 1 == 1,
            unsigned_: number,
            signed_: -(number as i64),
            real: number as f64 / 3.0,
            count: self.index(),
            text: self.text(),
            view: self.view(),
        }
    }

    fn association(&mut self, include: &[Str]) -> Association {
        Association {
            association_class: self.text(),
            role: self.text(),
            result_class: self.text(),
            result_role: self.text(),
            include: include.as_ptr(),
            include_count: self.index() % (include.len() + 1),
        }
    }
}

const PACK: &[u8] = include_bytes!("../../../tests/corpus/schema/acme.cimpack");
