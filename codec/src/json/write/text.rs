//! Texts of a type, in elements and attributes.

use super::record::must_understand;
use super::values::{Hidden, Values};
use crate::error::Result;
use crate::json::Integers;
use crate::json::vocabulary::{NOT_A_NAME, push_name, type_of};
use crate::schema::{Field, Type};
use crate::value::{Scalar, scalar};
use crate::xml::Element;
use crate::xml::chars::trim;
use crate::xml::scan::Scan;

/// What a text is in JSON.
pub(super) enum Shown<'t> {
    /// `xsi:nil`, and no text.
    Null,
    /// An element that says what it says by being there.
    True,
    /// A QName, with its namespace in place of its prefix; or what only looks like that.
    Name(String),
    Scalar(Scalar<'t>, Type),
}

impl Shown<'_> {
    /// Whether nothing but the text gives this value.
    fn tells(&self, text: &str) -> bool {
        match self {
            Self::Null | Self::True | Self::Name(_) => true,
            Self::Scalar(scalar, _) => scalar.text() == text,
        }
    }
}

impl<'d, S: Scan> Values<'d, '_, S> {
    /// An element with text of a type and attributes of a table: the value alone where that is all
    /// there is. False where it holds elements.
    pub(super) fn text(
        &mut self,
        element: Element<'d>,
        fields: &'static [Field],
        kind: Type,
    ) -> Result<bool> {
        if element.children().next().is_some() {
            return Ok(false);
        }
        self.within(element, |values| values.text_within(element, fields, kind))?;
        Ok(true)
    }

    fn text_within(
        &mut self,
        element: Element<'d>,
        fields: &'static [Field],
        kind: Type,
    ) -> Result<()> {
        self.check_length()?;
        let (text, must) = (element.text(), must_understand(element));
        let hidden = Hidden { must: must.is_some(), nil: is_null(element, &text), fields };
        let shown = if hidden.nil { Shown::Null } else { self.shown(kind, &text) };
        self.begin_used();
        self.use_of_fields(element, fields);
        self.use_of_attributes(element, hidden);
        if !matches!(shown, Shown::Name(_)) {
            self.use_of_text(&text);
        }
        let is_bare = element.attributes().count() == usize::from(hidden.nil);
        if is_bare && !self.uses_bindings() {
            self.value_of(&shown, &text);
            return Ok(());
        }
        self.out.push('{');
        let mut is_first = true;
        self.attribute_fields(element, fields, Field::is_required, &mut is_first);
        self.value_members(&shown, &text, &mut is_first);
        self.must_understand(must);
        self.attribute_fields(element, fields, |field| !field.is_required(), &mut is_first);
        self.attributes(element, hidden, false)?;
        self.out.push('}');
        Ok(())
    }

    /// Those attributes of an element that are fields of its table.
    pub(super) fn attribute_fields(
        &mut self,
        element: Element<'d>,
        fields: &'static [Field],
        is_wanted: impl Fn(&Field) -> bool,
        is_first: &mut bool,
    ) {
        for field in fields.iter().filter(|field| is_wanted(field)) {
            let Some(attribute) = element.attributes().find(|it| it.id() == field.name) else {
                continue;
            };
            self.member(field.key, is_first);
            let value = attribute.value();
            let shown = self.shown(type_of(field), &value);
            self.value_of(&shown, &value);
        }
    }

    /// Lists the bindings that attributes of a table use, other than in names.
    pub(super) fn use_of_fields(&mut self, element: Element<'d>, fields: &'static [Field]) {
        for field in fields {
            if let Some(attribute) = element.attributes().find(|it| it.id() == field.name) {
                let value = attribute.value();
                if !matches!(self.shown(type_of(field), &value), Shown::Name(_)) {
                    self.use_of_text(&value);
                }
            }
        }
    }

    /// What a text of a type is in JSON, where the declarations of its element are in force.
    pub(super) fn shown<'t>(&mut self, kind: Type, text: &'t str) -> Shown<'t> {
        match kind {
            Type::Empty if text.is_empty() => Shown::True,
            Type::QName => match self.name_in(text) {
                Some(name) => Shown::Name(name),
                None => Shown::Scalar(Scalar::Text(text), kind),
            },
            // Whether it is a URI makes no difference then, and takes time to tell.
            Type::Uri if trim(text) == text => Shown::Scalar(Scalar::Text(text), kind),
            _ => Shown::Scalar(scalar(kind, text), kind),
        }
    }

    fn name_in(&mut self, text: &str) -> Option<String> {
        if text.starts_with('{') {
            return Some([NOT_A_NAME, text].concat());
        }
        let name = self.scope.resolve(text)?;
        let mut shown = String::new();
        push_name(&mut shown, name);
        Some(shown)
    }

    /// A value; with its text where it does not tell that.
    pub(super) fn value_of(&mut self, shown: &Shown<'_>, text: &str) {
        if shown.tells(text) {
            return self.show(shown);
        }
        self.value_and_text(shown, text);
    }

    /// A value with its text.
    pub(super) fn value_and_text(&mut self, shown: &Shown<'_>, text: &str) {
        self.out.push_str("{\"value\":");
        self.show(shown);
        self.out.push_str(",\"text\":");
        self.quote(text);
        self.out.push('}');
    }

    fn value_members(&mut self, shown: &Shown<'_>, text: &str, is_first: &mut bool) {
        self.member("value", is_first);
        self.show(shown);
        if !shown.tells(text) {
            self.member("text", is_first);
            self.quote(text);
        }
    }

    fn show(&mut self, shown: &Shown<'_>) {
        match shown {
            Shown::Null => self.out.push_str("null"),
            Shown::True => self.out.push_str("true"),
            Shown::Name(name) => self.quote(name),
            Shown::Scalar(Scalar::Text(text), _) => self.quote(text),
            Shown::Scalar(value, kind) if self.is_string(value, *kind) => {
                self.quote(&value.text());
            }
            Shown::Scalar(value, _) => self.out.push_str(&value.text()),
        }
    }

    fn is_string(&self, value: &Scalar<'_>, kind: Type) -> bool {
        match self.integers {
            Integers::Exact => !value.is_exact_in_double(),
            Integers::Strings => has_64_bits(kind),
            Integers::Numbers => false,
        }
    }

    /// The key of a member of its own right, colon included.
    pub(super) fn member(&mut self, key: &str, is_first: &mut bool) {
        self.separate(is_first);
        self.out.push('"');
        self.out.push_str(key);
        self.out.push_str("\":");
    }
}

/// Whether `xsi:nil="true"` says all that an element's text and its nil say.
pub(super) fn is_null(element: Element<'_>, text: &str) -> bool {
    let is_nil =
        || element.attributes().any(|it| it.id() == crate::names::xsi::NIL && it.value() == "true");
    text.is_empty() && element.is_nil() && is_nil()
}

fn has_64_bits(kind: Type) -> bool {
    matches!(
        kind,
        Type::Long | Type::UnsignedLong | Type::NonNegativeInteger | Type::PositiveInteger
    )
}
