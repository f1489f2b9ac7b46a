//! Structs that `schema-gen rust` makes: what they read is what the class says, and what they write
//! is what was set.

use std::borrow::Cow;

use cimwire::Message;
use cimwire::cim::{Field, FieldType, Instance, Item, Property, Value, items};
use cimwire::schema::pack::Pack;
use cimwire::xml::Document;
use cimwire_tests::corpus::cases;
use generated::{
    CimBootConfigSettingChangeBootOrderInput as OrderInput,
    CimBootConfigSettingChangeBootOrderOutput as OrderOutput, CimSoftwareIdentity,
};

#[allow(dead_code, unreachable_pub)]
#[rustfmt::skip]
mod generated;

#[test]
fn a_struct_reads_what_its_class_reads() {
    let Some(cases) = cases() else { return };
    let class = Pack::cim().class(CimSoftwareIdentity::NAME).unwrap();
    let mut count = 0;
    for case in cases.iter().filter(|case| case.is_accepted()) {
        let Ok(message) = Message::decode(case.bytes()) else { continue };
        let message = message.typed();
        let instances = items(&message).filter_map(Item::instance);
        for instance in instances.filter(|it| it.class_name() == CimSoftwareIdentity::NAME) {
            let typed = instance.typed(&class);
            let it = CimSoftwareIdentity::read(instance);
            same(&it.instance_id, typed.value("InstanceID"));
            same(&it.version_string, typed.value("VersionString"));
            same(&it.is_entity, typed.value("IsEntity"));
            same(&it.classifications, typed.value("Classifications"));
            same(&it.operational_status, typed.value("OperationalStatus"));
            same(&it.install_date, typed.value("InstallDate"));
            let unknown = typed.properties().iter().filter(|it| it.declared.is_none());
            let unknown: Vec<_> = unknown.map(|it| it.wire.name()).collect();
            let rest: Vec<_> = it.rest.iter().map(Property::name).collect();
            assert_eq!(rest, unknown);
            count += 1;
        }
    }
    assert!(count > 10, "expected more than {count} instances");
}

#[test]
fn missing_null_value_and_misfit_are_told_apart() {
    let document = Document::decode(format!(
        "<p:CIM_SoftwareIdentity xmlns:p='{}' xmlns:o='urn:o' \
         xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\
         <p:InstanceID>007</p:InstanceID><p:IsEntity>maybe</p:IsEntity><p:Name xsi:nil='true'/>\
         <p:Classifications>2</p:Classifications><o:MajorVersion>1</o:MajorVersion>\
         <p:ownThing>1</p:ownThing></p:CIM_SoftwareIdentity>",
        CimSoftwareIdentity::NAMESPACE
    ))
    .unwrap();
    let it = CimSoftwareIdentity::read(Instance::of(document.root()));
    assert_eq!(it.instance_id.value().map(Cow::as_ref), Some("007"));
    assert!(
        matches!(&it.is_entity, Field::Misfit(it) if it.values().next().unwrap().text() == "maybe")
    );
    assert!(matches!(it.name, Field::Null));
    assert!(matches!(it.major_version, Field::Missing));
    let driver = CimSoftwareIdentity::CLASSIFICATIONS_DRIVER;
    assert_eq!(it.classifications.value(), Some(&vec![Some(driver)]));
    let rest: Vec<_> = it.rest.iter().map(Property::name).collect();
    assert_eq!(rest, ["MajorVersion", "ownThing"]);
}

#[test]
fn what_was_set_is_written_over_what_was_read() {
    let document = Document::decode(format!(
        "<p:CIM_SoftwareIdentity xmlns:p='{}'><p:InstanceID>007</p:InstanceID> \
         <p:MajorVersion>01</p:MajorVersion></p:CIM_SoftwareIdentity>",
        CimSoftwareIdentity::NAMESPACE
    ))
    .unwrap();
    let instance = Instance::of(document.root());
    let mut it = CimSoftwareIdentity::read(instance);
    it.is_entity = Field::set(true);
    it.version_string = Field::set("1.2");
    it.name = Field::Set(None);
    let mut draft = instance.draft();
    it.write(&mut draft);
    let class = Pack::cim().class("CIM_SoftwareIdentity").unwrap();
    let written = draft.build_as(&class).unwrap();
    let text = written.root().outer();
    for untouched in ["<p:InstanceID>007</p:InstanceID> ", "<p:MajorVersion>01</p:MajorVersion>"] {
        assert!(text.contains(untouched), "{text}");
    }
    let again = CimSoftwareIdentity::read(Instance::of(written.root()));
    assert_eq!(again.is_entity.value(), Some(&true));
    assert_eq!(again.version_string.value().map(Cow::as_ref), Some("1.2"));
    assert!(matches!(again.name, Field::Null));
}

#[test]
fn a_method_has_structs_both_ways() {
    let input = OrderInput { source: Field::set(Vec::new()), ..OrderInput::default() };
    let built = input.draft().build().unwrap();
    assert_eq!(built.root().name().local, "ChangeBootOrder_INPUT");
    let document = Document::decode(format!(
        "<p:{} xmlns:p='{}'><p:ReturnValue>0</p:ReturnValue></p:{0}>",
        OrderOutput::NAME,
        OrderOutput::NAMESPACE
    ))
    .unwrap();
    let output = OrderOutput::read(Instance::of(document.root()));
    assert_eq!(output.return_value.value(), Some(&0));
    assert!(matches!(output.job, Field::Missing));
}

/// The field has what the class reads.
fn same<'m, T: FieldType<'m> + Clone>(field: &Field<'m, T>, value: Option<&Value<'m>>) {
    let ours = match field {
        Field::Missing => None,
        Field::Null => Some(Value::Null),
        Field::Value(it) | Field::Set(Some(it)) => Some(it.clone().into_value()),
        Field::Misfit(_) | Field::Set(None) => panic!("expected a value of its type"),
    };
    assert_eq!(format!("{ours:?}"), format!("{:?}", value.cloned()));
}
