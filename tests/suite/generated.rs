//! Generated files are as fresh as the tables they are made from.

use std::fs;
use std::path::Path;

#[test]
fn generated_files_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut stale = Vec::new();
    for (path, fresh) in xtask::r#gen::files(&root).unwrap() {
        if fs::read_to_string(root.join(path)).is_ok_and(|text| text == fresh) {
            continue;
        }
        fs::write(root.join(path), fresh).unwrap();
        stale.push(path);
    }
    assert!(stale.is_empty(), "these were stale and are fresh now, run the tests again: {stale:?}");
}
