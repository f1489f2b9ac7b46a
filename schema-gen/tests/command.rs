//! `schema-gen pack` takes MOF from files, folders and archives, and schemas; what is wrong it tells
//! with its place.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cimwire::schema::pack::Pack;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[test]
fn a_pack_is_made_of_every_kind_of_input() {
    let folder = folder("kinds");
    let mof = folder.join("all/a.mof");
    fs::write(&mof, "class ACME_A { [Key] string Name; };").unwrap();
    let archive = folder.join("a.zip");
    let mut writer = ZipWriter::new(fs::File::create(&archive).unwrap());
    writer.start_file("deep/a.mof", SimpleFileOptions::default()).unwrap();
    writer.write_all(&fs::read(&mof).unwrap()).unwrap();
    writer.finish().unwrap();
    let pack = folder.join("a.cimpack");
    for input in [&mof, &folder.join("all"), &archive] {
        succeed(&["pack", "--mof", path(input), "-o", path(&pack)]);
        assert!(opened(&pack).class("ACME_A").unwrap().property("Name").unwrap().is_key());
    }
    succeed(&["xsd", "--pack", path(&pack), "--class", "acme_a", "-o", path(&folder)]);
    let structs = folder.join("a.rs");
    let both = ["--classes", "ACME_A,CIM_SettingData", "-o", path(&structs)];
    succeed(&[&["rust", "--pack", path(&pack)][..], &both].concat());
    let text = fs::read_to_string(structs).unwrap();
    assert!(text.contains("pub struct AcmeA<") && text.contains("pub struct CimSettingData<"));
    let interfaces = folder.join("a.d.ts");
    let one = ["--classes", "ACME_A", "-o", path(&interfaces)];
    succeed(&[&["typescript", "--pack", path(&pack)][..], &one].concat());
    assert!(fs::read_to_string(interfaces).unwrap().contains("export interface ACME_A {"));
    let schema = folder.join("ACME_A.xsd");
    succeed(&["pack", "--xsd", path(&schema), "-o", path(&pack)]);
    assert!(opened(&pack).class("ACME_A").unwrap().property("Name").unwrap().is_required());
    let answer = folder.join("a.xml");
    let class = "<CLASS NAME='ACME_A'><PROPERTY NAME='Name' TYPE='string'/></CLASS>";
    fs::write(&answer, format!("<a>{class}</a>")).unwrap();
    succeed(&["pack", "--cim-xml", path(&answer), "-o", path(&pack)]);
    assert!(!opened(&pack).class("ACME_A").unwrap().property("Name").unwrap().is_key());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn up_to_twenty_errors_are_told_with_their_places() {
    let folder = folder("errors");
    let mof = folder.join("all/bad.mof");
    fs::write(&mof, "class A {\n".to_owned() + &"  unit8 B;\n".repeat(30) + "};").unwrap();
    let pack = folder.join("bad.cimpack");
    let output = run(&["pack", "--mof", path(&folder.join("all")), "-o", path(&pack)]);
    assert!(!output.status.success() && !pack.exists());
    let text = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 20, "{text}");
    assert!(lines[0].ends_with("bad.mof:2:3: expected a type, found `unit8`"), "{}", lines[0]);
    fs::remove_dir_all(folder).unwrap();
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("cimwire-{name}-{}", std::process::id()));
    fs::create_dir_all(folder.join("all")).unwrap();
    folder
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn opened(path: &Path) -> Pack {
    Pack::open(fs::read(path).unwrap()).unwrap()
}

fn succeed(words: &[&str]) {
    let output = run(words);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_schema-gen")).args(words).output().unwrap()
}
