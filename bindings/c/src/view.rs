//! Elements.

use std::borrow::Cow;
use std::ffi::c_void;
use std::iter::from_fn;

use cimwire_facade::{self as facade, Node as Part};

use crate::border::{Code, Stop, ask, call, found, free, pointer, str_of};
use crate::error::{Error, refused};
use crate::text::{Str, Texts};
use crate::{Buffer, Document, Message};

/// An element: a place in a message or document. It is a value: copy it, and free nothing. It and
/// the texts that it tells live as long as what it is of, and where that is refilled, until then; a call
/// on one that outlived it ends with `CIMWIRE_CLOSED`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct View {
    /// The message or document.
    pub owner: *const c_void,
    /// Where in it: it rises in document order.
    pub place: usize,
}

/// What views are of: a document, or what a message is between two refills.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Owner {
    ticket: usize,
    /// What the places of its views have above those of the facade.
    mark: usize,
}

impl Owner {
    pub(crate) fn document(document: *const Document) -> Self {
        Self { ticket: document.addr(), mark: 0 }
    }

    pub(crate) fn message(message: *const Message, it: &Message) -> Self {
        Self { ticket: message.addr(), mark: mark(it.refills) }
    }

    pub(crate) fn view(self, view: &facade::View) -> View {
        self.at(view.place())
    }

    /// A view that is of no element.
    pub(crate) fn nowhere(self) -> View {
        self.at(PLACE)
    }

    fn at(self, place: usize) -> View {
        View { owner: pointer::<c_void>(self.ticket), place: self.mark | place }
    }
}

impl View {
    pub(crate) fn of(self) -> Owner {
        Owner { ticket: self.owner.addr(), mark: self.place & !PLACE }
    }

    /// Where it is in what was refilled so many times, if it is of that.
    pub(crate) fn place_after(self, refills: u32) -> Option<usize> {
        (self.place & !PLACE == mark(refills)).then_some(self.place & PLACE)
    }

    pub(crate) fn beside(self, view: &facade::View) -> Self {
        self.of().view(view)
    }

    fn told(self, element: &facade::View, texts: &Texts) -> Entry {
        let (namespace, name) = element.expanded_name();
        Entry {
            view: self.beside(element),
            end: self.of().at(element.end()).place,
            name: str_of(name),
            namespace_: str_of(namespace),
            text: element.own_text().map_or(Str::NONE, |text| texts.keep(text)),
            is_nil: element.is_nil(),
        }
    }
}

/// The local name of an element.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_name(view: View, name: *mut Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.view(view, |it, _| c.put(name, str_of(it.name())))) }
}

/// The namespace of an element; empty for none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_namespace(view: View, namespace_: *mut Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.view(view, |it, _| c.put(namespace_, str_of(it.namespace())))) }
}

/// The prefix of an element as written; empty for none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_prefix(view: View, prefix: *mut Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.view(view, |it, _| c.put(prefix, str_of(it.prefix())))) }
}

/// The character data directly inside an element, with references replaced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_text(view: View, text: *mut Str) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.view(view, |it, texts| c.put(text, texts.keep(it.text())))) }
}

/// Whether `xsi:nil` says that an element has no value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_is_nil(view: View, is_nil: *mut bool) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.view(view, |it, _| c.put(is_nil, it.is_nil()))) }
}

/// The first element directly inside another; `CIMWIRE_NONE` where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_first_child(parent: View, child: *mut View) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| c.view(parent, |it, _| c.put(child, parent.of().at(found(it.child_place(None))?))))
    }
}

/// The element directly inside `parent` that follows `child`, which is one of them; `CIMWIRE_NONE`
/// behind the last, `CIMWIRE_ARGUMENT` for a `child` that is not inside. `cimwire_view_children` takes
/// fewer calls.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_next_child(
    parent: View,
    child: View,
    next: *mut View,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.view(parent, |it, _| {
                let behind = behind_which(it, parent, child)?;
                c.put(next, parent.of().at(found(it.child_place(behind))?))
            })
        })
    }
}

/// An element as a walk tells it. Its texts live as long as what it is of.
#[repr(C)]
pub struct Entry {
    /// The element.
    pub view: View,
    /// The first place behind the element: those of the elements inside it are below.
    pub end: usize,
    /// Its local name.
    pub name: Str,
    /// Its namespace; empty for none.
    pub namespace_: Str,
    /// The character data inside, with references replaced; without data for an element with
    /// elements inside.
    pub text: Str,
    /// Whether `xsi:nil` says that it has no value.
    pub is_nil: bool,
}

/// Walks the elements directly inside another, many with one call. They are told in document order,
/// at most `capacity` of them, which has to be more than 0, and `count` says how many. Where `behind`
/// is `parent`, the first are told, else those behind that child: pass the last that was told to get
/// the next. Fewer than `capacity` are the last; `CIMWIRE_NONE` where there is none, or no more.
/// `CIMWIRE_ARGUMENT` for a `behind` that is not inside. Nothing is allocated but for texts with
/// references.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_children(
    parent: View,
    behind: View,
    children: *mut Entry,
    capacity: usize,
    count: *mut usize,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.view(parent, |it, texts| {
                let mut walk = it.walk_children(behind_which(it, parent, behind)?);
                let told = from_fn(|| walk.step().map(|child| parent.told(child, texts)));
                c.put_many(children, capacity, count, told)
            })
        })
    }
}

/// Walks all elements inside another, those inside others too: as `cimwire_view_children`. An element
/// is inside another where its place is below the other's end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_elements(
    around: View,
    behind: View,
    elements: *mut Entry,
    capacity: usize,
    count: *mut usize,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.view(around, |it, texts| {
                let mut walk = it.walk_inside(behind_which(it, around, behind)?);
                let told = from_fn(|| walk.step().map(|it| around.told(it, texts)));
                c.put_many(elements, capacity, count, told)
            })
        })
    }
}

/// The first element directly inside another with a namespace and local name; `CIMWIRE_NONE` where
/// there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_child(
    parent: View,
    namespace_: Str,
    name: Str,
    child: *mut View,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let (namespace, name) = (c.text(namespace_)?, c.text(name)?);
            c.view(parent, |it, _| c.put(child, parent.beside(&found(it.child(namespace, name))?)))
        })
    }
}

/// The value of an attribute; `CIMWIRE_NONE` where there is none. Those without a prefix have the
/// namespace "".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_attribute(
    view: View,
    namespace_: Str,
    name: Str,
    value: *mut Str,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let (namespace, name) = (c.text(namespace_)?, c.text(name)?);
            c.view(view, |it, texts| {
                let attributes = it.attributes().into_iter();
                let mut named =
                    attributes.filter(|it| it.namespace == namespace && it.name == name);
                c.put(value, texts.keep(Cow::Owned(found(named.next())?.value)))
            })
        })
    }
}

/// The attributes of an element in document order; namespace declarations are none. Free it with
/// `cimwire_attributes_free`.
pub struct Attributes(Vec<facade::Attribute>);

/// An attribute. Its texts live as long as the list.
#[repr(C)]
pub struct Attribute {
    /// Its namespace; empty for none.
    pub namespace_: Str,
    /// Its prefix as written; empty for none.
    pub prefix: Str,
    /// Its local name.
    pub name: Str,
    /// Its value.
    pub value: Str,
}

/// The attributes of an element.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_attributes(
    view: View,
    attributes: *mut *mut Attributes,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.view(view, |it, _| Ok::<_, Stop>(it.attributes()))?;
            c.give(attributes, Attributes(read))
        })
    }
}

/// The attribute of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_attributes_at(
    attributes: *const Attributes,
    index: usize,
    attribute: *mut Attribute,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(attributes, |it| {
                let it = found(it.0.get(index))?;
                c.put(
                    attribute,
                    Attribute {
                        namespace_: str_of(&it.namespace),
                        prefix: str_of(&it.prefix),
                        name: str_of(&it.name),
                        value: str_of(&it.value),
                    },
                )
            })
        })
    }
}

/// Frees a list of attributes. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_attributes_free(attributes: *mut Attributes) -> Code {
    free(attributes)
}

/// All that is directly inside an element, in document order; blanks are left out where there are
/// only elements. Free it with `cimwire_nodes_free`.
pub struct Nodes {
    owner: Owner,
    place: usize,
    nodes: Vec<Part>,
}

/// What stands in an element.
#[repr(C)]
pub enum NodeKind {
    /// An element: `view` says which.
    Element = 0,
    /// Character data, or a CDATA section.
    Text = 1,
    /// A comment.
    Comment = 2,
    /// Target and data of a processing instruction.
    Instruction = 3,
}

/// Something directly inside an element. Its text lives as long as the list.
#[repr(C)]
pub struct Node {
    /// One of `enum cimwire_node_kind`.
    pub kind: i32,
    /// The text; without data for an element.
    pub text: Str,
    /// The element; for others the one that they are in.
    pub view: View,
}

/// All that is directly inside an element.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_nodes(view: View, nodes: *mut *mut Nodes) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.view(view, |it, _| Ok::<_, Stop>(it.nodes()))?;
            c.give(nodes, Nodes { owner: view.of(), place: view.place & PLACE, nodes: read })
        })
    }
}

/// The node of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_nodes_at(
    nodes: *const Nodes,
    index: usize,
    node: *mut Node,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(nodes, |it| {
                let (kind, text) = match found(it.nodes.get(index))? {
                    Part::Element(view) => {
                        let (kind, text) = (NodeKind::Element as i32, Str::NONE);
                        return c.put(node, Node { kind, text, view: it.owner.view(view) });
                    }
                    Part::Text(text) => (NodeKind::Text, text),
                    Part::Comment(text) => (NodeKind::Comment, text),
                    Part::Instruction(text) => (NodeKind::Instruction, text),
                };
                c.put(
                    node,
                    Node { kind: kind as i32, text: str_of(text), view: it.owner.at(it.place) },
                )
            })
        })
    }
}

/// Frees a list of nodes. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_nodes_free(nodes: *mut Nodes) -> Code {
    free(nodes)
}

/// Whether two elements say the same: prefixes, comments and the order of attributes aside.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_is_same(left: View, right: View, is_same: *mut bool) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let left = c.view(left, |it, _| Ok::<_, Stop>(it.clone()))?;
            c.view(right, |it, _| c.put(is_same, left.is_same(it)))
        })
    }
}

/// The message that an element is, as a document of its own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_message(
    view: View,
    message: *mut *mut Message,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        call(error, |c| {
            let read = c.view(view, |it, _| it.message())?;
            c.give(message, Message::new(read))
        })
    }
}

/// The element as a document of its own: its bytes, with the declarations it needs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_xml(view: View, xml: *mut *mut Buffer) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.view(view, |it, _| c.give_bytes(xml, it.to_xml()))) }
}

/// The element and what is in it as JSON: its name and value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_view_json(
    view: View,
    json: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { call(error, |c| c.view(view, |it, _| c.give_bytes(json, it.to_json()?))) }
}

/// The place that a walk goes on behind; none for its beginning.
fn behind_which(walked: &facade::View, around: View, behind: View) -> Result<Option<usize>, Stop> {
    let place = behind.place & PLACE;
    match behind.of() == around.of() {
        true if behind.place == around.place => Ok(None),
        true if walked.has_inside(place) => Ok(Some(place)),
        _ => {
            let text = "expected the element that is walked or one inside it, found another";
            Err(refused(facade::Code::Argument, text.to_owned()).into())
        }
    }
}

/// The mark of a message that was refilled so many times; none where addresses are too short for it.
fn mark(refills: u32) -> usize {
    (u64::from(refills) << u32::BITS) as usize
}

/// The part of a place that is the facade's, whose tape has no more entries.
const PLACE: usize = u32::MAX as usize;
