//! Classes of CIM, as a handle.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use cimwire::json::{self, Integers};
use cimwire::schema::pack::{Pack, Packs};

use crate::{Class, Error, Result};

/// Classes of CIM: the DMTF's, a vendor's, your own. Cloning it is cheap.
///
/// ```
/// let fan = cimwire_facade::Schema::cim().class("cim_fan").unwrap();
/// let status = fan.property("OperationalStatus").unwrap();
/// assert_eq!((status.type_name, status.is_array), ("uint16", true));
/// assert_eq!(status.class, "CIM_ManagedSystemElement");
/// ```
#[derive(Clone)]
pub struct Schema {
    packs: Arc<Packs>,
}

/// Where a text is found in a schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The class.
    pub class: String,
    /// Its property or method; none where the class itself is called so.
    pub member: Option<String>,
}

/// How JSON is to be made.
#[derive(Clone, Debug, Default)]
pub struct JsonOptions {
    /// The classes that instances have their types from; without them, all values are texts.
    pub schema: Option<Schema>,
    /// How integers are written whose type has 64 bits.
    pub integers: Integers,
}

impl Schema {
    /// The classes of CIM 2.49.0, which come with this library.
    #[must_use]
    pub fn cim() -> Self {
        Self::of(vec![Pack::cim().clone()])
    }

    /// The classes in the files that schema-gen makes (`.cimpack`); those of a later one win.
    ///
    /// # Errors
    /// [`Pack`](crate::Code::Pack) for what is no pack, is of another version, or is damaged.
    pub fn open(packs: &[Bytes]) -> Result<Self> {
        let open = |bytes: &Bytes| Pack::open(bytes.clone()).map_err(|error| Error::asked(&error));
        packs.iter().map(open).collect::<Result<Vec<_>>>().map(Self::of)
    }

    /// The schema with the classes in another file, which win over those that it has.
    ///
    /// # Errors
    /// As [`Schema::open`].
    pub fn with(&self, pack: Bytes) -> Result<Self> {
        let mut packs = (*self.packs).clone();
        packs.add(Pack::open(pack).map_err(|error| Error::asked(&error))?);
        Ok(Self { packs: Arc::new(packs) })
    }

    /// Where its classes are from, as in `CIM 2.49.0`.
    #[must_use]
    pub fn sources(&self) -> Vec<String> {
        self.packs.sources().map(str::to_owned).collect()
    }

    /// The names of all classes, in the order of their names in lower case.
    #[must_use]
    pub fn classes(&self) -> Vec<String> {
        self.packs.classes().iter().map(|class| class.name().to_owned()).collect()
    }

    /// The class of a name, in any case, with all that it inherits.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<Class> {
        Class::of(&self.packs, name)
    }

    /// What a value of a property means by its class, as `In Service` for 2.
    ///
    /// ```
    /// let schema = cimwire_facade::Schema::cim();
    /// assert_eq!(schema.meaning("CIM_Fan", "OperatingStatus", "16"), Some("In Service"));
    /// ```
    #[must_use]
    pub fn meaning(&self, class: &str, property: &str, value: &str) -> Option<&str> {
        self.packs.property(class, property)?.meanings()?.meaning(value)
    }

    /// Classes, properties and methods with a text in their names, in any case; a member is found in
    /// the class that declares it.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found> {
        let text = text.to_ascii_lowercase();
        let has = |name: &str| name.to_ascii_lowercase().contains(&text);
        let mut found = Vec::new();
        for class in self.packs.classes() {
            let name = class.name();
            let is_own = |declared_by: &str| declared_by == name;
            let properties = class.properties().filter(|it| is_own(it.class())).map(|it| it.name());
            let methods = class.methods().filter(|it| is_own(it.class())).map(|it| it.name());
            let members = properties.chain(methods).filter(|member| has(member)).map(Some);
            let names = has(name).then_some(None).into_iter().chain(members);
            found.extend(
                names.map(|member| Found {
                    class: name.to_owned(),
                    member: member.map(str::to_owned),
                }),
            );
        }
        found
    }

    pub(crate) fn packs(&self) -> &Packs {
        &self.packs
    }

    fn of(packs: Vec<Pack>) -> Self {
        Self { packs: Arc::new(packs.into_iter().collect()) }
    }
}

impl JsonOptions {
    pub(crate) fn options(&self) -> json::Options<'_> {
        let schema = self.schema.as_ref().map(Schema::packs);
        json::Options { integers: self.integers, schema, ..json::Options::default() }
    }
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Schema({})", self.sources().join(", "))
    }
}

/// As in `CIM_Fan.DesiredSpeed`.
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.class)?;
        self.member.as_ref().map_or(Ok(()), |member| write!(f, ".{member}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn members_are_found_where_they_are_declared() {
        let schema = Schema::cim();
        let found = schema.find("desiredspeed");
        let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["CIM_Fan.DesiredSpeed"]);
        assert!(schema.find("CIM_FAN").contains(&Found { class: "CIM_Fan".into(), member: None }));
        assert_eq!(schema.find("no such name"), []);
        assert!(schema.classes().len() > 1600);
    }

    #[test]
    fn what_is_no_pack_is_no_schema() {
        let error = Schema::open(&[Bytes::from_static(b"cimpack")]).unwrap_err();
        assert_eq!(error.code, Code::Pack);
        assert_eq!(Schema::cim().with(Bytes::new()).unwrap_err().code, Code::Pack);
    }
}
