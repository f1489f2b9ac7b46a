//! A model as text to read.

use std::fmt::{self, Display, Formatter};

use super::model::{
    Attribute, AttributeUse, Attributes, Complex, Content, Derivation, Element, Facet, Model, Name,
    Particle, Simple, Term, Type, TypeRef, Wildcard,
};

impl Display for Model {
    /// Each namespace with what it declares; names of its own stand without it.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut namespace = None;
        for (name, text) in self.declarations() {
            if namespace != Some(&name.namespace) {
                writeln!(f, "namespace {}", name.namespace)?;
                namespace = Some(&name.namespace);
            }
            writeln!(f, "  {}", text.replace(&format!("{{{}}}", name.namespace), ""))?;
        }
        Ok(())
    }
}

impl Model {
    /// Every declaration and its text, namespace by namespace.
    fn declarations(&self) -> Vec<(&Name, String)> {
        let mut all: Vec<(&Name, String)> = Vec::new();
        all.extend(
            self.elements.iter().map(|(it, of)| (it, format!("element {it}: {}", Body(of)))),
        );
        all.extend(
            self.attributes.iter().map(|(it, of)| (it, format!("attribute {it}: {}", Value(of)))),
        );
        all.extend(self.types.iter().map(|(it, of)| (it, format!("type {it}: {of}"))));
        all.extend(self.groups.iter().map(|(it, of)| (it, format!("group {it}: {of}"))));
        let attributes = |of: &Attributes| list(&of.items(), ", ");
        all.extend(
            self.attribute_groups
                .iter()
                .map(|(it, of)| (it, format!("attributes {it}: {}", attributes(of)))),
        );
        all.sort_by_key(|(name, _)| &name.namespace);
        all
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            name if name.is_xs() => write!(f, "xs:{}", name.local),
            Self { namespace, local } => write!(f, "{{{namespace}}}{local}"),
        }
    }
}

/// An element without its name.
struct Body<'m>(&'m Element);

impl Display for Body<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Element { of, is_nillable, default, fixed, .. } = self.0;
        write!(f, "{of}{}", if *is_nillable { " or nil" } else { "" })?;
        values(f, default.as_ref(), fixed.as_ref())
    }
}

/// An attribute without its name.
struct Value<'m>(&'m Attribute);

impl Display for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.of)?;
        values(f, self.0.default.as_ref(), self.0.fixed.as_ref())
    }
}

fn values(f: &mut Formatter<'_>, default: Option<&String>, fixed: Option<&String>) -> fmt::Result {
    default.map_or(Ok(()), |it| write!(f, " default {it:?}"))?;
    fixed.map_or(Ok(()), |it| write!(f, " fixed {it:?}"))
}

impl Display for TypeRef {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => write!(f, "{name}"),
            Self::Anonymous(of) => write!(f, "{of}"),
        }
    }
}

impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Simple(of) => write!(f, "{of}"),
            Self::Complex(of) => write!(f, "{of}"),
        }
    }
}

impl Display for Simple {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Restriction(base, facets) => write!(f, "{base}{}", Facets(facets)),
            Self::Union(members) => write!(f, "({})", list(members, " | ")),
            Self::List(of) => write!(f, "list of {of}"),
        }
    }
}

struct Facets<'m>(&'m [Facet]);

impl Display for Facets<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|Facet { kind, value, .. }| write!(f, " [{kind} {value}]"))
    }
}

impl Display for Complex {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let words = [(self.is_abstract, "abstract "), (self.is_mixed, "mixed ")];
        words.iter().filter(|it| it.0).try_for_each(|(_, word)| f.write_str(word))?;
        match &self.derivation {
            Derivation::None => Ok(()),
            Derivation::Extension(base) => write!(f, "{base} and "),
            Derivation::Restriction(base) => write!(f, "{base} but "),
        }?;
        let mut items = match &self.content {
            Content::Empty => Vec::new(),
            Content::Elements(particle) => vec![particle.to_string()],
            Content::Text(of, facets) => {
                let of = of.as_ref().map_or("text".to_owned(), ToString::to_string);
                vec![format!("{of}{}", Facets(facets))]
            }
        };
        items.extend(self.attributes.items());
        write!(f, "{{{}}}", list(&items, ", "))
    }
}

impl Attributes {
    fn items(&self) -> Vec<String> {
        let uses = self.uses.iter().map(ToString::to_string);
        let groups = self.groups.iter().map(|name| format!("@group {name}"));
        let any = self.any.iter().map(|any| format!("@{any}"));
        uses.chain(groups).chain(any).collect()
    }
}

impl Display for AttributeUse {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.of {
            Ok(attribute) => write!(f, "@{} {}", attribute.name.local, Value(attribute))?,
            Err(name) => write!(f, "@{name}")?,
        }
        let words = [(self.is_required, " required"), (self.is_prohibited, " prohibited")];
        words.iter().filter(|it| it.0).try_for_each(|(_, word)| f.write_str(word))
    }
}

impl Display for Particle {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.term {
            Term::Element(element) => write!(f, "{}: {}", element.name.local, Body(element)),
            Term::Ref(name) => write!(f, "{name}"),
            Term::Group(name) => write!(f, "group {name}"),
            Term::Sequence(of) => write!(f, "({})", list(of, ", ")),
            Term::Choice(of) => write!(f, "({})", list(of, " | ")),
            Term::Any(any) => write!(f, "{any}"),
        }?;
        match (self.min, self.max) {
            (1, Some(1)) => Ok(()),
            (0, Some(1)) => f.write_str("?"),
            (0, None) => f.write_str("*"),
            (1, None) => f.write_str("+"),
            (min, max) => write!(f, "{{{min},{}}}", max.map_or(String::new(), |it| it.to_string())),
        }
    }
}

impl Display for Wildcard {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "any({} {})", self.namespace, self.process)
    }
}

fn list<T: ToString>(items: &[T], between: &str) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}
