//! Classes as text: how many there are, and one of them with all it has.

use std::fmt::{self, Display};

use super::fact::{Fact, Facts, Value};
use super::flat::Flat;
use super::model::{Property, Type};

/// How much there is in some classes; properties and methods count in each class that has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Classes.
    pub classes: usize,
    /// Classes that no class is above of.
    pub roots: usize,
    /// Classes without instances of their own.
    pub abstract_classes: usize,
    /// Classes of relations.
    pub associations: usize,
    /// Classes of events.
    pub indications: usize,
    /// Properties and references.
    pub properties: usize,
    /// Those that are keys.
    pub keys: usize,
    /// Those that are never null.
    pub required: usize,
    /// Those with a value map.
    pub value_maps: usize,
    /// Those with a longest length.
    pub max_lengths: usize,
    /// Methods.
    pub methods: usize,
}

impl Counts {
    /// Counts.
    #[must_use]
    pub fn of(classes: &[Flat]) -> Self {
        let of_class = |fact| classes.iter().filter(|it| it.facts.has(fact)).count();
        let properties = || classes.iter().flat_map(|it| &it.properties);
        let of_property = |fact| properties().filter(|it| it.of.facts.has(fact)).count();
        Self {
            classes: classes.len(),
            roots: classes.iter().filter(|it| it.class.superclass.is_none()).count(),
            abstract_classes: of_class(Fact::Abstract),
            associations: of_class(Fact::Association),
            indications: of_class(Fact::Indication),
            properties: properties().count(),
            keys: of_property(Fact::Key),
            required: of_property(Fact::Required),
            value_maps: of_property(Fact::ValueMap),
            max_lengths: of_property(Fact::MaxLen),
            methods: classes.iter().map(|it| it.methods.len()).sum(),
        }
    }
}

impl Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{} classes", self.classes)?;
        writeln!(f, "  {} roots", self.roots)?;
        writeln!(f, "  {} abstract", self.abstract_classes)?;
        writeln!(f, "  {} associations", self.associations)?;
        writeln!(f, "  {} indications", self.indications)?;
        writeln!(f, "{} properties", self.properties)?;
        writeln!(f, "  {} keys", self.keys)?;
        writeln!(f, "  {} required", self.required)?;
        writeln!(f, "  {} with a value map", self.value_maps)?;
        writeln!(f, "  {} with a longest length", self.max_lengths)?;
        writeln!(f, "{} methods", self.methods)
    }
}

impl Display for Flat<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "class {}", self.class.name)?;
        if let Some(superclass) = &self.class.superclass {
            write!(f, " : {superclass}")?;
        }
        writeln!(f, "{}", Said(&self.facts))?;
        if let Some(missing) = self.missing {
            writeln!(f, "  without what {missing} has: it is not among the classes given")?;
        }
        for property in &self.properties {
            writeln!(f, "  {}", property.of)?;
        }
        for method in &self.methods {
            let of = method.of.of.map_or("void", Type::name);
            writeln!(f, "  {of} {}(){}", method.of.name, Said(&method.of.facts))?;
            for parameter in &method.of.parameters {
                writeln!(f, "    {parameter}")?;
            }
        }
        Ok(())
    }
}

impl Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let array = if self.is_array { "[]" } else { "" };
        write!(f, "{}{array} {}{}", self.of.name(), self.name, Said(&self.facts))
    }
}

/// What is said, after a blank each.
struct Said<'f>(&'f Facts);

impl Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (fact, value) in self.0.iter() {
            let name = fact.name();
            match value {
                Value::Flag(true) => write!(f, " {name}")?,
                Value::Flag(false) => write!(f, " not {name}")?,
                Value::Number(number) => write!(f, " {name}({number})")?,
                Value::Text(text) => write!(f, " {name}({text:?})")?,
                Value::Texts(texts) => write!(f, " {name}{texts:?}")?,
            }
        }
        Ok(())
    }
}
