//! What can be asked of the command.

use std::path::PathBuf;

use cimwire_facade::{CimRs, Integers, Level, Limits, Options, Schema as Known};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::make::Make;

/// Read, show, check, convert and make WS-Management messages.
///
/// A message comes from a file, or from standard input where the file is `-`.
#[derive(Parser)]
#[command(name = "cimwire", version, max_term_width = 100, after_help = EXIT)]
pub(crate) struct Cimwire {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Decode(Decode),
    Encode(Encode),
    Diff(Diff),
    Canon(Canon),
    Check(Check),
    Schema(Schema),
    Make(Box<Make>),
}

/// Show messages, or turn them into JSON.
///
/// The tree says what a message is, and what is wrong with it, in the words of the standard. A
/// name without a prefix is one of the standard, or in the namespace of the element around it;
/// `{}` stands for no namespace. Characters that a terminal would obey are shown as `\u{1b}`.
///
/// Values of a class that is known are followed by what they mean, and what is not as the class has
/// it is told. In JSON, they are numbers, booleans and lists where `--schema` asks for classes.
///
/// Rows are lines of cells with tabs between them, unless they go to a terminal. Tabs, line ends and
/// backslashes in a cell are `\t`, `\n`, `\r` and `\\`; null is `\N`; what is missing or has no text is
/// empty; what is more than one text is JSON. `@class` is the class, `@reference` the reference.
#[derive(Args)]
#[command(after_help = EXIT)]
pub(crate) struct Decode {
    #[command(flatten)]
    pub(crate) form: Form,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) classes: Classes,
    /// Use no classes, not even those of CIM 2.49
    #[arg(long, conflicts_with_all = ["schema", "cim_rs"])]
    pub(crate) no_schema: bool,
    /// How JSON with classes has integers of 64 bits
    #[arg(long, value_enum, value_name = "HOW", default_value = "exact", requires = "schema")]
    pub(crate) integers: IntegersName,
    #[command(flatten)]
    pub(crate) identifiers: Identifiers,
    #[command(flatten)]
    pub(crate) hiding: Hiding,
    /// Messages to read; folders, too, with --ndjson
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Args)]
#[group(multiple = false)]
pub(crate) struct Form {
    /// Print an indented tree for people (the default)
    #[arg(long)]
    tree: bool,
    /// Print the reversible JSON form of one message
    #[arg(long)]
    pub(crate) json: bool,
    /// Print one line of JSON for each file, in folders too:
    /// {"file":…,"message":{…}}, "document" if it is not SOAP, or "error"
    #[arg(long)]
    pub(crate) ndjson: bool,
    /// Print what one message brings as CIM-RS has it (DSP0211): the instance, or the collection;
    /// what does not fit its class is an error
    #[arg(long)]
    pub(crate) cim_rs: bool,
    /// Print the items of all files as one table: a line for each, a column for each property, in
    /// the order in which they were first seen
    #[arg(long)]
    pub(crate) rows: bool,
}

#[derive(Args)]
pub(crate) struct Classes {
    /// Know the classes in this .cimpack file beside those of CIM 2.49, or with `cim` those alone;
    /// the last one to have a class wins
    #[arg(long, value_name = "PACK")]
    pub(crate) schema: Vec<PathBuf>,
}

#[derive(Args)]
#[command(next_help_heading = "CIM-RS")]
pub(crate) struct Identifiers {
    /// What the identifiers of CIM-RS begin with, as /cimrs
    #[arg(long, value_name = "ROOT", default_value = "", requires = "cim_rs")]
    root: String,
    /// The CIM namespace of what does not say in which it is, as root/cimv2
    #[arg(long, value_name = "NAMESPACE", requires = "cim_rs")]
    namespace: Option<String>,
    /// The class that was enumerated, where the items are not all of one
    #[arg(long, value_name = "CLASS", requires = "cim_rs")]
    class: Option<String>,
}

/// Show what is known about CIM classes.
///
/// The classes of CIM 2.49 are there; `--schema` adds those of a vendor or your own, as `schema-gen
/// pack` makes them of MOF.
#[derive(Args)]
#[command(after_help = EXIT)]
pub(crate) struct Schema {
    #[command(subcommand)]
    pub(crate) view: SchemaView,
}

#[derive(Subcommand)]
pub(crate) enum SchemaView {
    /// Print a class with all that it inherits: types, keys, methods, and what values mean
    Show {
        /// Its name, in any case
        class: String,
        #[command(flatten)]
        classes: Classes,
    },
    /// Print the names of all classes
    List {
        #[command(flatten)]
        classes: Classes,
    },
    /// Print classes, properties and methods with a text in their names
    Find {
        /// The text, in any case
        text: String,
        #[command(flatten)]
        classes: Classes,
    },
}

/// Turn the JSON form of a message back into XML.
///
/// With `--schema`, numbers and booleans have to be of the types that their classes have.
#[derive(Args)]
#[command(after_help = EXIT)]
pub(crate) struct Encode {
    /// Read an instance of CIM-RS (DSP0211)
    #[arg(long)]
    pub(crate) cim_rs: bool,
    #[command(flatten)]
    pub(crate) identifiers: Identifiers,
    #[command(flatten)]
    pub(crate) classes: Classes,
    #[command(flatten)]
    pub(crate) bounds: Bounds,
    /// The JSON form of a message or element
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// Show where two messages differ in what they say.
///
/// Prefixes, the order of attributes, comments and blanks between elements make no difference.
#[derive(Args)]
#[command(after_help = "Exit code: 0 equal, 1 different or not readable, 2 wrong use.")]
pub(crate) struct Diff {
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) hiding: Hiding,
    /// One message
    pub(crate) a: PathBuf,
    /// The other
    pub(crate) b: PathBuf,
}

/// Print a message in canonical form: equal messages print alike.
#[derive(Args)]
#[command(after_help = EXIT)]
pub(crate) struct Canon {
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) hiding: Hiding,
    /// The message
    pub(crate) file: PathBuf,
}

/// Tell where messages depart from the rules of DSP0226.
///
/// Prints a line for each departure, as FILE:LINE:COLUMN: RULE: words, and the fault that a service
/// must answer with, if there is one. Messages that keep all rules print nothing.
#[derive(Args)]
#[command(
    after_help = "Exit code: 0 no rule that binds (shall) is broken, 1 one is or some input \
    failed, 2 wrong use."
)]
pub(crate) struct Check {
    /// Leave out what binds less
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) level: Option<LevelName>,
    /// Print the fault to answer with, in place of what is wrong
    #[arg(long)]
    pub(crate) answer: bool,
    #[command(flatten)]
    pub(crate) bounds: Bounds,
    /// Messages to check
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

/// How integers are written whose type has 64 bits.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum IntegersName {
    /// Numbers up to 2^53, and strings from there on
    Exact,
    /// Strings
    Strings,
    /// Numbers, which readers that have only doubles round
    Numbers,
}

/// How binding a rule is.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum LevelName {
    /// It requires
    Shall,
    /// It recommends
    Should,
    /// It allows
    May,
}

#[derive(Args)]
pub(crate) struct Reading {
    /// Take no departure from XML or from a rule of DSP0226 that binds
    #[arg(long)]
    strict: bool,
    /// Replace what XML cannot hold by U+FFFD, and report each place
    #[arg(long)]
    salvage: bool,
    #[command(flatten)]
    bounds: Bounds,
}

#[derive(Args)]
pub(crate) struct Bounds {
    /// Refuse messages of more bytes
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().bytes)]
    max_bytes: usize,
    /// Refuse elements nested deeper
    #[arg(long, value_name = "ELEMENTS", default_value_t = Limits::default().depth)]
    max_depth: usize,
}

#[derive(Args)]
pub(crate) struct Hiding {
    /// Hide passwords, tokens and keys in all output, excerpts in errors included
    #[arg(long)]
    pub(crate) redact: bool,
}

impl Cimwire {
    /// The arguments; ends the process where they are wrong or ask for help.
    pub(crate) fn of_process() -> Self {
        let arguments = Self::parse();
        if let Command::Decode(decode) = &arguments.command
            && (decode.form.json || decode.form.cim_rs)
            && decode.files.len() > 1
        {
            let many = "--json and --cim-rs take one file; --ndjson takes many";
            Self::command().error(ErrorKind::TooManyValues, many).exit();
        }
        arguments
    }
}

impl Identifiers {
    pub(crate) fn form(&self, schema: Known) -> CimRs {
        let Self { root, namespace, class } = self;
        let (namespace, class) = (namespace.clone(), class.clone());
        CimRs { root: root.clone(), namespace, class, ..CimRs::new(schema) }
    }
}

impl Reading {
    pub(crate) fn options(&self) -> Options {
        let Self { strict, salvage, .. } = *self;
        Options { strict, salvage, limits: self.bounds.limits() }
    }
}

impl IntegersName {
    pub(crate) fn integers(self) -> Integers {
        match self {
            Self::Exact => Integers::Exact,
            Self::Strings => Integers::Strings,
            Self::Numbers => Integers::Numbers,
        }
    }
}

impl LevelName {
    pub(crate) fn level(self) -> Level {
        match self {
            Self::Shall => Level::Shall,
            Self::Should => Level::Should,
            Self::May => Level::May,
        }
    }
}

impl Bounds {
    pub(crate) fn limits(&self) -> Limits {
        Limits { bytes: self.max_bytes, depth: self.max_depth, ..Limits::default() }
    }

    pub(crate) fn options(&self) -> Options {
        Options { limits: self.limits(), ..Options::default() }
    }
}

pub(crate) const EXIT: &str = "Exit code: 0 all well, 1 some input failed, 2 wrong use.";
