//! Many instances with the types of their classes.

use super::instance::Instance;
use super::plan::Plan;
use super::typed::{Misfit, TypedProperties, TypedProperty};
use crate::schema::pack::{Class, Packs};

/// Reads instances with the types of their classes. What it learns from one instance about the
/// names of the message serves the next, so that reading many takes a fraction of the time of
/// [`Instance::typed`] for each. Messages may be mixed; each begins anew.
///
/// ```
/// # #[cfg(feature = "cim-2-49")] {
/// use cimwire::cim::{Instance, Reader, Value};
/// use cimwire::schema::pack::Pack;
/// let document = cimwire::xml::Document::decode(
///     "<l xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>
///        <f:CIM_Fan><f:DesiredSpeed>1200</f:DesiredSpeed></f:CIM_Fan>
///        <f:CIM_Fan><f:DesiredSpeed>1300</f:DesiredSpeed></f:CIM_Fan>
///      </l>",
/// ).unwrap();
/// let class = Pack::cim().class("CIM_Fan").unwrap();
/// let mut reader = Reader::of(class);
/// let mut sum = 0;
/// for fan in document.root().children().map(Instance::of) {
///     let fan = reader.read(fan).unwrap();
///     let Some(Value::Uint64(speed)) = fan.value("DesiredSpeed") else { panic!() };
///     sum += speed;
/// }
/// assert_eq!(sum, 2500);
/// # }
/// ```
pub struct Reader<'m, 'p> {
    /// Where the classes of instances are looked for; nothing where all are of one class.
    packs: Option<&'p Packs>,
    plans: Vec<Plan<'m, 'p>>,
    /// The plan that the last instance was read by.
    last: usize,
}

impl<'m, 'p> Reader<'m, 'p> {
    /// Reads every instance as one of a class.
    #[must_use]
    pub fn of(class: Class<'p>) -> Self {
        Self { packs: None, plans: vec![Plan::of(vec![class])], last: 0 }
    }

    /// Reads each instance as one of its own class, also where that inherits from one in another
    /// pack.
    #[must_use]
    pub fn by(packs: &'p Packs) -> Self {
        Self { packs: Some(packs), plans: Vec::new(), last: 0 }
    }

    /// The properties with their types; nothing where the packs do not have the class.
    pub fn read(&mut self, instance: Instance<'m>) -> Option<TypedProperties<'m, 'p>> {
        Some(TypedProperties::by(self.plan(instance)?, instance))
    }

    /// Shows each property to `see`, which saves collecting them; returns what is not as the class
    /// has it, or nothing where the packs do not have the class.
    pub fn each(
        &mut self,
        instance: Instance<'m>,
        see: impl FnMut(&TypedProperty<'m, 'p>),
    ) -> Option<Vec<Misfit>> {
        Some(self.plan(instance)?.each(instance, see))
    }

    fn plan(&mut self, instance: Instance<'m>) -> Option<&mut Plan<'m, 'p>> {
        if let Some(packs) = self.packs {
            self.last = self.place(packs, &instance.class_name())?;
        }
        self.plans.get_mut(self.last)
    }

    /// Where the plan of a class is.
    fn place(&mut self, packs: &'p Packs, class: &str) -> Option<usize> {
        let is_it = |plan: &Plan<'m, 'p>, name: &str| plan.class() == Some(name);
        if self.plans.get(self.last).is_some_and(|plan| is_it(plan, class)) {
            return Some(self.last);
        }
        let line: Vec<_> = packs.line(class).collect();
        let name = line.first()?.name();
        let place = self.plans.iter().position(|plan| is_it(plan, name));
        Some(place.unwrap_or_else(|| {
            self.plans.push(Plan::of(line));
            self.plans.len() - 1
        }))
    }
}
