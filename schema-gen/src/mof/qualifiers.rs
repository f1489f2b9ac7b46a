//! Lists of qualifiers (DSP0004 §7.8), and what they say.

use std::ops::Range;

use super::lexer::{Kind, unescape};
use super::parser::{Complaint, Parser};
use crate::classes::{self, Fact, Facts, Value};

impl Parser<'_> {
    /// What the qualifiers here say; nothing where there are none.
    pub(super) fn qualifiers(&mut self) -> Result<Facts, Complaint> {
        let mut facts = Facts::default();
        if self.take(b'[') {
            loop {
                self.qualifier(&mut facts)?;
                if !self.take(b',') {
                    break;
                }
            }
            self.expect(b']')?;
        }
        Ok(facts)
    }

    fn qualifier(&mut self, facts: &mut Facts) -> Result<(), Complaint> {
        let name = self.name("a qualifier")?;
        let place = self.place();
        let given = match self.kind() {
            Kind::Mark(b'(') => {
                self.take(b'(');
                let given = self.initializer()?;
                self.expect(b')')?;
                given
            }
            Kind::Mark(b'{') => self.initializer()?,
            _ => Vec::new(),
        };
        if self.take(b':') {
            self.name("a flavor")?;
            while self.kind() == Kind::Name {
                self.name("a flavor")?;
            }
        }
        let Some(fact) = Fact::of_qualifier(name) else { return Ok(()) };
        if let Some(value) = self.value(fact, place, &given)? {
            facts.insert(fact, value);
        }
        Ok(())
    }

    /// The values of an initializer (DSP0004 annex A), each as the tokens it is made of.
    pub(super) fn initializer(&mut self) -> Result<Vec<Range<usize>>, Complaint> {
        if !self.take(b'{') {
            return Ok(vec![self.constant()?]);
        }
        let mut given = Vec::new();
        while self.kind() != Kind::Mark(b'}') {
            given.push(self.constant()?);
            if !self.take(b',') {
                break;
            }
        }
        self.expect(b'}')?;
        Ok(given)
    }

    /// A constant: strings beside each other are one.
    fn constant(&mut self) -> Result<Range<usize>, Complaint> {
        let start = self.place();
        match self.kind() {
            Kind::Text => {
                while self.kind() == Kind::Text {
                    self.step();
                }
            }
            Kind::Number | Kind::Char | Kind::Alias | Kind::Name => self.step(),
            _ => return Err(self.expected("a value")),
        }
        Ok(start..self.place())
    }

    /// What a fact is worth; none for null.
    fn value(
        &self,
        fact: Fact,
        place: usize,
        given: &[Range<usize>],
    ) -> Result<Option<Value>, Complaint> {
        let one = match given {
            [one] => Some(one),
            _ => None,
        };
        if one.is_some_and(|one| self.is_word(one, "null")) {
            return Ok(None);
        }
        let expected = |what: &str| {
            let place = given.first().map_or(place, |first| first.start);
            self.expected_at(place, &format!("{what} for {}", fact.name()))
        };
        let value = match fact.kind() {
            classes::Kind::Flag => match one {
                None if given.is_empty() => Some(Value::Flag(true)),
                Some(one) if self.is_word(one, "true") => Some(Value::Flag(true)),
                Some(one) if self.is_word(one, "false") => Some(Value::Flag(false)),
                _ => None,
            }
            .ok_or_else(|| expected("true or false"))?,
            classes::Kind::Number => {
                let number = one.and_then(|one| self.integer(one)).map(Value::Number);
                number.ok_or_else(|| expected("a number of 64 bits"))?
            }
            classes::Kind::Text => {
                let one = one.filter(|one| self.is_text(one)).ok_or_else(|| expected("a text"))?;
                Value::Text(self.text(one)?)
            }
            classes::Kind::Texts => {
                let is_word = |it| self.is_word(it, "true") || self.is_word(it, "false");
                let is_value = |it| self.is_text(it) || self.integer(it).is_some() || is_word(it);
                if given.is_empty() || !given.iter().all(is_value) {
                    return Err(expected("texts"));
                }
                Value::Texts(given.iter().map(|it| self.text(it)).collect::<Result<_, _>>()?)
            }
        };
        Ok(Some(value))
    }

    /// The text of strings; that of other tokens is their own.
    pub(super) fn text(&self, tokens: &Range<usize>) -> Result<String, Complaint> {
        let mut text = String::new();
        for token in tokens.clone() {
            let whole = self.slice(token);
            let Some(inside) = whole.strip_prefix('"').and_then(|it| it.strip_suffix('"')) else {
                text += whole;
                continue;
            };
            let bad = |escape| {
                self.complaint_at(token, format!("expected an escape of MOF, found {escape}"))
            };
            text += &unescape(inside).map_err(bad)?;
        }
        Ok(text)
    }
}
