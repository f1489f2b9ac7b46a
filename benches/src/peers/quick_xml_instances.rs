//! quick-xml over structs of the class: types, borrowed texts, and names without namespaces.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::cim::{Contender, Found};

macro_rules! instances {
    ($version:ident, $krate:ident, $name:literal) => {
        pub(super) mod $version {
            use super::*;

            /// Name of the row.
            pub const NAME: &str = $name;

            /// Name of the row that makes JSON of the structs.
            pub const JSON: &str = concat!($name, " + serde_json");

            /// The instances of a message as JSON.
            pub(in crate::peers) fn to_json(message: &[u8]) -> Result<Vec<u8>, String> {
                let text = std::str::from_utf8(message).map_err(|error| error.to_string())?;
                let envelope: Envelope<'_> =
                    $krate::de::from_str(text).map_err(|error| error.to_string())?;
                serde_json::to_vec(&envelope).map_err(|error| error.to_string())
            }

            pub(in crate::peers) struct Instances;

            impl Contender for Instances {
                fn name(&self) -> String {
                    NAME.to_owned()
                }

                fn omits(&self) -> &'static str {
                    "namespaces, nil in arrays, whether dates are dates, properties it does not know, and as the \
                     reader of its version"
                }

                fn read(&mut self, message: &[u8]) -> Result<Found, String> {
                    let text = std::str::from_utf8(message).map_err(|error| error.to_string())?;
                    let envelope: Envelope<'_> =
                        $krate::de::from_str(text).map_err(|error| error.to_string())?;
                    Ok(envelope.found())
                }
            }
        }
    };
}

instances!(v042, quick_xml_042, "quick-xml 0.42 serde");
instances!(v041, quick_xml, "quick-xml 0.41 serde");

/// What is lost in JSON.
pub(super) const JSON_OMITS: &str = "all but the items, namespaces, xsi:type, nil in arrays, selectors, whether dates \
     are dates, properties it does not know, and as the reader of its version";

/// A struct of elements, each by its local name.
macro_rules! elements {
    ($($name:ident { $($found:literal = $field:ident: $type:ty,)* })*) => {
        $(#[derive(Deserialize, Serialize)]
        struct $name<'m> {
            $(#[serde(rename = $found, borrow)] $field: $type,)*
        })*
    };
}

/// A text that is borrowed inside an option too.
#[derive(Deserialize, Serialize)]
struct Text<'m>(#[serde(borrow)] Cow<'m, str>);

elements! {
    Envelope { "Body" = body: Body<'m>, }
    Body { "PullResponse" = response: PullResponse<'m>, }
    PullResponse { "Items" = items: Items<'m>, }
    Items { "Win32_Service" = services: Vec<Service<'m>>, }
    Installed { "Datetime" = datetime: Text<'m>, }
    Parameters { "ResourceURI" = uri: Text<'m>, }
}

#[derive(Deserialize, Serialize)]
struct Service<'m> {
    #[serde(rename = "AcceptPause")]
    accept_pause: Option<bool>,
    #[serde(rename = "AcceptStop")]
    accept_stop: Option<bool>,
    #[serde(rename = "Caption", borrow)]
    caption: Option<Text<'m>>,
    #[serde(rename = "CheckPoint")]
    check_point: Option<u32>,
    #[serde(rename = "CreationClassName", borrow)]
    creation_class_name: Option<Text<'m>>,
    #[serde(rename = "DelayedAutoStart")]
    delayed_auto_start: Option<bool>,
    #[serde(rename = "Dependencies", borrow)]
    dependencies: Vec<Option<Text<'m>>>,
    #[serde(rename = "Description", borrow)]
    description: Option<Text<'m>>,
    #[serde(rename = "DesktopInteract")]
    desktop_interact: Option<bool>,
    #[serde(rename = "DisplayName", borrow)]
    display_name: Option<Text<'m>>,
    #[serde(rename = "ErrorControl", borrow)]
    error_control: Option<Text<'m>>,
    #[serde(rename = "ExitCode")]
    exit_code: Option<u32>,
    #[serde(rename = "InstallDate", borrow)]
    install_date: Option<Installed<'m>>,
    #[serde(rename = "Name", borrow)]
    name: Option<Text<'m>>,
    #[serde(rename = "PathName", borrow)]
    path_name: Option<Text<'m>>,
    #[serde(rename = "ProcessId")]
    process_id: Option<u32>,
    #[serde(rename = "ServiceSpecificExitCode")]
    service_specific_exit_code: Option<u32>,
    #[serde(rename = "ServiceType", borrow)]
    service_type: Option<Text<'m>>,
    #[serde(rename = "Started")]
    started: Option<bool>,
    #[serde(rename = "StartMode", borrow)]
    start_mode: Option<Text<'m>>,
    #[serde(rename = "StartName", borrow)]
    start_name: Option<Text<'m>>,
    #[serde(rename = "State", borrow)]
    state: Option<Text<'m>>,
    #[serde(rename = "Status", borrow)]
    status: Option<Text<'m>>,
    #[serde(rename = "SystemCreationClassName", borrow)]
    system_creation_class_name: Option<Text<'m>>,
    #[serde(rename = "SystemName", borrow)]
    system_name: System<'m>,
    #[serde(rename = "TagId")]
    tag_id: Option<u32>,
    #[serde(rename = "WaitHint")]
    wait_hint: Option<u32>,
}

/// A name as text, or a reference.
#[derive(Deserialize, Serialize)]
struct System<'m> {
    #[serde(rename = "$text", borrow)]
    name: Option<Text<'m>>,
    #[serde(rename = "ReferenceParameters", borrow)]
    parameters: Option<Parameters<'m>>,
}

impl Envelope<'_> {
    fn found(&self) -> Found {
        let mut found = Found::default();
        for service in &self.body.response.items.services {
            found.instances += 1;
            service.add_to(&mut found);
        }
        found
    }
}

impl Service<'_> {
    fn add_to(&self, found: &mut Found) {
        let truths = [self.accept_pause, self.accept_stop, self.delayed_auto_start];
        let truths = truths.into_iter().chain([self.desktop_interact, self.started]);
        truths.for_each(|it| found.number(it));
        let numbers = [self.check_point, self.exit_code, self.process_id];
        let more = [self.service_specific_exit_code, self.tag_id, self.wait_hint];
        numbers.into_iter().chain(more).for_each(|it| found.number(it));
        let texts = [&self.caption, &self.creation_class_name, &self.description];
        let texts = texts.into_iter().chain([&self.display_name, &self.error_control, &self.name]);
        let texts = texts.chain([&self.path_name, &self.service_type, &self.start_mode]);
        let texts = texts.chain([&self.start_name, &self.state, &self.status]);
        let texts = texts.chain([&self.system_creation_class_name]).chain(&self.dependencies);
        texts.for_each(|it| found.maybe(it.as_ref()));
        match &self.install_date {
            Some(Installed { datetime }) => found.dates += usize::from(!datetime.0.is_empty()),
            None => found.nulls += 1,
        }
        match (&self.system_name.name, &self.system_name.parameters) {
            (_, Some(Parameters { uri })) => found.references += usize::from(!uri.0.is_empty()),
            (name, None) => found.maybe(name.as_ref()),
        }
    }
}

impl Found {
    fn maybe(&mut self, text: Option<&Text<'_>>) {
        match text {
            Some(Text(text)) => self.text(text),
            None => self.nulls += 1,
        }
    }
}
