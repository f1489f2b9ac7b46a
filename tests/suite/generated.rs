//! Generated files are as fresh as the tables they are made from.

use std::fs;
use std::path::Path;

use cimwire::schema::pack::{Pack, Packs};
use cimwire_tests::root;
use schema_gen::unpack::{Whole, interfaces, structs};
use xtask::r#gen::{CLASSES, STRUCTS};

#[test]
fn generated_files_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let stale = xtask::r#gen::heal(&root).unwrap();
    assert!(stale.is_empty(), "these were stale and are fresh now, run the tests again: {stale:?}");
}

/// The package for Node checks that they compile, and that values are of their types.
#[test]
fn generated_interfaces_are_fresh() {
    let acme = Pack::open(fs::read(root().join("tests/corpus/schema/acme.cimpack")).unwrap());
    let packs: Packs = [Pack::cim().clone(), acme.unwrap()].into_iter().collect();
    let classes = ["ACME_Pump", "ACME_PumpSetting"].map(|name| Whole::of(&packs, name).unwrap());
    heal("bindings/node/test/acme.d.ts", &interfaces(&classes, "CIM 2.49.0, ACME 1.2"));
}

#[test]
fn generated_structs_are_fresh_and_small() {
    let packs: Packs = [Pack::cim().clone()].into_iter().collect();
    let classes = CLASSES.split(',').map(|name| Whole::of(&packs, name));
    let classes: Vec<_> = classes.collect::<Result<_, _>>().unwrap();
    let fresh = structs(&classes, Pack::cim().source());
    heal(STRUCTS, &fresh);
    // A field costs a line each to be told of, declared, read and written.
    let count = |start: &str| fresh.lines().filter(|it| it.starts_with(start)).count();
    let most = 4 * count("    pub ") + 32 * count("pub struct");
    assert!(fresh.lines().count() <= most, "{} lines, {most}", fresh.lines().count());
}

/// Writes a file that is not as it should be, and fails then.
fn heal(path: &str, fresh: &str) {
    let place = root().join(path);
    let is_fresh = fs::read_to_string(&place).is_ok_and(|text| text == fresh);
    if !is_fresh {
        fs::write(place, fresh).unwrap();
    }
    assert!(is_fresh, "{path} was stale and is fresh now, run the tests again");
}
