//! What can be asked of the command.

use std::path::PathBuf;

use cimwire_facade::{Limits, Options};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

/// Read, show and convert WS-Management messages.
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
}

/// Show messages, or turn them into JSON.
///
/// In the tree, a name without a prefix is in the namespace of the element around it, and `{}`
/// stands for no namespace. Characters that a terminal would obey are shown as `\u{1b}`.
#[derive(Args)]
#[command(after_help = EXIT)]
pub(crate) struct Decode {
    #[command(flatten)]
    pub(crate) form: Form,
    #[command(flatten)]
    pub(crate) reading: Reading,
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
}

/// Turn the JSON form of a message back into XML.
#[derive(Args)]
#[command(after_help = EXIT)]
pub(crate) struct Encode {
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

#[derive(Args)]
pub(crate) struct Reading {
    /// Take no departure from the standard
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
            && decode.form.json
            && decode.files.len() > 1
        {
            let many = "--json takes one file; --ndjson takes many";
            Self::command().error(ErrorKind::TooManyValues, many).exit();
        }
        arguments
    }
}

impl Reading {
    pub(crate) fn options(&self) -> Options {
        let Self { strict, salvage, .. } = *self;
        Options { strict, salvage, limits: self.bounds.limits() }
    }
}

impl Bounds {
    pub(crate) fn limits(&self) -> Limits {
        Limits { bytes: self.max_bytes, depth: self.max_depth, ..Limits::default() }
    }
}

const EXIT: &str = "Exit code: 0 all well, 1 some input failed, 2 wrong use.";
