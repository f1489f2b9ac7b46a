//! Times us and our rivals in one process and prints Markdown; `cargo xtask bench` runs it.

use std::process::ExitCode;

use cimwire_benches::data::{self, Case};
use cimwire_benches::decode::{self, Work};
use cimwire_benches::table::{self, Column};
use cimwire_benches::{cim, encode, json, measure, mof, ours, peers, typed, typed_json};
use clap::{Parser, ValueEnum};

#[derive(Parser)]
struct Arguments {
    /// What to time [default: everything].
    subjects: Vec<Subject>,
    /// Blocks of about 2 ms for each tool and case.
    #[arg(long, default_value_t = 61)]
    rounds: usize,
    /// Time only this case.
    #[arg(long)]
    only: Option<String>,
    /// The core to run on [default: the last].
    #[arg(long)]
    core: Option<usize>,
    /// What cargo passes to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Subject {
    /// Bytes to a tree or events.
    Decode,
    /// The same, and every name and value read.
    Read,
    /// Values to bytes.
    Encode,
    /// XML to JSON, and JSON to XML.
    Json,
    /// Bytes to structs, of a message or its head.
    Typed,
    /// Instances with the types of their class.
    Cim,
    /// MOF into packs, and packs opened and asked.
    Mof,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    measure::prepare(arguments.core);
    for subject in Subject::value_variants() {
        if arguments.subjects.is_empty() || arguments.subjects.contains(subject) {
            let printed = match subject {
                Subject::Decode => decoding(&arguments, Work::Decode, "Decode"),
                Subject::Read => decoding(&arguments, Work::Facts, "Decode and read everything"),
                Subject::Encode => encoding(&arguments),
                Subject::Json => converting(&arguments),
                Subject::Typed => typing(&arguments),
                Subject::Cim => instances(&arguments),
                Subject::Mof => mof::measure(arguments.rounds)
                    .map(|table| println!("## Class knowledge\n\n{table}\n")),
            };
            if let Err(why) = printed {
                eprintln!("{why}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn decoding(arguments: &Arguments, work: Work, title: &str) -> Result<(), String> {
    let cases: Vec<Case> =
        data::cases().into_iter().filter(|case| arguments.wants(case.name)).collect();
    let columns = cases
        .iter()
        .map(|case| decode::measure(case, &mut decode::contenders(), work, arguments.rounds))
        .collect::<Result<Vec<Column>, String>>()?;
    println!("## {title}\n\n{}\n", table::speeds(&columns));
    if let Work::Decode = work {
        println!("{}\n", table::goals(&columns, ours::NAME, &decode::GOALS));
    }
    for case in &cases {
        println!("- {}: {}, {} bytes", case.name, case.about, case.bytes() / case.messages.len());
    }
    println!("\nNot checked by:");
    for contender in decode::contenders() {
        println!("- {}: {}", contender.name(), contender.omits());
    }
    for (name, why) in peers::missing() {
        println!("- {name}: not built: {why}");
    }
    println!();
    Ok(())
}

fn encoding(arguments: &Arguments) -> Result<(), String> {
    let columns = encode::cases()
        .iter()
        .filter(|case| arguments.wants(case.name))
        .map(|case| encode::measure(case, &mut encode::contenders(), arguments.rounds))
        .collect::<Result<Vec<Column>, String>>()?;
    println!("## Encode\n\n{}\n", table::speeds(&columns));
    println!("{}\n\nNot checked by:", table::goals(&columns, ours::NAME, &encode::GOALS));
    for contender in encode::contenders() {
        println!("- {}: {}", contender.name(), contender.omits());
    }
    println!();
    Ok(())
}

fn converting(arguments: &Arguments) -> Result<(), String> {
    let cases: Vec<Case> =
        json::cases().into_iter().filter(|case| arguments.wants(case.name)).collect();
    for (work, title) in [(json::Work::ToJson, "XML to JSON"), (json::Work::ToXml, "JSON to XML")] {
        let columns = cases
            .iter()
            .map(|case| json::measure(case, &mut json::contenders(), work, arguments.rounds))
            .collect::<Result<Vec<Column>, String>>()?;
        println!("## {title}\n\n{}\n", table::speeds(&columns));
        if let json::Work::ToJson = work {
            println!("{}\n", table::goals(&columns, ours::NAME, &json::GOALS));
        }
    }
    println!("Not checked by, or lost:");
    for contender in json::contenders() {
        println!("- {}: {}", contender.name(), contender.omits());
    }
    println!();
    converting_typed(arguments, &cases)
}

fn converting_typed(arguments: &Arguments, cases: &[Case]) -> Result<(), String> {
    let titles = [
        (json::Work::ToJson, "XML to JSON with types"),
        (json::Work::ToXml, "JSON with types to XML"),
    ];
    for (work, title) in titles {
        let columns = cases
            .iter()
            .map(|case| typed_json::measure(case, work, arguments.rounds))
            .collect::<Result<Vec<Column>, String>>()?;
        println!("## {title}\n\n{}\n", table::speeds(&columns));
        println!("{}\n", table::goals(&columns, ours::NAME, &typed_json::goals(work)));
        println!("Not checked by, or lost:");
        for converter in typed_json::converters(work) {
            println!("- {}: {}", converter.name, converter.omits);
        }
        println!();
    }
    Ok(())
}

fn typing(arguments: &Arguments) -> Result<(), String> {
    let titles =
        [(typed::Work::Message, "Decode into structs"), (typed::Work::Head, "Decode heads")];
    for (work, title) in titles {
        let cases: Vec<Case> =
            typed::cases(work).into_iter().filter(|case| arguments.wants(case.name)).collect();
        let columns = cases
            .iter()
            .map(|case| typed::measure(case, &mut typed::contenders(work), arguments.rounds))
            .collect::<Result<Vec<Column>, String>>()?;
        println!("## {title}\n\n{}\n\nNot checked by, or lost:", table::speeds(&columns));
        for contender in typed::contenders(work) {
            println!("- {}: {}", contender.name(), contender.omits());
        }
        println!();
    }
    Ok(())
}

fn instances(arguments: &Arguments) -> Result<(), String> {
    let columns = cim::cases()
        .iter()
        .filter(|case| arguments.wants(case.name))
        .map(|case| cim::measure(case, &mut cim::contenders(), arguments.rounds))
        .collect::<Result<Vec<Column>, String>>()?;
    println!("## Instances with types\n\n{}\n", table::speeds(&columns));
    println!("{}\n\nNot checked by, or lost:", table::goals(&columns, ours::NAME, &cim::GOALS));
    for contender in cim::contenders() {
        println!("- {}: {}", contender.name(), contender.omits());
    }
    println!();
    Ok(())
}

impl Arguments {
    fn wants(&self, case: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == case)
    }
}
