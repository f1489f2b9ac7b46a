//! The command as people and scripts run it: output, exit codes, standard streams.

#[path = "command/make.rs"]
mod make;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const MESSAGES: [&str; 9] = [
    "create-shell",
    "create-user",
    "events",
    "fault",
    "get",
    "identify",
    "identify-response",
    "identify-response-utf16",
    "pull-response",
];

/// The collection of the golden file; an instance of it, as XML again; and what does not fit.
#[test]
fn instances_are_told_as_cim_rs_has_them() {
    let pumps = corpus().join("cim/pumps.xml").to_string_lossy().into_owned();
    let place = ["--cim-rs", "--schema", &pack(), "--root", "/ns", "--namespace", "acme/plant"];
    let output = run(&[&["decode", &pumps][..], &place].concat());
    assert_well(&output);
    golden(&corpus().join("cim/pumps.cim-rs.json"), &output.stdout);
    let whole: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let one = whole["instances"][0].to_string();
    let xml = run_on(one.as_bytes(), &[&["encode", "-"][..], &place].concat());
    assert_well(&xml);
    let again = run_on(&xml.stdout, &[&["decode", "-"][..], &place].concat());
    let again: serde_json::Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(again, whole["instances"][0]);

    let pump = corpus().join("schema/pump.xml").to_string_lossy().into_owned();
    let refused = run(&[&["decode", &pump][..], &place].concat());
    assert_eq!((refused.status.code(), text(&refused.stdout)), (Some(1), ""));
    let said = text(&refused.stderr);
    assert!(
        said.contains("ACME_Pump/Setting/Limit") || said.contains("ACME_Pump/Temperature"),
        "{said}"
    );
    let wrong = one.replace("\"Mode\":2", "\"Mode\":\"2\"");
    let refused = run_on(wrong.as_bytes(), &[&["encode", "-"][..], &place].concat());
    assert!(text(&refused.stderr).contains("properties.Mode"), "{}", text(&refused.stderr));
    assert_eq!(run(&["decode", "--root", "/ns", &pump]).status.code(), Some(2));
    assert_eq!(run(&["decode", "--cim-rs", &pump, &pumps]).status.code(), Some(2));
}

#[test]
fn a_message_is_shown_as_a_tree() {
    for name in MESSAGES {
        let output = run(&["decode", &message(name)]);
        assert_well(&output);
        golden(&here().join(format!("tests/golden/{name}.txt")), &output.stdout);
    }
}

#[test]
fn what_is_wrong_with_a_message_is_in_its_tree() {
    let output = run_on(DEVIANT.as_bytes(), &["decode", "-"]);
    assert_well(&output);
    golden(&here().join("tests/golden/deviant.txt"), &output.stdout);
    let strict = run_on(DEVIANT.as_bytes(), &["decode", "--strict", "-"]);
    assert_eq!((strict.status.code(), text(&strict.stdout)), (Some(1), ""));
    let shown = text(&strict.stderr);
    assert!(shown.starts_with("-:2:13: Rule (305): DSP0226:R5.3-1: "), "{shown}");
}

#[test]
fn departures_from_rules_are_lines_of_check() {
    let output = run_on(DEVIANT.as_bytes(), &["check", "-"]);
    assert_eq!(output.status.code(), Some(1));
    golden(&here().join("tests/golden/check.txt"), &output.stdout);
    let few = run_on(DEVIANT.as_bytes(), &["check", "--level", "shall", "-"]);
    assert!(few.stdout.len() < output.stdout.len(), "{}", text(&few.stdout));
    assert_well(&run(&["check", &message("get"), &message("fault"), &message("identify")]));
    let refused = run(&["check", "no-such-file", &message("get")]);
    assert_eq!((refused.status.code(), text(&refused.stdout)), (Some(1), ""));
    let html = run_on(b"<html/>", &["check", "-"]);
    assert!(text(&html.stderr).contains("Html (302)"), "{}", text(&html.stderr));
}

#[test]
fn a_rule_that_only_advises_fails_nothing() {
    let get = run(&["make", "get", FAN, "--to", "http://server/wsman"]);
    let blank = text(&get.stdout).replace("http://server/wsman", " http://server/wsman");
    let output = run_on(blank.as_bytes(), &["check", "-"]);
    assert_well(&output);
    assert!(text(&output.stdout).contains(" (should) in "), "{}", text(&output.stdout));
    assert_eq!(text(&run_on(blank.as_bytes(), &["check", "--level", "shall", "-"]).stdout), "");
}

#[test]
fn the_fault_to_answer_with_is_a_message() {
    let output = run_on(DEVIANT.as_bytes(), &["check", "--answer", "-"]);
    assert_eq!(output.status.code(), Some(1));
    let tree = run_on(&output.stdout, &["decode", "-"]);
    assert_well(&tree);
    let shown = text(&tree.stdout);
    assert!(shown.starts_with("Fault, a:MessageInformationHeaderRequired\n"), "{shown}");
    assert_well(&run_on(&output.stdout, &["check", "-"]));
}

#[test]
fn a_class_is_shown_with_all_that_it_inherits() {
    let output = run(&["schema", "show", "acme_pump", "--schema", &pack()]);
    assert_well(&output);
    golden(&here().join("tests/golden/acme-pump.txt"), &output.stdout);
    let fan = run(&["schema", "show", "CIM_Fan"]);
    assert!(text(&fan.stdout).starts_with("CIM_Fan : CIM_CoolingDevice"), "{}", text(&fan.stdout));
    let unknown = run(&["schema", "show", "ACME_Pump"]);
    assert_eq!((unknown.status.code(), text(&unknown.stdout)), (Some(1), ""));
    assert_eq!(text(&unknown.stderr), "ACME_Pump: no such class\n");
}

#[test]
fn classes_are_listed_and_found() {
    let list = run(&["schema", "list", "--schema", &pack()]);
    assert_well(&list);
    assert!(text(&list.stdout).starts_with("ACME_Pump\nACME_PumpSetting\nCIM_"));
    let found = run(&["schema", "find", "setmode", "--schema", &pack()]);
    assert_well(&found);
    assert_eq!(text(&found.stdout), "ACME_Pump.SetMode\n");
    assert_eq!(run(&["schema", "find", "no such name"]).status.code(), Some(1));
    let broken = run(&["schema", "list", "--schema", &message("get")]);
    assert_eq!((broken.status.code(), text(&broken.stdout)), (Some(1), ""));
    assert!(text(&broken.stderr).contains("Pack (402)"), "{}", text(&broken.stderr));
}

#[test]
fn a_tree_tells_what_values_mean_and_what_does_not_fit() {
    let pump = corpus().join("schema/pump.xml").to_string_lossy().into_owned();
    let output = run(&["decode", "--schema", &pack(), &pump]);
    assert_well(&output);
    golden(&here().join("tests/golden/pump.txt"), &output.stdout);
    let without = run(&["decode", &pump]);
    assert!(
        text(&without.stdout)
            .ends_with("classes not known\n  ACME_Pump: its values are shown as they are\n  ACME_PumpSetting: its \
             values are shown as they are\n"),
        "{}",
        text(&without.stdout)
    );
    let bare = run(&["decode", "--no-schema", &pump]);
    assert!(!text(&bare.stdout).contains("not known"), "{}", text(&bare.stdout));
}

#[test]
fn instances_in_json_have_the_types_of_their_classes() {
    let pump = corpus().join("schema/pump.xml").to_string_lossy().into_owned();
    let output = run(&["decode", "--json", "--schema", &pack(), &pump]);
    assert_well(&output);
    golden(&corpus().join("schema/pump.json"), &output.stdout);
    for schema in [&["--schema", &pack()][..], &["--schema", "cim"], &[]] {
        let xml = run_on(&output.stdout, &[&["encode", "-"][..], schema].concat());
        assert_well(&xml);
        let again = run_on(&xml.stdout, &["decode", "--json", "--schema", &pack(), "-"]);
        assert_eq!(text(&again.stdout), text(&output.stdout));
    }
    let numbers = ["decode", "--json", "--schema", &pack(), "--integers", "numbers", &pump];
    assert!(text(&run(&numbers).stdout).contains("\"Pulses\":18446744073709551615"));
    let untyped = run(&["decode", "--json", &pump]);
    assert!(text(&untyped.stdout).contains("\"EnabledState\":\"2\""), "{}", text(&untyped.stdout));
    let wrong = text(&output.stdout).replace("\"EnabledState\":2", "\"EnabledState\":70000");
    let wrong = run_on(wrong.as_bytes(), &["encode", "--schema", &pack(), "-"]);
    assert_eq!((wrong.status.code(), text(&wrong.stdout)), (Some(1), ""));
    let shown = text(&wrong.stderr);
    assert!(shown.contains("expected an integer from 0 to 65535"), "{shown}");
    assert!(shown.contains("in body.properties.EnabledState"), "{shown}");
}

#[test]
fn items_are_lines_of_a_table() {
    let pump = corpus().join("schema/pump.xml").to_string_lossy().into_owned();
    let output = run(&["decode", "--rows", &message("pull-response"), &pump]);
    assert_well(&output);
    golden(&here().join("tests/golden/rows.tsv"), &output.stdout);
    let lines: Vec<Vec<&str>> =
        text(&output.stdout).lines().map(|line| line.split('\t').collect()).collect();
    assert!(lines.iter().all(|line| line.len() == lines[0].len()), "{lines:#?}");
    let status = lines[0].iter().position(|name| *name == "OperationalStatus").unwrap();
    assert_eq!([lines[1][status], lines[2][status]], [r#"["2","15"]"#, "6"]);
    let none = run(&["decode", "--rows", &message("get"), "no-such-file"]);
    assert_eq!((none.status.code(), text(&none.stdout)), (Some(1), ""));
    let odd = fs::read_to_string(&pump)
        .unwrap()
        .replace("<p:SystemName>plant-7", "<p:SystemName>a&#9;b\\&#10;c");
    let odd = run_on(odd.as_bytes(), &["decode", "--rows", "-"]);
    assert!(text(&odd.stdout).contains("\ta\\tb\\\\\\nc\t"), "{}", text(&odd.stdout));
}

#[test]
fn a_message_is_turned_into_json_and_back() {
    for name in MESSAGES {
        let json = run(&["decode", "--json", &message(name)]);
        assert_well(&json);
        golden(&corpus().join(format!("{name}.json")), &json.stdout);
        let back =
            scratch(&format!("{name}-back.xml"), &run_on(&json.stdout, &["encode", "-"]).stdout);
        assert_well(&run(&["diff", &message(name), &back]));
        let again = run(&["decode", "--json", &back]);
        assert_eq!(text(&again.stdout), text(&json.stdout), "{name}");
    }
}

#[test]
fn a_line_of_ndjson_holds_what_json_prints() {
    let folder = corpus().to_string_lossy().into_owned();
    let output = run(&["decode", "--ndjson", &message("get"), &folder]);
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let files: Vec<&str> = lines.iter().map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(files[0], message("get"));
    assert!(files[1..].is_sorted() && files.len() > MESSAGES.len());
    for name in MESSAGES {
        let alone = run(&["decode", "--json", &message(name)]);
        let end = format!("/{name}.xml\",\"message\":{}}}", text(&alone.stdout).trim_end());
        assert!(text(&output.stdout).lines().any(|line| line.ends_with(&end)), "{name}");
    }
    let is_xml = |line: &serde_json::Value| line["file"].as_str().unwrap().ends_with(".xml");
    for line in &lines {
        assert_eq!(line.get("error").is_none(), is_xml(line), "{line}");
    }
    assert!(!lines.iter().all(is_xml), "README.md is no message");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_root_that_is_not_soap_is_a_document() {
    for root in [
        "<Objs><S>x</S></Objs>",
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'/>",
    ] {
        let output = run_on(root.as_bytes(), &["decode", "--ndjson", "-"]);
        assert_well(&output);
        assert!(
            text(&output.stdout).starts_with("{\"file\":\"-\",\"document\":{\"name\":"),
            "{root}"
        );
    }
}

#[test]
fn broken_input_is_an_error_with_its_place() {
    let utf16: Vec<u8> =
        "\u{feff}<a>\r\n<é><b/></c></a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (input, place) in [
        (&b""[..], "-:1:1: EmptyBody (303): "),
        (b" \r\n", "EmptyBody (303): "),
        (b"<!DOCTYPE html>\n<html><body><br></html>", "-:1:1: Html (302): "),
        (b"\n<HTML><p>401</HTML>", "-:2:1: Html (302): "),
        (b"<a>\n  <b>", "-:2:6: UnexpectedEnd (101): "),
        (b"<a>\n  <b></a>", "-:2:6: EndTag (105): "),
        (b"<a>\xff</a>", "-:1:4: Encoding (110): "),
        (b"<!DOCTYPE a><a/>", "-:1:1: Doctype (114): "),
        (&utf16, "-:2:8: EndTag (105): "),
    ] {
        let output = run_on(input, &["decode", "-"]);
        let shown = text(&output.stderr);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), ""), "{shown}");
        assert!(shown.contains(place), "expected {place}, found {shown}");
    }
}

#[test]
fn an_error_shows_its_line_with_a_caret() {
    let input = format!("<a>\n<b c='{}' \u{7}='2'><d></b></a>", "x".repeat(100));
    let shown = run_on(input.as_bytes(), &["decode", "-"]);
    golden(&here().join("tests/golden/error.txt"), &shown.stderr);
}

#[test]
fn an_error_is_a_line_of_ndjson() {
    let output = run_on(b"<a>\n  <b></a>", &["decode", "--ndjson", "-"]);
    let line: serde_json::Value = serde_json::from_str(text(&output.stdout)).unwrap();
    let error = &line["error"];
    assert_eq!((error["code"].as_u64(), error["kind"].as_str()), (Some(105), Some("EndTag")));
    assert_eq!((error["offset"].as_u64(), error["path"].as_str()), (Some(9), Some("a/b")));
    assert_eq!((error["line"].as_u64(), error["column"].as_u64()), (Some(2), Some(6)));
    assert!(error["text"].as_str().is_some_and(|text| text.contains("expected")));
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), ""));
}

#[test]
fn a_file_that_cannot_be_read_fails_alone() {
    let output = run(&["decode", "--ndjson", "no-such-file", &message("get")]);
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert!(
        lines[0].starts_with("{\"file\":\"no-such-file\",\"error\":{\"code\":0,\"kind\":\"File\",")
    );
    assert!(lines[1].contains("\"message\":{"));
    assert_eq!(output.status.code(), Some(1));
    let output = run(&["decode", "no-such-file", &message("get")]);
    assert!(text(&output.stderr).starts_with("no-such-file: "));
    assert!(text(&output.stdout).contains("\nGet\nheaders\n"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn redaction_leaves_no_secret_in_any_output() {
    let secrets = ["correct horse", "bm90IGEgcmVhbCBwYXNzd29yZA"];
    let user = message("create-user");
    let other = message("get");
    let broken = scratch("broken-user.xml", &fs::read(&user).unwrap()[..1200]);
    for arguments in [
        &["decode", &user][..],
        &["decode", "--json", &user],
        &["decode", "--ndjson", &user, &broken],
        &["decode", &broken],
        &["canon", &user],
        &["canon", &broken],
        &["diff", &user, &other],
        &["diff", &user, &broken],
    ] {
        let plain = run(arguments);
        let hidden = run(&[arguments, &["--redact"]].concat());
        let all = [text(&hidden.stdout), text(&hidden.stderr)].concat();
        assert!(secrets.iter().all(|secret| !all.contains(secret)), "{arguments:?}: {all}");
        assert_eq!(plain.status.code(), hidden.status.code(), "{arguments:?}");
    }
    assert!(
        text(&run(&["decode", &user]).stdout).contains(secrets[0]),
        "nothing is hidden unasked"
    );
}

#[test]
fn what_is_hidden_still_differs() {
    let [one, other] = ["one", "other"].map(|secret| {
        scratch(
            &format!("{secret}.xml"),
            format!("<a><Password>{secret}</Password></a>").as_bytes(),
        )
    });
    let output = run(&["diff", "--redact", &one, &other]);
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (Some(1), "different in what is hidden\n")
    );
    assert_well(&run(&["diff", "--redact", &one, &one]));
}

#[test]
fn redaction_tells_of_the_message_as_it_was_read() {
    let wide = message("identify-response-utf16");
    assert_well(&run(&["decode", "--strict", "--redact", &wide]));
    let broken = b"<a>\x05<Password>x</Password></a>";
    let output = run_on(broken, &["decode", "--salvage", "--redact", "-"]);
    assert!(text(&output.stdout).ends_with("byte 3: the character U+0005 became U+FFFD\n"));
    assert!(!text(&output.stdout).contains("deviations"));
}

#[test]
fn diff_tells_by_its_exit_code() {
    let (plain, wide) = (message("identify-response"), message("identify-response-utf16"));
    let equal = run(&["diff", &plain, &plain]);
    assert_eq!((equal.status.code(), text(&equal.stdout)), (Some(0), ""));
    let different = run(&["diff", &plain, &wide]);
    assert_eq!(different.status.code(), Some(1));
    golden(&here().join("tests/golden/diff.txt"), &different.stdout);
    assert_eq!(run(&["diff", &plain, "no-such-file"]).status.code(), Some(1));
    assert_eq!(run(&["diff", &plain]).status.code(), Some(2));
}

#[test]
fn equal_messages_have_one_canonical_form() {
    let twin =
        scratch("twin.xml", b"<x:a xmlns:x='urn:a' c='&#49;' b='2'><!-- --> <x:d></x:d></x:a>");
    let canon = run_on(b"<a b='2' c='1' xmlns='urn:a'><d/></a>", &["canon", "-"]);
    assert_well(&canon);
    assert_eq!(text(&run(&["canon", &twin]).stdout), text(&canon.stdout));
    golden(
        &here().join("tests/golden/canon.txt"),
        &run(&["canon", &message("pull-response")]).stdout,
    );
}

#[test]
fn wrong_use_is_told_from_bad_input() {
    let get = message("get");
    for arguments in [
        &[][..],
        &["decode"],
        &["decode", "--json", &get, &get],
        &["decode", "--json", "--tree", &get],
        &["decode", "--max-depth", "many", &get],
        &["undo", &get],
        &["encode"],
    ] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["decode", "--help"], &["make", "--help"]] {
        assert_well(&run(arguments));
    }
}

#[test]
fn limits_and_strictness_can_be_set() {
    let get = message("get");
    for (arguments, kind) in [
        (&["--max-bytes", "100"][..], "BytesLimit (201)"),
        (&["--max-depth", "2"], "DepthLimit (202)"),
    ] {
        let output = run(&[&["decode", &get], arguments].concat());
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(kind), "{}", text(&output.stderr));
    }
    let deviant = b"<?xml version='1.0' encoding='utf-16'?><a/>";
    let lenient = run_on(deviant, &["decode", "-"]);
    assert_well(&lenient);
    assert!(
        text(&lenient.stdout).contains("deviations\n  EncodingName  1:31  "),
        "{}",
        text(&lenient.stdout)
    );
    assert_eq!(run_on(deviant, &["decode", "--strict", "-"]).status.code(), Some(1));
}

#[test]
fn salvage_reports_each_repair() {
    let broken = b"<a>x\x05y</a>";
    assert_eq!(run_on(broken, &["decode", "-"]).status.code(), Some(1));
    let tree = run_on(broken, &["decode", "--salvage", "-"]);
    assert_well(&tree);
    let repair = "byte 4: the character U+0005 became U+FFFD";
    assert!(text(&tree.stdout).ends_with(&format!("repairs\n  {repair}\n")));
    let json = run_on(broken, &["decode", "--salvage", "--json", "-"]);
    assert_eq!(text(&json.stderr), format!("-: {repair}\n"));
    let line = run_on(broken, &["decode", "--salvage", "--ndjson", "-"]);
    assert!(text(&line.stdout).contains("\"repairs\":[{\"offset\":4,"));
}

#[test]
fn json_that_is_no_message_is_refused() {
    for (input, kind) in
        [("{", "JsonSyntax (501)"), ("[]", "JsonForm (502)"), ("{\"kind\":1}", "JsonForm (502)")]
    {
        let output = run_on(input.as_bytes(), &["encode", "-"]);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), ""));
        assert!(text(&output.stderr).contains(kind), "{}", text(&output.stderr));
    }
}

#[test]
fn a_closed_pipe_ends_the_command_quietly() {
    let get = message("pull-response");
    let many = vec![get.as_str(); 200];
    let mut child = command(&[&["decode"], &many[..]].concat());
    let mut child =
        child.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_need_not_be_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("names");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(OsStr::from_bytes(b"\xff\x1b.xml")), "<a/>").unwrap();
    let output = run(&["decode", "--ndjson", &folder.to_string_lossy()]);
    assert_well(&output);
    let line: serde_json::Value = serde_json::from_str(text(&output.stdout)).unwrap();
    assert!(line["file"].as_str().unwrap().ends_with("\u{fffd}\u{1b}.xml"));
}

/// No To, an action of nothing, a duration that is none, and an element nobody knows.
const DEVIANT: &str = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'>
            <s:Header xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'
                xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'>
              <a:Action>http://schemas.xmlsoap.org/ws/2004/09/enumeration/Pull</a:Action>
              <a:MessageID>uuid:1</a:MessageID>
              <a:ReplyTo>
                <a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address>
              </a:ReplyTo>
              <w:OperationTimeout>soon</w:OperationTimeout>
            </s:Header>
            <s:Body xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'>
              <n:Pull><n:MaxElements>ten</n:MaxElements><Fan/></n:Pull>
            </s:Body></s:Envelope>";

const FAN: &str = "http://x.org/Fan";

fn run(arguments: &[&str]) -> Output {
    command(arguments).stdin(Stdio::null()).output().unwrap()
}

fn run_on(input: &[u8], arguments: &[&str]) -> Output {
    let mut command = command(arguments);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = streams.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cimwire"));
    command.args(arguments).env_remove("CLICOLOR_FORCE");
    command
}

fn assert_well(output: &Output) {
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

/// Compares with what a file holds; `CIMWIRE_BLESS=1` writes the file instead.
fn golden(file: &Path, found: &[u8]) {
    if std::env::var_os("CIMWIRE_BLESS").is_some() {
        fs::write(file, found).unwrap();
    }
    let expected = fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    assert_eq!(text(found), text(&expected), "{}", file.display());
}

fn scratch(name: &str, bytes: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path.to_string_lossy().into_owned()
}

/// A vendor's classes.
fn pack() -> String {
    corpus().join("schema/acme.cimpack").to_string_lossy().into_owned()
}

fn message(name: &str) -> String {
    corpus().join(format!("{name}.xml")).to_string_lossy().into_owned()
}

fn golden_message(name: &str) -> String {
    corpus().join(format!("golden/{name}.xml")).to_string_lossy().into_owned()
}

fn corpus() -> PathBuf {
    here().join("../../tests/corpus")
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}
