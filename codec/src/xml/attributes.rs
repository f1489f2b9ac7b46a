//! Start tags with attributes (XML 1.0 §3.1, Namespaces in XML 1.0 §3 and §6.3).

use super::builder::{Builder, StartTag};
use super::chars;
use super::memo::{Attributes, Tag};
use super::qnames::{QName, QNames};
use super::scan::{Job, Scan};
use super::scope::{self, Mark};
use super::tape::{Entry, Kind, OwnNamespace, flag};
use super::text::{Place, decode};
use crate::error::{Error, ErrorKind, Result};
use crate::names::{self, NameId, NamespaceId};

/// Up to here every pair is compared; beyond, a sorted copy is.
const FEW: usize = 16;

impl<S: Scan> Builder<'_, S> {
    /// Reads what follows the name of a start tag that does not end at once, and resolves the name,
    /// which the tag's own declarations may change.
    #[inline(always)]
    pub(super) fn attributes(&mut self, tag: &mut StartTag, mark: Mark) -> Result<Attributes> {
        let slot = tag.name.slot;
        if slot != 0 {
            let bindings = self.state.scope.state;
            if let Some(memo) =
                self.state.memos.tag(self.scan, self.text, tag.start, slot, bindings)
            {
                self.replay(tag, &memo);
                self.settle_name(tag)?;
                return Ok(memo.attributes);
            }
            let state = &mut *self.state;
            let known = state.qnames.slot(slot);
            let list =
                state.memos.list(self.scan, self.text, self.at, known.list, state.scope.state);
            if let Some((index, list)) = list.filter(|_| QNames::is_valid(known, &state.scope)) {
                list.push(&mut state.tape, self.at);
                self.at += usize::from(list.length);
                let attributes = list.attributes;
                state.memos.use_list(index);
                return Ok(attributes);
            }
        }
        let scan = self.scan;
        scan.outline(ReadAttributes(self, tag, mark))
    }

    /// The same start tag as before under the same bindings: copies its entries and bindings.
    #[inline(always)]
    fn replay(&mut self, tag: &StartTag, memo: &Tag) {
        let state = &mut *self.state;
        let distance = (tag.start as u32).wrapping_sub(memo.start);
        for index in memo.entries..memo.entries + memo.attributes.count {
            let entry = state.tape.entries[index as usize].shifted(distance);
            state.tape.entries.push(entry);
        }
        if memo.bindings.0 != memo.bindings.1 {
            for index in memo.bindings.0..memo.bindings.1 {
                let (prefix, namespace) = state.memos.bindings[index as usize];
                state.scope.bind(prefix, namespace);
            }
            state.scope.enter_again(&mut state.tape, tag.entry, memo.states.1);
        }
        self.at = tag.start + memo.length as usize;
    }

    #[inline(always)]
    fn read_attributes(&mut self, tag: &mut StartTag, mark: Mark) -> Result<Attributes> {
        let list_start = self.at;
        let first = self.state.tape.entries.len();
        let bindings = self.state.memos.bindings.len() as u32;
        let is_empty = self.read_list()?;
        let count = self.state.tape.entries.len() - first;
        let declared = self.state.memos.bindings.len() as u32;
        let states = (self.state.scope.state, {
            if declared != bindings {
                self.distinct_prefixes(mark, first)?;
                self.state.scope.enter(&mut self.state.tape, tag.entry);
            }
            self.state.scope.state
        });
        let is_nil = self.resolve_attributes(first)?;
        let attributes = Attributes { count: count as u32, is_empty, is_nil };
        self.settle_name(tag)?;
        if tag.name.slot != 0 {
            let length = (self.at - tag.start) as u32;
            let memo = Tag {
                start: tag.start as u32,
                length,
                entries: first as u32,
                attributes,
                bindings: (bindings, declared),
                states,
                ..Tag::default()
            };
            self.state.memos.keep_tag(tag.name.slot, memo);
            if declared == bindings {
                self.keep_list(tag.name, list_start..self.at, attributes);
            }
        }
        Ok(attributes)
    }

    /// Resolves the element's name, if what its spelling meant before does not hold here.
    #[inline(always)]
    fn settle_name(&mut self, tag: &mut StartTag) -> Result<()> {
        let slot = self.state.qnames.slot(tag.name.slot);
        if tag.name.slot == 0 || !QNames::is_valid(slot, &self.state.scope) {
            tag.name = self.element_name(tag.start + 1, tag.length)?;
        } else {
            tag.name.name = slot.name;
        }
        Ok(())
    }

    fn keep_list(&mut self, name: QName, range: std::ops::Range<usize>, attributes: Attributes) {
        let state = &mut *self.state;
        let slot = state.qnames.slot_mut(name.slot);
        slot.list = state.memos.keep_list(
            &state.tape,
            self.text,
            range,
            attributes,
            state.scope.state,
            slot.list,
        );
    }

    /// Appends an entry for each attribute and declaration up to `>` or `/>`; names come later.
    /// Returns whether the element is empty.
    #[inline(always)]
    fn read_list(&mut self) -> Result<bool> {
        let first = self.state.tape.entries.len();
        loop {
            let blanks = self.skip_blanks();
            match self.byte(self.at) {
                Some(b'>') => {
                    self.at += 1;
                    return Ok(false);
                }
                Some(b'/') if self.byte(self.at + 1) == Some(b'>') => {
                    self.at += 2;
                    return Ok(true);
                }
                Some(b'/') => return Err(self.unexpected(self.at + 1, "expected `>` after `/`")),
                None => return Err(self.unexpected(self.at, "expected the end of a start tag")),
                Some(_) if blanks == 0 => {
                    return Err(
                        self.unexpected(self.at, "expected white space before an attribute")
                    );
                }
                Some(_) => {}
            }
            if self.state.tape.entries.len() - first >= self.limits.attributes {
                return Err(self.fail(ErrorKind::AttributesLimit, self.at, "too many attributes"));
            }
            self.read_attribute()?;
        }
    }

    #[inline(always)]
    fn read_attribute(&mut self) -> Result<()> {
        let start = self.at;
        let length = self.name_length(start);
        self.at += length;
        self.skip_blanks();
        if self.byte(self.at) != Some(b'=') {
            return Err(self.unexpected(self.at, "expected `=` after an attribute's name"));
        }
        self.at += 1;
        self.skip_blanks();
        let Some(quote @ (b'"' | b'\'')) = self.byte(self.at) else {
            return Err(self.unexpected(self.at, "expected a quoted attribute value"));
        };
        let value = self.at + 1;
        let run = self.run_until(value, quote);
        match self.byte(run.end) {
            Some(b'<') => return Err(self.unexpected(run.end, "`<` in an attribute value")),
            None => return Err(self.unexpected(run.end, "expected the end of an attribute value")),
            Some(_) => {}
        }
        let flags = self.check(value, &run, Place::Attribute)?;
        self.at = run.end + 1;
        let name = &self.text[start..start + length];
        if let Some(prefix) = declared_prefix(name) {
            return self.declare(prefix, start, value..run.end, flags);
        }
        self.push(Entry::new(
            Kind::Attribute,
            0,
            flags,
            start as u32,
            value as u32,
            run.end as u32,
        ));
        Ok(())
    }

    /// A namespace declaration (Namespaces in XML 1.0 §3).
    #[inline(always)]
    fn declare(
        &mut self,
        prefix: &[u8],
        start: usize,
        value: std::ops::Range<usize>,
        flags: u32,
    ) -> Result<()> {
        if self.state.scope.depth() >= self.limits.namespaces {
            return Err(self.fail(
                ErrorKind::NamespacesLimit,
                start,
                "too many namespace declarations in scope",
            ));
        }
        let index = if prefix.is_empty() {
            Some(scope::DEFAULT)
        } else {
            self.declared_index(prefix, start)?
        };
        let Some(prefix) = index else {
            return Err(self.fail(ErrorKind::NamesLimit, start, "too many distinct prefixes"));
        };
        let namespace = self.namespace(value.clone(), flags)?;
        let is_reserved = namespace == names::ns::XMLNS
            || (namespace == NamespaceId::XML) != (prefix == scope::XML)
            || (prefix != scope::DEFAULT && namespace == NamespaceId::NONE);
        if is_reserved {
            let text = "this prefix cannot be bound to this namespace";
            return Err(self.fail(ErrorKind::Namespace, start, text));
        }
        self.state.scope.bind(prefix, namespace);
        self.state.memos.bindings.push((prefix, namespace));
        let name = u32::from(namespace.index());
        self.push(Entry::new(
            Kind::Namespace,
            name,
            flags,
            start as u32,
            value.start as u32,
            value.end as u32,
        ));
        Ok(())
    }

    fn declared_index(&mut self, prefix: &[u8], start: usize) -> Result<Option<scope::Prefix>> {
        if prefix == b"xmlns" {
            return Err(self.fail(
                ErrorKind::Namespace,
                start,
                "the prefix xmlns cannot be declared",
            ));
        }
        if !chars::is_ncname(prefix) {
            return Err(self.fail(ErrorKind::Name, start, "expected a prefix after `xmlns:`"));
        }
        Ok(self.state.scope.prefix(prefix, self.limits.names))
    }

    /// The namespace that the value names, after normalisation.
    fn namespace(&mut self, value: std::ops::Range<usize>, flags: u32) -> Result<NamespaceId> {
        let raw = &self.text[value.clone()];
        let state = &mut *self.state;
        let length = value.len() as u32;
        let id = if flags & flag::DECODE == 0 {
            let spelled = OwnNamespace { start: value.start as u32, length, in_side: false };
            state.scope.namespace(&mut state.tape, self.text, raw, spelled, self.limits.names)
        } else {
            if let Some(mark) = chunk_mark(raw) {
                return Err(self.fail(ErrorKind::ChunkMark, value.start + mark, CHUNK_MARK));
            }
            let decoded = decode(std::str::from_utf8(raw).unwrap_or_default(), Place::Attribute);
            let start = state.tape.side.len() as u32;
            state.tape.side.extend_from_slice(decoded.as_bytes());
            let spelled = OwnNamespace { start, length: decoded.len() as u32, in_side: true };
            state.scope.namespace(
                &mut state.tape,
                self.text,
                decoded.as_bytes(),
                spelled,
                self.limits.names,
            )
        };
        id.ok_or_else(|| {
            self.fail(ErrorKind::NamesLimit, value.start, "too many distinct namespaces")
        })
    }

    /// Names the attributes from entry `first` on, now that all bindings are known; each expanded
    /// name at most once. Returns whether one of them says `xsi:nil`.
    #[inline(always)]
    fn resolve_attributes(&mut self, first: usize) -> Result<bool> {
        let mut is_nil = false;
        for index in first..self.state.tape.entries.len() {
            let entry = self.state.tape.entries[index];
            if entry.kind() != Kind::Attribute {
                continue;
            }
            let name = self.attribute_name(entry.start())?;
            self.state.tape.entries[index].set_name(name);
            if name == names::xsi::NIL {
                is_nil = self.is_true(entry);
            }
        }
        self.distinct_names(first)?;
        Ok(is_nil)
    }

    #[inline(always)]
    fn attribute_name(&mut self, start: usize) -> Result<NameId> {
        let length = self.name_length(start);
        let (qnames, scope) = (&self.state.qnames, &self.state.scope);
        let is_wanted = |slot| QNames::is_attribute(slot) && QNames::is_valid(slot, scope);
        match qnames.find(self.scan, self.text, start, length, is_wanted) {
            Some(slot) => Ok(qnames.slot(slot).name),
            None => Ok(self.resolve(start, length, true)?.name),
        }
    }

    fn is_true(&self, entry: Entry) -> bool {
        let raw = std::str::from_utf8(&self.text[entry.value()]).unwrap_or_default();
        matches!(chars::trim(&decode(raw, Place::Attribute)), "true" | "1")
    }

    #[inline(always)]
    fn distinct_names(&mut self, first: usize) -> Result<()> {
        let added = &self.state.tape.entries[first..];
        let is_attribute = |entry: &&Entry| entry.kind() == Kind::Attribute;
        let twice = if added.len() <= FEW {
            added.iter().enumerate().any(|(index, entry)| {
                is_attribute(&entry)
                    && added[..index]
                        .iter()
                        .filter(is_attribute)
                        .any(|other| other.name() == entry.name())
            })
        } else {
            has_repeats(
                added.iter().filter(is_attribute).map(|entry| entry.name().index()).collect(),
            )
        };
        if !twice {
            return Ok(());
        }
        Err(self.repeated(first, Kind::Attribute, "an attribute occurs twice"))
    }

    #[inline(always)]
    fn distinct_prefixes(&mut self, mark: Mark, first: usize) -> Result<()> {
        let bound = self.state.scope.bound_since(mark);
        let twice = if bound.len() <= FEW {
            (1..bound.len())
                .any(|index| bound[..index].iter().any(|other| other.0 == bound[index].0))
        } else {
            has_repeats(bound.iter().map(|&(prefix, _)| u32::from(prefix)).collect())
        };
        if !twice {
            return Ok(());
        }
        Err(self.repeated_prefix(mark, first))
    }

    #[cold]
    fn repeated_prefix(&self, mark: Mark, first: usize) -> Error {
        let mut seen = std::collections::HashSet::new();
        let bound = self.state.scope.bound_since(mark);
        let second = bound.iter().position(|(prefix, _)| !seen.insert(prefix));
        let is_declaration = |entry: &&Entry| entry.kind() == Kind::Namespace;
        let mut declarations = self.state.tape.entries[first..].iter().filter(is_declaration);
        let at = second.and_then(|second| declarations.nth(second)).map_or(self.at, |e| e.start());
        self.fail(ErrorKind::DuplicateAttribute, at, "a prefix is declared twice in one tag")
    }

    #[cold]
    fn repeated(&self, first: usize, kind: Kind, text: &'static str) -> Error {
        let added = &self.state.tape.entries[first..];
        let mut seen = std::collections::HashSet::new();
        let second = added
            .iter()
            .filter(|entry| entry.kind() == kind)
            .find(|entry| !seen.insert(entry.name()));
        self.fail(
            ErrorKind::DuplicateAttribute,
            second.map_or(self.at, |entry| entry.start()),
            text,
        )
    }
}

/// [`Builder::read_attributes`], out of line.
struct ReadAttributes<'b, 'a, S>(&'b mut Builder<'a, S>, &'b mut StartTag, Mark);

impl<S: Scan> Job for ReadAttributes<'_, '_, S> {
    type Output = Result<Attributes>;

    #[inline(always)]
    fn run<T: Scan>(self, _: T) -> Result<Attributes> {
        self.0.read_attributes(self.1, self.2)
    }
}

/// The prefix that an attribute of this name declares; empty for the default namespace.
#[inline(always)]
fn declared_prefix(name: &[u8]) -> Option<&[u8]> {
    match name.strip_prefix(b"xmlns")? {
        [] => Some(&[]),
        // `xmlns:` alone is refused as a prefix that is no name.
        [b':', prefix @ ..] => Some(if prefix.is_empty() { b":" } else { prefix }),
        _ => None,
    }
}

#[cold]
fn has_repeats(mut values: Vec<u32>) -> bool {
    values.sort_unstable();
    values.windows(2).any(|pair| pair[0] == pair[1])
}

pub(super) const CHUNK_MARK: &str = "the size line of an HTTP chunk stands inside the message: \
     the sender of these bytes removed the chunking wrongly";

/// Where `raw` has a line end, up to eight hexadecimal digits and a line end: what an HTTP chunk
/// leaves behind. A namespace name never holds one by itself.
fn chunk_mark(raw: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(raw, b"\r\n").find(|&start| is_chunk_mark(&raw[start..]))
}

/// Whether `bytes` start with CR LF, the size of a chunk, and CR LF (RFC 9112 §7.1).
pub(super) fn is_chunk_mark(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"\r\n") else { return false };
    let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_hexdigit()).count();
    (1..=8).contains(&digits) && rest[digits..].starts_with(b"\r\n")
}
