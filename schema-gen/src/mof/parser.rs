//! The grammar of MOF (DSP0004 annex A), one file at a time.

use std::ops::Range;

use super::error::{Error, MAX_ERRORS};
use super::lexer::{Kind, Token, integer, tokens};
use crate::classes::{Class, Fact, Facts, Method, Property, Type, Value};
use crate::xsd::Source;

/// What one file says.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// Its classes, and where their names are.
    pub(super) classes: Vec<(Class, usize)>,
    /// The files it includes, and where it does.
    pub(super) includes: Vec<(String, usize)>,
    pub(super) errors: Vec<Error>,
}

/// An error on its way out: where, and what.
#[derive(Debug)]
pub(super) struct Complaint {
    offset: usize,
    text: String,
}

/// Reads a file, and goes on after an error where the next declaration begins.
pub(super) fn parse(source: &Source) -> Parsed {
    let mut parser =
        Parser { source, tokens: tokens(&source.text), at: 0, parsed: Parsed::default() };
    while parser.kind() != Kind::End && !parser.is_full() {
        let start = parser.at;
        if let Err(complaint) = parser.declaration() {
            parser.complain(complaint);
            parser.recover(start);
        }
    }
    parser.parsed
}

/// One file on its way into classes.
pub(super) struct Parser<'t> {
    source: &'t Source,
    tokens: Vec<Token>,
    at: usize,
    parsed: Parsed,
}

impl<'t> Parser<'t> {
    fn declaration(&mut self) -> Result<(), Complaint> {
        if self.kind() == Kind::Pragma {
            return self.pragma();
        }
        if self.is_name(0, "qualifier") {
            return self.qualifier_declaration();
        }
        let facts = self.qualifiers()?;
        if self.take_name("class") {
            return self.class(facts);
        }
        if self.take_name("instance") {
            return self.instance();
        }
        Err(self.expected("class, instance, qualifier or #pragma"))
    }

    /// `#pragma include ("file")`; others say nothing about classes. Microsoft has some without a
    /// value, and some with several.
    fn pragma(&mut self) -> Result<(), Complaint> {
        self.step();
        let is_include = self.is_name(0, "include");
        self.name("the name of a pragma")?;
        let place = self.at + 1;
        let mut given = Vec::new();
        if is_include || self.kind() == Kind::Mark(b'(') {
            self.expect(b'(')?;
            given = self.initializer()?;
            while self.take(b',') {
                self.initializer()?;
            }
            self.expect(b')')?;
        }
        if is_include {
            let file = given.first().filter(|it| self.is_text(it));
            let file = file.ok_or_else(|| self.expected_at(place, "the name of a file"))?;
            // Old files have the backslashes of Windows, once or twice.
            let name = self.slice(file.start).trim_matches('"').replace("\\\\", "/");
            self.parsed.includes.push((name.replace('\\', "/"), self.offset(place)));
        }
        Ok(())
    }

    /// `Qualifier Name : type[] = value, Scope(…), Flavor(…);`
    fn qualifier_declaration(&mut self) -> Result<(), Complaint> {
        self.step();
        self.name("the name of a qualifier")?;
        self.expect(b':')?;
        self.name("a type")?;
        self.array()?;
        if self.take(b'=') {
            self.initializer()?;
        }
        while self.take(b',') {
            self.name("scope or flavor")?;
            self.expect(b'(')?;
            self.name("a scope or flavor")?;
            while self.take(b',') {
                self.name("a scope or flavor")?;
            }
            self.expect(b')')?;
        }
        self.expect(b';')
    }

    /// `instance of Name as $Alias { … };`, whatever it holds.
    fn instance(&mut self) -> Result<(), Complaint> {
        if !self.take_name("of") {
            return Err(self.expected("of"));
        }
        self.name("the name of a class")?;
        self.alias()?;
        self.braces()?;
        self.expect(b';')
    }

    fn class(&mut self, facts: Facts) -> Result<(), Complaint> {
        let offset = self.offset(self.at);
        let name = self.name("the name of a class")?.to_owned();
        self.alias()?;
        let mut class = Class {
            name,
            superclass: None,
            namespace: None,
            facts,
            properties: Vec::new(),
            methods: Vec::new(),
        };
        if self.take(b':') {
            class.superclass = Some(self.name("the name of a class")?.to_owned());
        }
        self.expect(b'{')?;
        while !matches!(self.kind(), Kind::Mark(b'}') | Kind::End) && !self.is_full() {
            let start = self.at;
            if let Err(complaint) = self.feature(&mut class) {
                self.complain(complaint);
                self.recover(start);
            }
        }
        if !self.is_full() {
            self.expect(b'}')?;
            self.expect(b';')?;
        }
        self.parsed.classes.push((class, offset));
        Ok(())
    }

    /// A property, a reference or a method; one that says the same again counts once.
    fn feature(&mut self, class: &mut Class) -> Result<(), Complaint> {
        if class.properties.len() + class.methods.len() >= MAX_FEATURES {
            return Err(self.expected(&format!("at most {MAX_FEATURES} features of a class")));
        }
        let mut facts = self.qualifiers()?;
        let of = self.type_of(&mut facts)?;
        let place = self.at;
        let name = self.name("the name of a property or method")?.to_owned();
        let old_method = class.methods.iter().find(|it| it.name.eq_ignore_ascii_case(&name));
        let old_property = class.position(&name).and_then(|at| class.properties.get(at));
        let again = (place, format!("{name} of {} is already declared", class.name));
        if self.take(b'(') {
            let parameters = self.parameters()?;
            self.expect(b';')?;
            let method = Method { name, of, facts, parameters };
            match (old_property, old_method) {
                (None, None) => class.methods.push(method),
                (None, Some(old)) if *old == method => {}
                _ => return Err(self.complaint_at(again.0, again.1)),
            }
            return Ok(());
        }
        let of = of.ok_or_else(|| self.expected("( of a method of type void"))?;
        let property = self.property(name, of, facts)?;
        match (old_property, old_method) {
            (None, None) => class.properties.push(property),
            (Some(old), None) if *old == property => {}
            _ => return Err(self.complaint_at(again.0, again.1)),
        }
        Ok(())
    }

    /// What follows the name of a property; its default value is read over.
    fn property(&mut self, name: String, of: Type, facts: Facts) -> Result<Property, Complaint> {
        let property = self.rest(name, of, facts)?;
        if self.take(b'=') {
            if self.take_name("instance") {
                self.instance_value()?;
            } else {
                self.initializer()?;
            }
        }
        self.expect(b';')?;
        Ok(property)
    }

    fn parameters(&mut self) -> Result<Vec<Property>, Complaint> {
        let mut parameters: Vec<Property> = Vec::new();
        if self.take(b')') {
            return Ok(parameters);
        }
        loop {
            let mut facts = self.qualifiers()?;
            let of = self.type_of(&mut facts)?.ok_or_else(|| self.expected("a type"))?;
            let place = self.at;
            let name = self.name("the name of a parameter")?.to_owned();
            if parameters.len() >= MAX_FEATURES {
                return Err(self.expected(&format!("at most {MAX_FEATURES} parameters")));
            }
            if parameters.iter().any(|it| it.name.eq_ignore_ascii_case(&name)) {
                return Err(self.complaint_at(place, format!("{name} is already declared")));
            }
            parameters.push(self.rest(name, of, facts)?);
            if !self.take(b',') {
                break;
            }
        }
        self.expect(b')')?;
        Ok(parameters)
    }

    /// The type before a name; none for `void`.
    fn type_of(&mut self, facts: &mut Facts) -> Result<Option<Type>, Complaint> {
        let place = self.at;
        let name = self.name("a type")?;
        // A property may be called ref.
        if self.is_name(0, "ref") && self.kind_of(1) == Kind::Name {
            self.step();
            facts.insert(Fact::Class, Value::Text(name.to_owned()));
            return Ok(Some(Type::Reference));
        }
        if name.eq_ignore_ascii_case("void") {
            return Ok(None);
        }
        if name.eq_ignore_ascii_case("object") {
            if self.take(b':') {
                let class = self.name("the name of a class")?.to_owned();
                facts.insert(Fact::EmbeddedInstance, Value::Text(class));
            } else {
                facts.insert(Fact::EmbeddedObject, Value::Flag(true));
            }
            return Ok(Some(Type::String));
        }
        let is_it = |of: &&Type| **of != Type::Reference && of.name().eq_ignore_ascii_case(name);
        let of = Type::ALL.iter().find(is_it).copied();
        of.map(Some).ok_or_else(|| self.expected_at(place, "a type"))
    }

    /// What follows the name of a property or a parameter.
    fn rest(&mut self, name: String, of: Type, mut facts: Facts) -> Result<Property, Complaint> {
        let (is_array, size) = self.array()?;
        if let Some(size) = size {
            facts.insert(Fact::ArraySize, Value::Number(size));
        }
        Ok(Property { name, of, is_array, facts })
    }

    /// `[]` or `[n]`, if it is there.
    fn array(&mut self) -> Result<(bool, Option<i64>), Complaint> {
        if !self.take(b'[') {
            return Ok((false, None));
        }
        let mut size = None;
        if self.kind() == Kind::Number {
            size = self.integer(&(self.at..self.at + 1)).filter(|it| *it > 0);
            if size.is_none() {
                return Err(self.expected("a number of items"));
            }
            self.step();
        }
        self.expect(b']')?;
        Ok((true, size))
    }

    fn alias(&mut self) -> Result<(), Complaint> {
        if !self.take_name("as") {
            return Ok(());
        }
        if self.kind() != Kind::Alias {
            return Err(self.expected("an alias"));
        }
        self.step();
        Ok(())
    }

    /// A default value that is an instance (Microsoft).
    fn instance_value(&mut self) -> Result<(), Complaint> {
        if !self.take_name("of") {
            return Err(self.expected("of"));
        }
        self.name("the name of a class")?;
        self.braces()
    }

    /// Braces and all between them.
    fn braces(&mut self) -> Result<(), Complaint> {
        self.expect(b'{')?;
        let mut depth = 1_usize;
        while depth > 0 {
            match self.kind() {
                Kind::Mark(b'{') => depth += 1,
                Kind::Mark(b'}') => depth -= 1,
                Kind::End | Kind::Bad(_) => return Err(self.expected("`}`")),
                _ => {}
            }
            self.step();
        }
        Ok(())
    }
}

/// Tokens.
impl<'t> Parser<'t> {
    pub(super) fn kind(&self) -> Kind {
        self.kind_of(0)
    }

    fn kind_of(&self, ahead: usize) -> Kind {
        self.tokens.get(self.at + ahead).map_or(Kind::End, |token| token.kind)
    }

    /// The place of the next token.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// Goes on to the next token; the end stays.
    pub(super) fn step(&mut self) {
        self.at = (self.at + 1).min(self.tokens.len().saturating_sub(1));
    }

    /// Steps over a sign, if it is next.
    pub(super) fn take(&mut self, mark: u8) -> bool {
        let is_next = self.kind() == Kind::Mark(mark);
        if is_next {
            self.step();
        }
        is_next
    }

    pub(super) fn expect(&mut self, mark: u8) -> Result<(), Complaint> {
        if self.take(mark) {
            return Ok(());
        }
        Err(self.expected(&format!("`{}`", char::from(mark))))
    }

    pub(super) fn name(&mut self, what: &str) -> Result<&'t str, Complaint> {
        if self.kind() != Kind::Name {
            return Err(self.expected(what));
        }
        let name = self.slice(self.at);
        self.step();
        Ok(name)
    }

    fn is_name(&self, ahead: usize, name: &str) -> bool {
        self.kind_of(ahead) == Kind::Name
            && self.is_word(&(self.at + ahead..self.at + ahead + 1), name)
    }

    fn take_name(&mut self, name: &str) -> bool {
        let is_next = self.is_name(0, name);
        if is_next {
            self.step();
        }
        is_next
    }

    /// What a token is in the file.
    pub(super) fn slice(&self, token: usize) -> &'t str {
        let token = self.tokens.get(token);
        token.and_then(|it| self.source.text.get(it.start..it.end)).unwrap_or_default()
    }

    pub(super) fn is_word(&self, tokens: &Range<usize>, word: &str) -> bool {
        tokens.len() == 1 && self.slice(tokens.start).eq_ignore_ascii_case(word)
    }

    pub(super) fn is_text(&self, tokens: &Range<usize>) -> bool {
        self.tokens.get(tokens.start).is_some_and(|token| token.kind == Kind::Text)
    }

    pub(super) fn integer(&self, tokens: &Range<usize>) -> Option<i64> {
        let token = self.tokens.get(tokens.start).filter(|token| token.kind == Kind::Number)?;
        integer(self.source.text.get(token.start..token.end)?)
    }

    fn offset(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(self.source.text.len(), |token| token.start)
    }
}

/// Errors.
impl Parser<'_> {
    /// What should be next and is not.
    pub(super) fn expected(&self, what: &str) -> Complaint {
        self.expected_at(self.at, what)
    }

    pub(super) fn expected_at(&self, token: usize, what: &str) -> Complaint {
        let kind = self.tokens.get(token).map_or(Kind::End, |token| token.kind);
        let text = match kind {
            Kind::End => format!("expected {what}, found the end of the file"),
            Kind::Bad(expected) => format!("expected {expected}"),
            _ => format!("expected {what}, found {}", self.shown(token)),
        };
        self.complaint_at(token, text)
    }

    pub(super) fn complaint_at(&self, token: usize, text: String) -> Complaint {
        Complaint { offset: self.offset(token), text }
    }

    fn complain(&mut self, complaint: Complaint) {
        let Complaint { offset, text } = complaint;
        self.parsed.errors.push(Error::new(self.source, offset, text));
    }

    fn is_full(&self) -> bool {
        self.parsed.errors.len() >= MAX_ERRORS
    }

    fn shown(&self, token: usize) -> String {
        let whole = self.slice(token);
        let start: String = whole.chars().take(SHOWN).collect();
        if start.len() < whole.len() { format!("`{start}…`") } else { format!("`{whole}`") }
    }

    /// Goes on after the declaration that begins at `start` and has an error at the next token: after
    /// the first `;` that is in no braces of its own, or before the `}` that ends what it is in.
    fn recover(&mut self, start: usize) {
        let failed = self.at;
        let mut depth = 0_usize;
        self.at = start;
        while self.kind() != Kind::End {
            match self.kind() {
                Kind::Mark(b'{') => depth += 1,
                Kind::Mark(b'}') if depth == 0 && self.at > start => return,
                Kind::Mark(b'}') => depth = depth.saturating_sub(1),
                Kind::Mark(b';') if depth == 0 && self.at >= failed => return self.step(),
                _ => {}
            }
            self.step();
        }
    }
}

/// So many properties and methods has a class, and parameters a method: real ones have a hundred.
const MAX_FEATURES: usize = 4096;

/// So many characters of what was found are repeated.
const SHOWN: usize = 40;
