//! What schemas declare, by expanded name.

use std::collections::BTreeMap;

/// The namespace of XML Schema.
pub const XS: &str = "http://www.w3.org/2001/XMLSchema";

/// The namespace of `xml:lang` and its like.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// An expanded name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Name {
    /// The namespace; empty for none.
    pub namespace: String,
    /// The local part.
    pub local: String,
}

/// Everything a set of schemas declares at its top.
#[derive(Debug, Default, PartialEq)]
pub struct Model {
    /// Elements.
    pub elements: BTreeMap<Name, Element>,
    /// Types.
    pub types: BTreeMap<Name, Type>,
    /// Attributes.
    pub attributes: BTreeMap<Name, Attribute>,
    /// Groups of elements.
    pub groups: BTreeMap<Name, Particle>,
    /// Groups of attributes.
    pub attribute_groups: BTreeMap<Name, Attributes>,
}

/// A declaration of an element.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub of: TypeRef,
    /// Whether `xsi:nil` may stand for its content.
    pub is_nillable: bool,
    /// The value an empty one has.
    pub default: Option<String>,
    /// The only value it may have.
    pub fixed: Option<String>,
    /// What its documentation says.
    pub text: Text,
}

/// A declaration of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its type, which is simple.
    pub of: TypeRef,
    /// The value it has where it is missing.
    pub default: Option<String>,
    /// The only value it may have.
    pub fixed: Option<String>,
    /// What its documentation says.
    pub text: Text,
}

/// A type: by its name, or in place.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeRef {
    /// A global type, or one of XML Schema.
    Named(Name),
    /// A type without a name.
    Anonymous(Box<Type>),
}

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Of texts.
    Simple(Simple),
    /// Of elements.
    Complex(Complex),
}

/// A type of texts.
#[derive(Clone, Debug, PartialEq)]
pub enum Simple {
    /// Some texts of another type.
    Restriction(TypeRef, Vec<Facet>),
    /// Texts of any of these types.
    Union(Vec<TypeRef>),
    /// Texts of a type with blanks between them.
    List(TypeRef),
}

/// What a restriction demands: a kind, such as `enumeration`, and its value. A value of a type of
/// QNames is an expanded name in braces.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// Which facet.
    pub kind: String,
    /// Its value.
    pub value: String,
    /// What its documentation says.
    pub text: Text,
}

/// A type of elements.
#[derive(Clone, Debug, PartialEq)]
pub struct Complex {
    /// What it is made from; a restriction of anyType is made from nothing.
    pub derivation: Derivation,
    /// Whether text may stand between its elements.
    pub is_mixed: bool,
    /// Whether only types made from it are used.
    pub is_abstract: bool,
    /// What it holds.
    pub content: Content,
    /// Its attributes.
    pub attributes: Attributes,
    /// What its documentation says.
    pub text: Text,
}

/// What a complex type is made from.
#[derive(Clone, Debug, PartialEq)]
pub enum Derivation {
    /// Nothing.
    None,
    /// A type, and more.
    Extension(Name),
    /// A type, and less.
    Restriction(Name),
}

/// What a complex type holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing, beside what it is made from.
    Empty,
    /// Elements.
    Elements(Particle),
    /// Text: of the type it is made from, or of this one inside; with these restrictions.
    Text(Option<TypeRef>, Vec<Facet>),
}

/// Attributes of a type or a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// Those with a name.
    pub uses: Vec<AttributeUse>,
    /// Groups of attributes.
    pub groups: Vec<Name>,
    /// All others it may have.
    pub any: Option<Wildcard>,
}

/// An attribute of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeUse {
    /// The global attribute, or one declared in place.
    pub of: Result<Attribute, Name>,
    /// Whether it has to be there.
    pub is_required: bool,
    /// Whether it must not be there.
    pub is_prohibited: bool,
}

/// How often something occurs.
#[derive(Clone, Debug, PartialEq)]
pub struct Particle {
    /// At least so often.
    pub min: u32,
    /// At most so often; none for any number of times.
    pub max: Option<u32>,
    /// What it is.
    pub term: Term,
}

/// Something that occurs.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// An element declared in place.
    Element(Box<Element>),
    /// A global element.
    Ref(Name),
    /// A global group.
    Group(Name),
    /// All of these, in this order.
    Sequence(Vec<Particle>),
    /// One of these.
    Choice(Vec<Particle>),
    /// An element of any name.
    Any(Wildcard),
}

/// Which names a wildcard lets in, and how they are checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Wildcard {
    /// `##any`, `##other` or namespaces.
    pub namespace: String,
    /// `strict`, `lax` or `skip`.
    pub process: String,
}

/// Documentation, which does not make two declarations different.
#[derive(Clone, Debug, Default)]
pub struct Text(pub String);

impl PartialEq for Text {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Name {
    /// The name with a namespace and a local part.
    #[must_use]
    pub fn new(namespace: &str, local: &str) -> Self {
        Self { namespace: namespace.to_owned(), local: local.to_owned() }
    }

    /// A name of XML Schema.
    #[must_use]
    pub fn xs(local: &str) -> Self {
        Self::new(XS, local)
    }

    /// Whether it is of XML Schema.
    #[must_use]
    pub fn is_xs(&self) -> bool {
        self.namespace == XS
    }
}

impl Model {
    /// The type that is meant; none for one of XML Schema.
    #[must_use]
    pub fn resolve<'m>(&'m self, of: &'m TypeRef) -> Option<&'m Type> {
        match of {
            TypeRef::Named(name) => self.types.get(name),
            TypeRef::Anonymous(of) => Some(of),
        }
    }

    /// How many definitions there are: global and local elements, types with and without a name,
    /// attributes.
    #[must_use]
    pub fn definitions(&self) -> usize {
        let elements: usize = self.elements.values().map(|it| 1 + it.of.definitions()).sum();
        let types: usize = self.types.values().map(|it| 1 + it.definitions()).sum();
        let attributes: usize = self.attributes.values().map(|it| 1 + it.of.definitions()).sum();
        let groups: usize = self.groups.values().map(Particle::definitions).sum();
        let attribute_groups: usize =
            self.attribute_groups.values().map(Attributes::definitions).sum();
        elements + types + attributes + groups + attribute_groups
    }
}

impl TypeRef {
    fn definitions(&self) -> usize {
        match self {
            Self::Named(_) => 0,
            Self::Anonymous(of) => 1 + of.definitions(),
        }
    }
}

impl Type {
    fn definitions(&self) -> usize {
        match self {
            Self::Simple(Simple::Restriction(of, _) | Simple::List(of)) => of.definitions(),
            Self::Simple(Simple::Union(of)) => of.iter().map(TypeRef::definitions).sum(),
            Self::Complex(complex) => {
                let content = match &complex.content {
                    Content::Elements(particle) => particle.definitions(),
                    Content::Text(of, _) => of.as_ref().map_or(0, TypeRef::definitions),
                    Content::Empty => 0,
                };
                content + complex.attributes.definitions()
            }
        }
    }
}

impl Attributes {
    fn definitions(&self) -> usize {
        let of = |it: &AttributeUse| it.of.as_ref().map_or(0, |it| 1 + it.of.definitions());
        self.uses.iter().map(of).sum()
    }
}

impl Particle {
    fn definitions(&self) -> usize {
        match &self.term {
            Term::Element(element) => 1 + element.of.definitions(),
            Term::Sequence(of) | Term::Choice(of) => of.iter().map(Self::definitions).sum(),
            Term::Ref(_) | Term::Group(_) | Term::Any(_) => 0,
        }
    }
}
