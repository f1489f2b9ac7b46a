//! A request, a fault, and a shell's output.

use super::services::ANONYMOUS;

/// What is particular to a Get request.
pub struct Request {
    /// Text of `a:To`.
    pub to: String,
    /// Text of `w:ResourceURI`.
    pub resource: String,
    /// Text of `w:MaxEnvelopeSize`, in bytes.
    pub envelope_size: String,
    /// Text of `a:MessageID`.
    pub message_id: String,
    /// Text of `p:SessionId`.
    pub session_id: String,
    /// Text of `p:OperationID`.
    pub operation_id: Option<String>,
    /// Text of `p:SequenceId`.
    pub sequence_id: String,
    /// Text of `w:OperationTimeout`, a duration.
    pub timeout: String,
    /// Value of the selector `Name`.
    pub selector: &'static str,
}

/// 16 requests that differ in host, class, ids and lengths; some lack a header.
pub fn requests() -> Vec<Request> {
    (0..16).map(request).collect()
}

/// The request as WinRM writes it.
pub(super) fn get(request: &Request) -> Vec<u8> {
    let operation = request.operation_id.as_ref().map_or_else(String::new, |id| {
        format!("<p:OperationID s:mustUnderstand=\"false\">{id}</p:OperationID>")
    });
    format!(
        "<s:Envelope xmlns:s=\"{SOAP}\" xmlns:a=\"{ADDRESSING}\" xmlns:w=\"{WSMAN}\" \
         xmlns:p=\"{MICROSOFT}\" xmlns:t=\"{TRANSFER}\"><s:Header><a:To>{}</a:To><w:ResourceURI \
         s:mustUnderstand=\"true\">{}</w:ResourceURI><a:ReplyTo><a:Address \
         s:mustUnderstand=\"true\">{ANONYMOUS}</a:Address></a:ReplyTo><a:Action \
         s:mustUnderstand=\"true\">{ACTION}</a:Action><w:MaxEnvelopeSize \
         s:mustUnderstand=\"true\">{}</w:MaxEnvelopeSize><a:MessageID>{}</a:MessageID>\
         <w:Locale xml:lang=\"en-US\" s:mustUnderstand=\"false\"/><p:DataLocale xml:lang=\"en-US\" \
         s:mustUnderstand=\"false\"/><p:SessionId s:mustUnderstand=\"false\">{}</p:SessionId>\
         {operation}<p:SequenceId s:mustUnderstand=\"false\">{}</p:SequenceId>\
         <w:OperationTimeout>{}</w:OperationTimeout><w:SelectorSet><w:Selector \
         Name=\"Name\">{}</w:Selector></w:SelectorSet></s:Header><s:Body/></s:Envelope>",
        request.to,
        request.resource,
        request.envelope_size,
        request.message_id,
        request.session_id,
        request.sequence_id,
        request.timeout,
        request.selector,
    )
    .into_bytes()
}

/// 16 faults that differ in code, ids and lengths of text; some lack a header.
pub(super) fn faults() -> Vec<Vec<u8>> {
    (0..16).map(fault).map(String::into_bytes).collect()
}

/// A shell's output: five streams of 30 KB, in base64.
pub(super) fn receive() -> Vec<u8> {
    let streams: String = (0..5).map(stream).collect();
    format!(
        "<s:Envelope xml:lang=\"en-US\" xmlns:s=\"{SOAP}\" xmlns:a=\"{ADDRESSING}\" \
         xmlns:w=\"{WSMAN}\" xmlns:rsp=\"{SHELL}\"><s:Header><a:Action>{SHELL}/ReceiveResponse\
         </a:Action><a:MessageID>uuid:{}</a:MessageID><a:To>{ANONYMOUS}</a:To><a:RelatesTo>uuid:{}\
         </a:RelatesTo></s:Header><s:Body><rsp:ReceiveResponse>{streams}<rsp:CommandState \
         CommandId=\"{}\" State=\"{SHELL}/CommandState/Running\"/></rsp:ReceiveResponse></s:Body>\
         </s:Envelope>",
        uuid(1),
        uuid(2),
        uuid(3)
    )
    .into_bytes()
}

fn request(variant: usize) -> Request {
    Request {
        to: format!("http://{}:5985/wsman", HOSTS[variant % HOSTS.len()]),
        resource: format!("{WMI}/{}", CLASSES[variant]),
        envelope_size: (153_600 << (variant % 3)).to_string(),
        message_id: format!("uuid:{}", uuid(variant)),
        session_id: format!("uuid:{}", uuid(variant + 50)),
        operation_id: (variant % 4 != 3).then(|| format!("uuid:{}", uuid(variant + 100))),
        sequence_id: variant.to_string(),
        timeout: format!("PT{}.000S", 20 * (1 + variant % 3)),
        selector: &"PrintWorkflowUserSvc_5f3a1"[..5 + variant],
    }
}

fn fault(variant: usize) -> String {
    let (subcode, code, text, cause) = FAULTS[variant % FAULTS.len()];
    let relates = match variant % 4 {
        3 => String::new(),
        _ => format!("<a:RelatesTo>uuid:{}</a:RelatesTo>", uuid(variant + 200)),
    };
    let machine = HOSTS[variant % HOSTS.len()];
    format!(
        "<s:Envelope xml:lang=\"en-US\" xmlns:s=\"{SOAP}\" xmlns:a=\"{ADDRESSING}\" \
         xmlns:x=\"{TRANSFER}\" xmlns:e=\"{EVENTING}\" xmlns:n=\"{ENUMERATION}\" \
         xmlns:w=\"{WSMAN}\" xmlns:p=\"{MICROSOFT}\"><s:Header><a:Action>{WSMAN_BASE}/fault\
         </a:Action><a:MessageID>uuid:{}</a:MessageID><a:To>{ANONYMOUS}</a:To>{relates}</s:Header>\
         <s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>{subcode}\
         </s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en-US\">{text} </s:Text>\
         </s:Reason><s:Detail><f:WSManFault xmlns:f=\"{FAULT}\" Code=\"{code}\" \
         Machine=\"{machine}\"><f:Message>{text} {cause} &quot;0x{code:x}&quot; at step {variant}: \
         call &quot;winrm enumerate&quot; &amp; try again. </f:Message></f:WSManFault></s:Detail>\
         </s:Fault></s:Body></s:Envelope>",
        uuid(variant + 300),
    )
}

fn stream(index: usize) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text: String = (0..30_000)
        .map(|k: usize| char::from(alphabet[(k * 37 + k / 64 * 11 + index * 5) % 64]))
        .collect();
    let name = if index == 4 { "stderr" } else { "stdout" };
    format!("<rsp:Stream Name=\"{name}\" CommandId=\"{}\">{text}</rsp:Stream>", uuid(3))
}

fn uuid(seed: usize) -> String {
    let mixed = (seed as u128 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
    let hex = format!("{mixed:032X}");
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    parts.join("-")
}

/// Attributes of a request's Envelope.
pub const REQUEST: [(&str, &str); 5] = [
    ("xmlns:s", SOAP),
    ("xmlns:a", ADDRESSING),
    ("xmlns:w", WSMAN),
    ("xmlns:p", MICROSOFT),
    ("xmlns:t", TRANSFER),
];

/// Elements of a request that have text and an attribute that is always the same.
pub const BLOCKS: [(&str, &str, &str); 8] = [
    ("w:ResourceURI", "s:mustUnderstand", "true"),
    ("a:Address", "s:mustUnderstand", "true"),
    ("a:Action", "s:mustUnderstand", "true"),
    ("w:MaxEnvelopeSize", "s:mustUnderstand", "true"),
    ("p:SessionId", "s:mustUnderstand", "false"),
    ("p:OperationID", "s:mustUnderstand", "false"),
    ("p:SequenceId", "s:mustUnderstand", "false"),
    SELECTOR,
];

/// The selector of a request, and of the reference in a service.
pub const SELECTOR: (&str, &str, &str) = ("w:Selector", "Name", "Name");

/// Elements of a request that are empty and always the same, and their attributes.
pub const LOCALES: [&str; 2] = ["w:Locale", "p:DataLocale"];

/// Attributes of both.
pub const LOCALE: [(&str, &str); 2] = [("xml:lang", "en-US"), ("s:mustUnderstand", "false")];

/// Text of a request's `a:Action`.
pub const ACTION: &str = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get";

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";
const ADDRESSING: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
const TRANSFER: &str = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
const ENUMERATION: &str = "http://schemas.xmlsoap.org/ws/2004/09/enumeration";
const EVENTING: &str = "http://schemas.xmlsoap.org/ws/2004/08/eventing";
const WSMAN: &str = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
const WSMAN_BASE: &str = "http://schemas.dmtf.org/wbem/wsman/1/wsman";
const MICROSOFT: &str = "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd";
const SHELL: &str = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
const FAULT: &str = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault";
const WMI: &str = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2";

const HOSTS: [&str; 5] =
    ["hv07", "web-3.example.org", "10.1.20.33", "sql-node-12.corp.example.com", "dc01.example.net"];

const CLASSES: [&str; 16] = [
    "Win32_Service",
    "Win32_Process",
    "Win32_OperatingSystem",
    "Win32_LogicalDisk",
    "Win32_BIOS",
    "Win32_NetworkAdapterConfiguration",
    "Win32_ComputerSystem",
    "Win32_Share",
    "Win32_QuickFixEngineering",
    "Win32_Processor",
    "Win32_UserAccount",
    "Win32_DiskDrive",
    "Win32_PhysicalMemory",
    "Win32_Volume",
    "Win32_Printer",
    "Win32_NTLogEvent",
];

/// Subcode, WinRM's code, the reason (sent twice), and what may have caused it.
const FAULTS: [(&str, u32, &str, &str); 5] = [
    (
        "w:InvalidSelectors",
        2_150_858_843,
        "The WS-Management service cannot process the request because the selectors in it are not \
         valid for the resource URI it names.",
        "Either the selectors name no instance of the class, or one of the keys is missing from \
         them; look up the class's keys and send each of them once.",
    ),
    (
        "w:TimedOut",
        2_150_858_793,
        "The WS-Management service cannot complete the operation within the time specified in \
         OperationTimeout.",
        "The provider was slow to answer, or the network lost the reply on its way back; ask for \
         more time or for fewer items in each of the answers.",
    ),
    (
        "a:DestinationUnreachable",
        2_150_858_752,
        "The WS-Management service cannot process the request. The service cannot find the \
         resource identified by the resource URI.",
        "The class may live in another CIM namespace, or its provider may not be installed on \
         this machine.",
    ),
    (
        "w:AccessDenied",
        5,
        "Access is denied. The sender is not authorised to use the resource.",
        "The account that signed the request is not a member of a group that may call this \
         service from another machine, or its token was filtered; ask the administrator to add it.",
    ),
    (
        "w:InvalidParameter",
        2_150_858_811,
        "The WS-Management service cannot process the request because it contains one or more \
         invalid parameters.",
        "The value of MaxElements is zero, negative or missing where the operation asks for one; \
         send a positive number or leave the element out.",
    ),
];
