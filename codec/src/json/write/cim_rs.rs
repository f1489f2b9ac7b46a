//! Instances as CIM-RS has them.

use std::borrow::Cow;
use std::collections::HashSet;

use super::escape::Escape;
use crate::cim::{
    Declared, Instance, Item, Misfit, Path, Reader, Reference, TypedProperty, Value, items,
};
use crate::error::{Error, ErrorKind, Result};
use crate::json::CimRs;
use crate::json::vocabulary::MOST_NESTED;
use crate::schema::pack::{self, Fact, Type};
use crate::value::{CimDateTime, Hex, Lexical};
use crate::wsman::{Payload, Typed};
use crate::xml::{Element, Kernel};

pub(in crate::json) fn item(options: &CimRs<'_>, item: Item<'_>) -> Result<String> {
    let mut writing = Writing::new(options);
    writing.item(item, 1)?;
    Ok(writing.out)
}

pub(in crate::json) fn message(options: &CimRs<'_>, message: &Typed<'_>) -> Result<String> {
    if let Some(Payload::EnumerateResponse(_) | Payload::PullResponse(_)) = message.payload() {
        return collection(options, items(message));
    }
    let mut items = items(message);
    match (items.next(), items.next()) {
        (Some(one), None) => item(options, one),
        _ => Err(misfit("expected a body with one instance, or the items of an enumeration")),
    }
}

pub(in crate::json) fn collection<'m>(
    options: &CimRs<'_>,
    items: impl Iterator<Item = Item<'m>>,
) -> Result<String> {
    let mut writing = Writing::new(options);
    let mut class = options.class.map(Cow::Borrowed);
    for (place, item) in items.enumerate() {
        if place > 0 {
            writing.out.push(',');
        }
        writing.item(item, place + 1)?;
        let own = item.instance().map(Instance::class_name).unwrap_or_default();
        let of = class.get_or_insert_with(|| own.clone());
        let fits = match options.class {
            Some(class) => options.packs.is_below(&own, class),
            None => of.eq_ignore_ascii_case(&own),
        };
        if !fits {
            let text = "expected instances of the class that was asked for, or of one class";
            return Err(writing.error(item.instance().map(Instance::element), text));
        }
    }
    let class = class.ok_or_else(|| misfit("expected a class for a collection without items"))?;
    let known = options.packs.class(&class).ok_or_else(|| misfit(UNKNOWN))?.name();
    let identifier = options.instances(known).map_err(misfit)?;
    let instances = std::mem::take(&mut writing.out);
    writing.out.push_str(r#"{"kind":"instancecollection","self":"#);
    writing.string(&identifier);
    writing.out.push_str(r#","class":"#);
    writing.string(known);
    writing.out += &[r#","instances":["#, &instances, "]}"].concat();
    Ok(writing.out)
}

/// Instances being written.
struct Writing<'a, 'm, 'p> {
    options: &'a CimRs<'p>,
    reader: Reader<'m, 'p>,
    /// The names of the instance and the properties around what is being written.
    path: String,
    nested: usize,
    out: String,
}

impl<'a, 'm, 'p> Writing<'a, 'm, 'p> {
    fn new(options: &'a CimRs<'p>) -> Self {
        let reader = Reader::by(options.packs);
        Self { options, reader, path: String::new(), nested: 0, out: String::new() }
    }

    /// An item, with the number that it has among all.
    fn item(&mut self, item: Item<'m>, number: usize) -> Result<()> {
        let wrong = |element, text| Err(self.error(Some(element), text));
        let (instance, reference) = match item {
            Item::Instance(instance) => (instance, None),
            Item::Both(instance, reference) => (instance, Some(reference)),
            Item::Reference(it) => return wrong(it.element(), "expected an instance with it"),
            Item::Fragment(it) => return wrong(it.element(), "expected a whole instance"),
        };
        self.path = instance.class_name().into_owned();
        if number > 1 {
            self.path += &format!("[{number}]");
        }
        let identifier = self.identifier_of(instance, reference)?;
        self.instance(instance, identifier.as_deref())
    }

    /// The identifier of an instance: by its reference, or by its keys; none without keys.
    fn identifier_of(
        &self,
        instance: Instance<'m>,
        reference: Option<Reference<'m>>,
    ) -> Result<Option<String>> {
        if let Some(reference) = reference {
            return self.identifier(reference).map(Some);
        }
        let element = Some(instance.element());
        let path = instance.path_by(self.options.packs);
        let path = path.ok_or_else(|| self.error(element, UNKNOWN))?;
        let path: Path = path.map_err(|misfit| self.misfit(&misfit))?;
        let has_keys = !path.keys().is_empty();
        let identifier = has_keys.then(|| self.options.identifier(&path)).transpose();
        identifier.map_err(|text| self.error(element, text))
    }

    fn identifier(&self, reference: Reference<'m>) -> Result<String> {
        let element = Some(reference.element());
        let path = reference.path_by(self.options.packs);
        let path = path.map_err(|error| self.error(element, error.text().to_owned()))?;
        self.options.identifier(&path).map_err(|text| self.error(element, text))
    }

    fn instance(&mut self, instance: Instance<'m>, identifier: Option<&str>) -> Result<()> {
        let element = instance.element();
        let class = self.options.packs.class(&instance.class_name());
        let (Some(class), Some(typed)) = (class, self.reader.read(instance)) else {
            return Err(self.error(Some(element), UNKNOWN));
        };
        if let Some(misfit) = typed.misfits().iter().chain(&typed.disallowed()).next() {
            return Err(self.misfit(misfit));
        }
        if element.has_text() {
            return Err(self.error(Some(element), "expected no text between properties"));
        }
        self.out.push_str(r#"{"kind":"instance","#);
        if let Some(identifier) = identifier {
            self.out.push_str(r#""self":"#);
            self.string(identifier);
            self.out.push(',');
        }
        self.out.push_str(r#""class":"#);
        self.string(class.name());
        self.out.push_str(r#","properties":{"#);
        let mut names = HashSet::new();
        for property in typed.properties() {
            if !names.is_empty() {
                self.out.push(',');
            }
            let start = self.path.len();
            self.path += &["/", property.wire.name()].concat();
            let declared = property.declared.filter(|it| names.insert(it.name()));
            let text = "expected a property that the class has, once";
            let declared =
                declared.ok_or_else(|| self.error(Some(property.wire.element()), text))?;
            self.property(property, declared)?;
            self.path.truncate(start);
        }
        self.out.push_str("}}");
        Ok(())
    }

    fn property(
        &mut self,
        property: &TypedProperty<'m, 'p>,
        declared: pack::Property<'p>,
    ) -> Result<()> {
        self.string(declared.name());
        self.out.push(':');
        match &property.value {
            Value::Array(items) => {
                self.out.push('[');
                for (place, (item, given)) in items.iter().zip(property.wire.values()).enumerate() {
                    if place > 0 {
                        self.out.push(',');
                    }
                    self.value(item, declared, given.element())?;
                }
                self.out.push(']');
            }
            Value::Octets(octets) if declared.of() == Type::Uint8 => {
                let numbers: Vec<_> = octets.iter().map(ToString::to_string).collect();
                self.out += &["[", &numbers.join(","), "]"].concat();
            }
            value => self.value(value, declared, property.wire.element())?,
        }
        Ok(())
    }

    /// One value of a property, from its element.
    fn value(
        &mut self,
        value: &Value<'m>,
        declared: pack::Property<'p>,
        element: Element<'m>,
    ) -> Result<()> {
        let wrong = |writing: &Self, text| Err(writing.error(Some(element), text));
        match value {
            Value::Null => self.out.push_str("null"),
            Value::String(_) if Declared::from(declared).is_embedded => {
                return wrong(self, "expected an instance, found text");
            }
            Value::Real32(real) if !real.is_finite() => return wrong(self, FINITE),
            Value::Real64(real) if !real.is_finite() => return wrong(self, FINITE),
            Value::Octets(octets) => self.string(&Hex::canonical(octets)),
            Value::DateTime(form) => match CimDateTime::try_from(*form) {
                Ok(datetime) => self.string(datetime.as_str()),
                Err(_) => return wrong(self, "expected what 25 characters of CIM can say"),
            },
            Value::Reference(reference) => {
                let identifier = self.identifier(*reference)?;
                self.string(&identifier);
            }
            Value::Instance(instance) => self.embedded(*instance, declared)?,
            Value::String(_) | Value::Char16(_) => self.string(&value.text().unwrap_or_default()),
            value => match value.text() {
                Some(text) => self.out.push_str(&text),
                None => return wrong(self, "expected a value of its type"),
            },
        }
        Ok(())
    }

    fn embedded(&mut self, instance: Instance<'m>, declared: pack::Property<'p>) -> Result<()> {
        if self.nested == MOST_NESTED {
            let text = "more instances nested than the limit allows";
            return Err(self
                .error(Some(instance.element()), text)
                .into_kind(ErrorKind::DepthLimit, text));
        }
        let class = declared.facts().text(Fact::EmbeddedInstance);
        let is_it = |class| self.options.packs.is_below(&instance.class_name(), class);
        if class.is_some_and(|class| !is_it(class)) {
            let text = "expected an instance of the class that the property is declared with";
            return Err(self.error(Some(instance.element()), text));
        }
        self.nested += 1;
        let done = self.instance(instance, None);
        self.nested -= 1;
        done
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        Kernel::best().run(Escape { text, out: &mut self.out });
        self.out.push('"');
    }

    fn misfit(&self, misfit: &Misfit) -> Error {
        let path = [&*self.path, "/", &misfit.property].concat();
        Error::new(ErrorKind::Misfit, misfit.offset, misfit.text()).within(path)
    }

    fn error(&self, element: Option<Element<'m>>, text: impl Into<Cow<'static, str>>) -> Error {
        let offset = element.map(|it| it.tree().offset_in_input(it.range().start));
        Error::new(ErrorKind::Misfit, offset.unwrap_or(0), text).within(&*self.path)
    }
}

fn misfit(text: &'static str) -> Error {
    Error::new(ErrorKind::Misfit, 0, text)
}

const UNKNOWN: &str = "expected a class that the packs have";
const FINITE: &str = "expected a finite number, found one that JSON does not have";
