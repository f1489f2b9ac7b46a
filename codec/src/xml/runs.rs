//! Character data: how far a run of it goes, and what it may hold (XML 1.0 §2.2, §2.4, §4.1).

use super::builder::Builder;
use super::scan::{self, BLOCK, Job, Scan, TextMask};
use super::tape::{Entry, Kind, flag};
use super::text::{Place, Referent, reference};
use crate::error::{ErrorKind, Result};

/// A run of bytes up to a stop, and what was in it.
pub(super) struct Run {
    pub(super) end: usize,
    pub(super) special: bool,
    pub(super) high: bool,
}

impl<S: Scan> Builder<'_, S> {
    /// Passes blanks up to the next markup; other text there gets an entry.
    #[inline(always)]
    pub(super) fn gap(&mut self) -> Result<()> {
        if self.byte(self.at) == Some(b'<') {
            return Ok(());
        }
        self.at = self.after_gap(self.at);
        if self.byte(self.at) == Some(b'<') {
            return Ok(());
        }
        let scan = self.scan;
        scan.outline(ReadGap(self))
    }

    /// The `<` behind the blanks at `at`, if they are the same as last time; else `at`.
    #[inline(always)]
    pub(super) fn after_gap(&self, at: usize) -> usize {
        let (blank, length) = self.blank;
        let is_repeated = length != 0
            && scan::starts_with(self.scan, self.text, at, &self.text[blank..], length)
            && self.byte(at + length) == Some(b'<');
        if is_repeated { at + length } else { at }
    }

    #[inline(always)]
    fn read_gap(&mut self) -> Result<()> {
        let start = self.at;
        let end = start + self.blanks(start);
        if self.byte(end).is_none_or(|byte| byte == b'<') {
            if end - start < BLOCK {
                self.blank = (start, end - start);
            }
            self.at = end;
            return Ok(());
        }
        if self.state.stack.is_empty() {
            return self.outside_root(end);
        }
        let run = self.run_until(start, b'<');
        let flags = self.check(start, &run, Place::Content)?;
        self.push(Entry::new(Kind::Text, 0, flags, start as u32, start as u32, run.end as u32));
        self.at = run.end;
        Ok(())
    }

    /// The run from `start` up to `stop`, `<` or the end of the text.
    #[inline(always)]
    pub(super) fn run_until(&self, start: usize, stop: u8) -> Run {
        let (mut at, mut special, mut high) = (start, 0, 0);
        loop {
            let found = self.mask(at, stop);
            if found.stop != 0 {
                let before = found.stop ^ (found.stop - 1);
                let end = at + found.stop.trailing_zeros() as usize;
                special |= found.special & before >> 1;
                high |= found.high & before >> 1;
                return Run { end, special: special != 0, high: high != 0 };
            }
            special |= found.special;
            high |= found.high;
            at += BLOCK;
        }
    }

    #[inline(always)]
    fn mask(&self, at: usize, stop: u8) -> TextMask {
        let padded;
        let block = match scan::block(self.text, at) {
            Some(block) => block,
            None => {
                padded = scan::padded(self.text, at, b'<');
                &padded
            }
        };
        self.scan.text(block, stop)
    }

    /// Checks the run from `start`; returns the flags of its entry.
    #[inline(always)]
    pub(super) fn check(&mut self, start: usize, run: &Run, place: Place) -> Result<u32> {
        if run.end - start > self.limits.text {
            return Err(self.fail(ErrorKind::TextLimit, start, "a run of text is too long"));
        }
        if !run.special && !run.high {
            return Ok(0);
        }
        let scan = self.scan;
        scan.outline(CheckClosely(self, start, run, place))
    }

    #[inline(always)]
    fn check_closely(&mut self, start: usize, run: &Run, place: Place) -> Result<u32> {
        let mut flags = 0;
        if run.high {
            flags |= flag::HIGH;
            self.high = true;
            self.check_high(start, run.end)?;
        }
        let mut at = start;
        while run.special && at < run.end {
            let found = self.mask(at, b'<');
            let mut special = found.special & scan::low_bits(run.end - at);
            while special != 0 {
                flags |=
                    self.check_special(start, at + special.trailing_zeros() as usize, place)?;
                special &= special - 1;
            }
            at += BLOCK;
        }
        Ok(flags)
    }

    /// UTF-8, without U+FFFE and U+FFFF (XML 1.0 §2.2).
    pub(super) fn check_high(&self, start: usize, end: usize) -> Result<()> {
        let slice = &self.text[start..end];
        if let Err(error) = simdutf8::compat::from_utf8(slice) {
            let at = start + error.valid_up_to();
            return Err(self.fail(ErrorKind::Encoding, at, "bytes that are not UTF-8"));
        }
        let is_noncharacter =
            |at: usize| matches!(slice.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf]));
        match memchr::memchr_iter(0xef, slice).find(|&at| is_noncharacter(at)) {
            Some(at) => Err(self.fail(
                ErrorKind::Character,
                start + at,
                "U+FFFE and U+FFFF are not characters",
            )),
            None => Ok(()),
        }
    }

    /// One byte that a mask called special, in a run that began at `start`.
    #[inline(always)]
    fn check_special(&self, start: usize, at: usize, place: Place) -> Result<u32> {
        match self.text[at] {
            b'&' => self.check_reference(at),
            b'\r' => Ok(flag::DECODE),
            b'\t' | b'\n' => Ok(if place == Place::Attribute { flag::DECODE } else { 0 }),
            b'>' if place == Place::Content && self.text[start..at].ends_with(b"]]") => {
                Err(self.fail(ErrorKind::CdataEnd, at - 2, "`]]>` must not stand in text"))
            }
            b'>' => Ok(0),
            _ => Err(self.fail(ErrorKind::Character, at, "XML cannot hold this control character")),
        }
    }

    /// The reference at `at` (XML 1.0 §4.1).
    fn check_reference(&self, at: usize) -> Result<u32> {
        let rest = &self.text[at + 1..];
        let is_usual = matches!(
            rest,
            [b'l' | b'g', b't', b';', ..]
                | [b'a', b'm', b'p', b';', ..]
                | [b'a', b'p', b'o', b's', b';', ..]
                | [b'q', b'u', b'o', b't', b';', ..]
        );
        if is_usual {
            return Ok(flag::DECODE);
        }
        let name = memchr::memchr(b';', rest).map_or(&b""[..], |end| &rest[..end]);
        match reference(name) {
            Referent::Char(_) => Ok(flag::DECODE),
            Referent::Entity => Err(self.fail(
                ErrorKind::Entity,
                at,
                "expected one of the five entities of XML, found another",
            )),
            Referent::Forbidden => Err(self.fail(
                ErrorKind::Character,
                at,
                "a reference to a character that XML cannot hold",
            )),
            Referent::Malformed => Err(self.fail(
                ErrorKind::Reference,
                at,
                "expected a reference after `&`: write `&amp;` for the character",
            )),
        }
    }
}

/// [`Builder::read_gap`], out of line.
struct ReadGap<'b, 'a, S>(&'b mut Builder<'a, S>);

impl<S: Scan> Job for ReadGap<'_, '_, S> {
    type Output = Result<()>;

    #[inline(always)]
    fn run<T: Scan>(self, _: T) -> Result<()> {
        self.0.read_gap()
    }
}

/// [`Builder::check_closely`], out of line.
struct CheckClosely<'b, 'a, S>(&'b mut Builder<'a, S>, usize, &'b Run, Place);

impl<S: Scan> Job for CheckClosely<'_, '_, S> {
    type Output = Result<u32>;

    #[inline(always)]
    fn run<T: Scan>(self, _: T) -> Result<u32> {
        self.0.check_closely(self.1, self.2, self.3)
    }
}
