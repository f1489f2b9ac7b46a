//! Instances of `Win32_Service` and the PullResponse that carries them.

use std::fmt::Write;

/// One instance: qualified property names with their values, in order.
pub type Instance = Vec<(&'static str, Value)>;

/// A property's value, in the forms CIM gives it on the wire (DSP0230 §9).
#[derive(Clone)]
pub enum Value {
    /// One element with text.
    Text(String),
    /// One empty element with `xsi:nil="true"`.
    Nil,
    /// One element an item.
    Array(Vec<String>),
    /// A `cim:Datetime` inside the property's element.
    Datetime(String),
    /// An endpoint reference to a computer system of that name.
    Reference(String),
}

/// `count` services of 27 properties each; the same for the same count.
pub fn instances(count: usize) -> Vec<Instance> {
    (0..count).map(service).collect()
}

/// The same instances with their properties in another order in each.
pub(super) fn shuffled(count: usize) -> Vec<Instance> {
    let mut instances = instances(count);
    let mut seed = 1_usize;
    for instance in &mut instances {
        for last in (1..instance.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            instance.swap(last, (seed >> 33) % (last + 1));
        }
    }
    instances
}

/// The PullResponse as WinRM writes it: one line, no blanks.
pub(super) fn pull(instances: &[Instance]) -> Vec<u8> {
    let mut xml = head();
    for instance in instances {
        start(&mut xml, "p:Win32_Service", &INSTANCE);
        for (name, value) in instance {
            property(&mut xml, name, value);
        }
        xml.push_str("</p:Win32_Service>");
    }
    xml.push_str(TAIL);
    xml.into_bytes()
}

/// The PullResponse with every property on its own indented line.
pub(super) fn pretty(instances: &[Instance]) -> Vec<u8> {
    let mut xml = head().replace("><", ">\n  <");
    for instance in instances {
        xml.push_str("\n      ");
        start(&mut xml, "p:Win32_Service", &INSTANCE);
        for (name, value) in instance {
            let mut line = String::new();
            property(&mut line, name, value);
            let repeated = format!("</{name}><{name}>");
            let split = format!("</{name}>\n        <{name}>");
            xml.push_str("\n        ");
            xml.push_str(&line.replace(&repeated, &split));
        }
        xml.push_str("\n      </p:Win32_Service>");
    }
    xml.push_str(&TAIL.replace("><", ">\n  <"));
    xml.into_bytes()
}

/// Everything before the first instance.
fn head() -> String {
    let mut xml = String::new();
    start(&mut xml, "s:Envelope", &ENVELOPE);
    xml.push_str("<s:Header>");
    for (name, text) in HEADERS {
        element(&mut xml, name, text);
    }
    xml.push_str("</s:Header><s:Body><n:PullResponse>");
    element(&mut xml, "n:EnumerationContext", CONTEXT);
    xml.push_str("<n:Items>");
    xml
}

fn start(xml: &mut String, name: &str, attributes: &[(&str, &str)]) {
    append(xml, format_args!("<{name}"));
    for (attribute, value) in attributes {
        append(xml, format_args!(" {attribute}=\"{value}\""));
    }
    xml.push('>');
}

fn property(xml: &mut String, name: &str, value: &Value) {
    match value {
        Value::Text(text) => element(xml, name, text),
        Value::Nil => append(xml, format_args!("<{name} xsi:nil=\"true\"/>")),
        Value::Array(items) => items.iter().for_each(|item| element(xml, name, item)),
        Value::Datetime(text) => {
            append(xml, format_args!("<{name}><cim:Datetime>{text}</cim:Datetime></{name}>"));
        }
        Value::Reference(system) => append(
            xml,
            format_args!(
                "<{name}><a:Address>{ANONYMOUS}</a:Address><a:ReferenceParameters>\
                 <w:ResourceURI>{SYSTEM}</w:ResourceURI><w:SelectorSet><w:Selector Name=\"Name\">\
                 {system}</w:Selector></w:SelectorSet></a:ReferenceParameters></{name}>"
            ),
        ),
    }
}

fn element(xml: &mut String, name: &str, text: &str) {
    let text = text.replace('&', "&amp;");
    append(xml, format_args!("<{name}>{text}</{name}>"));
}

fn append(xml: &mut String, text: std::fmt::Arguments<'_>) {
    xml.write_fmt(text).expect("a string takes any text");
}

fn service(index: usize) -> Instance {
    let (name, title, path) = SERVICES[index % SERVICES.len()];
    let name = format!("{name}{}", index / SERVICES.len());
    let running = index % 3 != 1;
    let truth = |yes: bool| text(if yes { "true" } else { "false" });
    vec![
        ("p:AcceptPause", truth(index.is_multiple_of(5))),
        ("p:AcceptStop", truth(running)),
        ("p:Caption", text(title)),
        ("p:CheckPoint", text("0")),
        ("p:CreationClassName", text("Win32_Service")),
        ("p:DelayedAutoStart", truth(index % 7 == 2)),
        ("p:Dependencies", dependencies(index)),
        ("p:Description", description(index, title)),
        ("p:DesktopInteract", truth(false)),
        ("p:DisplayName", text(title)),
        ("p:ErrorControl", text("Normal")),
        ("p:ExitCode", text(if running { "0" } else { "1077" })),
        ("p:InstallDate", installed(index)),
        ("p:Name", Value::Text(name)),
        ("p:PathName", text(path)),
        (
            "p:ProcessId",
            Value::Text(if running { (700 + index * 44).to_string() } else { "0".into() }),
        ),
        ("p:ServiceSpecificExitCode", text("0")),
        (
            "p:ServiceType",
            text(if index.is_multiple_of(2) { "Share Process" } else { "Own Process" }),
        ),
        ("p:Started", truth(running)),
        ("p:StartMode", text(["Auto", "Manual", "Disabled"][index % 3])),
        (
            "p:StartName",
            text(
                ["LocalSystem", "NT AUTHORITY\\LocalService", "NT AUTHORITY\\NetworkService"]
                    [index % 3],
            ),
        ),
        ("p:State", text(if running { "Running" } else { "Stopped" })),
        ("p:Status", text("OK")),
        ("p:SystemCreationClassName", text("Win32_ComputerSystem")),
        ("p:SystemName", system(index)),
        ("p:TagId", if index.is_multiple_of(4) { Value::Nil } else { text("0") }),
        ("p:WaitHint", text("0")),
    ]
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn dependencies(index: usize) -> Value {
    let names = ["RpcSs", "Tcpip", "EventSystem", "DcomLaunch", "nsi", "http"];
    match index % 3 {
        0 => Value::Nil,
        count => Value::Array((0..count + 1).map(|k| names[(index + k) % 6].to_owned()).collect()),
    }
}

fn description(index: usize, title: &str) -> Value {
    match index % 6 {
        0 => Value::Nil,
        1 => Value::Text(format!("Verwaltet {title} für Geräte & Benutzer.")),
        4 => Value::Text(format!("{title}: stores & forwards what other parts ask for.")),
        _ => Value::Text(format!(
            "Manages {title}. If this service is stopped, programs that depend on it may not start."
        )),
    }
}

fn installed(index: usize) -> Value {
    match index % 4 {
        3 => Value::Nil,
        _ => Value::Datetime(format!("2024-{:02}-{:02}T08:15:00Z", 1 + index % 12, 1 + index % 28)),
    }
}

fn system(index: usize) -> Value {
    match index % 20 {
        7 => Value::Reference("HV07".to_owned()),
        _ => text("HV07.corp.example.com"),
    }
}

/// Attributes of the Envelope.
pub const ENVELOPE: [(&str, &str); 5] = [
    ("xml:lang", "en-US"),
    ("xmlns:s", "http://www.w3.org/2003/05/soap-envelope"),
    ("xmlns:a", "http://schemas.xmlsoap.org/ws/2004/08/addressing"),
    ("xmlns:n", "http://schemas.xmlsoap.org/ws/2004/09/enumeration"),
    ("xmlns:w", "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"),
];

/// Header blocks and their text.
pub const HEADERS: [(&str, &str); 4] = [
    ("a:Action", "http://schemas.xmlsoap.org/ws/2004/09/enumeration/PullResponse"),
    ("a:MessageID", "uuid:0D3A1F2C-55C1-4B5E-9E5B-9A4C1B7D2E01"),
    ("a:To", ANONYMOUS),
    ("a:RelatesTo", "uuid:5E1E4A67-8A5C-4A4B-8B6D-2F6C0D9E7A10"),
];

/// Text of `n:EnumerationContext`.
pub const CONTEXT: &str = "uuid:77A3D0D5-6E2B-4D43-9A53-07D4E0C1B2A9";

/// Attributes of each instance's element: WinRM declares the namespaces on each.
pub const INSTANCE: [(&str, &str); 4] = [
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xmlns:p", "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service"),
    ("xmlns:cim", "http://schemas.dmtf.org/wbem/wscim/1/common"),
    ("xsi:type", "p:Win32_Service_Type"),
];

/// The anonymous address.
pub const ANONYMOUS: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous";

/// Resource URI of a computer system.
pub const SYSTEM: &str =
    "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_ComputerSystem";

const TAIL: &str = "</n:Items></n:PullResponse></s:Body></s:Envelope>";

const SERVICES: [(&str, &str, &str); 10] = [
    (
        "AppIDSvc",
        "Application Identity",
        "C:\\Windows\\system32\\svchost.exe -k LocalServiceNetworkRestricted -p",
    ),
    (
        "BFE",
        "Base Filtering Engine",
        "C:\\Windows\\system32\\svchost.exe -k LocalServiceNoNetworkFirewall -p",
    ),
    (
        "CryptSvc",
        "Cryptographic Services",
        "C:\\Windows\\system32\\svchost.exe -k NetworkService -p",
    ),
    (
        "Dhcp",
        "DHCP Client",
        "C:\\Windows\\system32\\svchost.exe -k LocalServiceNetworkRestricted -p",
    ),
    (
        "EventLog",
        "Windows Event Log",
        "C:\\Windows\\System32\\svchost.exe -k LocalServiceNetworkRestricted -p",
    ),
    (
        "MSSQLSERVER",
        "SQL Server (MSSQLSERVER)",
        "\"C:\\Program Files\\Microsoft SQL Server\\MSSQL16\\Binn\\sqlservr.exe\" -sMSSQLSERVER",
    ),
    ("Netlogon", "Netlogon", "C:\\Windows\\system32\\lsass.exe"),
    ("Spooler", "Print Spooler", "C:\\Windows\\System32\\spoolsv.exe"),
    ("W32Time", "Windows Time", "C:\\Windows\\system32\\svchost.exe -k LocalService"),
    (
        "WinRM",
        "Windows Remote Management (WS-Management)",
        "C:\\Windows\\System32\\svchost.exe -k NetworkService -p",
    ),
];
