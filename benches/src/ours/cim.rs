//! Instances with the types of their class.

use std::hint::black_box;

use cimwire::cim::{self, Instance, TypedProperty, Value};
use cimwire::names::enumeration;
use cimwire::schema::pack::Pack;
use cimwire::soap::Envelope;
use cimwire::xml::{Element, Reader};

use crate::cim::{Contender, Found};
use crate::ours::NAME;

/// A warm reader, and the class.
pub struct Instances {
    reader: Reader,
    pack: Pack,
    /// Whether the properties of an instance are put into a list.
    collects: bool,
}

impl Instances {
    /// A lenient reader that looks at each property once.
    pub fn new() -> Self {
        Self { reader: Reader::new(), pack: service_pack(), collects: false }
    }

    /// A lenient reader that collects the properties of each instance.
    pub fn collecting() -> Self {
        Self { collects: true, ..Self::new() }
    }
}

impl Default for Instances {
    fn default() -> Self {
        Self::new()
    }
}

impl Contender for Instances {
    fn name(&self) -> String {
        let how = if self.collects { ", collected" } else { "" };
        format!("{NAME}{how}")
    }

    fn omits(&self) -> &'static str {
        "nothing known"
    }

    fn read(&mut self, message: &[u8]) -> Result<Found, String> {
        let tree = self.reader.read(message).map_err(|error| error.to_string())?;
        let envelope = Envelope::of(tree).map_err(|error| error.to_string())?;
        let class = self.pack.class("Win32_Service").ok_or("expected the class")?;
        let mut reader = cim::Reader::of(class);
        let mut found = Found::default();
        for item in items(envelope).map(Instance::of) {
            found.instances += 1;
            let missing = "expected the class";
            if self.collects {
                let typed = reader.read(item).ok_or(missing)?;
                typed.properties().iter().for_each(|it| found.property(it));
            } else {
                let misfits = reader.each(item, |it| found.property(it));
                black_box(misfits.ok_or(missing)?);
            }
        }
        Ok(found)
    }
}

/// The items of a PullResponse.
fn items(envelope: Envelope<'_>) -> impl Iterator<Item = Element<'_>> {
    let is_items = |it: &Element<'_>| it.id() == enumeration::ITEMS;
    envelope
        .body_elements()
        .flat_map(Element::children)
        .filter(is_items)
        .flat_map(Element::children)
}

impl Found {
    fn property(&mut self, property: &TypedProperty<'_, '_>) {
        // The rivals cannot tell an array that is null from one empty text.
        let is_array = || property.declared.is_some_and(|it| it.is_array());
        if !(matches!(property.value, Value::Null) && is_array()) {
            self.value(&property.value);
        }
    }

    fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::Null => self.nulls += 1,
            Value::Boolean(value) => self.numbers += u64::from(*value),
            Value::Uint32(value) => self.numbers += u64::from(*value),
            Value::String(text) => self.text(text),
            Value::DateTime(_) => self.dates += 1,
            // The name of a system that is a reference to it.
            Value::Untyped(_) => self.references += 1,
            Value::Array(items) => items.iter().for_each(|item| self.value(item)),
            _ => {}
        }
    }
}

/// The class of the services, as a user compiles it.
pub(super) fn service_pack() -> Pack {
    let source = schema_gen::xsd::Source { path: "service.mof".into(), text: SERVICE.into() };
    let classes = schema_gen::mof::compile(&[source]).expect("MOF");
    let pack = schema_gen::pack::pack("a bench", &classes).expect("one class");
    Pack::open(pack).expect("a pack")
}

const SERVICE: &str = "class Win32_Service {
    boolean AcceptPause; boolean AcceptStop; string Caption; uint32 CheckPoint;
    string CreationClassName; boolean DelayedAutoStart; string Dependencies[]; string Description;
    boolean DesktopInteract; string DisplayName; string ErrorControl; uint32 ExitCode;
    datetime InstallDate; [Key] string Name; string PathName; uint32 ProcessId;
    uint32 ServiceSpecificExitCode; string ServiceType; boolean Started; string StartMode;
    string StartName; string State; string Status; string SystemCreationClassName;
    string SystemName; uint32 TagId; uint32 WaitHint;
};";
