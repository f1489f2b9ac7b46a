//! Instances as CIM-RS has them (DSP0211 1.0, CIM-RS Payload Representation in JSON), strictly: for
//! who has to hand them to a service or a client of CIM-RS (`application/vnd.dmtf.cimrs+json`). The
//! [reversible form](crate::json) is the one to keep messages in; this one has no place for what is
//! not of CIM.
//!
//! ```json
//! {"kind":"instance","self":"/root%2Fcimv2/classes/ACME_Pump/instances/P-7","class":"ACME_Pump",
//!  "properties":{"InstanceID":"P-7","Rpm":2950,"Tags":["wet",null],"Note":null,
//!                "Started":"20250301083000.000000+060",
//!                "Motor":"/root%2Fcimv2/classes/ACME_Motor/instances/M-2"}}
//! ```
//!
//! All values are of the types of their class; what is not is an error, and so is a property that
//! the class does not know or lacks.
//! - Integers and real numbers are numbers; infinite ones and `NaN`, which JSON does not have, are
//!   errors. Readers that have only doubles lose integers beyond 2^53.
//! - Booleans are `true` and `false`, null is `null`, arrays are lists. A property that is not there
//!   has no member.
//! - Strings are their exact text, `char16` one of a single character. Octets are what the array
//!   has: a list of numbers, or of strings of hexadecimal digits.
//! - A date-time or interval is its 25 characters, whichever form it had; what they cannot say is an
//!   error.
//! - A reference is the identifier of its instance. The address of an endpoint reference has no
//!   place there.
//! - An embedded instance is an instance without `self`.
//!
//! # Identifiers
//! Identifiers are their service's own, and no client looks inside (DSP0210). Those made here are
//! `ROOT/NAMESPACE/classes/CLASS/instances/KEYS`. The [root](CimRs::root) is empty if nobody says
//! otherwise. A key alone is its value; several are `Name=value` in the order of their names, with
//! commas between. All parts are percent-encoded but for letters, digits and `-._~`, so a reference
//! in a key is its identifier encoded once more. Numbers and booleans are canonical. An instance of a
//! class without keys, as of an indication, has no `self`.
//!
//! # Collections
//! The items of an enumeration are `{"kind":"instancecollection","self":…,"class":…,"instances":[…]}`;
//! its identifier ends with `instances`. The class is the one that was [asked for](CimRs::of_class),
//! or that all items are of.
//!
//! # The way back
//! Instances are read into drafts. `self` and `methods`, which hold links of a service, are not read;
//! any other member is an error. References have to be identifiers of the same root.
//!
//! Links to methods, pages of collections (`next`) and the payloads of methods, classes and errors
//! are not here. No service of CIM-RS was at hand to try this with.

mod identifier;

use crate::cim::{Draft, Instance, Item};
use crate::error::Result;
use crate::json::{read, write};
use crate::limits::Limits;
use crate::schema::pack::Packs;
use crate::wsman::Typed;

/// Instances as CIM-RS has them (DSP0211): how they are written and read.
///
/// Integers and real numbers are numbers, date-times their 25 characters, references identifiers as
/// `ROOT/NAMESPACE/classes/CLASS/instances/KEYS`, embedded instances instances. What is not as the
/// class has it is an error, never a text.
///
/// ```
/// # #[cfg(feature = "cim-2-49")] {
/// use cimwire::{cim::Instance, json::CimRs, schema::pack::{Pack, Packs}};
/// let document = cimwire::xml::Document::decode(
///     "<p:CIM_SettingData xmlns:p='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_SettingData'>
///        <p:ChangeableType>01</p:ChangeableType><p:ElementName>Fan</p:ElementName>
///        <p:InstanceID>DMTF:1</p:InstanceID></p:CIM_SettingData>",
/// ).unwrap();
/// let packs: Packs = [Pack::cim().clone()].into_iter().collect();
/// let rest = CimRs::new(&packs).root("/cimrs").in_namespace("root/interop");
/// let json = rest.instance(Instance::of(document.root())).unwrap();
/// assert_eq!(json, concat!(
///     r#"{"kind":"instance","#,
///     r#""self":"/cimrs/root%2Finterop/classes/CIM_SettingData/instances/DMTF%3A1","#,
///     r#""class":"CIM_SettingData","#,
///     r#""properties":{"ChangeableType":1,"ElementName":"Fan","InstanceID":"DMTF:1"}}"#,
/// ));
/// let draft = rest.draft(json.as_bytes()).unwrap();
/// assert!(draft.build_by(&packs).unwrap().root().outer().contains("<p:InstanceID>DMTF:1<"));
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CimRs<'p> {
    pub(super) packs: &'p Packs,
    root: &'p str,
    namespace: Option<&'p str>,
    pub(super) class: Option<&'p str>,
    pub(super) limits: Limits,
}

impl<'p> CimRs<'p> {
    /// With the types of these classes.
    #[must_use]
    pub fn new(packs: &'p Packs) -> Self {
        Self { packs, root: "", namespace: None, class: None, limits: Limits::default() }
    }

    /// What all identifiers begin with, as `/cimrs` or `https://server/cimrs`; taken as it is, but
    /// for slashes at its end.
    #[must_use]
    pub fn root(mut self, root: &'p str) -> Self {
        self.root = root.trim_end_matches('/');
        self
    }

    /// The CIM namespace of instances and references that do not say in which they are.
    #[must_use]
    pub fn in_namespace(mut self, namespace: &'p str) -> Self {
        self.namespace = Some(namespace);
        self
    }

    /// The class that was enumerated: that of a collection. Its items have to be of it, or of a class
    /// below it.
    #[must_use]
    pub fn of_class(mut self, class: &'p str) -> Self {
        self.class = Some(class);
        self
    }

    /// The limits that count when JSON is read.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// An instance.
    ///
    /// # Errors
    /// [`ErrorKind::Misfit`](crate::ErrorKind::Misfit), with offset and path, for a class that the
    /// packs do not have; the first property that is not as the class has it, or that this form
    /// cannot say; an instance that is in no namespace that is known.
    /// [`ErrorKind::DepthLimit`](crate::ErrorKind::DepthLimit) for instances nested too deep.
    pub fn instance(&self, instance: Instance<'_>) -> Result<String> {
        write::cim_rs::item(self, Item::Instance(instance))
    }

    /// An item of a message: an instance, with an identifier by its endpoint reference where it has
    /// one.
    ///
    /// # Errors
    /// As [`CimRs::instance`]; also for a reference without an instance, and for a fragment.
    pub fn item(&self, item: Item<'_>) -> Result<String> {
        write::cim_rs::item(self, item)
    }

    /// Instances as a collection.
    ///
    /// # Errors
    /// As [`CimRs::item`]; also where nothing says of which class they are.
    pub fn collection<'m>(&self, items: impl IntoIterator<Item = Item<'m>>) -> Result<String> {
        write::cim_rs::collection(self, items.into_iter())
    }

    /// What a message brings: the items of an enumeration as a collection, the one instance of any
    /// other body as itself.
    ///
    /// # Errors
    /// As [`CimRs::collection`]; also for a body that holds anything else.
    pub fn message(&self, message: &Typed<'_>) -> Result<String> {
        write::cim_rs::message(self, message)
    }

    /// The draft of a new instance, from its JSON.
    ///
    /// # Errors
    /// [`ErrorKind::JsonSyntax`](crate::ErrorKind::JsonSyntax) for what is not JSON,
    /// [`ErrorKind::JsonForm`](crate::ErrorKind::JsonForm) for what is not an instance of a class of
    /// the packs in this form, with the offset of the nearest string and the path; the kinds of limits.
    /// What is missing is found when the draft is [built](Draft::build_by).
    pub fn draft(&self, json: &[u8]) -> Result<Draft<'p>> {
        read::cim_rs::draft(self, json)
    }
}
