//! What can be asked for in a request.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::args::EXIT;

/// Print a request, ready to send.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Make {
    #[command(subcommand)]
    pub(super) operation: Operation,
    /// Print its JSON form instead
    #[arg(long, global = true)]
    pub(super) json: bool,
}

#[derive(Subcommand)]
pub(super) enum Operation {
    Get(Get),
    Put(Put),
    Create(Create),
    Delete(Delete),
    Enumerate(Enumerate),
    Pull(Pull),
    Release(Release),
    EnumerationRenew(EnumerationRenew),
    EnumerationStatus(EnumerationStatus),
    Invoke(Invoke),
    /// Ask a service what it is; the request has no header blocks
    #[command(after_help = EXIT)]
    Identify,
    Subscribe(Subscribe),
    Renew(Renew),
    GetStatus(GetStatus),
    Unsubscribe(Unsubscribe),
}

/// Ask for the representation of a resource, or a fragment of it
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Get {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    /// Only what this XPath expression selects
    #[arg(long, value_name = "XPATH")]
    pub(super) fragment: Option<String>,
}

/// Delete a resource, or a fragment of it
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Delete {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    /// Only what this XPath expression selects
    #[arg(long, value_name = "XPATH")]
    pub(super) fragment: Option<String>,
}

/// Replace the representation of a resource, or a fragment of it
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Put {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    #[command(flatten)]
    pub(super) sent: Sent,
}

/// Make a resource of a representation, or add a fragment to one
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Create {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    #[command(flatten)]
    pub(super) sent: Sent,
}

/// Begin an enumeration
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Enumerate {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    #[command(flatten)]
    pub(super) filter: Filter,
    #[command(flatten)]
    pub(super) association: Association,
    /// Ask for the first items in the answer already
    #[arg(long)]
    pub(super) optimize: bool,
    /// So many items in the answer at most
    #[arg(long, value_name = "N", requires = "optimize", default_value_t = 100)]
    pub(super) max_elements: u64,
    /// What items are, in place of objects
    #[arg(long, value_enum)]
    pub(super) mode: Option<Mode>,
    /// How instances of subclasses are shown
    #[arg(long, value_enum)]
    pub(super) polymorphism: Option<Polymorphism>,
    /// When it ends: a duration as PT10M, or a dateTime
    #[arg(long, value_name = "WHEN")]
    pub(super) expires: Option<String>,
    /// Ask how many items there are
    #[arg(long)]
    pub(super) estimate: bool,
}

/// Ask for the next items of an enumeration
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Pull {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    #[command(flatten)]
    pub(super) context: Context,
    /// So many items at most; one if this is not given
    #[arg(long, value_name = "N")]
    pub(super) max_elements: Option<u64>,
    /// So many characters of items at most
    #[arg(long, value_name = "N")]
    pub(super) max_characters: Option<u64>,
    /// So long at most until the answer, as PT10S
    #[arg(long, value_name = "DURATION")]
    pub(super) max_time: Option<String>,
    /// Ask how many items there are
    #[arg(long)]
    pub(super) estimate: bool,
}

/// End an enumeration early
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Release {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    #[command(flatten)]
    pub(super) context: Context,
}

/// Ask for more time for an enumeration; few services give any
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct EnumerationRenew {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    #[command(flatten)]
    pub(super) context: Context,
    /// When it is to end: a duration as PT10M, or a dateTime
    #[arg(long, value_name = "WHEN")]
    pub(super) expires: Option<String>,
}

/// Ask how much time an enumeration has; few services say
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct EnumerationStatus {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    #[command(flatten)]
    pub(super) context: Context,
}

/// Invoke a method of a class
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Invoke {
    #[command(flatten)]
    pub(super) target: Target,
    /// The method's name
    #[arg(value_name = "METHOD")]
    pub(super) method: String,
    #[command(flatten)]
    pub(super) header: Header,
    /// A parameter; those of an array have one name
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    pub(super) parameters: Vec<(String, String)>,
    /// The whole input, as XML or JSON, in place of parameters
    #[arg(long, value_name = "FILE", conflicts_with = "parameters")]
    pub(super) body: Option<PathBuf>,
}

/// Subscribe to events
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Subscribe {
    #[command(flatten)]
    pub(super) target: Target,
    #[command(flatten)]
    pub(super) header: Header,
    #[command(flatten)]
    pub(super) delivery: Delivery,
    /// Where events go
    #[arg(long, value_name = "URL", required_unless_present = "pull", conflicts_with = "pull")]
    pub(super) notify_to: Option<String>,
    #[command(flatten)]
    pub(super) filter: Filter,
    /// Where to say that the subscription ended
    #[arg(long, value_name = "URL")]
    pub(super) end_to: Option<String>,
    /// When it ends: a duration as PT10M, or a dateTime
    #[arg(long, value_name = "WHEN")]
    pub(super) expires: Option<String>,
    /// A sign of life at least so often, as PT60S
    #[arg(long, value_name = "DURATION")]
    pub(super) heartbeats: Option<String>,
    /// So many events a message at most
    #[arg(long, value_name = "N")]
    pub(super) max_elements: Option<u64>,
    /// So long at most until a batch is sent, as PT10S
    #[arg(long, value_name = "DURATION")]
    pub(super) max_time: Option<String>,
    /// So many octets a message at most
    #[arg(long, value_name = "OCTETS")]
    pub(super) max_delivery_size: Option<u64>,
    /// What happens to an event that is larger
    #[arg(long, value_enum, requires = "max_delivery_size", default_value = "cancel")]
    pub(super) too_large: TooLarge,
    /// How often a delivery is tried again
    #[arg(long, value_name = "N", requires = "retry_after")]
    pub(super) retry: Option<u64>,
    /// How long to wait before each try, as PT30S
    #[arg(long, value_name = "DURATION", requires = "retry")]
    pub(super) retry_after: Option<String>,
    /// How the source proves who it is: the URI of a security profile
    #[arg(long, value_name = "URI")]
    pub(super) auth: Option<String>,
    /// How instances of subclasses are shown
    #[arg(long, value_enum)]
    pub(super) polymorphism: Option<Polymorphism>,
    /// The encoding of events: UTF-8 or UTF-16
    #[arg(long, value_name = "NAME")]
    pub(super) content_encoding: Option<String>,
    /// Ask for bookmarks with events
    #[arg(long)]
    pub(super) send_bookmarks: bool,
    /// Only events behind this bookmark
    #[arg(long, value_name = "TEXT")]
    pub(super) bookmark: Option<String>,
}

/// Ask for more time for a subscription
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Renew {
    #[command(flatten)]
    pub(super) manager: Manager,
    #[command(flatten)]
    pub(super) header: Header,
    /// When it is to end: a duration as PT10M, or a dateTime
    #[arg(long, value_name = "WHEN")]
    pub(super) expires: Option<String>,
}

/// Ask how much time a subscription has
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct GetStatus {
    #[command(flatten)]
    pub(super) manager: Manager,
    #[command(flatten)]
    pub(super) header: Header,
}

/// End a subscription
#[derive(Args)]
#[command(after_help = EXIT)]
pub(super) struct Unsubscribe {
    #[command(flatten)]
    pub(super) manager: Manager,
    #[command(flatten)]
    pub(super) header: Header,
}

/// What a request is for.
#[derive(Args)]
pub(super) struct Target {
    /// The kind of resource
    #[arg(value_name = "RESOURCE_URI")]
    pub(super) resource: String,
    /// The address it goes to
    #[arg(long, value_name = "URL")]
    pub(super) to: String,
    /// Which instance of the resource
    #[arg(long = "selector", value_name = "NAME=VALUE", value_parser = pair)]
    pub(super) selectors: Vec<(String, String)>,
    /// Which instance, by a path such as 'root/cimv2:CIM_Fan.DeviceID="1"'
    #[arg(long, value_name = "PATH", conflicts_with = "selectors")]
    pub(super) instance: Option<String>,
    /// The CIM namespace, where the resource URI does not have it
    #[arg(long, value_name = "NAMESPACE")]
    pub(super) namespace: Option<String>,
}

/// Header blocks of every request.
#[derive(Args)]
pub(super) struct Header {
    /// A switch for the resource's provider
    #[arg(long = "option", value_name = "NAME=VALUE", value_parser = pair)]
    pub(super) options: Vec<(String, String)>,
    /// The same, to be obeyed or refused
    #[arg(long = "required-option", value_name = "NAME=VALUE", value_parser = pair)]
    pub(super) required_options: Vec<(String, String)>,
    /// Ask for instances that say their keys, versions and types
    #[arg(long)]
    pub(super) show_extensions: bool,
    /// How long the service may take, as PT60S
    #[arg(long, value_name = "DURATION")]
    pub(super) timeout: Option<String>,
    /// The most octets of the answer
    #[arg(long, value_name = "OCTETS")]
    pub(super) max_envelope_size: Option<u64>,
    /// The language of the answer, as en-US
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) locale: Option<String>,
    /// In place of a fresh one
    #[arg(long, value_name = "URI")]
    pub(super) message_id: Option<String>,
    /// The version of WS-Addressing
    #[arg(long, value_name = "YEAR", value_parser = ["2004", "2005"], default_value = "2004")]
    pub(super) addressing: String,
}

/// Which items or events are wanted.
#[derive(Args)]
pub(super) struct Filter {
    /// Only what this expression lets through
    #[arg(long, value_name = "TEXT")]
    pub(super) filter: Option<String>,
    /// The language of that expression
    #[arg(long, value_name = "URI", requires = "filter", default_value = XPATH)]
    pub(super) dialect: String,
    /// Only what this WQL query selects
    #[arg(long, value_name = "QUERY", conflicts_with = "filter")]
    pub(super) wql: Option<String>,
    /// Only what this CQL query selects
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["filter", "wql"])]
    pub(super) cql: Option<String>,
    /// Only what has a property of this value; give it again for more
    #[arg(
        long, value_name = "NAME=VALUE", value_parser = pair,
        conflicts_with_all = ["filter", "wql", "cql"],
    )]
    pub(super) select: Vec<(String, String)>,
}

/// Which associations lead to what is wanted.
#[derive(Args)]
pub(super) struct Association {
    /// Only what is associated with this instance, an endpoint reference; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["filter", "wql", "cql", "select"])]
    pub(super) associated: Option<PathBuf>,
    /// Only the associations of this instance, an endpoint reference; - for standard input
    #[arg(
        long, value_name = "FILE",
        conflicts_with_all = ["associated", "filter", "wql", "cql", "select"],
    )]
    pub(super) associations: Option<PathBuf>,
    /// The class of the associations
    #[arg(long, value_name = "CLASS", requires = "associated")]
    pub(super) association_class: Option<String>,
    /// The property by which an association refers to the instance
    #[arg(long, value_name = "NAME")]
    pub(super) role: Option<String>,
    /// The class of what is wanted
    #[arg(long, value_name = "CLASS")]
    pub(super) result_class: Option<String>,
    /// The property by which an association refers to what is wanted
    #[arg(long, value_name = "NAME", requires = "associated")]
    pub(super) result_role: Option<String>,
    /// Only this property of what is wanted; give it again for more
    #[arg(long, value_name = "NAME")]
    pub(super) include: Vec<String>,
}

/// What a Put or Create brings.
#[derive(Args)]
pub(super) struct Sent {
    /// The representation, as XML or JSON; - for standard input
    #[arg(long, value_name = "FILE", required_unless_present = "value")]
    pub(super) body: Option<PathBuf>,
    /// Only where this XPath expression says
    #[arg(long, value_name = "XPATH")]
    pub(super) fragment: Option<String>,
    /// The text of a fragment, in place of a file
    #[arg(long, value_name = "TEXT", requires = "fragment", conflicts_with = "body")]
    pub(super) value: Option<String>,
}

/// Where an enumeration stands.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct Context {
    /// The context of the last answer
    #[arg(long, value_name = "TEXT")]
    pub(super) context: Option<String>,
    /// The last answer itself: an EnumerateResponse or PullResponse; - for standard input
    #[arg(long, value_name = "FILE")]
    pub(super) after: Option<PathBuf>,
}

/// How events are delivered.
#[derive(Args)]
#[group(multiple = false)]
pub(super) struct Delivery {
    /// Each on its own (the default)
    #[arg(long)]
    pub(super) push: bool,
    /// Each on its own, and acknowledged
    #[arg(long)]
    pub(super) push_with_ack: bool,
    /// In batches that are acknowledged
    #[arg(long)]
    pub(super) events: bool,
    /// Fetched by Pull
    #[arg(long)]
    pub(super) pull: bool,
}

/// Who manages a subscription.
#[derive(Args)]
pub(super) struct Manager {
    /// The answer to the Subscribe, or the endpoint reference of the manager; - for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The address it goes to, in place of the manager's
    #[arg(long, value_name = "URL")]
    pub(super) to: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Mode {
    /// Endpoint references
    Epr,
    /// Objects and their endpoint references
    ObjectAndEpr,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TooLarge {
    /// The subscription ends
    Cancel,
    /// It is left out
    Skip,
    /// It is left out, and a message says so
    Notify,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Polymorphism {
    /// With the properties of the subclass
    Include,
    /// With the properties of the class asked for
    Exclude,
    /// Not at all
    None,
}

impl Mode {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Epr => "EnumerateEPR",
            Self::ObjectAndEpr => "EnumerateObjectAndEPR",
        }
    }
}

impl TooLarge {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Cancel => "CancelSubscription",
            Self::Skip => "Skip",
            Self::Notify => "Notify",
        }
    }
}

impl Polymorphism {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Include => "IncludeSubClassProperties",
            Self::Exclude => "ExcludeSubClassProperties",
            Self::None => "None",
        }
    }
}

fn pair(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE, found no `=`")?;
    Ok((name.to_owned(), value.to_owned()))
}

const XPATH: &str = "http://www.w3.org/TR/1999/REC-xpath-19991116";

const EXAMPLES: &str = "\
Examples:
  cimwire make get http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service \\
      --selector Name=WinRM --to http://server:5985/wsman |
    curl --data-binary @- -H 'Content-Type: application/soap+xml;charset=UTF-8' \\
      --negotiate -u : http://server:5985/wsman |
    cimwire decode -

  cimwire make enumerate 'http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*' \\
      --wql 'SELECT Name FROM Win32_Service' --optimize --to http://server:5985/wsman
  cimwire make pull 'http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*' \\
      --after answer.xml --max-elements 50 --to http://server:5985/wsman

  cimwire make invoke http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_KVMRedirectionSAP \\
      RequestStateChange --param RequestedState=2 --to http://amt:16992/wsman

  cimwire make subscribe http://schemas.microsoft.com/wbem/wsman/1/windows/EventLog --events \\
      --notify-to http://collector:5985/events --heartbeats PT60S --to http://server:5985/wsman
  cimwire make unsubscribe subscribe-response.xml

Exit code: 0 all well, 1 some input failed, 2 wrong use.";
