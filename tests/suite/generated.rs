//! Generated files are as fresh as the tables they are made from.

use std::path::Path;

#[test]
fn generated_files_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let stale = xtask::r#gen::heal(&root).unwrap();
    assert!(stale.is_empty(), "these were stale and are fresh now, run the tests again: {stale:?}");
}
