//! From schema documents to a model.

use std::collections::BTreeSet;

use super::cycles;
use super::document::Node;
use super::model::{
    Attribute, AttributeUse, Attributes, Element, Model, Name, Particle, Term, Text, Type, TypeRef,
    Wildcard, XS,
};

/// A schema document: its path, for errors, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it is from.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// The model of all documents together.
///
/// # Errors
/// `path:line: expected …` for what is not a schema, is not supported, or refers to something that
/// none of the documents declares.
pub fn compile(sources: &[Source]) -> Result<Model, String> {
    let mut documents = Vec::new();
    for source in sources {
        let root = Node::read(&source.text).map_err(|it| format!("{}:{it}", source.path))?;
        documents.push((source, root));
    }
    let mut declared = BTreeSet::new();
    for (source, root) in &documents {
        Compiler::new(source, root, &BTreeSet::new())?.declare(root, &mut declared)?;
    }
    let mut model = Model::default();
    for (source, root) in &documents {
        Compiler::new(source, root, &declared)?.schema(root, &mut model)?;
    }
    cycles::check(&model)?;
    Ok(model)
}

/// What has a name at the top of a schema: a kind, and the name.
pub(super) type Declared = BTreeSet<(&'static str, Name)>;

/// One document on its way into the model.
pub(super) struct Compiler<'d> {
    path: &'d str,
    target: &'d str,
    has_qualified_elements: bool,
    has_qualified_attributes: bool,
    /// Everything that may be referred to.
    declared: &'d Declared,
}

impl<'d> Compiler<'d> {
    fn new(source: &'d Source, root: &'d Node, declared: &'d Declared) -> Result<Self, String> {
        let is_qualified = |of: &str| root.attribute(of) == Some("qualified");
        let compiler = Self {
            path: &source.path,
            target: root.attribute("targetNamespace").unwrap_or_default(),
            has_qualified_elements: is_qualified("elementFormDefault"),
            has_qualified_attributes: is_qualified("attributeFormDefault"),
            declared,
        };
        if root.name != Name::xs("schema") {
            return Err(compiler.at(root, "expected xs:schema"));
        }
        Ok(compiler)
    }

    /// Notes what the document declares; twice is an error.
    fn declare(&self, root: &Node, declared: &mut Declared) -> Result<(), String> {
        for node in &root.children {
            let Some(kind) = kind(&node.name.local).filter(|_| node.name.is_xs()) else { continue };
            let name = Name::new(self.target, self.required(node, "name")?);
            if !declared.insert((kind, name.clone())) {
                return Err(self.at(node, &format!("{kind} {name} is declared twice")));
            }
        }
        Ok(())
    }

    fn schema(&self, root: &Node, model: &mut Model) -> Result<(), String> {
        self.allow(root, &SCHEMA)?;
        for node in self.children(root)? {
            let name = || self.required(node, "name").map(|local| Name::new(self.target, local));
            match node.name.local.as_str() {
                "import" => self.allow(node, &["namespace", "schemaLocation"])?,
                "element" => {
                    let element = self.element(node, name()?)?;
                    model.elements.insert(name()?, element);
                }
                "attribute" => {
                    model.attributes.insert(name()?, self.attribute(node, name()?)?);
                }
                "complexType" => {
                    let of = Type::Complex(self.complex(node)?);
                    model.types.insert(name()?, of);
                }
                "simpleType" => {
                    model.types.insert(name()?, Type::Simple(self.simple(node)?));
                }
                "group" => {
                    model.groups.insert(name()?, self.group(node)?);
                }
                "attributeGroup" => {
                    self.allow(node, &["name"])?;
                    model.attribute_groups.insert(name()?, self.attributes(&self.children(node)?)?);
                }
                _ => return Err(self.unsupported(node)),
            }
        }
        Ok(())
    }

    fn element(&self, node: &Node, name: Name) -> Result<Element, String> {
        self.allow(node, &ELEMENT)?;
        Ok(Element {
            name,
            of: self.type_of(node, &["complexType", "simpleType"], "anyType")?,
            is_nillable: self.flag(node, "nillable")?,
            default: node.attribute("default").map(str::to_owned),
            fixed: node.attribute("fixed").map(str::to_owned),
            text: documentation(node),
        })
    }

    fn attribute(&self, node: &Node, name: Name) -> Result<Attribute, String> {
        self.allow(node, &ATTRIBUTE)?;
        Ok(Attribute {
            name,
            of: self.type_of(node, &["simpleType"], "anySimpleType")?,
            default: node.attribute("default").map(str::to_owned),
            fixed: node.attribute("fixed").map(str::to_owned),
            text: documentation(node),
        })
    }

    /// The type named by an element or attribute, or inside it.
    fn type_of(&self, node: &Node, kinds: &[&str], other: &str) -> Result<TypeRef, String> {
        let children = self.children(node)?;
        let mut inside = children.iter().filter(|it| !IDENTITY.contains(&it.name.local.as_str()));
        let (named, child) = (self.reference(node, "type", TYPE)?, inside.next());
        match (named, child) {
            (Some(name), None) => Ok(TypeRef::Named(name)),
            (None, None) => Ok(TypeRef::Named(Name::xs(other))),
            (None, Some(child)) if inside.next().is_none() => {
                if !kinds.contains(&child.name.local.as_str()) {
                    return Err(self.unsupported(child));
                }
                let of = match child.name.local.as_str() {
                    "complexType" => Type::Complex(self.complex(child)?),
                    _ => Type::Simple(self.simple(child)?),
                };
                Ok(TypeRef::Anonymous(Box::new(of)))
            }
            (_, Some(child)) => Err(self.at(child, "expected one type")),
        }
    }

    /// The compositor that a global group is.
    fn group(&self, node: &Node) -> Result<Particle, String> {
        self.allow(node, &["name"])?;
        match self.children(node)?.as_slice() {
            [child] => self.particle(child)?.ok_or_else(|| self.unsupported(child)),
            _ => Err(self.at(node, "expected one sequence or choice")),
        }
    }

    /// What may occur among elements; none if it is no particle.
    pub(super) fn particle(&self, node: &Node) -> Result<Option<Particle>, String> {
        let term = match node.name.local.as_str() {
            "sequence" => Term::Sequence(self.particles(node)?),
            "choice" => Term::Choice(self.particles(node)?),
            "any" => Term::Any(self.wildcard(node)?),
            "group" => {
                self.allow(node, &["ref", "minOccurs", "maxOccurs"])?;
                let name = self.reference(node, "ref", "group")?;
                Term::Group(name.ok_or_else(|| self.at(node, "expected ref"))?)
            }
            "element" => match self.reference(node, "ref", "element")? {
                Some(name) => {
                    self.allow(node, &["ref", "minOccurs", "maxOccurs"])?;
                    Term::Ref(name)
                }
                None => {
                    let qualified = self.is_qualified(node, self.has_qualified_elements)?;
                    Term::Element(Box::new(self.element(node, self.local(node, qualified)?)?))
                }
            },
            _ => return Ok(None),
        };
        let (min, max) = self.occurs(node)?;
        Ok(Some(Particle { min, max, term }))
    }

    fn particles(&self, node: &Node) -> Result<Vec<Particle>, String> {
        self.allow(node, &["minOccurs", "maxOccurs"])?;
        let particle = |child| self.particle(child)?.ok_or_else(|| self.unsupported(child));
        self.children(node)?.into_iter().map(particle).collect()
    }

    fn occurs(&self, node: &Node) -> Result<(u32, Option<u32>), String> {
        let number = |of: &str| -> Result<u32, String> {
            let Some(text) = node.attribute(of) else { return Ok(1) };
            text.trim().parse().map_err(|_| self.at(node, &format!("{of}: expected a number")))
        };
        let max = match node.attribute("maxOccurs") {
            Some("unbounded") => None,
            _ => Some(number("maxOccurs")?),
        };
        let min = number("minOccurs")?;
        if max.is_some_and(|max| max < min) {
            return Err(self.at(node, "expected minOccurs up to maxOccurs"));
        }
        Ok((min, max))
    }

    /// The attributes among the children of a type or a group.
    pub(super) fn attributes(&self, nodes: &[&Node]) -> Result<Attributes, String> {
        let mut attributes = Attributes::default();
        for node in nodes {
            match node.name.local.as_str() {
                "attribute" => attributes.uses.push(self.attribute_use(node)?),
                "attributeGroup" => {
                    self.allow(node, &["ref"])?;
                    let name = self.reference(node, "ref", "attributeGroup")?;
                    attributes.groups.push(name.ok_or_else(|| self.at(node, "expected ref"))?);
                }
                "anyAttribute" => attributes.any = Some(self.wildcard(node)?),
                _ => return Err(self.unsupported(node)),
            }
        }
        Ok(attributes)
    }

    fn attribute_use(&self, node: &Node) -> Result<AttributeUse, String> {
        let of = match self.reference(node, "ref", "attribute")? {
            Some(name) => {
                self.allow(node, &["ref", "use"])?;
                Err(name)
            }
            None => {
                let qualified = self.is_qualified(node, self.has_qualified_attributes)?;
                Ok(self.attribute(node, self.local(node, qualified)?)?)
            }
        };
        let usage = node.attribute("use").unwrap_or("optional");
        if !["optional", "required", "prohibited"].contains(&usage) {
            return Err(self.at(node, &format!("expected a use, found {usage:?}")));
        }
        let (is_required, is_prohibited) = (usage == "required", usage == "prohibited");
        Ok(AttributeUse { of, is_required, is_prohibited })
    }

    fn wildcard(&self, node: &Node) -> Result<Wildcard, String> {
        self.allow(node, &["namespace", "processContents", "minOccurs", "maxOccurs"])?;
        let value = |of: &str, other: &str| node.attribute(of).unwrap_or(other).to_owned();
        Ok(Wildcard {
            namespace: value("namespace", "##any"),
            process: value("processContents", "strict"),
        })
    }

    fn is_qualified(&self, node: &Node, default: bool) -> Result<bool, String> {
        match node.attribute("form") {
            None => Ok(default),
            Some("qualified") => Ok(true),
            Some("unqualified") => Ok(false),
            Some(other) => Err(self.at(node, &format!("expected a form, found {other:?}"))),
        }
    }

    fn local(&self, node: &Node, is_qualified: bool) -> Result<Name, String> {
        let namespace = if is_qualified { self.target } else { "" };
        Ok(Name::new(namespace, self.required(node, "name")?))
    }

    /// The name in an attribute that refers to something declared, if there is one.
    pub(super) fn reference(
        &self,
        node: &Node,
        attribute: &str,
        kind: &'static str,
    ) -> Result<Option<Name>, String> {
        node.attribute(attribute).map(|qname| self.resolve(node, qname, kind)).transpose()
    }

    /// The declared name that a QName stands for.
    pub(super) fn resolve(
        &self,
        node: &Node,
        qname: &str,
        kind: &'static str,
    ) -> Result<Name, String> {
        let unbound =
            || self.at(node, &format!("expected a prefix that is bound, found {qname:?}"));
        let name = node.expand(qname.trim()).ok_or_else(unbound)?;
        let is_built_in = match kind {
            TYPE => name.is_xs() && BUILT_IN.contains(&name.local.as_str()),
            _ => false,
        };
        if is_built_in || self.declared.contains(&(kind, name.clone())) {
            return Ok(name);
        }
        Err(self.at(node, &format!("expected {kind} {name} to be declared")))
    }

    pub(super) fn flag(&self, node: &Node, attribute: &str) -> Result<bool, String> {
        match node.attribute(attribute) {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(other) => Err(self.at(node, &format!("expected true or false, found {other:?}"))),
        }
    }

    pub(super) fn required<'n>(&self, node: &'n Node, of: &str) -> Result<&'n str, String> {
        node.attribute(of).ok_or_else(|| self.at(node, &format!("expected {of}")))
    }

    /// The children that count: annotations do not, and anything foreign is an error.
    pub(super) fn children<'n>(&self, node: &'n Node) -> Result<Vec<&'n Node>, String> {
        if !node.text.trim().is_empty() {
            return Err(self.at(node, "expected no text"));
        }
        let mut children = Vec::new();
        for child in &node.children {
            if child.name.namespace != XS {
                return Err(self.unsupported(child));
            }
            if child.name.local != "annotation" {
                children.push(child);
            }
        }
        Ok(children)
    }

    /// Refuses attributes of the schema language that are not among these.
    pub(super) fn allow(&self, node: &Node, attributes: &[&str]) -> Result<(), String> {
        for (name, _) in &node.attributes {
            let is_ours = name.namespace.is_empty() || name.namespace == XS;
            let local = name.local.as_str();
            if is_ours && !attributes.contains(&local) && !IGNORED.contains(&local) {
                let element = &node.name.local;
                return Err(self.at(node, &format!("{local} of xs:{element} is not supported")));
            }
        }
        Ok(())
    }

    pub(super) fn unsupported(&self, node: &Node) -> String {
        let Name { namespace, local } = &node.name;
        if namespace == XS {
            return self.at(node, &format!("xs:{local} is not supported here"));
        }
        self.at(node, &format!("expected elements of XML Schema, found {}", node.name))
    }

    pub(super) fn at(&self, node: &Node, text: &str) -> String {
        format!("{}:{}: {text}", self.path, node.line)
    }
}

/// The kind of a declaration by the name of its element; types of both kinds share their names.
fn kind(local: &str) -> Option<&'static str> {
    Some(match local {
        "element" => "element",
        "attribute" => "attribute",
        "complexType" | "simpleType" => TYPE,
        "group" => "group",
        "attributeGroup" => "attributeGroup",
        _ => return None,
    })
}

/// What the documentation inside says, its blanks collapsed.
pub(super) fn documentation(node: &Node) -> Text {
    let annotations = node.children.iter().filter(|it| it.name == Name::xs("annotation"));
    let inside = annotations.flat_map(|it| &it.children);
    let words: Vec<&str> = inside.flat_map(|it| it.text.split_whitespace()).collect();
    Text(words.join(" "))
}

pub(super) const TYPE: &str = "type";

const SCHEMA: [&str; 6] = [
    "targetNamespace",
    "elementFormDefault",
    "attributeFormDefault",
    "blockDefault",
    "finalDefault",
    "version",
];

const ELEMENT: [&str; 8] =
    ["name", "type", "nillable", "default", "fixed", "form", "minOccurs", "maxOccurs"];

const ATTRIBUTE: [&str; 6] = ["name", "type", "default", "fixed", "form", "use"];

/// What says nothing about the model.
const IGNORED: [&str; 3] = ["id", "block", "final"];

const IDENTITY: [&str; 3] = ["unique", "key", "keyref"];

const BUILT_IN: [&str; 46] = [
    "anyType",
    "anySimpleType",
    "string",
    "normalizedString",
    "token",
    "language",
    "Name",
    "NCName",
    "NMTOKEN",
    "NMTOKENS",
    "ID",
    "IDREF",
    "IDREFS",
    "ENTITY",
    "ENTITIES",
    "QName",
    "NOTATION",
    "anyURI",
    "boolean",
    "decimal",
    "integer",
    "nonPositiveInteger",
    "negativeInteger",
    "nonNegativeInteger",
    "positiveInteger",
    "long",
    "int",
    "short",
    "byte",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
    "float",
    "double",
    "duration",
    "dateTime",
    "time",
    "date",
    "gYearMonth",
    "gYear",
    "gMonthDay",
    "gDay",
    "gMonth",
    "base64Binary",
    "hexBinary",
];
