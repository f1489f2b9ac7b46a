//! `include/cimwire.h`: made from `bindings/c` by cbindgen, and from the table of error codes.

mod promises;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use cbindgen::{
    Builder, Config, DocumentationStyle, EnumConfig, ExportConfig, Language, RenameRule, Style,
};

/// Where the header is.
pub const PATH: &str = "include/cimwire.h";

/// The header, fresh.
///
/// # Errors
/// A source or table that cannot be read.
pub fn fresh(root: &Path) -> Result<String, String> {
    let codes = root.join("bindings/facade/codes.tsv");
    let codes = fs::read_to_string(&codes).map_err(|error| format!("codes.tsv: {error}"))?;
    // Its modules are found from there.
    let library = root.join("bindings/c/src/lib.rs");
    let builder = Builder::new().with_config(config(&codes)?).with_src(library);
    let bindings = builder.generate().map_err(|error| format!("{PATH}: {error}"))?;
    let mut header = Vec::new();
    bindings.write(&mut header);
    let header = String::from_utf8(header).map_err(|error| format!("{PATH}: {error}"))?;
    Ok(with_inline(&promises::with_promises(&header)))
}

fn config(codes: &str) -> Result<Config, String> {
    let rename: HashMap<String, String> =
        TYPES.iter().map(|name| ((*name).into(), c_name(name))).collect();
    let include = ENUMS.iter().map(|name| (*name).to_owned()).collect();
    Ok(Config {
        language: Language::C,
        header: Some(format!("{}{}", GENERATED, include_str!("header/promises.h"))),
        include_guard: Some("CIMWIRE_H".into()),
        no_includes: true,
        sys_includes: ["stdbool.h", "stddef.h", "stdint.h"].map(str::to_owned).to_vec(),
        after_includes: Some(constants(codes)?),
        cpp_compat: true,
        style: Style::Both,
        usize_is_size_t: true,
        documentation_style: DocumentationStyle::Doxy,
        line_length: 100,
        export: ExportConfig { rename, include, ..ExportConfig::default() },
        enumeration: EnumConfig {
            prefix_with_name: true,
            rename_variants: RenameRule::ScreamingSnakeCase,
            ..EnumConfig::default()
        },
        ..Config::default()
    })
}

/// The version and the codes, as constants.
fn constants(codes: &str) -> Result<String, String> {
    let version = env!("CARGO_PKG_VERSION");
    let mut text = format!(
        "\n/** The version of this header; `cimwire_version` tells that of the library. */\n#define CIMWIRE_VERSION \"{version}\"\n\n"
    );
    text.push_str(
        "/** How a call ends. A published number keeps its meaning for ever. */\nenum {\n",
    );
    text.push_str("  /** The call did what it says. */\n  CIMWIRE_OK = 0,\n");
    text.push_str("  /** There is no such thing, which is no failure; nothing was written. */\n  CIMWIRE_NONE = 1,\n");
    for line in codes.lines() {
        let (number, name) = line
            .split_once('\t')
            .ok_or_else(|| format!("codes.tsv: expected number and name, found {line}"))?;
        text.push_str(&format!("  CIMWIRE_{} = {number},\n", snake(name).to_uppercase()));
    }
    text.push_str("};\n");
    Ok(text)
}

/// Puts what a macro or an inline function does at the end, inside the guard.
fn with_inline(header: &str) -> String {
    let end = header.rfind("#endif").unwrap_or(header.len());
    let (body, guard) = header.split_at(end);
    format!("{body}{}\n{guard}", include_str!("header/inline.h"))
}

fn c_name(rust: &str) -> String {
    format!("cimwire_{}", snake(rust))
}

/// `UnexpectedEnd` as `unexpected_end`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

const GENERATED: &str = "/* @generated from bindings/c by `cargo xtask gen`: do not edit. */\n\n";
/// Types of the door, by their names in Rust.
const TYPES: &[&str] = &[
    "Draft",
    "Association",
    "CimError",
    "CimRs",
    "NameValue",
    "Path",
    "PathDetails",
    "PathKey",
    "WindowsFault",
    "Datum",
    "DatumKind",
    "Instance",
    "Integers",
    "InstanceDetails",
    "Items",
    "Method",
    "MethodDetails",
    "Properties",
    "Property",
    "Schema",
    "Allocator",
    "Attribute",
    "Attributes",
    "Buffer",
    "Class",
    "ClassDetails",
    "Code",
    "DeclaredMethod",
    "DeclaredProperty",
    "Decoder",
    "Deviation",
    "Deviations",
    "Differences",
    "Document",
    "Error",
    "Entry",
    "ErrorDetails",
    "Fault",
    "FaultDetails",
    "Find",
    "Finds",
    "Head",
    "HeadDetails",
    "Header",
    "Limit",
    "Meaning",
    "Message",
    "Misfit",
    "Misfits",
    "Moment",
    "MomentKind",
    "NamedOption",
    "Names",
    "Node",
    "NodeKind",
    "Nodes",
    "Options",
    "Reason",
    "Repair",
    "Repairs",
    "Reply",
    "ReplyDetails",
    "Request",
    "Response",
    "RuleLevel",
    "Selector",
    "Str",
    "Value",
    "ValueKind",
    "View",
];
/// Enumerations whose numbers are passed as such.
const ENUMS: &[&str] =
    &["DatumKind", "Integers", "Limit", "MomentKind", "NodeKind", "RuleLevel", "ValueKind"];
