//! Bytes to tape: the one pass over a message.
//!
//! One loop stands at a `<`. A start tag is compared with the tag that followed its predecessor
//! last time, then looked up by its spelling, and only then read letter by letter; an element with
//! one run of text is one entry. Every path checks the same things.

use super::chars::is_blank;
use super::memo::{Attributes, Memos, Open, Root};
use super::qnames::{NoName, QName, QNames, SlotIndex};
use super::scan::{self, BLOCK, Job, Scan};
use super::scope::Scope;
use super::tape::{Entry, Kind, Tape, flag};
use super::text::Place;
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;

/// What a reader keeps from one message to the next.
pub(super) struct State {
    pub(super) tape: Tape,
    pub(super) scope: Scope,
    pub(super) qnames: QNames,
    pub(super) memos: Memos,
    pub(super) stack: Vec<Open>,
    /// The name of the last start tag.
    pub(super) previous: SlotIndex,
    /// Where the header ends, if reading stopped there.
    pub(super) head_end: Option<usize>,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            tape: Tape::default(),
            scope: Scope::new(),
            qnames: QNames::new(),
            memos: Memos::default(),
            stack: Vec::new(),
            previous: 0,
            head_end: None,
        }
    }

    /// Undoes what the last message did, and no more: set-up is most of a small message's cost.
    fn reset(&mut self) {
        self.tape.clear();
        self.stack.clear();
        self.previous = 0;
        self.head_end = None;
        let forgot_prefixes = self.scope.reset();
        let forgot_names = self.qnames.reset(forgot_prefixes);
        self.memos.reset(forgot_names);
    }
}

/// How much of a message to read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    Message,
    /// Up to the end of a SOAP header with an action; all, where there is none.
    Head,
}

/// Reading of one message, to be run with the best kernel.
pub(super) struct Build<'a> {
    pub(super) text: &'a [u8],
    pub(super) extent: Extent,
    pub(super) limits: &'a Limits,
    pub(super) is_strict: bool,
    pub(super) state: &'a mut State,
}

impl Job for Build<'_> {
    type Output = Result<()>;

    #[inline(always)]
    fn run<S: Scan>(self, scan: S) -> Result<()> {
        self.state.reset();
        if self.state.tape.entries.capacity() == 0 {
            self.state.tape.entries.reserve(self.text.len() / BLOCK + BLOCK);
        }
        let Self { text, extent, limits, is_strict, state } = self;
        Builder {
            text,
            at: 0,
            scan,
            watched: if extent == Extent::Head { WATCHED_IN_HEAD } else { 1 },
            looked_at: 0,
            limits,
            is_strict,
            state,
            blank: (0, 0),
            high: false,
            is_plain_utf8: true,
        }
        .run()
    }
}

pub(super) struct Builder<'a, S> {
    pub(super) text: &'a [u8],
    pub(super) at: usize,
    pub(super) scan: S,
    /// Levels of elements, from the root down, whose ends the loop in [`Builder::run`] must see.
    pub(super) watched: usize,
    /// Entries that are known not to be the header.
    pub(super) looked_at: usize,
    pub(super) limits: &'a Limits,
    pub(super) is_strict: bool,
    pub(super) state: &'a mut State,
    /// The last blank run: pretty printing repeats one.
    pub(super) blank: (usize, usize),
    /// Whether anything outside ASCII was met.
    pub(super) high: bool,
    /// Whether the declared encoding is one that says nothing about the bytes to come.
    pub(super) is_plain_utf8: bool,
}

/// A start tag as far as its name.
pub(super) struct StartTag {
    /// Offset of `<`.
    pub(super) start: usize,
    /// Index of its entry.
    pub(super) entry: usize,
    pub(super) name: QName,
    /// Length of the name as spelled.
    pub(super) length: usize,
}

impl<'a, S: Scan> Builder<'a, S> {
    #[inline(always)]
    fn run(mut self) -> Result<()> {
        let repeats_root = self.repeat_root();
        if !repeats_root {
            self.declaration()?;
        }
        let mut has_root = repeats_root;
        loop {
            self.gap()?;
            self.known_elements();
            self.gap()?;
            let Some(next) = self.next_markup() else { break };
            match next {
                b'/' => self.end_tag()?,
                b'!' | b'?' => self.other_markup()?,
                _ if has_root && self.state.stack.is_empty() => {
                    return Err(self.fail(ErrorKind::AfterRoot, self.at, "a second root element"));
                }
                _ => {
                    self.start_tag(!has_root)?;
                    has_root = true;
                }
            }
            if self.watched == WATCHED_IN_HEAD && self.is_behind_header() {
                self.close_head();
                return Ok(());
            }
        }
        self.finish(has_root)
    }

    /// The byte after the `<` at hand; none at the end of the text.
    #[inline(always)]
    fn next_markup(&self) -> Option<u8> {
        if self.at >= self.text.len() { None } else { Some(self.byte(self.at + 1).unwrap_or(b'/')) }
    }

    fn finish(&mut self, has_root: bool) -> Result<()> {
        if !self.state.stack.is_empty() {
            return Err(self.fail(
                ErrorKind::UnexpectedEnd,
                self.at,
                "expected more: elements are still open",
            ));
        }
        if !has_root {
            return Err(self.fail(ErrorKind::NoRoot, self.at, "expected a root element"));
        }
        Ok(())
    }

    // Start tags.

    #[inline(always)]
    fn start_tag(&mut self, is_root: bool) -> Result<()> {
        let start = self.at;
        if self.state.stack.len() >= self.limits.depth {
            return Err(self.fail(ErrorKind::DepthLimit, start, "elements are nested too deeply"));
        }
        let mark = self.state.scope.mark();
        let entry = self.state.tape.entries.len();
        self.push(Entry::pending(start as u32));
        let (name, length, is_plain) = self.tag_name(start + 1)?;
        let mut tag = StartTag { start, entry, name, length };
        self.at = start + 1 + length;
        let attributes = if is_plain {
            self.at += 1;
            Attributes::default()
        } else {
            self.attributes(&mut tag, mark)?
        };
        self.state.qnames.slot_mut(self.state.previous).successor = tag.name.slot;
        self.state.previous = tag.name.slot;
        let open = Open {
            entry: entry as u32,
            name_start: start as u32 + 1,
            name_length: length as u32,
            mark,
        };
        if attributes.is_empty {
            self.close_leaf(&tag, attributes, 0, self.at..self.at);
            self.state.scope.leave(mark);
            return Ok(());
        }
        self.content(&tag, attributes, open, is_root)
    }

    /// The name at `at`, its length, and whether `>` follows at once. Where it does not, the tag's
    /// declarations may still change what the name means.
    #[inline(always)]
    fn tag_name(&mut self, at: usize) -> Result<(QName, usize, bool)> {
        let index = self.state.qnames.slot(self.state.previous).successor;
        let slot = self.state.qnames.slot(index);
        if slot.length != 0 && self.state.qnames.is_at(self.scan, self.text, at, index, slot.length)
        {
            let length = usize::from(slot.length);
            let name = QName { slot: index, name: slot.name };
            match self.byte(at + length) {
                Some(b'>') if QNames::is_valid(slot, &self.state.scope) => {
                    return Ok((name, length, true));
                }
                Some(b'/' | b' ' | b'\t' | b'\n' | b'\r') => return Ok((name, length, false)),
                _ => {}
            }
        }
        let length = self.name_length(at);
        if length == 0 {
            return Err(self.bad_name(at, length));
        }
        let is_plain = self.byte(at + length) == Some(b'>');
        if is_plain {
            return Ok((self.element_name(at, length)?, length, true));
        }
        let slot = self.state.qnames.find(self.scan, self.text, at, length, QNames::is_element);
        let name =
            slot.map(|index| QName { slot: index, name: self.state.qnames.slot(index).name });
        let none = QName { slot: 0, name: crate::names::NameId::NONE };
        Ok((name.unwrap_or(none), length, false))
    }

    /// The meaning of an element's name under the bindings in force.
    #[inline(always)]
    pub(super) fn element_name(&mut self, at: usize, length: usize) -> Result<QName> {
        let (qnames, scope) = (&self.state.qnames, &self.state.scope);
        let is_wanted = |slot| QNames::is_element(slot) && QNames::is_valid(slot, scope);
        match qnames.find(self.scan, self.text, at, length, is_wanted) {
            Some(slot) => Ok(QName { slot, name: qnames.slot(slot).name }),
            None => self.resolve(at, length, false),
        }
    }

    #[inline(never)]
    pub(super) fn resolve(
        &mut self,
        at: usize,
        length: usize,
        is_attribute: bool,
    ) -> Result<QName> {
        let state = &mut *self.state;
        let range = at..at + length;
        let limit = self.limits.names;
        let resolved = state.qnames.resolve(
            &mut state.scope,
            &mut state.tape,
            self.text,
            range,
            is_attribute,
            limit,
        );
        resolved.map_err(|why| match why {
            NoName::Malformed if at + length >= self.text.len() => {
                self.unexpected(self.text.len(), "expected the rest of a tag")
            }
            NoName::Malformed => self.bad_name(at, length),
            NoName::Unbound => {
                self.fail(ErrorKind::UnboundPrefix, at, "no declaration binds this prefix")
            }
            NoName::TooMany => self.fail(ErrorKind::NamesLimit, at, "too many distinct names"),
        })
    }

    // Content.

    /// One run of text and the end tag make a leaf; anything else opens the element.
    #[inline(always)]
    fn content(
        &mut self,
        tag: &StartTag,
        attributes: Attributes,
        open: Open,
        is_root: bool,
    ) -> Result<()> {
        let start = self.at;
        let run = self.run_until(start, b'<');
        if run.end >= self.text.len() {
            return Err(self.unexpected(run.end, "expected an end tag"));
        }
        let flags = self.check(start, &run, Place::Content)?;
        if self.byte(run.end + 1) == Some(b'/') {
            self.at = self.after_end_tag(run.end, &open)?;
            self.close_leaf(tag, attributes, flags, start..run.end);
            self.state.scope.leave(open.mark);
            return Ok(());
        }
        let entry = Entry::new(
            Kind::Open,
            tag.name.name.index(),
            flag_nil(attributes.is_nil),
            tag.start as u32,
            0,
            0,
        );
        self.state.tape.entries[tag.entry] = entry.with_attributes(attributes.count);
        self.state.stack.push(open);
        if is_root {
            self.keep_root(tag);
        }
        if run.end != start && !self.text[start..run.end].iter().copied().all(is_blank) {
            self.push(Entry::new(Kind::Text, 0, flags, start as u32, start as u32, run.end as u32));
        }
        self.at = run.end;
        Ok(())
    }

    #[inline(always)]
    fn close_leaf(
        &mut self,
        tag: &StartTag,
        attributes: Attributes,
        flags: u32,
        value: std::ops::Range<usize>,
    ) {
        let flags = flags | flag_nil(attributes.is_nil);
        let name = tag.name.name.index();
        let entry = Entry::new(
            Kind::Leaf,
            name,
            flags,
            tag.start as u32,
            value.start as u32,
            value.end as u32,
        );
        self.state.tape.entries[tag.entry] = entry.with_attributes(attributes.count);
    }

    #[inline(always)]
    fn end_tag(&mut self) -> Result<()> {
        if let Some(next) = self.close(self.at) {
            self.at = next;
            return Ok(());
        }
        let Some(open) = self.state.stack.last().copied() else {
            return Err(self.stray_end());
        };
        let next = self.after_end_tag(self.at, &open)?;
        self.close_open(open, next);
        self.at = next;
        Ok(())
    }

    /// Closes the open element if its end tag is at `at`, blanks left to the caller; returns what
    /// follows.
    #[inline(always)]
    pub(super) fn close(&mut self, at: usize) -> Option<usize> {
        let open = *self.state.stack.last()?;
        let length = open.name_length as usize;
        let name = self.text.get(open.name_start as usize..)?;
        let end = at + 2 + length;
        let is_same = scan::starts_with(self.scan, self.text, at + 2, name, length);
        if !is_same || self.byte(at + 1) != Some(b'/') || self.byte(end) != Some(b'>') {
            return None;
        }
        self.close_open(open, end + 1);
        Some(end + 1)
    }

    #[inline(always)]
    pub(super) fn close_open(&mut self, open: Open, end: usize) {
        self.state.stack.pop();
        let next = self.state.tape.entries.len() as u32;
        self.state.tape.entries[open.entry as usize].close(end as u32, next);
        self.state.scope.leave(open.mark);
    }

    /// The offset behind the end tag at `at`, which must be that of `open`.
    #[inline(always)]
    fn after_end_tag(&self, at: usize, open: &Open) -> Result<usize> {
        let (name, length) = (open.name_start as usize, open.name_length as usize);
        let end = at + 2 + length;
        let is_same = scan::starts_with(self.scan, self.text, at + 2, &self.text[name..], length);
        if is_same && self.byte(end) == Some(b'>') {
            return Ok(end + 1);
        }
        let blanks = self.blanks(end);
        if is_same && self.byte(end + blanks) == Some(b'>') {
            return Ok(end + blanks + 1);
        }
        Err(self.bad_end(at, open))
    }

    // Small steps.

    #[inline(always)]
    pub(super) fn push(&mut self, entry: Entry) {
        self.state.tape.entries.push(entry);
    }

    #[inline(always)]
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.get(at).copied()
    }

    /// Length of the blank run at `at`.
    #[inline(always)]
    pub(super) fn blanks(&self, at: usize) -> usize {
        blank_run(self.text.get(at..).unwrap_or_default())
    }

    #[inline(always)]
    pub(super) fn skip_blanks(&mut self) -> usize {
        let blanks = self.blanks(self.at);
        self.at += blanks;
        blanks
    }

    /// Bytes at `at` up to one that ends a name.
    #[inline(always)]
    pub(super) fn name_length(&self, at: usize) -> usize {
        if let Some(block) = scan::block(self.text, at) {
            let ends = self.scan.name_end(block);
            if ends != 0 {
                return ends.trailing_zeros() as usize;
            }
        }
        let rest = self.text.get(at..).unwrap_or_default();
        let is_end = |&byte: &u8| byte <= b' ' || matches!(byte, b'=' | b'/' | b'>');
        rest.iter().position(is_end).unwrap_or(rest.len())
    }

    // The root's start tag, which most messages of a peer share.

    /// If the text begins like an earlier message, takes over all up to the end of the root's tag.
    #[inline(always)]
    fn repeat_root(&mut self) -> bool {
        let state = &mut *self.state;
        if state.tape.encoding.is_utf16() {
            return false;
        }
        let Some(root) = state.memos.root(self.text) else { return false };
        let content = root.length() + blank_run(&self.text[root.length()..]);
        if !matches!(self.text.get(content..), Some([b'<', next, ..]) if *next != b'/') {
            return false;
        }
        state.tape.entries.extend_from_slice(root.entries());
        for &namespace in root.namespaces() {
            state.scope.add_own(&mut state.tape, self.text, namespace);
        }
        let mark = state.scope.mark();
        let entry = root.entries().iter().position(|entry| entry.kind() == Kind::Open).unwrap_or(0);
        for &(prefix, namespace) in &root.bindings {
            state.scope.bind(prefix, namespace);
        }
        if !root.bindings.is_empty() {
            state.scope.enter_again(&mut state.tape, entry, root.state);
        }
        state.previous = root.name;
        let (name_start, name_length) = (root.name_start, root.name_length);
        state.stack.push(Open { entry: entry as u32, name_start, name_length, mark });
        self.at = root.length();
        true
    }

    #[cold]
    fn keep_root(&mut self, tag: &StartTag) {
        let state = &mut *self.state;
        if tag.name.slot == 0 || self.high || !self.is_plain_utf8 {
            return;
        }
        let bindings = state.memos.bindings.clone();
        let (start, length) = (tag.start as u32 + 1, tag.length as u32);
        let root = Root::new(bindings, state.scope.state, tag.name.slot, start, length);
        state.memos.keep_root(&state.tape, self.text, self.at, root);
    }

    #[cold]
    #[inline(never)]
    pub(super) fn fail(&self, kind: ErrorKind, at: usize, text: &'static str) -> Error {
        Error::new(kind, at.min(self.text.len()), text)
    }
}

/// The root and what is directly inside.
const WATCHED_IN_HEAD: usize = 2;

#[inline(always)]
fn blank_run(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| !is_blank(byte)).unwrap_or(bytes.len())
}

pub(super) fn flag_nil(is_nil: bool) -> u32 {
    if is_nil { flag::NIL } else { 0 }
}
