//! quick-xml's NsReader as a witness: what we accept says the same to it.

use std::borrow::Cow;

use cimwire::xml::Tree;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, PrefixDeclaration, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use crate::infoset::{self, Bindings, Lines};

/// Holds a reading equal to that of quick-xml.
///
/// quick-xml compares namespace names as they are spelled, so a text whose spelling of a reserved
/// one it refuses tells nothing.
pub fn same_events(tree: Tree<'_>) {
    let theirs = match events(tree.text()) {
        Ok(lines) => lines,
        Err(quick_xml::Error::Namespace(_)) => return,
        Err(error) => panic!("quick-xml refuses what was accepted: {error}"),
    };
    let ours = infoset::of(tree, Bindings::Declared);
    let at = ours.iter().zip(&theirs).position(|(our, their)| our != their);
    let at = at.or_else(|| (ours.len() != theirs.len()).then(|| ours.len().min(theirs.len())));
    if let Some(at) = at {
        panic!("line {at} is {:?}, quick-xml says {:?}", ours.get(at), theirs.get(at));
    }
}

/// What quick-xml reads in `text`, from the root's start to its end, in the lines of [`infoset`].
///
/// # Errors
/// Where quick-xml refuses the text.
fn events(text: &str) -> Result<Vec<String>, quick_xml::Error> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader.resolver_mut().set_max_declarations_per_element(usize::MAX);
    let mut lines = Lines::default();
    let mut depth = 0_usize;
    loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                depth += 1;
                start(&mut lines, &reader, &tag)?;
            }
            Event::End(_) => {
                depth -= 1;
                lines.end();
            }
            Event::Eof => return Ok(lines.finish()),
            _ if depth == 0 => {}
            Event::Text(text) => lines.text(&text.xml10_content()?),
            Event::CData(text) => lines.text(&text.xml10_content()?),
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref()?.or_else(|| predefined(&reference));
                lines
                    .text(c.expect("only the five entities are accepted").encode_utf8(&mut [0; 4]));
            }
            Event::Comment(comment) => lines.comment(&comment.decode()?),
            Event::PI(pi) => lines.instruction(&utf8(&pi)),
            Event::Empty(_) | Event::Decl(_) | Event::DocType(_) => {
                panic!("quick-xml found a declaration inside the root")
            }
        }
    }
}

fn start(
    lines: &mut Lines,
    reader: &NsReader<&[u8]>,
    tag: &BytesStart<'_>,
) -> Result<(), quick_xml::Error> {
    let (namespace, local) = reader.resolver().resolve_element(tag.name());
    lines.start(&bound(&namespace)?, &utf8(local.as_ref()));
    let attributes: Vec<Attribute<'_>> = tag.attributes().collect::<Result<_, _>>()?;
    for attribute in &attributes {
        let prefix = match attribute.key.as_namespace_binding() {
            Some(PrefixDeclaration::Default) => &b""[..],
            Some(PrefixDeclaration::Named(prefix)) => prefix,
            None => continue,
        };
        lines.binding(&utf8(prefix), &attribute.normalized_value(XmlVersion::Implicit1_0)?);
    }
    for attribute in attributes.iter().filter(|a| a.key.as_namespace_binding().is_none()) {
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        lines.attribute(&bound(&namespace)?, &utf8(local.as_ref()), &value);
    }
    Ok(())
}

/// The namespace's name; quick-xml keeps it as it was spelled.
fn bound(namespace: &ResolveResult<'_>) -> Result<String, quick_xml::Error> {
    let Namespace(raw) = match namespace {
        ResolveResult::Bound(namespace) => *namespace,
        ResolveResult::Unbound => return Ok(String::new()),
        ResolveResult::Unknown(prefix) => {
            panic!("quick-xml knows no prefix {:?}", String::from_utf8_lossy(prefix))
        }
    };
    let spelled = Attribute { key: quick_xml::name::QName(b"xmlns"), value: Cow::Borrowed(raw) };
    Ok(spelled.normalized_value(XmlVersion::Implicit1_0)?.into_owned())
}

fn predefined(name: &[u8]) -> Option<char> {
    Some(match name {
        b"lt" => '<',
        b"gt" => '>',
        b"amp" => '&',
        b"quot" => '"',
        b"apos" => '\'',
        _ => return None,
    })
}

fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_reading_is_noticed() {
        let document =
            cimwire::xml::Document::decode("<a xmlns='u'>&lt;<b c='1\n2'/></a>").unwrap();
        same_events(document.tree());
        let lines = ["S {u}a", "N  u", "T <", "S {u}b", "A {}c 1 2", "E", "E"];
        assert_eq!(events(document.tree().text()).unwrap(), lines);
    }
}
