//! Instances of CIM classes, and calls of their methods.

use cimwire_facade as facade;

use crate::Message;
use crate::border::{Code, Stop, ask, found, free, str_of};
use crate::property::Properties;
use crate::schema::Schema;
use crate::text::Str;
use crate::view::{Owner, View};

/// An instance of a class, with the types of a schema where that knows the class. It lives as long
/// as it likes, but its views and those of its properties only as long as what it was read from.
/// Free it with `cimwire_instance_free`.
pub struct Instance {
    pub(crate) inner: facade::Instance,
    class: String,
    namespace: String,
    owner: Owner,
}

impl Instance {
    pub(crate) fn new(inner: facade::Instance, owner: Owner) -> Self {
        Self { class: inner.class_name(), namespace: inner.namespace(), inner, owner }
    }
}

/// What an instance is. Its texts live as long as the instance.
#[repr(C)]
pub struct InstanceDetails {
    /// The class that it says it is of; empty for a fragment that does not say.
    pub class_name: Str,
    /// The namespace of its class.
    pub namespace_: Str,
    /// The element that holds the properties.
    pub view: View,
    /// Whether there is a schema, and the schema has its class.
    pub is_typed: bool,
}

/// The instance that an element is. NULL for `schema` means none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_instance_of(
    view: View,
    schema: *const Schema,
    instance: *mut *mut Instance,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let schema = c.schema(schema)?;
            let read = |it: &facade::View, _: &_| {
                Ok::<_, Stop>(facade::Instance::new(it, schema.as_ref()))
            };
            let read = c.view(view, read)?;
            c.give(instance, Instance::new(read, view.of()))
        })
    }
}

/// Tells what an instance is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_instance_read(
    instance: *const Instance,
    details: *mut InstanceDetails,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(instance, |it| {
                let told = InstanceDetails {
                    class_name: str_of(&it.class),
                    namespace_: str_of(&it.namespace),
                    view: it.owner.view(it.inner.view()),
                    is_typed: it.inner.is_typed(),
                };
                c.put(details, told)
            })
        })
    }
}

/// The properties of an instance, in the order in which they begin.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_instance_properties(
    instance: *const Instance,
    properties: *mut *mut Properties,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(instance, |it| {
                Ok::<_, Stop>(Properties { list: it.inner.properties(), owner: it.owner })
            })?;
            c.give(properties, read)
        })
    }
}

/// The property of a name, in any case, as a list of one; `CIMWIRE_NONE` where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_instance_property(
    instance: *const Instance,
    name: Str,
    property: *mut *mut Properties,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let name = c.text(name)?;
            let read = c.read(instance, |it| {
                let list = vec![found(it.inner.property(name))?];
                Ok::<_, Stop>(Properties { list, owner: it.owner })
            })?;
            c.give(property, read)
        })
    }
}

/// What the value of a property means by its class, as `In Service` for 2; it lives as long as the
/// instance. `CIMWIRE_NONE` where the class does not say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_instance_meaning(
    instance: *const Instance,
    property: Str,
    meaning: *mut Str,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let name = c.text(property)?;
            c.read(instance, |it| {
                let property = found(it.inner.property(name))?;
                let said = it.inner.meaning(&property.name, &property.value);
                c.put(meaning, str_of(found(said)?))
            })
        })
    }
}

/// Frees an instance. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_instance_free(instance: *mut Instance) -> Code {
    free(instance)
}

/// What a message brings. Free it with `cimwire_items_free`.
pub struct Items {
    list: Vec<facade::Item>,
    owner: Owner,
}

/// What a message brings: the items of an enumeration, the events of a batch, or what else its body
/// holds but the parameters of a method. NULL for `schema` means none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_typed_items(
    message: *const Message,
    schema: *const Schema,
    items: *mut *mut Items,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let schema = c.schema(schema)?;
            let read = c.read(message, |it| {
                let list = it.inner.items(schema.as_ref());
                Ok::<_, Stop>(Items { list, owner: Owner::message(message, it) })
            })?;
            c.give(items, read)
        })
    }
}

/// The instance that the item of a number, from 0, is or has; `CIMWIRE_NONE` for one that is only
/// a reference, `CIMWIRE_ARGUMENT` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_items_instance(
    items: *const Items,
    index: usize,
    instance: *mut *mut Instance,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(items, |it| {
                let inner = found(it.at(index)?.instance())?.clone();
                Ok::<_, Stop>(Instance::new(inner, it.owner))
            })?;
            c.give(instance, read)
        })
    }
}

/// The endpoint reference that the item of a number, from 0, is or has; `CIMWIRE_NONE` for one that
/// is only an instance, `CIMWIRE_ARGUMENT` behind the last. It is of the message, and lives as long as
/// that.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_items_reference(
    items: *const Items,
    index: usize,
    reference: *mut View,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(items, |it| c.put(reference, it.owner.view(found(it.at(index)?.reference())?)))
        })
    }
}

/// How many items there are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_items_count(items: *const Items, count: *mut usize) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(items, |it| c.put(count, it.list.len()))) }
}

/// Frees a list of items. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_items_free(items: *mut Items) -> Code {
    free(items)
}

impl Items {
    fn at(&self, index: usize) -> Result<&facade::Item, Stop> {
        let behind = || {
            let text = format!("expected an item below {}, found {index}", self.list.len());
            crate::error::refused(facade::Code::Argument, text)
        };
        Ok(self.list.get(index).ok_or_else(behind)?)
    }
}

/// The call of a method, or its answer. Free it with `cimwire_method_free`.
pub struct Method {
    pub(crate) inner: facade::Method,
    name: String,
    class: String,
    owner: Owner,
}

/// What a method is. Its texts live as long as the method.
#[repr(C)]
pub struct MethodDetails {
    /// Its name.
    pub name: Str,
    /// Its class.
    pub class_name: Str,
    /// The element that holds the parameters.
    pub view: View,
    /// Whether this is the answer, and not the call.
    pub is_output: bool,
    /// Whether there is a schema, and its class has the method.
    pub is_typed: bool,
}

/// The call of a method in the body of a message, or the answer to one; `CIMWIRE_NONE` where there
/// is none. NULL for `schema` means none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_message_method(
    message: *const Message,
    schema: *const Schema,
    method: *mut *mut Method,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let schema = c.schema(schema)?;
            let read = c.read(message, |it| {
                let inner = found(it.inner.method(schema.as_ref()))?;
                let (name, class) = (inner.name(), inner.class_name());
                Ok::<_, Stop>(Method { inner, name, class, owner: Owner::message(message, it) })
            })?;
            c.give(method, read)
        })
    }
}

/// Tells what a method is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_method_read(
    method: *const Method,
    details: *mut MethodDetails,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(method, |it| {
                let told = MethodDetails {
                    name: str_of(&it.name),
                    class_name: str_of(&it.class),
                    view: it.owner.view(it.inner.view()),
                    is_output: it.inner.is_output(),
                    is_typed: it.inner.is_typed(),
                };
                c.put(details, told)
            })
        })
    }
}

/// The parameters, in the order in which they begin, without the return value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_method_parameters(
    method: *const Method,
    parameters: *mut *mut Properties,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(method, |it| {
                Ok::<_, Stop>(Properties { list: it.inner.parameters(), owner: it.owner })
            })?;
            c.give(parameters, read)
        })
    }
}

/// What the method returned, as a list of one; `CIMWIRE_NONE` where it returned nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_method_return_value(
    method: *const Method,
    value: *mut *mut Properties,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let read = c.read(method, |it| {
                let list = vec![found(it.inner.return_value())?];
                Ok::<_, Stop>(Properties { list, owner: it.owner })
            })?;
            c.give(value, read)
        })
    }
}

/// What a parameter, or without data for `parameter` the returned value, means by its class; it
/// lives as long as the method. `CIMWIRE_NONE` where the class does not say, or there is no such
/// parameter.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_method_meaning(
    method: *const Method,
    parameter: Str,
    meaning: *mut Str,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let name = c.text_if_any(parameter)?;
            c.read(method, |it| {
                let given = match name {
                    Some(name) => it.inner.parameter(name),
                    None => it.inner.return_value(),
                };
                let given = found(given)?;
                let said = it.inner.meaning(&given.name, &given.value);
                c.put(meaning, str_of(found(said)?))
            })
        })
    }
}

/// Frees a method. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_method_free(method: *mut Method) -> Code {
    free(method)
}
