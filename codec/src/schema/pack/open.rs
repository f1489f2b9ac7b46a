//! Opening a pack: nothing in it is believed.

use bytes::Bytes;

use super::Pack;
use super::class::{Class, Method, Property};
use super::table::{Cursor, Table};
use crate::error::{Error, ErrorKind, Result};

/// The pack in these bytes, all of it checked: numbers of items are of items that are there, texts
/// are UTF-8, nothing is left over.
pub(super) fn open(bytes: Bytes) -> Result<Pack> {
    head(&bytes)?;
    let mut header = Cursor::new(bytes.get(CHECKED..HEADER).unwrap_or_default());
    let size = bytes.len();
    let short = || error(size, "expected a pack to have a header of 64 bytes");
    let mut next = || header.take(4).and_then(|it| it.first_chunk()).copied();
    let mut number = || next().map(u32::from_le_bytes).ok_or_else(short);
    let source = number()?;
    let mut end = HEADER;
    let mut tables = [Table::default(); 5];
    for table in &mut tables {
        let (items, length) = (number()?, number()? as usize);
        let start = (items as usize).checked_mul(4).and_then(|it| it.checked_add(end));
        let start = start.ok_or_else(short)?;
        *table = Table { items, ends: end, start, length };
        end = start.checked_add(length).ok_or_else(short)?;
    }
    let slot_count = number()? as usize;
    let slots_end = slot_count.checked_mul(2).and_then(|it| it.checked_add(end));
    if slots_end != Some(size) {
        return Err(error(size, "expected a pack to be as long as its header says"));
    }
    let [texts, lists, properties, methods, classes] = tables;
    let slots = end;
    let pack =
        Pack { bytes, source, texts, lists, properties, methods, classes, slots, slot_count };
    check(&pack)?;
    Ok(pack)
}

/// The first 16 bytes.
fn head(bytes: &[u8]) -> Result<()> {
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        return Err(error(0, "expected a pack of classes"));
    };
    let part = |at: usize| rest.get(at..).and_then(|it| it.first_chunk()).copied();
    let (Some(version), Some(checksum)) = (part(0), part(4)) else {
        return Err(error(bytes.len(), "expected a pack to have a header of 64 bytes"));
    };
    let version = u32::from_le_bytes(version);
    if version != VERSION {
        let text = format!("expected a pack of version {VERSION}, found {version}");
        return Err(Error::new(ErrorKind::Pack, MAGIC.len(), text));
    }
    if crc32fast::hash(bytes.get(CHECKED..).unwrap_or_default()) != u32::from_le_bytes(checksum) {
        return Err(error(12, "expected a pack to have its checksum: it is damaged"));
    }
    Ok(())
}

fn check(pack: &Pack) -> Result<()> {
    check_table(pack, &pack.texts, |item| std::str::from_utf8(item).is_ok())?;
    check_table(pack, &pack.lists, |item| is_list(pack, item))?;
    check_table(pack, &pack.properties, |item| {
        let mut item = Cursor::new(item);
        Property::read(pack, &mut item).is_some_and(|it| it.is_whole()) && item.is_at_end()
    })?;
    check_table(pack, &pack.methods, |item| {
        Method::read(pack, item).is_some_and(|it| it.is_whole())
    })?;
    check_table(pack, &pack.classes, |item| {
        Class::read(pack, item).is_some_and(|it| it.is_whole())
    })?;
    if pack.source >= pack.texts.items || !pack.slot_count.is_power_of_two() {
        return Err(error(CHECKED, "expected a header that fits the pack"));
    }
    let is_class = |slot| pack.slot(slot).is_some_and(|it| u32::from(it) <= pack.classes.items);
    let is_found = |class: Class| pack.class(class.name()).is_some();
    if !(0..pack.slot_count).all(is_class) || !pack.classes().all(is_found) {
        return Err(error(pack.slots, "expected every class to have its slot"));
    }
    Ok(())
}

fn is_list(pack: &Pack, item: &[u8]) -> bool {
    let mut item = Cursor::new(item);
    while !item.is_at_end() {
        if item.small().is_none_or(|text| text >= pack.texts.items) {
            return false;
        }
    }
    true
}

/// Every item: `is_whole` says whether one is as it should be.
fn check_table(pack: &Pack, table: &Table, is_whole: impl Fn(&[u8]) -> bool) -> Result<()> {
    for number in 0..table.items {
        if !table.item(&pack.bytes, number).is_some_and(&is_whole) {
            let text = format!("expected item {number} to be whole");
            return Err(Error::new(ErrorKind::Pack, table.ends, text));
        }
    }
    if !table.is_full(&pack.bytes) {
        return Err(error(table.start, "expected the last item to end with its table"));
    }
    Ok(())
}

fn error(offset: usize, text: &'static str) -> Error {
    Error::new(ErrorKind::Pack, offset, text)
}

const MAGIC: &[u8] = b"cimpack\n";
const VERSION: u32 = 1;
/// The checksum is that of all from here.
const CHECKED: usize = 16;
const HEADER: usize = 64;
