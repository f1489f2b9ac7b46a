//! Start tags that are the same in every message of a kind, prepared.

use std::ops::Range;

use super::Writer;
use super::escape::escape;
use super::sink::Sink;
use super::tag::Tag;
use crate::error::Result;
use crate::xml::document::Name;
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
    /// The whole tag, where it adds bindings with `serials` to `outer` ones.
    text: Vec<u8>,
    /// Where in `text` the names of the attributes are.
    spellings: Vec<Range<usize>>,
    outer: usize,
    serials: Vec<u64>,
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
        let serials = self.bindings.inner(outer).map(|(_, serial)| serial).collect();
        let (attributes, text, spellings) = (prepared, Vec::new(), Vec::new());
        let mut opening =
            Opening { tag, declarations, attributes, text, spellings, outer, serials };
        self.spell_opening(&mut opening)?;
        self.bindings.truncate(outer);
        self.is_tag_open = is_tag_open;
        Ok(opening)
    }

    fn spell_opening(&mut self, opening: &mut Opening) -> Result<()> {
        let text = &mut opening.text;
        text.push(b'<');
        text.extend_from_slice(opening.tag.spelling().as_bytes());
        for (declaration, _) in self.bindings.inner(opening.outer) {
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
        Ok(())
    }

    /// Begins an element with a prepared start tag.
    ///
    /// # Errors
    /// As [`Writer::declare_as`], [`Writer::start`] and [`Writer::attribute`].
    pub fn start_opening(&mut self, opening: &Opening) -> Result<()> {
        if !self.repeat(opening) {
            return self.start_anew(opening);
        }
        self.begin_child()?;
        let start = self.out.len();
        self.out.extend_from_slice(&opening.text);
        let end_tag = self.end_tags.len();
        self.end_tags.push(opening.tag.end.clone());
        self.enter(end_tag, opening.outer, opening.tag.hash);
        for name in &opening.spellings {
            self.attributes.push(start + name.start..start + name.end);
        }
        Ok(())
    }

    /// Binds what an opening declares, if its text is right here.
    fn repeat(&mut self, opening: &Opening) -> bool {
        if !self.bindings.repeat_all(opening.outer, &opening.serials) {
            return false;
        }
        let names = opening.attributes.iter().map(|(tag, _)| tag).chain([&opening.tag]);
        let is_right =
            names.into_iter().all(|tag| self.bindings.is_in_force(tag.binding, tag.serial));
        if !is_right {
            self.bindings.truncate(opening.outer);
        }
        is_right
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
