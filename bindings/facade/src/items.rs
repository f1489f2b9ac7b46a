//! Items to send, many at once.

use cimwire::names::{NameId, cim, xsi};
use cimwire::wsman;
use cimwire::xml::{self, Name, Tag, Writer};

use crate::{Error, Reply, Result, View};

/// The items of the answer to an Enumerate or a Pull, written one value after the other: no handle
/// is made for any of them.
///
/// ```
/// use cimwire_facade::{Decoder, Options, Request, Response, Value};
/// let mut decoder = Decoder::new(Options::default());
/// let mut pull = Request::pull("http://x.org/Fan", &"7".into())?;
/// pull.to("http://server/wsman")?;
/// let pull = decoder.message(&pull.encode()?.into())?;
///
/// let mut items = Response::to(&pull).begin_items(None, true, Vec::new())?;
/// items.begin("http://x.org/Fan", "Fan")?;
/// let name = items.column("http://x.org/Fan", "Name")?;
/// items.text(name, "a<b")?;
/// items.end()?;
/// let reply = items.finish()?;
/// let message = decoder.message(&reply.bytes.into())?;
/// assert!(message.is_end_of_sequence());
/// assert_eq!(message.items_element().unwrap().children()[0].children()[0].text(), "a<b");
/// # Ok::<(), cimwire_facade::Error>(())
/// ```
pub struct Items {
    writer: Writer,
    columns: Vec<Tag>,
    /// The name of the element that holds them.
    name: NameId,
    /// Whether that element is begun: what is declared before, it declares.
    is_begun: bool,
    /// What stands behind that element.
    tail: String,
    encoding: xml::Encoding,
    status: u16,
    content_type: &'static str,
}

impl Items {
    /// None yet, for an answer that has all but them.
    pub(crate) fn of(
        response: wsman::Response<'_>,
        name: NameId,
        mut buffer: Vec<u8>,
    ) -> Result<Self> {
        let raise = |error| Error::asked(&error);
        let wsman::Reply { bytes, status, content_type } = response.encode().map_err(raise)?;
        let document = xml::Document::decode(bytes).map_err(raise)?;
        let text = document.tree().text();
        let body = document.root().children().last();
        let answer = body.and_then(|body| body.children().next());
        let mut parts = answer.into_iter().flat_map(xml::Element::children);
        let items = parts.find(|it| it.id().canonical() == name.canonical());
        let range = items.map_or(text.len()..text.len(), xml::Element::range);
        buffer.clear();
        buffer.extend_from_slice(&text.as_bytes()[..range.start]);
        let mut writer = Writer::new(buffer);
        // Declared once, and not on each element that has them.
        for namespace in [xsi::NIL, cim::DATETIME].map(|name| Name::known(name).namespace) {
            writer.declare(namespace).map_err(raise)?;
        }
        let (tail, encoding) = (text[range.end..].to_owned(), document.encoding());
        let (columns, is_begun) = (Vec::new(), false);
        Ok(Self { writer, columns, name, is_begun, tail, encoding, status, content_type })
    }

    /// A property, by its number: what the methods that follow take.
    ///
    /// # Errors
    /// [`Unwritable`](crate::Code::Unwritable) for a name that is none, as for all that follow.
    pub fn column(&mut self, namespace: &str, name: &str) -> Result<usize> {
        let raise = |error| Error::asked(&error);
        let tag = self.writer.tag(Name { namespace, local: name });
        self.columns.push(tag.map_err(raise)?);
        Ok(self.columns.len() - 1)
    }

    /// Begins an instance of a class.
    ///
    /// # Errors
    /// As [`Items::column`].
    pub fn begin(&mut self, namespace: &str, class: &str) -> Result<()> {
        self.begin_all()?;
        let begun = self.writer.start(Name { namespace, local: class });
        begun.map_err(|error| Error::asked(&error))
    }

    /// Ends the instance.
    ///
    /// # Errors
    /// [`Unbalanced`](crate::Code::Unbalanced) where none is begun.
    pub fn end(&mut self) -> Result<()> {
        self.writer.end().map_err(|error| Error::asked(&error))
    }

    /// A value of a property; one call for each of an array.
    ///
    /// # Errors
    /// [`Unwritable`](crate::Code::Unwritable) for characters that XML cannot carry.
    #[inline]
    pub fn text(&mut self, column: usize, text: &str) -> Result<()> {
        let Some(tag) = self.columns.get(column) else { return Err(no_column(column)) };
        self.writer.leaf_tag(tag, text).map_err(|error| Error::asked(&error))
    }

    /// No value.
    ///
    /// # Errors
    /// As [`Items::text`].
    #[inline]
    pub fn null(&mut self, column: usize) -> Result<()> {
        let Some(tag) = self.columns.get(column) else { return Err(no_column(column)) };
        self.writer.nil_tag(tag).map_err(|error| Error::asked(&error))
    }

    /// A date-time (DSP0230 §7.2.4), in one of its forms: `Datetime`, `Date`, `Time`, `Interval` or
    /// `CIM_DateTime`.
    ///
    /// # Errors
    /// As [`Items::text`], and [`Misfit`](crate::Code::Misfit) for another form.
    pub fn date_time(&mut self, column: usize, form: &str, text: &str) -> Result<()> {
        let Some(tag) = self.columns.get(column) else { return Err(no_column(column)) };
        let forms = [cim::DATETIME, cim::DATE, cim::TIME, cim::INTERVAL, cim::CIM_DATE_TIME];
        let Some(form) = forms.into_iter().find(|name| name.local() == Some(form)) else {
            return Err(Error::misfit(format!("expected a form of date-time, found {form}")));
        };
        let write = |writer: &mut Writer| {
            writer.start_tag(tag)?;
            writer.leaf(Name::known(form), text)?;
            writer.end()
        };
        write(&mut self.writer).map_err(|error| Error::asked(&error))
    }

    /// An element as the value of a property: what is in an endpoint reference (DSP0230 §7.2.5), or
    /// an embedded instance.
    ///
    /// # Errors
    /// As [`Items::text`].
    pub fn element(&mut self, column: usize, view: &View, is_inside: bool) -> Result<()> {
        let Some(tag) = self.columns.get(column) else { return Err(no_column(column)) };
        let write = |writer: &mut Writer| {
            writer.start_tag(tag)?;
            match is_inside {
                true => view.element().children().try_for_each(|it| writer.splice(it))?,
                false => writer.splice(view.element())?,
            }
            writer.end()
        };
        write(&mut self.writer).map_err(|error| Error::asked(&error))
    }

    /// An item as it is: an instance, or an endpoint reference.
    ///
    /// # Errors
    /// The kinds of limits.
    pub fn item(&mut self, view: &View) -> Result<()> {
        self.begin_all()?;
        self.writer.splice(view.element()).map_err(|error| Error::asked(&error))
    }

    /// The answer with them.
    ///
    /// # Errors
    /// [`Unbalanced`](crate::Code::Unbalanced) where an instance is not ended.
    pub fn finish(mut self) -> Result<Reply> {
        let raise = |error| Error::asked(&error);
        self.begin_all()?;
        self.writer.end().map_err(raise)?;
        let mut bytes = self.writer.finish().map_err(raise)?;
        bytes.extend_from_slice(self.tail.as_bytes());
        if self.encoding != xml::Encoding::Utf8 {
            bytes = self.encoding.encode(&String::from_utf8_lossy(&bytes));
        }
        Ok(Reply { bytes, status: self.status, content_type: self.content_type })
    }

    fn begin_all(&mut self) -> Result<()> {
        if !std::mem::replace(&mut self.is_begun, true) {
            let begun = self.writer.start(Name::known(self.name));
            begun.map_err(|error| Error::asked(&error))?;
        }
        Ok(())
    }
}

fn no_column(column: usize) -> Error {
    Error::misfit(format!("expected a property that was declared, found {column}"))
}
