//! Reading a message: what a caller holds, and what surrounds the pass over the bytes.

use std::cell::RefCell;
use std::collections::TryReserveError;
use std::sync::Arc;

use bytes::Bytes;

use super::builder::{Build, Extent, State};
use super::chars::is_blank;
use super::document::{Document, Inner, Tree};
use super::head::close_text;
use super::markup::torn_by_chunk;
use super::salvage::{offset_before_repairs, salvage};
use super::scan::Kernel;
use super::source::{self, Repair, Start};
use super::tape::{Entry, Kind, Tape};
use super::text::{Checked, checked_by_reader};
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;

/// How a message is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Makes each deviation an error.
    pub strict: bool,
    /// Replaces what XML cannot hold by U+FFFD, with a [`Repair`](super::Repair) for each.
    pub salvage: bool,
    /// Bounds on what the message may ask for.
    pub limits: Limits,
    /// Which scanner to use; the best there is, if none.
    pub kernel: Option<Kernel>,
}

/// Reads messages one after the other.
///
/// Reuse it: what it learns from one message makes the next one much cheaper, and
/// [`Reader::read`] allocates nothing once it is warm. One thread uses a reader at a time.
///
/// ```
/// use cimwire::xml::Reader;
/// let mut reader = Reader::new();
/// for message in ["<a><b>1</b></a>", "<a><b>2</b></a>"] {
///     let tree = reader.read(message.as_bytes())?;
///     println!("{}", tree.root().children().next().unwrap().text());
/// }
/// # Ok::<(), cimwire::Error>(())
/// ```
pub struct Reader {
    options: Options,
    /// How much of the message at hand is asked for.
    extent: Extent,
    state: State,
    /// The text, where the input is not the text itself.
    decoded: Vec<u8>,
}

/// Which bytes the tape maps.
#[derive(Clone, Copy)]
enum Text {
    /// The input from this offset on.
    Input(usize),
    /// [`Reader::decoded`].
    Decoded,
}

/// A text before it was repaired, and the repairs.
type Repaired<'a> = (&'a [u8], &'a [Repair]);

impl Reader {
    /// A lenient reader with the default limits.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    /// A reader with options.
    #[must_use]
    pub fn with(options: Options) -> Self {
        Self { options, extent: Extent::Message, state: State::new(), decoded: Vec::new() }
    }

    /// The options it was made with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Reads a message in place. The tree lives as long as the reader is not used again.
    ///
    /// # Errors
    /// What is not well-formed, not namespace-well-formed, over a limit or, when strict, deviant.
    pub fn read<'r>(&'r mut self, input: &'r [u8]) -> Result<Tree<'r>> {
        let text = self.parse(input, Extent::Message)?;
        Ok(self.tree(text, input))
    }

    /// Reads the head of a message, for who only needs to know where it goes: the envelope's start
    /// tag and its SOAP header. A message whose header has no action, or that has no header, is
    /// read whole: it may be an Identify, which only its body tells (DSP0226 §11).
    ///
    /// The tree is a well-formed envelope that ends with its header: the header's bytes are copied
    /// and the envelope's end tag put behind them. What is in it is what [`Reader::read`] gives.
    /// Bytes behind the header are not looked at, so a body may be cut off or ill-formed, but for
    /// three things: [`Limits::bytes`] counts the whole input; UTF-16 is transcoded whole; and
    /// where the declaration names an encoding such as ISO-8859-1, no byte may be outside ASCII.
    ///
    /// ```
    /// use cimwire::{soap::Envelope, xml::Reader};
    /// let mut reader = Reader::new();
    /// let head = reader.read_head(br#"<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">
    ///     <s:Header xmlns:a="http://www.w3.org/2005/08/addressing"><a:Action>urn:go</a:Action>
    ///     </s:Header><s:Body><Pu"#)?;
    /// let envelope = Envelope::of(head)?;
    /// let action = envelope.header("http://www.w3.org/2005/08/addressing", "Action").unwrap();
    /// assert_eq!(action.element().text(), "urn:go");
    /// assert!(envelope.body().is_none());
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Reader::read`], of what was read.
    pub fn read_head<'r>(&'r mut self, input: &'r [u8]) -> Result<Tree<'r>> {
        let mut text = self.parse(input, Extent::Head)?;
        if let Some(end) = self.state.head_end {
            if let Text::Input(start) = text {
                self.decoded.clear();
                self.decoded.extend_from_slice(&input[start..start + end]);
                text = Text::Decoded;
            }
            close_text(&mut self.decoded, &self.state);
            let end = self.tree(text, input).offset_in_input(end);
            self.state.tape.repairs.retain(|repair| repair.offset < end);
        }
        Ok(self.tree(text, input))
    }

    /// Reads a message into a document of its own, without copying `input`.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn document(&mut self, input: impl Into<Bytes>) -> Result<Document> {
        let input = input.into();
        let text = self.parse(&input, Extent::Message)?;
        let text = self.kept(text, &input);
        let tape = std::mem::take(&mut self.state.tape);
        Ok(Document::new(Inner { text, tape }))
    }

    /// Reads a message in the place of a document, whose memory is used again where nobody else
    /// holds it. Where the input is UTF-8, and both the reader and the document have held a message
    /// as large before, nothing is allocated.
    ///
    /// ```
    /// use cimwire::xml::Reader;
    /// let mut reader = Reader::new();
    /// let mut document = reader.document("<a>1</a>")?;
    /// reader.refill(&mut document, "<a>2</a>")?;
    /// assert_eq!(document.root().text(), "2");
    /// # Ok::<(), cimwire::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Reader::read`]; the document stays as it was.
    pub fn refill(&mut self, document: &mut Document, input: impl Into<Bytes>) -> Result<()> {
        self.refill_with(document, &input.into(), |_| Ok(Some(()))).map(drop)
    }

    /// The same, if the caller makes something of the message; returns what.
    pub(crate) fn refill_with<T>(
        &mut self,
        document: &mut Document,
        input: &Bytes,
        accept: impl FnOnce(Tree<'_>) -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        let text = self.parse(input, Extent::Message)?;
        let Some(accepted) = accept(self.tree(text, input))? else { return Ok(None) };
        let text = self.kept(text, input);
        match document.inner_mut() {
            Some(inner) => {
                inner.text = text;
                std::mem::swap(&mut inner.tape, &mut self.state.tape);
            }
            None => {
                let tape = std::mem::take(&mut self.state.tape);
                *document = Document::new(Inner { text, tape });
            }
        }
        Ok(Some(accepted))
    }

    /// Makes room for so many entries of the tape, and for no more.
    ///
    /// # Errors
    /// The allocator has no memory for them.
    pub fn reserve(&mut self, entries: usize) -> std::result::Result<(), TryReserveError> {
        let tape = &mut self.state.tape.entries;
        tape.clear();
        tape.try_reserve_exact(entries)
    }

    /// Takes back the memory of a document that nobody else holds, for the next message, and
    /// returns its text.
    pub fn recycle(&mut self, document: Document) -> Option<Bytes> {
        let inner = Arc::into_inner(document.into_inner())?;
        self.state.tape = inner.tape;
        Some(inner.text.into_bytes())
    }

    /// The text of the message that was just read, for as long as somebody wants it.
    fn kept(&mut self, text: Text, input: &Bytes) -> Checked {
        Checked::by_reader(match text {
            Text::Input(start) => input.slice(start..),
            Text::Decoded => Bytes::from(std::mem::take(&mut self.decoded)),
        })
    }

    fn tree<'r>(&'r self, text: Text, input: &'r [u8]) -> Tree<'r> {
        let text = match text {
            Text::Input(start) => &input[start..],
            Text::Decoded => &self.decoded[..],
        };
        Tree::new(checked_by_reader(text), &self.state.tape)
    }

    fn parse(&mut self, input: &[u8], extent: Extent) -> Result<Text> {
        self.extent = extent;
        let Options { strict, salvage: is_salvaging, limits, .. } = self.options;
        /// Offsets are 32 bits wide, and a block is read past each.
        const MOST: usize = u32::MAX as usize - 255;
        if input.len() > limits.bytes.min(MOST) {
            return Err(Error::new(
                ErrorKind::BytesLimit,
                limits.bytes.min(MOST),
                "the message is too long",
            ));
        }
        let mut start = source::open(input, strict)?;
        if !start.encoding.is_utf16() {
            let error = match self.build(&input[start.offset..], &start, None) {
                Ok(()) => return Ok(Text::Input(start.offset)),
                Err(error) => error,
            };
            if !is_salvaging || !is_repairable(&error) {
                return Err(self.locate(error, &input[start.offset..], &start));
            }
            self.decoded.clear();
            self.decoded.extend_from_slice(&input[start.offset..]);
            self.build_salvaged(&start, Vec::new())?;
        } else {
            let (text, repairs) = source::transcode(input, &mut start, &self.options)?;
            self.decoded = text;
            match self.build_decoded(&start, None) {
                Ok(()) => self.state.tape.repairs = repairs,
                Err(error) if !is_salvaging || !is_repairable(&error) => {
                    return Err(self.locate_decoded(error, &start));
                }
                Err(_) => self.build_salvaged(&start, repairs)?,
            }
        }
        Ok(Text::Decoded)
    }

    /// Reads [`Reader::decoded`] once more, repaired; `earlier` is what transcoding repaired.
    #[cold]
    fn build_salvaged(&mut self, start: &Start, earlier: Vec<Repair>) -> Result<()> {
        let original = std::mem::take(&mut self.decoded);
        let Some((text, mut repairs)) = salvage(&original) else {
            self.decoded = original;
            let error = self.build_decoded(start, None).err();
            let error = error
                .unwrap_or_else(|| Error::new(ErrorKind::Defect, 0, "salvage found nothing to do"));
            return Err(self.locate_decoded(error, start));
        };
        for repair in &mut repairs {
            repair.offset = source::offset_in_input(start, &original, repair.offset);
        }
        self.decoded = text;
        if let Err(error) = self.build_decoded(start, Some((&original, &repairs))) {
            let path = path(&self.decoded, &self.state, error.offset());
            let at = offset_before_repairs(&repairs, error.offset());
            return Err(error.at(source::offset_in_input(start, &original, at)).within(path));
        }
        repairs.extend(earlier);
        repairs.sort_by_key(|repair| repair.offset);
        self.state.tape.repairs = repairs;
        Ok(())
    }

    fn build_decoded(&mut self, start: &Start, repaired: Option<Repaired<'_>>) -> Result<()> {
        let decoded = std::mem::take(&mut self.decoded);
        let built = self.build(&decoded, start, repaired);
        self.decoded = decoded;
        built
    }

    fn build(&mut self, text: &[u8], start: &Start, repaired: Option<Repaired<'_>>) -> Result<()> {
        let is_warm = self.state.scope.is_warm();
        let mut built = self.pass(text, start);
        if built.as_ref().is_err_and(|error| is_warm && error.kind() == ErrorKind::NamesLimit) {
            self.state = State::new();
            built = self.pass(text, start);
        }
        built?;
        let tape = &mut self.state.tape;
        tape.skipped = start.offset;
        if tape.deviations.is_empty() && start.deviations.is_empty() {
            return Ok(());
        }
        let (original, repairs) = repaired.unwrap_or((text, &[]));
        for deviation in &mut tape.deviations {
            let at = offset_before_repairs(repairs, deviation.offset);
            deviation.offset = source::offset_in_input(start, original, at);
        }
        tape.deviations.splice(0..0, start.deviations.iter().copied());
        Ok(())
    }

    fn pass(&mut self, text: &[u8], start: &Start) -> Result<()> {
        let kernel = self.options.kernel.unwrap_or_else(Kernel::best);
        let Self { options, extent, state, .. } = self;
        let Options { limits, strict: is_strict, .. } = options;
        state.tape.encoding = start.encoding;
        kernel.run(Build { text, extent: *extent, limits, is_strict: *is_strict, state })
    }

    #[cold]
    fn locate_decoded(&self, error: Error, start: &Start) -> Error {
        self.locate(error, &self.decoded, start)
    }

    /// An error of the pass over `text`, as an error about the input.
    #[cold]
    fn locate(&self, error: Error, text: &[u8], start: &Start) -> Error {
        let is_about_markup = matches!(
            error.kind(),
            ErrorKind::Syntax | ErrorKind::Name | ErrorKind::EndTag | ErrorKind::UnboundPrefix
        );
        let error = match torn_by_chunk(text, error.offset()) {
            Some((at, why)) if is_about_markup => error.into_kind(ErrorKind::ChunkMark, why).at(at),
            _ => error,
        };
        let path = path(text, &self.state, error.offset());
        let offset = source::offset_in_input(start, text, error.offset());
        error.at(offset).within(path)
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

/// Runs `work` with this thread's reader.
pub(super) fn with_thread_reader<R>(work: impl FnOnce(&mut Reader) -> R) -> R {
    thread_local! {
        static READER: RefCell<Reader> = RefCell::new(Reader::new());
    }
    READER.with(|reader| match reader.try_borrow_mut() {
        Ok(mut reader) => work(&mut reader),
        Err(_) => work(&mut Reader::new()),
    })
}

fn is_repairable(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Character | ErrorKind::Encoding)
}

/// The elements around offset `at` of a text whose reading stopped there.
fn path(text: &[u8], state: &State, at: usize) -> String {
    let entries = &state.tape.entries;
    let open = state.stack.iter().map(|open| open.entry as usize);
    let pending = entries
        .iter()
        .rposition(|entry| entry.is_pending())
        .filter(|&index| entries[index].start() < at)
        .filter(|&index| !local_name(text, entries[index]).is_empty());
    let mut path = String::new();
    let mut parent = None;
    for index in open.chain(pending) {
        if !path.is_empty() {
            path.push('/');
        }
        let name = local_name(text, entries[index]);
        path.push_str(&String::from_utf8_lossy(name));
        let position = parent.map_or(1, |parent| position(text, &state.tape, parent, index, name));
        if position > 1 {
            path.push_str(&format!("[{position}]"));
        }
        parent = Some(index);
    }
    path
}

/// The place of a child among the children of its name before it, from 1.
fn position(text: &[u8], tape: &Tape, parent: usize, child: usize, name: &[u8]) -> usize {
    let mut position = 1;
    let mut index = parent + 1;
    while index < child {
        let entry = tape.entries[index];
        let is_element = matches!(entry.kind(), Kind::Leaf | Kind::Open);
        if is_element && local_name(text, entry) == name {
            position += 1;
        }
        index = if entry.kind() == Kind::Open { entry.next().max(index + 1) } else { index + 1 };
    }
    position
}

fn local_name(text: &[u8], element: Entry) -> &[u8] {
    let name = text.get(element.start() + 1..).unwrap_or_default();
    let is_end = |&byte: &u8| is_blank(byte) || matches!(byte, b'=' | b'/' | b'>' | b'<');
    let name = &name[..name.iter().position(is_end).unwrap_or(name.len()).min(LONGEST_IN_PATH)];
    memchr::memchr(b':', name).map_or(name, |colon| &name[colon + 1..])
}

/// Bytes of a name that a path shows.
const LONGEST_IN_PATH: usize = 256;

#[cfg(test)]
mod tests {
    use super::super::DeviationKind;
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn deviations(reader: &mut Reader, input: &[u8]) -> Vec<(DeviationKind, usize)> {
        let tree = reader.read(input).unwrap();
        tree.deviations().iter().map(|deviation| (deviation.kind, deviation.offset)).collect()
    }

    #[test]
    fn a_remembered_beginning_is_judged_by_the_bytes_of_each_message() {
        let mut reader = Reader::new();
        let text = "<?xml version='1.0' encoding='utf-16'?><a xmlns='u'><b/></a>";
        let odd = [(DeviationKind::EncodingName, 30)];
        for _ in 0..3 {
            assert_eq!(deviations(&mut reader, &utf16(&format!("\u{feff}{text}"))), []);
            assert_eq!(deviations(&mut reader, text.as_bytes()), odd);
        }
        let ascii = "<?xml version='1.0' encoding='iso-8859-1'?><a xmlns='u'><b/></a>";
        assert_eq!(deviations(&mut reader, ascii.as_bytes()), []);
        let error = reader.read(ascii.replace("<b/>", "<b>é</b>").as_bytes()).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (ErrorKind::Encoding, 59));
    }

    #[test]
    fn text_before_the_declaration_is_passed_over_in_any_encoding() {
        let text = "log é:\n<?xml version='1.0'?><a>&#x5</a>";
        let mut reader = Reader::new();
        let error = reader.read(text.as_bytes()).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (ErrorKind::Reference, 32));
        let error = reader.read(&utf16(&format!("\u{feff}{text}"))).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (ErrorKind::Reference, 64));
        let whole = text.replace("&#x5", "x");
        let found = deviations(&mut reader, &utf16(&format!("\u{feff}{whole}")));
        assert_eq!(found, [(DeviationKind::BeforeDeclaration, 2)]);
        assert_eq!(reader.read(b"log: <a/>").unwrap_err().kind(), ErrorKind::Syntax);
        assert_eq!(reader.read(b"log:").unwrap_err().kind(), ErrorKind::NoRoot);
    }

    #[test]
    fn room_that_no_memory_has_is_refused() {
        let mut reader = Reader::new();
        assert!(reader.reserve(usize::MAX).is_err());
        assert_eq!(reader.read(b"<c/>").unwrap().entries().len(), 1);
    }

    #[test]
    fn a_document_gives_its_memory_back() {
        let mut reader = Reader::new();
        let document = reader.document("<a><b/></a>").unwrap();
        let shared = document.clone();
        assert!(reader.recycle(document).is_none());
        assert_eq!(reader.recycle(shared).unwrap(), "<a><b/></a>");
        assert_eq!(reader.read(b"<c/>").unwrap().entries().len(), 1);
    }
}
