//! What messages bring: instances, references, fragments.

use super::given::Reference;
use super::instance::Instance;
use super::method::Method;
use crate::names::{addressing, wsman};
use crate::record::Content;
use crate::wsman::{Payload, Typed};
use crate::xml::Element;

/// One thing that a message brings.
#[derive(Clone, Copy, Debug)]
pub enum Item<'m> {
    /// An instance.
    Instance(Instance<'m>),
    /// A reference to one.
    Reference(Reference<'m>),
    /// Both (DSP0226 §8.7, `EnumerateObjectAndEPR`).
    Both(Instance<'m>, Reference<'m>),
    /// Some properties of an instance: `wsman:XmlFragment` (DSP0226 §7.7), as projections have it.
    Fragment(Instance<'m>),
}

impl<'m> Item<'m> {
    /// What an element is.
    #[must_use]
    pub fn of(element: Element<'m>) -> Self {
        match element.id().canonical() {
            addressing::ENDPOINT_REFERENCE => Self::Reference(Reference::of(element)),
            wsman::XML_FRAGMENT => Self::Fragment(Instance::of(element)),
            wsman::ITEM => both(element).unwrap_or(Self::Instance(Instance::of(element))),
            _ => Self::Instance(Instance::of(element)),
        }
    }

    /// The instance, or the part of it.
    #[must_use]
    pub fn instance(self) -> Option<Instance<'m>> {
        match self {
            Self::Instance(instance) | Self::Both(instance, _) | Self::Fragment(instance) => {
                Some(instance)
            }
            Self::Reference(_) => None,
        }
    }

    /// The reference.
    #[must_use]
    pub fn reference(self) -> Option<Reference<'m>> {
        match self {
            Self::Reference(reference) | Self::Both(_, reference) => Some(reference),
            Self::Instance(_) | Self::Fragment(_) => None,
        }
    }
}

/// What a message brings: the items of an enumeration, the events of a batch, or what else its body
/// holds but the parameters of a [`Method`].
pub fn items<'t>(message: &'t Typed<'_>) -> impl Iterator<Item = Item<'t>> {
    item_elements(message).map(Item::of)
}

/// The elements of what a message brings, as [`items`] has it.
pub fn item_elements<'t>(message: &'t Typed<'_>) -> impl Iterator<Item = Element<'t>> {
    let (contents, is_list): (Vec<&Content<'_>>, _) = match message.payload() {
        Some(Payload::PullResponse(it)) => (it.items.iter().collect(), true),
        Some(Payload::EnumerateResponse(it)) => (it.items.iter().collect(), true),
        Some(Payload::Events(it)) => (it.event.iter().map(|event| &event.content).collect(), true),
        Some(Payload::Content(content)) => (vec![content], false),
        _ => (Vec::new(), true),
    };
    let elements = contents.into_iter().flat_map(Content::elements);
    elements.filter(move |it| is_list || Method::of(*it).is_none())
}

/// An instance and its reference, in either order.
fn both(item: Element<'_>) -> Option<Item<'_>> {
    let is_reference = |it: &Element<'_>| it.id().canonical() == addressing::ENDPOINT_REFERENCE;
    let mut children = item.children();
    let (one, other) = (children.next()?, children.next()?);
    let (instance, reference) = if is_reference(&one) { (other, one) } else { (one, other) };
    let is_pair = is_reference(&reference) && children.next().is_none() && !item.has_text();
    is_pair.then(|| Item::Both(Instance::of(instance), Reference::of(reference)))
}
