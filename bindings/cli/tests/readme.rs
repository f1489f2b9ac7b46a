//! The shell of the README does what it says: each command is run, with messages of the corpus for
//! its files, and shows what it is to show.

#![cfg(unix)]

use std::env;
use std::error::Error;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const README: &str = include_str!("../../../README.md");

/// What commands begin with, the code they end with, and part of what they show.
const SHOWN: [(&str, i32, &str); 10] = [
    ("cimwire decode response.xml ", 0, "PullResponse"),
    ("cimwire decode --ndjson captures/ |", 0, "EndTag"),
    ("cimwire decode --rows pull-*.xml ", 0, "\tDeviceID\t"),
    ("cimwire decode --json get.xml |", 0, "<a:Action"),
    ("cimwire decode --json --schema acme.cimpack x.xml ", 0, r#""Temperature":"#),
    ("cimwire schema show CIM_Fan ", 0, "DeviceID"),
    ("cimwire check captures/*.xml ", 1, "DSP0226:"),
    ("cimwire diff a.xml b.xml ", 1, "Action"),
    ("cimwire canon response.xml ", 0, "PullResponse"),
    ("cimwire make get ", 0, "Fault, w:InvalidSelectors"),
];

#[test]
fn every_command_shows_what_it_is_to_show() -> Result<(), Box<dyn Error>> {
    let folder = place()?;
    let commands = commands(block("**Shell**"));
    for (command, (start, code, part)) in commands.iter().zip(SHOWN) {
        assert!(command.starts_with(start), "expected {start}, found {command}");
        let output = shell(&folder, command)?;
        let (shown, errors) =
            (String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?);
        assert_eq!(output.status.code(), Some(code), "{command}\n{shown}{errors}");
        assert!(shown.contains(part), "{command}: expected {part} in\n{shown}{errors}");
    }
    assert_eq!(commands.len(), SHOWN.len(), "{commands:#?}");
    Ok(fs::remove_dir_all(folder)?)
}

/// The first is the command as it is built here: cargo does not wait for itself.
#[test]
fn the_two_commands_are_there() -> Result<(), Box<dyn Error>> {
    let commands = commands(block("## Two commands"));
    let [first, second] = &commands[..] else { panic!("expected two, found {commands:#?}") };
    let first = first.strip_prefix("cargo run --release -- ").ok_or("expected the command")?;
    assert!(include_str!("../../../Cargo.toml").contains(r#""bindings/cli""#));
    let output = shell(&root(), &format!("cimwire {first}"))?;
    assert!(output.status.success() && output.stdout.starts_with(b"PullResponse"));
    assert!(second.starts_with("cargo xtask test "), "{second}");
    assert!(include_str!("../../../xtask/src/main.rs").contains("\n  test "));
    Ok(())
}

#[test]
fn the_tree_is_what_the_command_prints() -> Result<(), Box<dyn Error>> {
    let (command, shown) = README
        .split_once("```text\n$ ")
        .and_then(|(_, rest)| rest.split_once("```")?.0.split_once('\n'))
        .ok_or("expected a command and what it shows")?;
    assert_eq!(String::from_utf8(shell(&root(), command)?.stdout)?, shown);
    Ok(())
}

/// The shell behind a heading.
fn block(heading: &str) -> &'static str {
    let (_, rest) = README.split_once(heading).expect(heading);
    let (_, rest) = rest.split_once("```sh\n").expect("a block of shell");
    rest.split("```").next().expect("its end")
}

/// The commands of a script: a line goes on where it ends with a backslash or a bar.
fn commands(script: &str) -> Vec<String> {
    let mut commands = vec![String::new()];
    for line in script.lines().filter(|line| !line.is_empty()) {
        let command = commands.last_mut().expect("one at least");
        command.push_str(line);
        command.push('\n');
        if !line.ends_with(['\\', '|']) {
            commands.push(String::new());
        }
    }
    commands.pop();
    commands
}

fn shell(folder: &Path, command: &str) -> std::io::Result<Output> {
    let ours = Path::new(env!("CARGO_BIN_EXE_cimwire")).parent().map(Path::to_owned);
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = [folder.join("bin")].into_iter().chain(ours).chain(env::split_paths(&path));
    let path = env::join_paths(folders).map_err(std::io::Error::other)?;
    Command::new("sh").args(["-c", command]).current_dir(folder).env("PATH", path).output()
}

/// A folder with the files that the commands name, and with what stands for a server and for jq.
fn place() -> std::io::Result<PathBuf> {
    let folder = env::temp_dir().join(format!("cimwire-readme-{}", std::process::id()));
    fs::create_dir_all(folder.join("captures"))?;
    fs::create_dir_all(folder.join("bin"))?;
    for (from, to) in [
        ("pull-response.xml", "response.xml"),
        ("pull-response.xml", "pull-1.xml"),
        ("get.xml", "get.xml"),
        ("schema/pump.xml", "x.xml"),
        ("schema/acme.cimpack", "acme.cimpack"),
        ("get.xml", "a.xml"),
        ("pull-response.xml", "b.xml"),
        ("rules/R5.3-1.bad.xml", "captures/bad.xml"),
        ("fault.xml", "fault.xml"),
    ] {
        fs::copy(root().join("tests/corpus").join(from), folder.join(to))?;
    }
    fs::write(folder.join("captures/cut.xml"), "<a>\n</b>")?;
    for (name, script) in [("curl", CURL), ("jq", "#!/bin/sh\n[ \"$*\" = . ] && cat\n")] {
        let file = folder.join("bin").join(name);
        fs::write(&file, script)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
    }
    Ok(folder)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Answers who asks as curl is asked, for the selector that the README has.
const CURL: &str = r#"#!/bin/sh
expected="--negotiate -u : -H Content-Type: application/soap+xml;charset=UTF-8"
expected="$expected --data-binary @- http://server:5985/wsman"
[ "$*" = "$expected" ] || { echo "expected $expected, found $*" >&2; exit 1; }
request=$(cat)
case "$request" in
*'Name="Name">WinRM<'*) cat fault.xml ;;
*) echo "expected a Get of WinRM, found $request" >&2; exit 1 ;;
esac
"#;
