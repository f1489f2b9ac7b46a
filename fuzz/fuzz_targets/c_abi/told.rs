//! The arms that read what a handle or view tells: its texts can be read, its views asked.

use std::ffi::CStr;
use std::mem::MaybeUninit;

use super::*;

impl Calls<'_> {
    /// An entry of a list, by its number.
    pub(super) unsafe fn entry(&mut self) {
        unsafe {
            match self.index() % 18 {
                0 => self.at(cimwire_attributes_at),
                1 => self.at(cimwire_deviations_at),
                2 => self.at(cimwire_differences_at),
                3 => self.at(cimwire_fault_cim_error_at),
                4 => self.at(cimwire_fault_provider_at),
                5 => self.at(cimwire_fault_reason_at),
                6 => self.at(cimwire_finds_at),
                7 => self.at(cimwire_head_option),
                8 => self.at(cimwire_head_relates_to),
                9 => self.at(cimwire_head_selector),
                10 => self.at(cimwire_items_reference),
                11 => self.at(cimwire_message_header_at),
                12 => self.at(cimwire_misfits_at),
                13 => self.at(cimwire_names_at),
                14 => self.at(cimwire_nodes_at),
                15 => self.at(cimwire_path_key_at),
                16 => self.at(cimwire_properties_at),
                _ => self.at(cimwire_repairs_at),
            }
        }
    }

    /// All of a thing, or what it says of a name.
    pub(super) unsafe fn whole(&mut self) {
        unsafe {
            match self.index() % 26 {
                0 => self.of(cimwire_fault_read),
                1 => self.of(cimwire_fault_windows),
                2 => self.of(cimwire_head_read),
                3 => self.of(cimwire_instance_read),
                4 => self.of(cimwire_items_count),
                5 => self.of(cimwire_message_header),
                6 => self.of(cimwire_message_is_end_of_sequence),
                7 => self.of(cimwire_message_kind),
                8 => self.of(cimwire_message_subscription_manager),
                9 => self.of(cimwire_method_read),
                10 => self.of(cimwire_path_read),
                11 => self.of(cimwire_properties_count),
                12 => self.of(cimwire_reply_read),
                13 => self.named(cimwire_class_method),
                14 => self.named(cimwire_class_property),
                15 => self.named(cimwire_fault_reason),
                16 => self.named(cimwire_instance_meaning),
                17 => self.seen(cimwire_view_is_nil),
                18 => self.seen(cimwire_view_name),
                19 => self.seen(cimwire_view_namespace),
                20 => self.seen(cimwire_view_prefix),
                21 => self.told(|c, out| cimwire_view_is_same(c.view(), c.view(), out)),
                22 => self.told(|c, out| cimwire_code_name(c.index() as i32 * 3, out)),
                23 => self.told(|c, out| {
                    cimwire_schema_meaning(c.handle(), c.text(), c.text(), c.text(), out)
                }),
                24 => self.told(|c, out| {
                    cimwire_properties_item(c.handle(), c.index(), c.index(), out)
                }),
                _ => assert!(CStr::from_ptr(cimwire_version()).to_str().is_ok()),
            }
        }
    }

    unsafe fn at<H, T: Told>(
        &mut self,
        call: unsafe extern "C" fn(*const H, usize, *mut T) -> Code,
    ) {
        // SAFETY: handles may be anything, and the place is good.
        unsafe { self.told(|c, out| call(c.handle(), c.index(), out)) }
    }

    unsafe fn of<H, T: Told>(&mut self, call: unsafe extern "C" fn(*const H, *mut T) -> Code) {
        // SAFETY: as in `at`.
        unsafe { self.told(|c, out| call(c.handle(), out)) }
    }

    unsafe fn named<H, T: Told>(
        &mut self,
        call: unsafe extern "C" fn(*const H, Str, *mut T) -> Code,
    ) {
        // SAFETY: as in `at`.
        unsafe { self.told(|c, out| call(c.handle(), c.text(), out)) }
    }

    unsafe fn seen<T: Told>(&mut self, call: unsafe extern "C" fn(View, *mut T) -> Code) {
        // SAFETY: as in `at`.
        unsafe { self.told(|c, out| call(c.view(), out)) }
    }

    unsafe fn told<T: Told>(&mut self, call: impl FnOnce(&mut Self, *mut T) -> Code) {
        let mut place = MaybeUninit::uninit();
        let code = call(self, place.as_mut_ptr());
        assert_ne!(code, DEFECT, "a defect");
        if code == 0 {
            // SAFETY: a call that returns `CIMWIRE_OK` has written its result.
            unsafe { place.assume_init_ref().read(&mut self.views) };
        }
    }
}

/// What a call writes.
trait Told {
    /// Reads its texts, and keeps its views.
    unsafe fn read(&self, views: &mut Vec<View>);
}

impl Told for bool {
    unsafe fn read(&self, _: &mut Vec<View>) {}
}

impl Told for usize {
    unsafe fn read(&self, _: &mut Vec<View>) {}
}

impl Told for Str {
    unsafe fn read(&self, _: &mut Vec<View>) {
        // SAFETY: it was just told.
        unsafe { readable(0, MaybeUninit::new(*self)) }
    }
}

impl Told for View {
    unsafe fn read(&self, views: &mut Vec<View>) {
        views.push(*self);
    }
}

macro_rules! told {
    ($($name:ident { $($field:ident),* })*) => {
        $(impl Told for $name {
            unsafe fn read(&self, views: &mut Vec<View>) {
                // SAFETY: they were just told.
                unsafe { $(self.$field.read(views);)* }
            }
        })*
    };
}

told! {
    Attribute { namespace_, prefix, name, value }
    CimError { class_name, status_name, message, message_id, owning_entity, view }
    Datum { text, view }
    DeclaredMethod { name, class_name, type_name }
    DeclaredProperty { name, class_name, type_name, of_class, units }
    Deviation { rule, kind, text, path }
    FaultDetails { code, subcode, short_subcode, detail_code, meaning }
    Find { class_name, member }
    HeadDetails { kind, addressing, action, to, resource_uri, message_id, reply_to }
    Header { view }
    InstanceDetails { class_name, namespace_, view }
    MethodDetails { name, class_name, view }
    Misfit { kind, property, expected }
    NamedOption { name, value }
    Node { text, view }
    PathDetails { host, namespace_, class_name }
    PathKey { name, text, type_name }
    Property { name, namespace_, type_name, value, element }
    Reason { language, text }
    Repair { found, replacement }
    ReplyDetails { bytes, content_type }
    Selector { name, value }
    WindowsFault { source, message, view }
}
