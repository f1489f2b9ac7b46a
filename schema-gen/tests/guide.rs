//! `docs/cim.md` does what it says: its files, its commands and its Rust are those of this test.

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

const GUIDE: &str = include_str!("../../docs/cim.md");

#[test]
fn the_guide_works() -> Result<(), Box<dyn Error>> {
    let folder = env::temp_dir().join(format!("cimwire-guide-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    env::set_current_dir(&folder)?;
    std::fs::write("acme.mof", block("mof"))?;
    std::fs::write("fan.xml", block("xml"))?;
    let mut shown = String::new();
    for line in block("sh").lines() {
        shown += &run(line.split('#').next().unwrap_or_default());
    }
    // The command is another package's, and so may not be built.
    if !shown.is_empty() {
        for part in ["Duty", "1 (Quiet)", "2 (OK)"] {
            assert!(shown.contains(part), "expected {part} in {shown}");
        }
    }
    assert!(std::fs::read_to_string("acme.rs")?.contains("pub duty: Field<'m, u8>"));
    assert!(std::fs::read_to_string("ACME_Fan.xsd")?.contains("ref=\"class:Duty\""));
    program()?;
    let ours = include_str!("guide.rs");
    for line in block("rust").lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        let code = line.split(" // ").next().unwrap_or_default();
        assert!(ours.contains(code), "expected the test to have {code}");
    }
    env::set_current_dir(env::temp_dir())?;
    Ok(std::fs::remove_dir_all(folder)?)
}

/// The Rust of the guide.
fn program() -> Result<(), Box<dyn Error>> {
    use cimwire::Message;
    use cimwire::cim::{Item, Value, items};
    use cimwire::request::Put;
    use cimwire::schema::pack::{Pack, Packs};

    let acme = Pack::open(std::fs::read("acme.cimpack")?)?;
    let packs: Packs = [Pack::cim().clone(), acme].into_iter().collect();

    let message = Message::decode(std::fs::read("fan.xml")?)?;
    let typed = message.typed();
    let fan = items(&typed).find_map(Item::instance).ok_or("no instance")?;
    let values = fan.typed_by(&packs).ok_or("no such class")?;
    assert!(matches!(values.value("Duty"), Some(Value::Uint8(40))));
    assert!(matches!(values.value("OperationalStatus"), Some(Value::Array(it)) if it.len() == 1));
    assert!(matches!(values.value("DeviceID"), Some(Value::String(it)) if it == "007"));
    assert!(values.misfits().is_empty());

    let mut draft = fan.draft();
    draft.set("Duty", 65u8).set("Mode", 2u16);
    let changed = draft.build_by(&packs)?;
    assert!(changed.root().outer().contains("<f:Duty>65</f:Duty><f:Mode>2</f:Mode>"));
    let uri = "http://acme.example/wscim/1/ACME_Fan";
    let put = Put::new(uri, changed).selector("DeviceID", "007");
    let put = put.to("https://rack/wsman").encode()?;

    // What the guide says in passing.
    assert!(!put.is_empty());
    for value in [Value::from(120), Value::from("fast")] {
        let mut draft = fan.draft();
        let error = draft.set("Duty", value).build_by(&packs).expect_err("no duty");
        assert_eq!(error.path(), "ACME_Fan/Duty");
    }
    Ok(())
}

/// The first block of code in a language.
fn block(language: &str) -> &'static str {
    let start = format!("```{language}\n");
    let (_, rest) = GUIDE.split_once(&start).expect("a block in this language");
    rest.split("```").next().expect("its end")
}

/// What a command prints, nothing where it is not there.
fn run(line: &str) -> String {
    let mut words = line.split_whitespace();
    let name = words.next().expect("a command");
    let ours = Path::new(env!("CARGO_BIN_EXE_schema-gen"));
    let program = match name {
        "schema-gen" => ours.to_owned(),
        other => beside(ours, other),
    };
    if !program.is_file() {
        return String::new();
    }
    let output = Command::new(program).args(words).output().expect("it starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}: {errors}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    if name == "schema-gen" { String::new() } else { text }
}

fn beside(program: &Path, name: &str) -> PathBuf {
    program.with_file_name(format!("{name}{}", env::consts::EXE_SUFFIX))
}
