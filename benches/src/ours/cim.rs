//! Instances with the types of their class.

use cimwire::cim::{Instance, TypedProperty, Value};
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
}

impl Instances {
    /// A lenient reader.
    pub fn new() -> Self {
        Self { reader: Reader::new(), pack: service_pack() }
    }
}

impl Default for Instances {
    fn default() -> Self {
        Self::new()
    }
}

impl Contender for Instances {
    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn omits(&self) -> &'static str {
        "nothing known"
    }

    fn read(&mut self, message: &[u8]) -> Result<Found, String> {
        let tree = self.reader.read(message).map_err(|error| error.to_string())?;
        let envelope = Envelope::of(tree).map_err(|error| error.to_string())?;
        let class = self.pack.class("Win32_Service").ok_or("expected the class")?;
        let mut found = Found::default();
        for item in items(envelope) {
            found.instances += 1;
            let typed = Instance::of(item).typed(&class);
            // The rivals cannot tell an array that is null from one empty text.
            let is_lost = |it: &&TypedProperty<'_, '_>| {
                matches!(it.value, Value::Null) && it.declared.is_some_and(|it| it.is_array())
            };
            for property in typed.properties().iter().filter(|it| !is_lost(it)) {
                found.value(&property.value);
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
fn service_pack() -> Pack {
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
