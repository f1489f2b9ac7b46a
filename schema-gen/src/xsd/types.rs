//! Types.

use super::compile::{Compiler, TYPE, documentation};
use super::document::Node;
use super::model::{Complex, Content, Derivation, Facet, Name, Simple, Type, TypeRef};

impl Compiler<'_> {
    pub(super) fn simple(&self, node: &Node) -> Result<Simple, String> {
        self.allow(node, &["name"])?;
        let children = self.children(node)?;
        let [child] = children.as_slice() else {
            return Err(self.at(node, "expected one restriction, union or list"));
        };
        match child.name.local.as_str() {
            "restriction" => {
                self.allow(child, &["base"])?;
                let base = self.base(child, "base")?;
                let facets = self.facets(child, &base)?;
                Ok(Simple::Restriction(base, facets))
            }
            "union" => self.union(child),
            "list" => {
                self.allow(child, &["itemType"])?;
                Ok(Simple::List(self.base(child, "itemType")?))
            }
            _ => Err(self.unsupported(child)),
        }
    }

    fn union(&self, node: &Node) -> Result<Simple, String> {
        self.allow(node, &["memberTypes"])?;
        let named = node.attribute("memberTypes").unwrap_or_default().split_whitespace();
        let mut members: Vec<TypeRef> = named
            .map(|it| Ok(TypeRef::Named(self.resolve(node, it, TYPE)?)))
            .collect::<Result<_, String>>()?;
        for child in self.children(node)? {
            if child.name.local != "simpleType" {
                return Err(self.unsupported(child));
            }
            members.push(TypeRef::Anonymous(Box::new(Type::Simple(self.simple(child)?))));
        }
        Ok(Simple::Union(members))
    }

    /// The type an attribute names, or the simple type inside.
    fn base(&self, node: &Node, attribute: &str) -> Result<TypeRef, String> {
        if let Some(name) = self.reference(node, attribute, TYPE)? {
            return Ok(TypeRef::Named(name));
        }
        let children = self.children(node)?;
        let inside = children.first().filter(|it| it.name.local == "simpleType");
        let missing = || self.at(node, &format!("expected {attribute} or a simple type"));
        Ok(TypeRef::Anonymous(Box::new(Type::Simple(self.simple(inside.ok_or_else(missing)?)?))))
    }

    fn facets(&self, node: &Node, base: &TypeRef) -> Result<Vec<Facet>, String> {
        let mut facets = Vec::new();
        for child in self.children(node)? {
            let kind = child.name.local.as_str();
            if FACETS.contains(&kind) {
                facets.push(self.facet(child, *base == TypeRef::Named(Name::xs("QName")))?);
            } else if !ATTRIBUTES.contains(&kind) && kind != "simpleType" {
                return Err(self.unsupported(child));
            }
        }
        Ok(facets)
    }

    fn facet(&self, node: &Node, is_name: bool) -> Result<Facet, String> {
        self.allow(node, &["value", "fixed"])?;
        let mut value = self.required(node, "value")?.to_owned();
        if is_name {
            let name = node.expand(&value);
            value = name.ok_or_else(|| self.at(node, "expected a bound prefix"))?.to_string();
        }
        Ok(Facet { kind: node.name.local.clone(), value, text: documentation(node) })
    }

    pub(super) fn complex(&self, node: &Node) -> Result<Complex, String> {
        self.allow(node, &["name", "mixed", "abstract"])?;
        let mut of = Complex {
            derivation: Derivation::None,
            is_mixed: self.flag(node, "mixed")?,
            is_abstract: self.flag(node, "abstract")?,
            content: Content::Empty,
            attributes: self.attributes(&[])?,
            text: documentation(node),
        };
        let children = self.children(node)?;
        match children.as_slice() {
            [child] if child.name.local == "simpleContent" => {
                self.simple_content(child, &mut of)?;
            }
            [child] if child.name.local == "complexContent" => {
                self.complex_content(child, &mut of)?;
            }
            children => self.elements(children, &mut of)?,
        }
        Ok(of)
    }

    fn simple_content(&self, node: &Node, of: &mut Complex) -> Result<(), String> {
        self.allow(node, &[])?;
        let child = self.derived(node, of)?;
        let children = self.children(child)?;
        let inside = children.first().filter(|it| it.name.local == "simpleType");
        let inside = inside.map(|it| self.simple(it)).transpose()?;
        let inside = inside.map(|it| TypeRef::Anonymous(Box::new(Type::Simple(it))));
        let facets = self.facets(child, &TypeRef::Named(Name::xs("anySimpleType")))?;
        if matches!(of.derivation, Derivation::Extension(_))
            && (inside.is_some() || !facets.is_empty())
        {
            return Err(self.at(child, "expected no restriction in an extension"));
        }
        of.content = Content::Text(inside, facets);
        let is_attribute = |it: &&Node| ATTRIBUTES.contains(&it.name.local.as_str());
        of.attributes =
            self.attributes(&children.into_iter().filter(is_attribute).collect::<Vec<_>>())?;
        Ok(())
    }

    fn complex_content(&self, node: &Node, of: &mut Complex) -> Result<(), String> {
        self.allow(node, &["mixed"])?;
        of.is_mixed |= self.flag(node, "mixed")?;
        let child = self.derived(node, of)?;
        if of.derivation == Derivation::Restriction(Name::xs("anyType")) {
            of.derivation = Derivation::None;
        }
        self.elements(&self.children(child)?, of)
    }

    /// The extension or restriction inside.
    fn derived<'n>(&self, node: &'n Node, of: &mut Complex) -> Result<&'n Node, String> {
        let children = self.children(node)?;
        let [child] = children.as_slice() else {
            return Err(self.at(node, "expected one extension or restriction"));
        };
        self.allow(child, &["base"])?;
        let base = self.reference(child, "base", TYPE)?;
        let base = base.ok_or_else(|| self.at(child, "expected base"))?;
        of.derivation = match child.name.local.as_str() {
            "extension" => Derivation::Extension(base),
            "restriction" => Derivation::Restriction(base),
            _ => return Err(self.unsupported(child)),
        };
        Ok(child)
    }

    /// A compositor, if there is one, and attributes.
    fn elements(&self, children: &[&Node], of: &mut Complex) -> Result<(), String> {
        let mut attributes = children;
        if let [first, rest @ ..] = children
            && let Some(particle) = self.particle(first)?
        {
            of.content = Content::Elements(particle);
            attributes = rest;
        }
        of.attributes = self.attributes(attributes)?;
        Ok(())
    }
}

const FACETS: [&str; 12] = [
    "enumeration",
    "pattern",
    "minInclusive",
    "maxInclusive",
    "minExclusive",
    "maxExclusive",
    "length",
    "minLength",
    "maxLength",
    "totalDigits",
    "fractionDigits",
    "whiteSpace",
];

const ATTRIBUTES: [&str; 3] = ["attribute", "attributeGroup", "anyAttribute"];
