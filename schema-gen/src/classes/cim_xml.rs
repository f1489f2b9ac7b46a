//! Classes from CIM-XML (DSP0201 §5.2), as a service answers that is asked for a class: by CIM-XML,
//! or over WS-Management (DSP0227 §15, MS-WSMV §3.1.4.1.38).

use std::collections::HashSet;
use std::path::PathBuf;

use super::fact::{Fact, Facts, Kind, Value};
use super::model::{Class, Method, Property, Type};
use crate::mof;
use crate::xsd::{Node, Source};

/// The classes in files, whatever is around them. One that several files have counts once; what a
/// class has from a superclass that is there as well is left to that one.
///
/// # Errors
/// A file that cannot be read or is not XML; what is no class of CIM-XML, with its line.
pub fn read_cim_xml(paths: &[PathBuf]) -> Result<Vec<Class>, String> {
    let sources = paths.iter().map(|path| mof::source(path)).collect::<Result<Vec<_>, _>>()?;
    of_cim_xml(&sources)
}

/// The classes in documents, as [`read_cim_xml`].
///
/// # Errors
/// As [`read_cim_xml`].
pub fn of_cim_xml(sources: &[Source]) -> Result<Vec<Class>, String> {
    let mut found: Vec<Found> = Vec::new();
    for source in sources {
        let at = |error| format!("{}:{error}", source.path);
        let mut nodes = vec![Node::read(&source.text).map_err(at)?];
        while let Some(node) = nodes.pop() {
            if node.name.local != "CLASS" {
                nodes.extend(node.children.into_iter().rev());
                continue;
            }
            let class = class(&node).map_err(at)?;
            if !found.iter().any(|it| it.class == class.class) {
                found.push(class);
            }
        }
    }
    let there: HashSet<String> =
        found.iter().map(|it| it.class.name.to_ascii_lowercase()).collect();
    Ok(found.into_iter().map(|it| it.without_inherited(&there)).collect())
}

/// A class, and which of its features it has from above.
struct Found {
    class: Class,
    inherited: HashSet<String>,
}

impl Found {
    fn without_inherited(self, there: &HashSet<String>) -> Class {
        let Self { mut class, inherited } = self;
        let above = class.superclass.as_ref().map(|name| name.to_ascii_lowercase());
        if above.is_some_and(|above| there.contains(&above)) {
            class.properties.retain(|it| !inherited.contains(&it.name));
            class.methods.retain(|it| !inherited.contains(&it.name));
        }
        class
    }
}

fn class(node: &Node) -> Result<Found, String> {
    let mut class = Class {
        name: required(node, "NAME")?,
        superclass: node.attribute("SUPERCLASS").map(str::to_owned),
        namespace: None,
        facts: Facts::default(),
        properties: Vec::new(),
        methods: Vec::new(),
    };
    let (mut inherited, mut names) = (HashSet::new(), HashSet::new());
    for child in &node.children {
        let name = child.attribute("NAME").unwrap_or_default().to_ascii_lowercase();
        if child.name.local != "QUALIFIER" && !names.insert(name) {
            return Err(expected(child, "each name once"));
        }
        match child.name.local.as_str() {
            "QUALIFIER" => qualifier(child, &mut class.facts)?,
            "METHOD" => class.methods.push(method(child)?),
            "PROPERTY" | "PROPERTY.ARRAY" | "PROPERTY.REFERENCE" => {
                class.properties.push(feature(child)?);
            }
            _ => return Err(expected(child, "QUALIFIER, PROPERTY or METHOD")),
        }
        if child.attribute("PROPAGATED").is_some_and(|it| it.eq_ignore_ascii_case("true")) {
            inherited.extend(child.attribute("NAME").map(str::to_owned));
        }
    }
    Ok(Found { class, inherited })
}

fn method(node: &Node) -> Result<Method, String> {
    let name = required(node, "NAME")?;
    let of = node.attribute("TYPE").map(|_| type_of(node)).transpose()?;
    let mut method = Method { name, of, facts: Facts::default(), parameters: Vec::new() };
    for child in &node.children {
        match child.name.local.as_str() {
            "QUALIFIER" => qualifier(child, &mut method.facts)?,
            "PARAMETER" | "PARAMETER.ARRAY" | "PARAMETER.REFERENCE" | "PARAMETER.REFARRAY" => {
                method.parameters.push(feature(child)?);
            }
            _ => return Err(expected(child, "QUALIFIER or PARAMETER")),
        }
    }
    Ok(method)
}

/// A property or a parameter; its default value is read over.
fn feature(node: &Node) -> Result<Property, String> {
    let (_, form) = node.name.local.split_once('.').unwrap_or_default();
    let mut facts = Facts::default();
    for child in node.children.iter().filter(|child| child.name.local == "QUALIFIER") {
        qualifier(child, &mut facts)?;
    }
    if let Some(size) = node.attribute("ARRAYSIZE") {
        let size = size.parse().map_err(|_| expected(node, "a number in ARRAYSIZE"))?;
        facts.insert(Fact::ArraySize, Value::Number(size));
    }
    // Some spell it so.
    let embedded = node.attribute("EmbeddedObject").or(node.attribute("EMBEDDEDOBJECT"));
    if embedded.is_some() && facts.of(Fact::EmbeddedInstance).is_none() {
        facts.insert(Fact::EmbeddedObject, Value::Flag(true));
    }
    let of = match form {
        "REFERENCE" | "REFARRAY" => {
            if let Some(class) = node.attribute("REFERENCECLASS") {
                facts.insert(Fact::Class, Value::Text(class.to_owned()));
            }
            Type::Reference
        }
        _ => type_of(node)?,
    };
    let is_array = matches!(form, "ARRAY" | "REFARRAY");
    Ok(Property { name: required(node, "NAME")?, of, is_array, facts })
}

fn type_of(node: &Node) -> Result<Type, String> {
    let name = required(node, "TYPE")?;
    let is_it = |of: &&Type| of.name().eq_ignore_ascii_case(&name);
    Type::ALL.iter().find(is_it).copied().ok_or_else(|| expected(node, "a type of CIM in TYPE"))
}

/// What a qualifier says, if it says anything that a codec needs to know.
fn qualifier(node: &Node, facts: &mut Facts) -> Result<(), String> {
    let Some(fact) = Fact::of_qualifier(&required(node, "NAME")?) else { return Ok(()) };
    let values = |node: &Node| {
        let values = node.children.iter().filter(|child| child.name.local == "VALUE");
        values.map(|value| value.text.clone()).collect::<Vec<_>>()
    };
    let list = node.children.iter().find(|child| child.name.local == "VALUE.ARRAY");
    let one = values(node).into_iter().next();
    let wrong = || expected(node, &format!("a value for {}", fact.name()));
    let value = match (fact.kind(), one, list) {
        (_, None, None) => return Ok(()),
        (Kind::Flag, Some(text), _) => {
            let is_true = text.trim().eq_ignore_ascii_case("true");
            let is_flag = is_true || text.trim().eq_ignore_ascii_case("false");
            is_flag.then_some(Value::Flag(is_true))
        }
        (Kind::Number, Some(text), _) => text.trim().parse().ok().map(Value::Number),
        (Kind::Text, Some(text), _) => Some(Value::Text(text)),
        (Kind::Texts, _, Some(list)) => Some(Value::Texts(values(list))),
        _ => None,
    };
    facts.insert(fact, value.ok_or_else(wrong)?);
    Ok(())
}

fn required(node: &Node, attribute: &str) -> Result<String, String> {
    let value = node.attribute(attribute).filter(|it| !it.is_empty());
    value.map(str::to_owned).ok_or_else(|| expected(node, attribute))
}

fn expected(node: &Node, what: &str) -> String {
    format!("{}: expected {what}, found <{}>", node.line, node.name.local)
}
