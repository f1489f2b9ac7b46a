//! `docs/cim.md` and `docs/pack.md` do what they say: their files, their commands and their Rust are
//! those of this test.

#![cfg(unix)]

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::Command;

const GUIDE: &str = include_str!("../../docs/cim.md");
const PACK: &str = include_str!("../../docs/pack.md");
const OURS: &str = include_str!("guide.rs");

#[test]
fn the_guides_work() -> Result<(), Box<dyn Error>> {
    let folder = env::temp_dir().join(format!("cimwire-guide-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    env::set_current_dir(&folder)?;
    guide()?;
    pack()?;
    env::set_current_dir(env::temp_dir())?;
    Ok(std::fs::remove_dir_all(folder)?)
}

fn guide() -> Result<(), Box<dyn Error>> {
    for (file, language) in [("acme.mof", "mof"), ("fan.xml", "xml")] {
        std::fs::write(file, blocks(GUIDE, language).concat())?;
    }
    let shown = run(&commands(GUIDE))?;
    if has_command() {
        for part in ["Duty", "1 (Quiet)", "2 (OK)", "\"self\":"] {
            assert!(shown.contains(part), "expected {part} in {shown}");
        }
    }
    assert!(std::fs::read_to_string("acme.rs")?.contains("pub duty: Field<'m, u8>"));
    assert!(std::fs::read_to_string("ACME_Fan.xsd")?.contains("ref=\"class:Duty\""));
    program()?;
    has_code_of(GUIDE);
    Ok(())
}

fn pack() -> Result<(), Box<dyn Error>> {
    use cimwire::schema::pack::{Pack, Packs};

    let mof = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/schema/acme.mof");
    std::fs::copy(mof, "vendor.mof")?;
    std::fs::create_dir_all("schemas")?;
    let shown = run(&commands(PACK))?;
    assert!(shown.contains("ACME_Pump"), "expected ACME_Pump in {shown}");
    if has_command() {
        assert!(shown.contains(">ACME_Pump</w:Selector>"), "expected a request in {shown}");
    }
    assert!(std::fs::read_to_string("acme.rs")?.contains("pub struct AcmePump"));
    assert!(Path::new("schemas/ACME_Pump.xsd").is_file());

    let acme = Pack::open(std::fs::read("acme.cimpack")?)?;
    let packs: Packs = [Pack::cim().clone(), acme].into_iter().collect();
    let state = packs.property("ACME_Pump", "EnabledState");
    assert!(state.is_some());
    has_code_of(PACK);
    Ok(())
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

/// What the Rust of a page has, this test has.
fn has_code_of(page: &str) {
    for line in blocks(page, "rust").concat().lines().map(str::trim) {
        let code = line.split("//").next().unwrap_or_default().trim_end();
        assert!(OURS.contains(code), "expected the test to have {code}");
    }
}

/// The blocks of code in a language.
fn blocks<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let start = format!("```{language}\n");
    page.split(&start).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// The commands of a page, a line each: those of its blocks, and those in its text that name a file.
fn commands(page: &str) -> String {
    let mut commands = blocks(page, "sh").concat().replace("\\\n", "");
    for span in page.replace('\n', " ").split('`').skip(1).step_by(2) {
        let is_ours = span.starts_with("cimwire ") || span.starts_with("schema-gen ");
        if is_ours && span.contains('.') {
            commands += &format!("{span}\n");
        }
    }
    commands
}

/// What commands print; those of the package `cimwire-cli` are left out where it is not built.
fn run(commands: &str) -> Result<String, Box<dyn Error>> {
    let is_there = |line: &&str| has_command() || !line.starts_with("cimwire ");
    let script: Vec<&str> = commands.lines().filter(is_there).collect();
    let ours = Path::new(env!("CARGO_BIN_EXE_schema-gen")).parent().map(Path::to_owned);
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(ours.into_iter().chain(env::split_paths(&path)))?;
    let mut shell = Command::new("sh");
    let output = shell.args(["-e", "-c", &script.join("\n")]).env("PATH", path).output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", script.join("\n"));
    Ok(String::from_utf8(output.stdout)?)
}

/// Whether the command is built, as it is with the whole workspace.
fn has_command() -> bool {
    Path::new(env!("CARGO_BIN_EXE_schema-gen")).with_file_name("cimwire").is_file()
}
