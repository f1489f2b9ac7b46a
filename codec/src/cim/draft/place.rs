//! One value, where it goes.

use super::fit::{Plan, Unfit};
use super::write::misfit;
use crate::cim::given::{Form, Given, Reference, child_of};
use crate::cim::property::ARRAY_MARKS;
use crate::cim::value::Value;
use crate::error::{Error, Result};
use crate::names::{NameId, addressing, cim, ns, xsi};
use crate::record::{AttributeList, Content, Item, Reading, Writing, build};
use crate::value::{CimDateTime, CimForm, parse};
use crate::xml::{Element, Name};

/// Where a value goes: the name of its element, and what was there.
#[derive(Clone, Copy)]
pub(super) struct Place<'e> {
    pub(super) name: Name<'e>,
    /// The element that it stands for.
    was: Option<Element<'e>>,
    /// An element of the same property, whose form it takes.
    like: Option<Element<'e>>,
}

impl<'e> Place<'e> {
    /// Begins its element, with the attributes that do not speak of the value that was there.
    pub(super) fn start(self, writing: &mut Writing<'_>) -> Result<()> {
        let mut kept = AttributeList::default();
        if let Some(was) = self.was {
            let speaks =
                |name: NameId| name.namespace() == Some(ns::XSI) || ARRAY_MARKS.contains(&name);
            let others = was.attributes().filter(|attribute| !speaks(attribute.id()));
            others.for_each(|attribute| kept.keep(attribute, was));
        }
        kept.declare(writing)?;
        writing.writer.start(self.name)?;
        kept.write(writing)
    }

    fn form(self) -> Option<Form<'e>> {
        self.like.map(|like| Given::of(like).form())
    }

    /// Whether an instance was in an element of its own.
    pub(super) fn is_nested(self) -> bool {
        matches!(self.form(), Some(Form::Instance(it)) if it.stands_alone())
    }

    /// The element in which an endpoint reference was, if not right in the property.
    fn nested_reference(self) -> Option<Name<'e>> {
        match self.form() {
            Some(Form::Reference(it))
                if Some(it.element().index()) != self.like.map(Element::index) =>
            {
                Some(it.element().name())
            }
            _ => None,
        }
    }

    /// The child element of a date-time and its text, in the form that was there if that can say it.
    fn date(self, date: CimForm) -> (Option<NameId>, String) {
        let cim = || CimDateTime::try_from(date).ok().map(|it| it.to_string());
        match self.form() {
            Some(Form::DateTime(was)) if was.child() == cim::CIM_DATE_TIME => {
                if let Some(text) = cim() {
                    return (Some(cim::CIM_DATE_TIME), text);
                }
            }
            Some(Form::Text(was)) if parse::<CimDateTime>(&was).is_some() => {
                if let Some(text) = cim() {
                    return (None, text);
                }
            }
            Some(Form::Text(was)) if CimForm::of_text(&was).is_some() => {
                return (None, date.to_string());
            }
            _ => {}
        }
        (Some(child_of(&date)), date.to_string())
    }
}

/// Writes the values of a property in place of the elements that it had.
pub(super) fn write_values(
    name: Name<'_>,
    value: &Value<'_>,
    were: &[Element<'_>],
    plan: &Plan<'_, '_>,
    writing: &mut Writing<'_>,
) -> Result<()> {
    for (at, item) in value.items().iter().enumerate() {
        let was = were.get(at).copied();
        let place = Place { name, was, like: was.or(were.first().copied()) };
        write_one(item, place, plan, writing)?;
    }
    Ok(())
}

fn write_one(
    value: &Value<'_>,
    place: Place<'_>,
    plan: &Plan<'_, '_>,
    writing: &mut Writing<'_>,
) -> Result<()> {
    match value {
        Value::Instance(instance) => {
            return instance.draft().write_embedded(place, plan, writing);
        }
        Value::Draft(draft) => return draft.write_embedded(place, plan, writing),
        Value::Untyped(given) => return write_untyped(*given, place, writing),
        Value::Reference(reference) => return write_reference(*reference, place, writing),
        Value::Epr(epr) => {
            let name = Name::known(writing.spelling.of(addressing::ENDPOINT_REFERENCE));
            let document = build(|writing| epr.write(name, writing))?;
            return write_reference(Reference::of(document.root()), place, writing);
        }
        Value::Array(_) => {
            return Err(refused(place, "expected one value, found an array", writing));
        }
        _ => place.start(writing)?,
    }
    match value {
        Value::Null => writing.writer.attribute(Name::known(xsi::NIL), "true")?,
        Value::DateTime(date) => match place.date(*date) {
            (Some(child), text) => writing.writer.leaf(Name::known(child), &text)?,
            (None, text) => writing.writer.text(&text)?,
        },
        value => writing.writer.text(&value.text().unwrap_or_default())?,
    }
    writing.writer.end()
}

/// Writes what the wire had elsewhere.
fn write_untyped(given: Given<'_>, place: Place<'_>, writing: &mut Writing<'_>) -> Result<()> {
    let element = given.element();
    if element.name() == place.name {
        return writing.writer.splice(element);
    }
    match Content::read(element, &mut Reading::default()) {
        Ok(content) => content.write(place.name, writing),
        Err(unfit) => Err(refused(place, unfit.0, writing)),
    }
}

/// Writes what an endpoint reference holds (DSP0230: `cim:cimReference`).
fn write_reference(
    reference: Reference<'_>,
    place: Place<'_>,
    writing: &mut Writing<'_>,
) -> Result<()> {
    place.start(writing)?;
    let nested = place.nested_reference();
    nested.map_or(Ok(()), |name| writing.writer.start(name))?;
    let mut children = reference.element().children();
    children.try_for_each(|child| writing.writer.splice(child))?;
    nested.map_or(Ok(()), |_| writing.writer.end())?;
    writing.writer.end()
}

fn refused(place: Place<'_>, text: &'static str, writing: &Writing<'_>) -> Error {
    let property = place.name.local.to_owned();
    misfit(Unfit { property, item: None, text: text.into() }, writing)
}
