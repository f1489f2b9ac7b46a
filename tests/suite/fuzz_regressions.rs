//! What fuzzing found stays found: every file of `fuzz/regressions` through its target.

use std::fs;

use cimwire_tests::{oracle, report, root};

#[test]
fn findings_stay_fixed() {
    let mut replayed = 0;
    for target in fs::read_dir(root().join("fuzz/regressions")).expect("fuzz/regressions") {
        let folder = target.expect("an entry").path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let target = target_of(&name);
        for finding in fs::read_dir(folder).expect("a target's findings") {
            let path = finding.expect("an entry").path();
            println!("{}", path.display());
            target(&fs::read(path).expect("a finding"));
            replayed += 1;
        }
    }
    report(format!("{replayed} findings stay fixed"));
}

#[test]
fn every_target_has_an_oracle() {
    for target in fs::read_dir(root().join("fuzz/fuzz_targets")).expect("fuzz/fuzz_targets") {
        let path = target.expect("an entry").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name != OF_ITS_OWN {
            target_of(&name);
        }
    }
}

/// Calls the library for C, which has no Rust face that these tests could call: findings of it
/// become tests of `bindings/c`.
const OF_ITS_OWN: &str = "c_abi";

/// The oracle behind a fuzz target.
fn target_of(name: &str) -> fn(&[u8]) {
    match name {
        "compare" => oracle::compare,
        "facade" => oracle::facade,
        "instance" => oracle::instance,
        "json" => oracle::json,
        "judge" => oracle::judge,
        "mof" => oracle::mof,
        "pack" => oracle::pack,
        "reader" => oracle::reader,
        "records" => oracle::records,
        "roundtrip" => oracle::roundtrip,
        "salvage" => oracle::salvage,
        "typed" => oracle::typed,
        _ => panic!("no oracle is named {name}"),
    }
}
