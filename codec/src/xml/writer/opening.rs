//! Start tags that are the same in every message of a kind, prepared.

use std::ops::Range;

use super::Writer;
use super::escape::{LONG, escape};
use super::sink::Sink;
use super::tag::{NEVER, Tag};
use crate::error::Result;
use crate::xml::document::Name;
use crate::xml::scan::Piece;
use crate::xml::text::Place;

/// A start tag with declarations and attributes, checked and spelt beforehand by
/// [`Writer::opening`].
///
/// It is fast with the writer that made it, at the same depth of declarations. Elsewhere it writes
/// the same, only slower.
#[derive(Clone, Debug)]
pub struct Opening {
    tag: Tag,
    /// Prefixes and namespaces.
    declarations: Vec<(Box<str>, Box<str>)>,
    /// Names and values.
    attributes: Vec<(Tag, Box<str>)>,
    /// Which bindings it adds; `text` is right where the last of them, or the one before if it
    /// adds none, has this serial number.
    bindings: Range<usize>,
    serial: u64,
    /// The whole tag.
    text: Vec<u8>,
    /// Where in `text` the names of the attributes are.
    spellings: Vec<Range<usize>>,
    /// The same, where it is short and declares nothing.
    short: Option<Piece>,
}

impl<K: Sink> Writer<K> {
    /// Prepares a start tag that declares namespaces with these prefixes and has these attributes.
    ///
    /// ```
    /// use cimwire::xml::{Name, Writer};
    /// let fan = |local| Name { namespace: "urn:fans", local };
    /// let mut writer = Writer::new(Vec::new());
    /// let opening = writer.opening(
    ///     fan("Fan"),
    ///     &[("f", "urn:fans"), ("u", "urn:units")],
    ///     &[(fan("unit"), "u:rpm")],
    /// )?;
    /// writer.start_opening(&opening)?;
    /// writer.leaf(fan("Speed"), "4200")?;
    /// writer.end()?;
    /// assert_eq!(
    ///     String::from_utf8_lossy(&writer.finish()?),
    ///     concat!(
    ///         r#"<f:Fan xmlns:f="urn:fans" xmlns:u="urn:units" f:unit="u:rpm">"#,
    ///         r#"<f:Speed>4200</f:Speed></f:Fan>"#,
    ///     ),
    /// );
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Writer::declare_as`], [`Writer::start`] and [`Writer::attribute`].
    pub fn opening(
        &mut self,
        name: Name<'_>,
        declarations: &[(&str, &str)],
        attributes: &[(Name<'_>, &str)],
    ) -> Result<Opening> {
        let (outer, is_tag_open) = (self.bindings.len(), self.is_tag_open);
        for (prefix, namespace) in declarations {
            self.declare_as(prefix, namespace)?;
        }
        let tag = self.tag(name)?;
        let mut prepared: Vec<(Tag, Box<str>)> = Vec::new();
        for &(name, value) in attributes {
            self.check_attribute(name, prepared.len())?;
            if prepared.iter().any(|(other, _)| other.name() == name) {
                return Err(self.refuse_twice());
            }
            prepared.push((self.tag(name)?, value.into()));
        }
        let owned = |(prefix, namespace): &(&str, &str)| ((*prefix).into(), (*namespace).into());
        let declarations = declarations.iter().map(owned).collect();
        let bindings = outer..self.bindings.len();
        let serial = if tag.is_spelt() { self.bindings.serial(bindings.end - 1) } else { NEVER };
        let (attributes, text, spellings, short) = (prepared, Vec::new(), Vec::new(), None);
        let mut opening =
            Opening { tag, declarations, attributes, bindings, serial, text, spellings, short };
        self.spell_opening(&mut opening)?;
        self.bindings.truncate(outer);
        self.is_tag_open = is_tag_open;
        Ok(opening)
    }

    fn spell_opening(&mut self, opening: &mut Opening) -> Result<()> {
        let text = &mut opening.text;
        text.push(b'<');
        text.extend_from_slice(opening.tag.spelling().as_bytes());
        for declaration in self.bindings.inner(opening.bindings.start) {
            text.extend_from_slice(declaration);
        }
        for (tag, value) in &opening.attributes {
            text.push(b' ');
            let start = text.len();
            text.extend_from_slice(tag.spelling().as_bytes());
            opening.spellings.push(start..text.len());
            text.extend_from_slice(b"=\"");
            if let Err(c) = escape(text, value, Place::Attribute, self.options.replace) {
                return Err(self.unwritable_attribute(c, tag.name()));
            }
            text.push(b'"');
        }
        text.push(b'>');
        if opening.bindings.is_empty() {
            opening.short = Piece::new(text);
        }
        Ok(())
    }

    /// Begins an element with a prepared start tag.
    ///
    /// # Errors
    /// As [`Writer::declare_as`], [`Writer::start`] and [`Writer::attribute`].
    pub fn start_opening(&mut self, opening: &Opening) -> Result<()> {
        if !self.bindings.repeat_all(&opening.bindings, opening.serial) {
            return self.start_anew(opening);
        }
        self.begin_child()?;
        let start = self.out.len();
        self.out.extend_from_slice(&opening.text);
        let end_tag = self.end_tags.len();
        self.end_tags.push(opening.tag.end.clone());
        self.enter(end_tag, opening.bindings.start, opening.tag.hash);
        let here = |name: &Range<usize>| start + name.start..start + name.end;
        self.attributes.extend(opening.spellings.iter().map(here));
        Ok(())
    }

    /// Writes an element with a prepared start tag that holds only text.
    ///
    /// ```
    /// use cimwire::xml::{Name, Writer};
    /// let fan = |local| Name { namespace: "urn:fans", local };
    /// let mut writer = Writer::new(Vec::new());
    /// writer.start(fan("Fan"))?;
    /// let speed = writer.opening(fan("Speed"), &[], &[(fan("unit"), "rpm")])?;
    /// writer.leaf_opening(&speed, "4200")?;
    /// writer.leaf_opening(&speed, "3900")?;
    /// writer.end()?;
    /// assert_eq!(
    ///     String::from_utf8_lossy(&writer.finish()?),
    ///     concat!(
    ///         r#"<p:Fan xmlns:p="urn:fans"><p:Speed p:unit="rpm">4200</p:Speed>"#,
    ///         r#"<p:Speed p:unit="rpm">3900</p:Speed></p:Fan>"#,
    ///     ),
    /// );
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Writer::start_opening`] and [`Writer::text`].
    pub fn leaf_opening(&mut self, opening: &Opening, text: &str) -> Result<()> {
        if let Some(start) = self.short(opening)
            && text.len() < LONG
            && self.append_leaf(start, text, &opening.tag.end)
        {
            self.is_tag_open = false;
            self.children.add(opening.tag.hash);
            return Ok(());
        }
        self.start_opening(opening)?;
        self.text(text)?;
        self.end()
    }

    /// Writes an element with a prepared start tag that holds nothing.
    ///
    /// # Errors
    /// As [`Writer::start_opening`].
    pub fn empty_opening(&mut self, opening: &Opening) -> Result<()> {
        let Some(start) = self.short(opening) else {
            self.start_opening(opening)?;
            return self.end();
        };
        start.append(&mut self.out);
        self.out.pop();
        self.out.extend_from_slice(b"/>");
        self.is_tag_open = false;
        self.children.add(opening.tag.hash);
        Ok(())
    }

    /// The start tag of an opening, if it is short and can be written here and now.
    #[inline]
    fn short<'o>(&self, opening: &'o Opening) -> Option<&'o Piece> {
        let has_room = self.out.len() < K::CHUNK && !self.open.is_empty();
        let is_right = has_room && self.bindings.is_innermost(opening.serial);
        opening.short.as_ref().filter(|_| is_right)
    }

    #[cold]
    fn start_anew(&mut self, opening: &Opening) -> Result<()> {
        for (prefix, namespace) in &opening.declarations {
            self.declare_as(prefix, namespace)?;
        }
        self.start_tag(&opening.tag)?;
        opening.attributes.iter().try_for_each(|(tag, value)| self.attribute_tag(tag, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::limits::Limits;
    use crate::xml::WriterOptions;

    const A: Name<'_> = Name { namespace: "urn:a", local: "a" };
    const TYPE: Name<'_> = Name { namespace: "urn:t", local: "type" };

    fn opening(writer: &mut Writer) -> Opening {
        writer.opening(A, &[("a", "urn:a"), ("t", "urn:t")], &[(TYPE, "a:<\"")]).unwrap()
    }

    fn finished(mut writer: Writer) -> String {
        while writer.end().is_ok() {}
        writer.lost = None;
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    #[test]
    fn an_opening_adds_what_is_not_declared_wherever_it_is_used() {
        let tag = r#"<a:a xmlns:a="urn:a" xmlns:t="urn:t" t:type="a:&lt;&quot;"/>"#;
        let mut maker = Writer::new(Vec::new());
        let prepared = opening(&mut maker);
        maker.start_opening(&prepared).unwrap();
        assert_eq!(finished(maker), tag);

        let mut other = Writer::new(Vec::new());
        other.start_opening(&prepared).unwrap();
        assert_eq!(finished(other), tag);

        let mut deeper = Writer::new(Vec::new());
        let prepared = opening(&mut deeper);
        deeper.declare_as("t", "urn:t").unwrap();
        deeper.declare_as("a", "urn:other").unwrap();
        deeper.start(Name { namespace: "", local: "r" }).unwrap();
        deeper.start_opening(&prepared).unwrap();
        let expected = concat!(
            r#"<r xmlns:t="urn:t" xmlns:a="urn:other">"#,
            r#"<a:a xmlns:a="urn:a" t:type="a:&lt;&quot;"/></r>"#,
        );
        assert_eq!(finished(deeper), expected);
    }

    #[test]
    fn an_opening_is_not_repeated_over_other_outer_prefixes() {
        let mut writer = Writer::new(Vec::new());
        writer.start(Name { namespace: "urn:a", local: "r" }).unwrap();
        let prepared = writer.opening(A, &[("t", "urn:t")], &[]).unwrap();
        writer.start_opening(&prepared).unwrap();
        writer.end().unwrap();
        writer.end().unwrap();
        writer.restart(Vec::new()).unwrap();
        writer.start(Name { namespace: "urn:b", local: "r" }).unwrap();
        writer.declare_as("t", "urn:t").unwrap();
        writer.leaf(Name { namespace: "", local: "x" }, "").unwrap();
        writer.start_opening(&prepared).unwrap();
        let expected = concat!(
            r#"<p:r xmlns:p="urn:b"><x xmlns:t="urn:t"></x>"#,
            r#"<p1:a xmlns:t="urn:t" xmlns:p1="urn:a"/></p:r>"#,
        );
        assert_eq!(finished(writer), expected);
    }

    #[test]
    fn a_prepared_leaf_is_written_like_its_three_parts() {
        let long = "x".repeat(70);
        let values = ["", "plain", "a<b", &"é".repeat(40), &"z".repeat(LONG), "\0"];
        for (value, text) in ["1", &long].into_iter().flat_map(|value| values.map(|t| (value, t))) {
            let [leaf, parts] = [true, false].map(|at_once| {
                let mut writer = Writer::new(Vec::with_capacity(300));
                writer.declare_as("t", "urn:t").unwrap();
                writer.start(A).unwrap();
                let prepared = writer.opening(A, &[], &[(TYPE, value)]).unwrap();
                let result = if at_once {
                    writer.leaf_opening(&prepared, text)
                } else {
                    writer.start_opening(&prepared).unwrap();
                    writer.text(text).and_then(|()| writer.end())
                };
                (result.map_err(|error| error.to_string()), finished(writer))
            });
            assert_eq!(leaf, parts);
            assert_eq!(leaf.0.is_err(), text == "\0");
        }
    }

    #[test]
    fn a_prepared_element_is_spelt_anew_under_other_prefixes() {
        let mut writer = Writer::new(Vec::new());
        writer.declare_as("t", "urn:t").unwrap();
        writer.start(A).unwrap();
        let prepared = writer.opening(A, &[], &[(TYPE, "1")]).unwrap();
        writer.leaf_opening(&prepared, "x").unwrap();
        writer.declare_as("t", "urn:other").unwrap();
        writer.leaf_opening(&prepared, "x").unwrap();
        writer.leaf_opening(&prepared, "x").unwrap();
        writer.empty_opening(&prepared).unwrap();
        writer.declare_as("t", "urn:other").unwrap();
        writer.empty_opening(&prepared).unwrap();
        let expected = concat!(
            r#"<p:a xmlns:t="urn:t" xmlns:p="urn:a"><p:a t:type="1">x</p:a>"#,
            r#"<p:a xmlns:t="urn:other" xmlns:p1="urn:t" p1:type="1">x</p:a>"#,
            r#"<p:a t:type="1">x</p:a><p:a t:type="1"/>"#,
            r#"<p:a xmlns:t="urn:other" xmlns:p1="urn:t" p1:type="1"/></p:a>"#,
        );
        assert_eq!(finished(writer), expected);
        let mut root = Writer::new(Vec::new());
        root.declare_as("t", "urn:t").unwrap();
        root.start(A).unwrap();
        let prepared = root.opening(A, &[], &[]).unwrap();
        root.end().unwrap();
        assert_eq!(root.leaf_opening(&prepared, "").unwrap_err().kind(), ErrorKind::Unbalanced);
        assert_eq!(root.empty_opening(&prepared).unwrap_err().kind(), ErrorKind::Unbalanced);
    }

    #[test]
    fn an_opening_counts_among_its_elements_attributes_and_siblings() {
        let mut writer = Writer::new(Vec::new());
        let prepared = opening(&mut writer);
        writer.start_opening(&prepared).unwrap();
        assert_eq!(writer.attribute(TYPE, "").unwrap_err().kind(), ErrorKind::DuplicateAttribute);
        let mut writer = Writer::new(Vec::new());
        writer.start(A).unwrap();
        let prepared = opening(&mut writer);
        for _ in 0..2 {
            writer.start_opening(&prepared).unwrap();
            writer.end().unwrap();
        }
        writer.start_opening(&prepared).unwrap();
        assert_eq!(writer.text("\0").unwrap_err().path(), "a/a[3]");
    }

    #[test]
    fn what_no_start_tag_may_have_is_refused() {
        let limits = Limits { attributes: 1, ..Limits::default() };
        let options = WriterOptions { limits, ..WriterOptions::default() };
        let xmlns = Name { namespace: "", local: "xmlns" };
        for (declarations, attributes, kind) in [
            (&[("xml", "urn:x")][..], &[][..], ErrorKind::Unwritable),
            (&[], &[(xmlns, "urn:x")], ErrorKind::Unwritable),
            (&[], &[(TYPE, "\0")], ErrorKind::Unwritable),
            (&[], &[(A, ""), (TYPE, "")], ErrorKind::AttributesLimit),
        ] {
            let mut writer = Writer::with(Vec::new(), options);
            assert_eq!(writer.opening(A, declarations, attributes).unwrap_err().kind(), kind);
            assert_eq!(writer.finish().unwrap_err().kind(), kind);
        }
        let twice = Writer::new(Vec::new()).opening(A, &[], &[(TYPE, "1"), (TYPE, "2")]);
        assert_eq!(twice.unwrap_err().kind(), ErrorKind::DuplicateAttribute);
    }
}
