//! The PullResponse of services as typed structs, for serde.
//!
//! Elements are written with the prefix and found by the local name, as quick-xml resolves no
//! namespaces here.

use serde::{Deserialize, Serialize};

/// A struct of elements and attributes: as they are written, as they are found, and their type.
macro_rules! element {
    ($name:ident {
        $($written:literal | $found:literal = $field:ident: $type:ty,)*
    }) => {
        #[derive(Deserialize, Serialize)]
        pub(super) struct $name {
            $(#[serde(rename = $written, alias = $found)] $field: $type,)*
        }
    };
}

element! {
    Envelope {
        "@xml:lang" | "@lang" = language: String,
        "@xmlns:s" | "@s" = soap: String,
        "@xmlns:a" | "@a" = addressing: String,
        "@xmlns:n" | "@n" = enumeration: String,
        "@xmlns:w" | "@w" = wsman: String,
        "s:Header" | "Header" = header: Header,
        "s:Body" | "Body" = body: Body,
    }
}

element! {
    Header {
        "a:Action" | "Action" = action: String,
        "a:MessageID" | "MessageID" = message_id: String,
        "a:To" | "To" = to: String,
        "a:RelatesTo" | "RelatesTo" = relates_to: String,
    }
}

element! {
    Body {
        "n:PullResponse" | "PullResponse" = pull_response: PullResponse,
    }
}

element! {
    PullResponse {
        "n:EnumerationContext" | "EnumerationContext" = context: String,
        "n:Items" | "Items" = items: Items,
    }
}

element! {
    Items {
        "p:Win32_Service" | "Win32_Service" = services: Vec<Service>,
    }
}

element! {
    Service {
        "@xmlns:xsi" | "@xsi" = xsi: String,
        "@xmlns:p" | "@p" = class: String,
        "@xmlns:cim" | "@cim" = cim: String,
        "@xsi:type" | "@type" = class_type: String,
        "p:AcceptPause" | "AcceptPause" = accept_pause: Option<String>,
        "p:AcceptStop" | "AcceptStop" = accept_stop: Option<String>,
        "p:Caption" | "Caption" = caption: Option<String>,
        "p:CheckPoint" | "CheckPoint" = check_point: Option<String>,
        "p:CreationClassName" | "CreationClassName" = creation_class_name: Option<String>,
        "p:DelayedAutoStart" | "DelayedAutoStart" = delayed_auto_start: Option<String>,
        "p:Dependencies" | "Dependencies" = dependencies: Vec<Option<String>>,
        "p:Description" | "Description" = description: Option<String>,
        "p:DesktopInteract" | "DesktopInteract" = desktop_interact: Option<String>,
        "p:DisplayName" | "DisplayName" = display_name: Option<String>,
        "p:ErrorControl" | "ErrorControl" = error_control: Option<String>,
        "p:ExitCode" | "ExitCode" = exit_code: Option<String>,
        "p:InstallDate" | "InstallDate" = install_date: Option<Installed>,
        "p:Name" | "Name" = name: Option<String>,
        "p:PathName" | "PathName" = path_name: Option<String>,
        "p:ProcessId" | "ProcessId" = process_id: Option<String>,
        "p:ServiceSpecificExitCode" | "ServiceSpecificExitCode" = service_specific_exit_code: Option<String>,
        "p:ServiceType" | "ServiceType" = service_type: Option<String>,
        "p:Started" | "Started" = started: Option<String>,
        "p:StartMode" | "StartMode" = start_mode: Option<String>,
        "p:StartName" | "StartName" = start_name: Option<String>,
        "p:State" | "State" = state: Option<String>,
        "p:Status" | "Status" = status: Option<String>,
        "p:SystemCreationClassName" | "SystemCreationClassName" = system_creation_class_name: Option<String>,
        "p:SystemName" | "SystemName" = system_name: System,
        "p:TagId" | "TagId" = tag_id: Option<String>,
        "p:WaitHint" | "WaitHint" = wait_hint: Option<String>,
    }
}

element! {
    Installed {
        "cim:Datetime" | "Datetime" = datetime: String,
    }
}

impl PullResponse {
    /// What the next Pull has to bring.
    pub(super) fn context(&self) -> &str {
        &self.context
    }

    /// The items.
    pub(super) fn services(&self) -> &[Service] {
        &self.items.services
    }
}

/// Its name as text, or a reference to it.
#[derive(Deserialize, Serialize)]
pub(super) struct System {
    #[serde(rename = "$text", skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(rename = "a:Address", alias = "Address", skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(
        rename = "a:ReferenceParameters",
        alias = "ReferenceParameters",
        skip_serializing_if = "Option::is_none"
    )]
    parameters: Option<Parameters>,
}

element! {
    Parameters {
        "w:ResourceURI" | "ResourceURI" = resource: String,
        "w:SelectorSet" | "SelectorSet" = selector_set: SelectorSet,
    }
}

element! {
    SelectorSet {
        "w:Selector" | "Selector" = selector: Selector,
    }
}

element! {
    Selector {
        "@Name" | "Name" = key: String,
        "$text" | "text" = value: String,
    }
}
