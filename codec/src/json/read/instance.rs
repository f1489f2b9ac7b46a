//! Instances of classes, and lists of them.

use simd_json::{Node, StaticNode};

use super::form::Form;
use super::plan::{NameIndex, NamespaceIndex};
use super::record::Layout;
use crate::cim::Declared;
use crate::error::Result;
use crate::json::classes::ClassNumber;
use crate::json::vocabulary::{DATE_FORMS, TYPE};
use crate::names::{addressing, ns, wsman};
use crate::schema;

impl<'j> Form<'_, 'j> {
    /// The items of an enumeration.
    pub(super) fn items(&mut self, name: NameIndex, at: usize) -> Result<()> {
        self.start(name, at, None)?;
        for item in self.list(at)? {
            self.item(item)?;
        }
        self.end(at);
        Ok(())
    }

    /// An instance, an endpoint reference, or an element of any name.
    pub(super) fn item(&mut self, at: usize) -> Result<()> {
        let has = |name: &str| self.has_member(at, name);
        if has("name") {
            self.named(at)
        } else if has("class") || has("fragment") {
            self.resource(at)
        } else if has("instance") {
            self.pair(at)
        } else if has("address") {
            self.reference(at)
        } else {
            Err(self.input.error(at, "expected an instance, an endpoint reference or a fragment"))
        }
    }

    fn reference(&mut self, at: usize) -> Result<()> {
        let name = self.known(addressing::ENDPOINT_REFERENCE, at)?;
        self.record(name, at, &schema::addressing::EPR)
    }

    /// An instance and its endpoint reference.
    fn pair(&mut self, at: usize) -> Result<()> {
        let [Some(instance), Some(reference)] = self.fields(at, ["instance", "epr"])? else {
            return Err(self.input.error(at, "expected an instance and an endpoint reference"));
        };
        let name = self.known(wsman::ITEM, at)?;
        self.start(name, at, None)?;
        self.instance(instance)?;
        self.reference(reference)?;
        self.end(at);
        Ok(())
    }

    /// The representation of a resource, or a fragment of it.
    pub(super) fn resource(&mut self, at: usize) -> Result<()> {
        if !self.has_member(at, "fragment") {
            return self.instance(at);
        }
        let layout = Layout::leaf(&[]);
        let slots = self.slots(at, layout, ["fragment"])?;
        let name = self.known(wsman::XML_FRAGMENT, at)?;
        self.begin(name, at, &slots, layout)?;
        self.nodes(slots.others[0].unwrap_or(at), Some(at))?;
        self.end(at);
        Ok(())
    }

    /// An element of a class with its properties.
    fn instance(&mut self, at: usize) -> Result<()> {
        let parts = self.instance_parts(at)?;
        let namespace = self.plan.namespace(parts.namespace);
        let name = self.name_in(namespace, parts.class, at)?;
        let class = self.class_of(name);
        self.instance_named(name, at, &parts, class)
    }

    /// An instance in a property: in an element of its own, or with its type in that of the
    /// property.
    pub(super) fn embedded(&mut self, property: NameIndex, at: usize) -> Result<()> {
        self.descend(at)?;
        let parts = self.instance_parts(at)?;
        if let Some(kind) = parts.kind {
            let class = self.class_of_type(kind, &parts)?;
            self.instance_named(property, at, &parts, class)?;
        } else {
            self.start(property, at, None)?;
            self.instance(at)?;
            self.end(at);
        }
        self.ascend();
        Ok(())
    }

    fn instance_parts(&self, at: usize) -> Result<Parts<'j>> {
        let members = ["class", "namespace", "properties", "type", "attributes"];
        let [class, namespace, properties, kind, attributes] = self.fields(at, members)?;
        let (Some(class), Some(namespace), Some(properties)) = (class, namespace, properties)
        else {
            return Err(self.input.error(at, "expected a class, its namespace and properties"));
        };
        let (class, namespace) = (self.string(class)?, self.string(namespace)?);
        Ok(Parts { class, namespace, properties, kind, attributes })
    }

    fn instance_named(
        &mut self,
        name: NameIndex,
        at: usize,
        parts: &Parts<'j>,
        class: Option<ClassNumber>,
    ) -> Result<()> {
        let Parts { namespace, properties, kind, attributes, .. } = *parts;
        self.start(name, at, None)?;
        if let Some(kind) = kind {
            self.field_attribute(&TYPE[0], kind, at)?;
        }
        if let Some(attributes) = attributes {
            self.attributes_only(attributes)?;
        }
        let mut own = None;
        for (key, value) in self.object_members(properties)? {
            let is_own = !key.starts_with('{');
            let name = match is_own {
                false => self.name_of(key, value)?,
                true => {
                    let own = *own.get_or_insert_with(|| self.plan.namespace(namespace));
                    self.name_in(own, key, value)?
                }
            };
            if !self.plan.is_first_of(name, properties, false) {
                return Err(self.input.error(value, "expected a member once, found it again"));
            }
            let class = class.filter(|_| is_own);
            let declared = class.and_then(|class| self.classes.declared(class, name, || key));
            if let Node::Array { .. } = self.input.node(value) {
                for item in self.list(value)? {
                    self.property(name, item, declared)?;
                }
            } else {
                self.property(name, value, declared)?;
            }
        }
        self.end(at);
        Ok(())
    }

    fn name_in(
        &mut self,
        namespace: NamespaceIndex,
        local: &'j str,
        at: usize,
    ) -> Result<NameIndex> {
        match self.plan.name_in(namespace, local) {
            Some(name) => self.within_limit(name, at),
            None => Err(self.input.error(at, "expected the name of a class or property")),
        }
    }

    /// One value of a property.
    fn property(&mut self, name: NameIndex, at: usize, declared: Option<Declared>) -> Result<()> {
        match self.input.node(at) {
            Node::Object { .. } => {}
            Node::Static(scalar) if scalar != StaticNode::Null => {
                return self.typed(name, at, scalar, declared);
            }
            _ => return self.value(name, at, None),
        }
        if self.has_member(at, "reference") {
            let [reference] = self.fields(at, ["reference"])?;
            let reference = reference.unwrap_or(at);
            return self.record(name, reference, &schema::addressing::EPR);
        }
        if self.has_member(at, "form") {
            return self.date(name, at);
        }
        if self.has_member(at, "class") {
            return self.embedded(name, at);
        }
        if self.has_member(at, "value") {
            return self.value_and_text(name, at, declared);
        }
        self.value(name, at, None)
    }

    /// A date-time in one of the forms of CIM.
    fn date(&mut self, name: NameIndex, at: usize) -> Result<()> {
        let [Some(form), Some(value)] = self.fields(at, ["form", "value"])? else {
            return Err(self.input.error(at, "expected a form and a value"));
        };
        let local = self.string(form)?;
        if !DATE_FORMS.contains(&local) {
            return Err(self.input.error(form, "expected a form of a date-time"));
        }
        let namespace = self.plan.namespace(ns::CIM.uri().unwrap_or_default());
        let inner = self.name_in(namespace, local, form)?;
        self.start(name, at, None)?;
        self.value(inner, value, None)?;
        self.end(at);
        Ok(())
    }
}

/// The members of an instance: the places of values that are no strings.
pub(super) struct Parts<'j> {
    pub(super) class: &'j str,
    pub(super) namespace: &'j str,
    properties: usize,
    kind: Option<usize>,
    attributes: Option<usize>,
}
