//! Packs: classes in one file that is read in place (docs/pack.md).

mod parts;

use std::collections::HashMap;

use crate::classes::{Class, Fact, Facts, Flat, Method, Property, Type, Value, flatten};
use parts::{Item, Pool};

/// The pack of all these classes; `source` says where they are from, as in `CIM 2.49.0`.
///
/// # Errors
/// A class that is declared twice or inherits from itself; more than 65,534 classes, properties or
/// methods, each counted where it is declared.
pub fn pack(source: &str, classes: &[Class]) -> Result<Vec<u8>, String> {
    let flat = flatten(classes)?;
    let mut order: Vec<usize> = (0..flat.len()).collect();
    order.sort_by_cached_key(|class| classes[*class].name.to_ascii_lowercase());
    let mut ranks = vec![0; flat.len()];
    for (rank, class) in order.iter().enumerate() {
        ranks[*class] = rank;
    }
    let mut packer = Packer { ranks, ..Packer::default() };
    let source = packer.pool.text(source);
    for class in &order {
        packer.class(&flat[*class]);
    }
    packer.finish(
        source,
        &order.iter().map(|class| classes[*class].name.as_str()).collect::<Vec<_>>(),
    )
}

#[derive(Default)]
struct Packer {
    /// The number of each class in the pack.
    ranks: Vec<usize>,
    pool: Pool,
    properties: Vec<Item>,
    methods: Vec<Item>,
    classes: Vec<Item>,
    /// The number of a property, by the class that declares it and its name.
    property_numbers: HashMap<(usize, String), usize>,
    method_numbers: HashMap<(usize, String), usize>,
}

impl Packer {
    fn class(&mut self, flat: &Flat) {
        let class = flat.class;
        let mut item = Item::default();
        item.text(self.pool.text(&class.name));
        for text in [class.superclass.as_deref(), class.namespace.as_deref(), flat.missing] {
            match text {
                Some(text) => item.some_text(self.pool.text(text)),
                None => item.number(0),
            }
        }
        self.facts(&mut item, &flat.facts);
        item.number(flat.properties.len());
        item.number(flat.methods.len());
        // In the order of the elements of a WS-CIM class (DSP0230).
        let mut properties: Vec<_> = flat.properties.iter().collect();
        properties.sort_by(|a, b| a.of.name.cmp(&b.of.name));
        for property in properties {
            let key = (property.class, property.of.name.to_ascii_lowercase());
            let number = match self.property_numbers.get(&key) {
                Some(number) => *number,
                None => {
                    let item = self.property(property.class, &property.of);
                    self.property_numbers.insert(key, self.properties.len());
                    self.properties.push(item);
                    self.properties.len() - 1
                }
            };
            item.short(number);
        }
        let mut methods: Vec<_> = flat.methods.iter().collect();
        methods.sort_by(|a, b| a.of.name.cmp(&b.of.name));
        for method in methods {
            let key = (method.class, method.of.name.to_ascii_lowercase());
            let number = match self.method_numbers.get(&key) {
                Some(number) => *number,
                None => {
                    let item = self.method(method.class, &method.of);
                    self.method_numbers.insert(key, self.methods.len());
                    self.methods.push(item);
                    self.methods.len() - 1
                }
            };
            item.short(number);
        }
        self.classes.push(item);
    }

    fn property(&mut self, class: usize, property: &Property) -> Item {
        let mut item = Item::default();
        item.text(self.pool.text(&property.name));
        item.byte(code(Some(property.of)) | if property.is_array { ARRAY } else { 0 });
        item.number(self.ranks[class]);
        self.facts(&mut item, &property.facts);
        item
    }

    fn method(&mut self, class: usize, method: &Method) -> Item {
        let mut item = Item::default();
        item.text(self.pool.text(&method.name));
        item.byte(code(method.of));
        item.number(self.ranks[class]);
        self.facts(&mut item, &method.facts);
        for parameter in &method.parameters {
            let mut parameter = parameter.clone();
            if parameter.facts.of(Fact::In).is_none() {
                parameter.facts.insert(Fact::In, Value::Flag(true));
            }
            item.append(self.property(class, &parameter));
        }
        item
    }

    /// A bit for each fact that holds, and then their values.
    fn facts(&mut self, item: &mut Item, facts: &Facts) {
        let bit = |(number, fact): (usize, &Fact)| usize::from(facts.has(*fact)) << number;
        item.number(Fact::ALL.iter().enumerate().map(bit).sum());
        for (_, value) in facts.iter() {
            match value {
                Value::Flag(_) => {}
                Value::Number(number) => item.signed(*number),
                Value::Text(text) => item.text(self.pool.text(text)),
                Value::Texts(texts) => item.number(self.pool.list(texts)),
            }
        }
    }

    fn finish(self, source: usize, names: &[&str]) -> Result<Vec<u8>, String> {
        let counts = [
            ("classes", self.classes.len()),
            ("properties", self.properties.len()),
            ("methods", self.methods.len()),
        ];
        for (what, count) in counts {
            if count > MAX_ITEMS {
                return Err(format!("expected at most {MAX_ITEMS} {what}, found {count}"));
            }
        }
        let Self { pool, properties, methods, classes, .. } = self;
        let ranks = pool.ranks();
        let lists = pool.lists();
        let bytes = |items: &[Item]| items.iter().map(|item| item.bytes(&ranks)).collect();
        let tables: [Vec<Vec<u8>>; 5] =
            [pool.texts(), bytes(&lists), bytes(&properties), bytes(&methods), bytes(&classes)];
        let slots = slots(names);
        let mut body = Vec::new();
        let mut put = |number: usize| {
            let number =
                u32::try_from(number).map_err(|_| "expected less than 4 GiB".to_owned())?;
            body.extend(number.to_le_bytes());
            Ok::<(), String>(())
        };
        put(ranks[source])?;
        for table in &tables {
            put(table.len())?;
            put(table.iter().map(Vec::len).sum())?;
        }
        put(slots.len())?;
        for table in &tables {
            write_table(&mut body, table);
        }
        body.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
        let head = [VERSION, crc32fast::hash(&body)].map(u32::to_le_bytes).concat();
        Ok([MAGIC.as_slice(), &head, &body].concat())
    }
}

/// Where each item ends, and the items.
fn write_table(body: &mut Vec<u8>, items: &[Vec<u8>]) {
    let mut end = 0_u32;
    for item in items {
        // The sum of all lengths fits: it is in the header.
        end += item.len() as u32;
        body.extend(end.to_le_bytes());
    }
    items.iter().for_each(|item| body.extend(item));
}

/// The number of a type in a pack; that of none is 31.
fn code(of: Option<Type>) -> u8 {
    let position = of.and_then(|of| Type::ALL.iter().position(|it| *it == of));
    position.and_then(|it| u8::try_from(it).ok()).unwrap_or(VOID)
}

/// The hash table of the names: each slot is empty or has the number of a class, plus one.
fn slots(names: &[&str]) -> Vec<u16> {
    let mut slots = vec![0_u16; (names.len() * 2).next_power_of_two()];
    let mask = slots.len() - 1;
    for (class, name) in (1..).zip(names) {
        let mut slot = hash(name) as usize & mask;
        while slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        slots[slot] = class;
    }
    slots
}

/// FNV-1a of 32 bits over the name in lower case (ASCII).
fn hash(name: &str) -> u32 {
    let step = |hash: u32, byte: u8| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    };
    name.bytes().fold(0x811c_9dc5, step)
}

const MAGIC: &[u8; 8] = b"cimpack\n";
const VERSION: u32 = 1;
const MAX_ITEMS: usize = 65_534;
const VOID: u8 = 31;
const ARRAY: u8 = 0x80;
