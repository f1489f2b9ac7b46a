//! Elements of a message that was read, copied as they stand.

use super::Writer;
use super::declare::write_declaration;
use super::sink::Sink;
use super::tag::hash;
use crate::error::Result;
use crate::xml::element::{Declaration, Element};
use crate::xml::scan::Piece;

impl<K: Sink> Writer<K> {
    /// Writes an element of a message byte for byte. What is declared around it there, and not alike
    /// here, is declared on its start tag, so that prefixes in values keep their meaning too.
    ///
    /// ```
    /// use cimwire::xml::{Document, Name, Writer};
    /// let source = Document::decode("<a xmlns:f='urn:fans' xmlns='urn:a'><f:Speed unit = 'rpm'/></a>")?;
    /// let mut writer = Writer::new(Vec::new());
    /// writer.declare_as("f", "urn:fans")?;
    /// writer.start(Name { namespace: "", local: "items" })?;
    /// writer.splice(source.root().children().next().unwrap())?;
    /// writer.end()?;
    /// assert_eq!(
    ///     writer.finish()?,
    ///     br#"<items xmlns:f="urn:fans"><f:Speed xmlns="urn:a" unit = 'rpm'/></items>"#,
    /// );
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Unbalanced`](crate::ErrorKind::Unbalanced) behind the root;
    /// [`ErrorKind::Sink`](crate::ErrorKind::Sink).
    pub fn splice(&mut self, element: Element<'_>) -> Result<()> {
        self.begin_child()?;
        self.children.add(hash(element.name().local));
        let rest = self.splice_name(element);
        self.out.extend_from_slice(rest.as_bytes());
        Ok(())
    }

    /// Begins an element as one of a message begins there, declarations as in [`Writer::splice`].
    /// In it all prefixes mean what they mean there, the empty one too: no prepared name is to be
    /// written before its end. Declarations that wait are undone.
    ///
    /// # Errors
    /// As [`Writer::start`].
    pub(crate) fn start_like(&mut self, element: Element<'_>) -> Result<()> {
        self.begin_child()?;
        self.bindings.truncate(self.bindings.declared());
        let outer = self.bindings.declared();
        let rest = self.splice_name(element);
        let behind = element.content().start.saturating_sub(element.range().end - rest.len());
        let tag = rest.get(..behind).unwrap_or(rest);
        let open = tag.strip_suffix("/>").or(tag.strip_suffix('>')).unwrap_or(tag);
        self.out.extend_from_slice(open.as_bytes());
        self.out.push(b'>');
        let end_tag = self.end_tags.len();
        self.end_tags.extend(Piece::split(&format!("</{}>", element.spelling())));
        let takes_default_back = self.takes_default_back(element);
        for bound in element.in_scope() {
            if !self.is_declared(bound.prefix, bound.namespace) {
                self.bind(bound.prefix, bound.namespace)?;
            }
        }
        if takes_default_back {
            self.bindings.push("", "");
        }
        self.bindings.settle();
        self.enter(end_tag, outer, hash(element.name().local));
        Ok(())
    }

    /// Writes what stands between elements of a message: blanks, comments, text.
    ///
    /// # Errors
    /// [`ErrorKind::Sink`](crate::ErrorKind::Sink).
    pub(crate) fn splice_between(&mut self, markup: &str) -> Result<()> {
        if markup.is_empty() {
            return Ok(());
        }
        self.begin_content()?;
        self.out.extend_from_slice(markup.as_bytes());
        Ok(())
    }

    /// Writes the name of an element, and what has to be declared beside it; gives what is behind
    /// the name.
    fn splice_name<'e>(&mut self, element: Element<'e>) -> &'e str {
        let (name, rest) = split(element);
        self.out.extend_from_slice(name.as_bytes());
        for outer in from_outside(element) {
            if !self.is_declared(outer.prefix, outer.namespace) {
                write_declaration(&mut self.out, outer.prefix, outer.namespace);
            }
        }
        let is_own = element.declarations().any(|own| own.prefix.is_empty());
        if !is_own && self.takes_default_back(element) {
            write_declaration(&mut self.out, "", "");
        }
        rest
    }

    /// Whether there is a default namespace here, and none where an element stands.
    fn takes_default_back(&self, element: Element<'_>) -> bool {
        self.bindings.default().is_some() && element.binding_of("").is_none()
    }
}

impl Element<'_> {
    /// The element as a document of its own: as it stands in the message, with the namespaces in
    /// force around it declared on its start tag.
    ///
    /// ```
    /// use cimwire::xml::Document;
    /// let document = Document::decode("<a xmlns:f='urn:fans'><f:Speed>4200</f:Speed></a>")?;
    /// let speed = document.root().children().next().unwrap();
    /// assert_eq!(speed.to_xml(), r#"<f:Speed xmlns:f="urn:fans">4200</f:Speed>"#);
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    #[must_use]
    pub fn to_xml(self) -> String {
        let (name, rest) = split(self);
        let mut declarations = Vec::new();
        for outer in from_outside(self) {
            write_declaration(&mut declarations, outer.prefix, outer.namespace);
        }
        [name, &String::from_utf8_lossy(&declarations), rest].concat()
    }
}

/// The element up to its name, and from behind it.
fn split(element: Element<'_>) -> (&str, &str) {
    element.outer().split_at("<".len() + element.spelling().len())
}

/// What is in force on an element and not declared on its own start tag.
fn from_outside(element: Element<'_>) -> impl Iterator<Item = Declaration<'_>> {
    let is_own =
        move |outer: &Declaration<'_>| element.declarations().any(|own| own.prefix == outer.prefix);
    element.in_scope().into_iter().filter(move |outer| !is_own(outer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::{Document, Name};

    fn child(document: &Document) -> Element<'_> {
        document.root().children().next().unwrap()
    }

    #[test]
    fn an_element_stands_alone_with_what_was_declared_around_it() {
        for (message, expected) in [
            ("<a xmlns='urn:1' xmlns:b='urn:2'><c/></a>", r#"<c xmlns="urn:1" xmlns:b="urn:2"/>"#),
            ("<a xmlns='urn:1'><c xmlns=''>&#65;\r</c></a>", "<c xmlns=''>&#65;\r</c>"),
            ("<a xmlns:b='urn:1'><b:c xmlns:b = 'urn:2'/></a>", "<b:c xmlns:b = 'urn:2'/>"),
            ("<a xmlns:b='u&amp;&quot;&#xA;'><c\n/></a>", "<c xmlns:b=\"u&amp;&quot;&#xA;\"\n/>"),
            ("<a><!--x--><c x='>'>1<!--<c/>--></c ></a>", "<c x='>'>1<!--<c/>--></c >"),
            (
                "<a xml:lang='x'><xml:c xmlns:xml='http://www.w3.org/XML/1998/namespace'/></a>",
                "<xml:c xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
            ),
        ] {
            let document = Document::decode(message).unwrap();
            let xml = child(&document).to_xml();
            assert_eq!(xml, expected);
            assert_eq!(Document::decode(xml.clone()).unwrap().root().to_xml(), xml);
        }
    }

    #[test]
    fn prefixes_bound_otherwise_here_are_declared_again() {
        let source = Document::decode("<a xmlns:p='urn:1' xmlns:q='urn:2'><p:c/></a>").unwrap();
        let mut writer = Writer::new(Vec::new());
        writer.start(Name { namespace: "urn:2", local: "r" }).unwrap();
        writer.declare_as("q", "urn:2").unwrap();
        writer.splice(child(&source)).unwrap();
        writer.leaf(Name { namespace: "urn:2", local: "s" }, "").unwrap();
        writer.end().unwrap();
        let expected = concat!(
            r#"<p:r xmlns:p="urn:2"><p:c xmlns:p="urn:1" xmlns:q="urn:2"/>"#,
            r#"<q:s xmlns:q="urn:2"></q:s></p:r>"#,
        );
        assert_eq!(String::from_utf8(writer.finish().unwrap()).unwrap(), expected);
    }

    #[test]
    fn a_spliced_element_can_be_the_root_and_only_one() {
        let source = Document::decode("<a><b>1</b></a>").unwrap();
        let mut writer = Writer::new(Vec::new());
        writer.splice(source.root()).unwrap();
        assert!(writer.splice(source.root()).is_err());
        let mut writer = Writer::new(Vec::new());
        writer.splice(source.root()).unwrap();
        assert_eq!(writer.finish().unwrap(), source.tree().text().as_bytes());
    }

    /// The root of a document, begun as it begins there, with what a function writes inside.
    fn like(source: &str, write: impl FnOnce(&mut Writer, Element<'_>)) -> String {
        let source = Document::decode(source.to_owned()).unwrap();
        let mut writer = Writer::new(Vec::new());
        writer.start(Name { namespace: "", local: "r" }).unwrap();
        writer.start_like(child(&source)).unwrap();
        write(&mut writer, child(&source));
        writer.end().unwrap();
        writer.leaf(Name { namespace: "", local: "s" }, "").unwrap();
        writer.end().unwrap();
        let written = String::from_utf8(writer.finish().unwrap()).unwrap();
        Document::decode(written.clone()).unwrap();
        let inside = written.strip_prefix("<r>").unwrap().strip_suffix("<s></s></r>");
        inside.unwrap().to_owned()
    }

    #[test]
    fn an_element_begins_as_it_does_in_a_message_and_holds_other_things() {
        for (source, expected) in [
            ("<a><b/></a>", "<b/>"),
            ("<a xmlns:p='urn:p'><p:b x = '>' >1</p:b ></a>", "<p:b xmlns:p=\"urn:p\" x = '>' />"),
            ("<a><b x='1'><!--c--><c/></b></a>", "<b x='1'/>"),
        ] {
            assert_eq!(like(source, |_, _| {}), expected);
        }
    }

    #[test]
    fn prefixes_mean_what_they_mean_there_and_so_does_the_empty_one() {
        let source = "<a xmlns='urn:1' xmlns:p='urn:2'><b><c/></b></a>";
        let written = like(source, |writer, b| {
            writer.splice_between(" <!--x--> ").unwrap();
            writer.splice(child_of(b)).unwrap();
            for namespace in ["urn:1", "urn:2", "urn:3", ""] {
                writer.start(Name { namespace, local: "d" }).unwrap();
                writer.attribute(Name { namespace: "urn:1", local: "e" }, "").unwrap();
                writer.end().unwrap();
            }
            let other = Document::decode("<x><y/></x>").unwrap();
            writer.splice(child(&other)).unwrap();
            writer.start_like(child(&other)).unwrap();
            writer.leaf(Name { namespace: "", local: "z" }, "").unwrap();
            writer.end().unwrap();
        });
        let expected = concat!(
            r#"<b xmlns="urn:1" xmlns:p="urn:2"> <!--x--> <c/>"#,
            r#"<d xmlns:p1="urn:1" p1:e=""/><p:d xmlns:p1="urn:1" p1:e=""/>"#,
            r#"<p1:d xmlns:p1="urn:3" xmlns:p2="urn:1" p2:e=""/>"#,
            r#"<d xmlns="" xmlns:p1="urn:1" p1:e=""/>"#,
            r#"<y xmlns=""/><y xmlns=""><z></z></y></b>"#,
        );
        assert_eq!(written, expected);
    }

    fn child_of(element: Element<'_>) -> Element<'_> {
        element.children().next().unwrap()
    }
}
