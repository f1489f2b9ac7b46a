//! Paths with the types that classes have.

use super::{Key, KeyValue, Path};
use crate::cim::class_uri::ClassUri;
use crate::cim::decode::decode;
use crate::cim::{Form, Given, Instance, Misfit, MisfitKind, Value};
use crate::schema::pack::{Class, Packs, Property, Type};

impl Path {
    /// The same with the types that a class gives its keys, and with the resource URI of the class
    /// where nothing else has said it; and what of it is not as the class has it. What does not fit
    /// stays as it is, and so do paths in keys, whose classes are others: see [`Path::typed_by`].
    /// The offsets of misfits are zero.
    #[must_use]
    pub fn typed(&self, class: &Class<'_>) -> (Self, Vec<Misfit>) {
        let mut misfits = Vec::new();
        let path = self.typed_as(&[*class], None, &mut misfits);
        (path, misfits)
    }

    /// The same with the types of its class in packs, and those of the classes of the paths in its
    /// keys; nothing where the packs do not have its class.
    ///
    /// ```
    /// # #[cfg(feature = "cim-2-49")] {
    /// use cimwire::cim::Path;
    /// use cimwire::schema::pack::{Pack, Packs};
    /// let packs = Packs::from_iter([Pack::cim().clone()]);
    /// let text = r#"CIM_ElementConformsToProfile.ConformantStandard="CIM_RegisteredProfile.InstanceID=\"1\"",ManagedElement="CIM_Fan""#;
    /// let (path, misfits) = text.parse::<Path>().unwrap().typed_by(&packs).unwrap();
    /// assert!(misfits.is_empty());
    /// let profile = path.key("ConformantStandard").unwrap().reference().unwrap();
    /// assert_eq!(profile.key("InstanceID").unwrap().text(), Some("1"));
    /// # }
    /// ```
    #[must_use]
    pub fn typed_by(&self, packs: &Packs) -> Option<(Self, Vec<Misfit>)> {
        let line: Vec<_> = packs.line(&self.class).collect();
        let mut misfits = Vec::new();
        let path = (!line.is_empty()).then(|| self.typed_as(&line, Some(packs), &mut misfits))?;
        Some((path, misfits))
    }

    fn typed_as(
        &self,
        line: &[Class<'_>],
        packs: Option<&Packs>,
        misfits: &mut Vec<Misfit>,
    ) -> Self {
        let declared = keys(line);
        let mut path = self.clone();
        for key in &mut path.keys {
            let only = declared.first().filter(|_| key.name.is_empty() && declared.len() == 1);
            if let Some(only) = only {
                only.name().clone_into(&mut key.name);
            }
            let is_it = |it: &&Property<'_>| it.name().eq_ignore_ascii_case(&key.name);
            let Some(property) = declared.iter().find(is_it) else {
                let expected = "expected a key of the class";
                note(misfits, MisfitKind::Unknown, &key.name, expected);
                continue;
            };
            key.value = of_type(key, property, packs, misfits);
        }
        for property in
            declared.iter().filter(|it| path.is_instance() && path.key(it.name()).is_none())
        {
            note(misfits, MisfitKind::Missing, property.name(), "expected all keys of the class");
        }
        if let Some(uri) = line.first().map(ClassUri::from).filter(|_| path.base.is_none()) {
            path.base = Some(uri.base().to_owned());
            let namespace = path.namespace.or(uri.namespace().map(str::to_owned));
            path.namespace = namespace;
        }
        path
    }
}

impl Instance<'_> {
    /// Its path, by the keys that a class has; in no CIM namespace, unless the namespace of its
    /// elements has it as those of WMI do.
    ///
    /// # Errors
    /// The first key that has no single value: missing, null, an array, or elements. A text that is
    /// not of its type is a key all the same, of no known type.
    ///
    /// ```
    /// # #[cfg(feature = "cim-2-49")] {
    /// use cimwire::cim::Instance;
    /// let document = cimwire::xml::Document::decode(
    ///     "<p:CIM_RegisteredProfile
    ///         xmlns:p='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_RegisteredProfile'>
    ///        <p:InstanceID>DMTF:1</p:InstanceID><p:RegisteredName>Fan</p:RegisteredName>
    ///      </p:CIM_RegisteredProfile>",
    /// ).unwrap();
    /// let class = cimwire::schema::pack::Pack::cim().class("CIM_RegisteredProfile").unwrap();
    /// let path = Instance::of(document.root()).path(&class).unwrap().in_namespace("interop");
    /// assert_eq!(path.to_string(), "interop:CIM_RegisteredProfile.InstanceID=\"DMTF:1\"");
    /// # }
    /// ```
    pub fn path(self, class: &Class<'_>) -> Result<Path, Misfit> {
        self.path_as(&[*class])
    }

    /// The same by its class in packs, also where it inherits keys from another pack; nothing where
    /// they do not have the class.
    ///
    /// # Errors
    /// As [`Instance::path`].
    pub fn path_by(self, packs: &Packs) -> Option<Result<Path, Misfit>> {
        let line: Vec<_> = packs.line(&self.class_name()).collect();
        (!line.is_empty()).then(|| self.path_as(&line))
    }

    fn path_as(self, line: &[Class<'_>]) -> Result<Path, Misfit> {
        let namespace = self.namespace();
        let uri = ClassUri::of(&namespace).or(line.first().map(ClassUri::from));
        let mut path = uri.map_or_else(|| Path::new(""), Path::from);
        path.class = self.class_name().into_owned();
        let declared = keys(line);
        path.is_singleton = declared.is_empty();
        for property in declared {
            path.keys.push(Key::new(property.name(), self.key(&property)?));
        }
        Ok(path)
    }

    fn key(self, declared: &Property<'_>) -> Result<KeyValue, Misfit> {
        let unfit = |kind, expected| Misfit {
            kind,
            property: declared.name().to_owned(),
            offset: self.element().tree().offset_in_input(self.element().range().start),
            expected,
        };
        let wire = self.property(declared.name());
        let wire = wire.ok_or_else(|| unfit(MisfitKind::Missing, "expected a key, found none"))?;
        let mut misfits = Vec::new();
        let value = decode(&wire, (*declared).into(), &mut misfits);
        let given = wire.values().next();
        let text = given.map(text_of).unwrap_or_default();
        match value {
            Value::Reference(reference) => Ok(reference
                .path()
                .map_err(|_| unfit(MisfitKind::Form, "expected a reference to an instance"))?
                .into()),
            Value::Null | Value::Array(_) | Value::Octets(_) | Value::Instance(_) => {
                let first = misfits.into_iter().next();
                Err(first.unwrap_or_else(|| unfit(MisfitKind::Form, "expected a single value")))
            }
            Value::Untyped(_) if misfits.first().is_some_and(|it| it.kind == MisfitKind::Form) => {
                Err(misfits.swap_remove(0))
            }
            Value::Untyped(_) => Ok(KeyValue::Text(text)),
            _ => Ok(KeyValue::Typed(text, declared.of())),
        }
    }
}

/// The text of a value; that of a date-time is one element further in.
fn text_of(given: Given<'_>) -> String {
    match given.form() {
        Form::DateTime(date) => date.text().to_owned(),
        _ => given.text().into_owned(),
    }
}

/// The keys of a class, each once: the first one to declare it says what it is.
fn keys<'p>(line: &[Class<'p>]) -> Vec<Property<'p>> {
    let mut keys: Vec<Property<'p>> = Vec::new();
    for property in line.iter().flat_map(Class::properties).filter(Property::is_key) {
        if !keys.iter().any(|it| it.name().eq_ignore_ascii_case(property.name())) {
            keys.push(property);
        }
    }
    keys
}

/// The value of a key with its type, or as it is where it does not fit.
fn of_type(
    key: &Key,
    declared: &Property<'_>,
    packs: Option<&Packs>,
    misfits: &mut Vec<Misfit>,
) -> KeyValue {
    let is_reference = declared.of() == Type::Reference;
    match &key.value {
        KeyValue::Reference(path) if is_reference => inner(path, packs, misfits).into(),
        KeyValue::Text(text) if is_reference => match text.parse::<Path>() {
            Ok(path) => inner(&path, packs, misfits).into(),
            Err(_) => {
                note(misfits, MisfitKind::Lexical, &key.name, "expected the path of an instance");
                key.value.clone()
            }
        },
        KeyValue::Reference(_) => {
            note(misfits, MisfitKind::Form, &key.name, "expected text, found a reference");
            key.value.clone()
        }
        value => value.typed(declared.of()).unwrap_or_else(|(kind, expected)| {
            note(misfits, kind, &key.name, expected);
            value.clone()
        }),
    }
}

/// A path in a key, with the types of its own class.
fn inner(path: &Path, packs: Option<&Packs>, misfits: &mut Vec<Misfit>) -> Path {
    let line: Vec<_> = packs.into_iter().flat_map(|packs| packs.line(&path.class)).collect();
    if line.is_empty() { path.clone() } else { path.typed_as(&line, packs, misfits) }
}

fn note(misfits: &mut Vec<Misfit>, kind: MisfitKind, property: &str, expected: &'static str) {
    misfits.push(Misfit { kind, property: property.to_owned(), offset: 0, expected });
}
