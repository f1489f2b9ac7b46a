//! Class knowledge: MOF into packs, and packs opened and asked.

use std::hint::black_box;
use std::path::Path;

use cimwire::schema::pack::Pack;

use crate::data::shared;
use crate::measure::{Pass, Times};
use crate::ours::NAME;
use crate::peers::pywbem;

/// Times the compiler against pywbem, once, and then a pack; Markdown.
///
/// # Errors
/// An archive that does not compile, or not to as many classes as pywbem finds.
pub fn measure(rounds: usize) -> Result<String, String> {
    let mut rows = vec!["| work | time | goal | |\n|---|---|---|---|".to_owned()];
    let archive = shared().join(ARCHIVE);
    if archive.is_file() {
        compiling(&archive, &mut rows)?;
    } else {
        rows.push(format!("\nskipped: no {} (CIMWIRE_SHARED)", archive.display()));
    }
    asking(rounds, &mut rows);
    Ok(rows.join("\n"))
}

fn compiling(archive: &Path, rows: &mut Vec<String>) -> Result<(), String> {
    let classes = compile(archive)?.classes().count();
    let mut pass: [Pass<'_>; 1] = [Box::new(|| drop(black_box(compile(archive))))];
    let ours = Times::take(&mut pass, 3).best(0);
    rows.push(format!("| MOF of CIM 2.49 to a pack, {NAME} | {:.0} ms | | |", ours * 1e3));
    let (theirs, theirs_classes) = match pywbem::compile(archive) {
        Ok(found) => found,
        Err(why) => {
            rows.push(format!("| the same, {} | skipped: {why} | | |", pywbem::NAME));
            return Ok(());
        }
    };
    if classes != theirs_classes {
        return Err(format!("{} has {theirs_classes} classes, we have {classes}", pywbem::NAME));
    }
    let ratio = theirs / ours;
    rows.push(format!("| the same, {} | {theirs:.1} s ({ratio:.0}x) | | |", pywbem::NAME));
    Ok(())
}

/// From the archive to a pack that was opened.
fn compile(archive: &Path) -> Result<Pack, String> {
    let sources = schema_gen::mof::read(&[archive.to_owned()])?;
    let classes = schema_gen::mof::compile(&sources);
    let classes = classes.map_err(|errors| format!("{} errors of MOF", errors.len()))?;
    let pack = schema_gen::pack::pack("CIM 2.49.0", &classes)?;
    Pack::open(pack).map_err(|error| error.to_string())
}

/// Opens the pack of CIM 2.49, and looks up every class and every property of it.
fn asking(rounds: usize, rows: &mut Vec<String>) {
    let pack = Pack::cim();
    let names: Vec<&str> = pack.classes().map(|class| class.name()).collect();
    let properties = |name: &str| -> Vec<(String, String)> {
        let class = pack.class(name).into_iter();
        let all = class.flat_map(|class| class.properties().collect::<Vec<_>>());
        all.map(|it| (name.to_owned(), it.name().to_owned())).collect()
    };
    let features: Vec<(String, String)> = names.iter().flat_map(|it| properties(it)).collect();
    let mut passes: [Pass<'_>; 3] = [
        Box::new(|| drop(black_box(Pack::open(PACK)))),
        Box::new(|| {
            for name in &names {
                black_box(pack.class(black_box(name)));
            }
        }),
        Box::new(|| {
            for (class, property) in &features {
                black_box(pack.class(class).and_then(|class| class.property(black_box(property))));
            }
        }),
    ];
    let times = Times::take(&mut passes, rounds);
    let row = |what: &str, time: f64, unit: &str, goal: f64| {
        let verdict = if time < goal { "met" } else { "MISSED" };
        format!("| {what} | {time:.1} {unit} | {goal} {unit} | {verdict} |")
    };
    rows.push(row("open the pack of CIM 2.49", times.best(0) * 1e3, "ms", 5.0));
    let each = |pass: usize, count: usize| times.best(pass) * 1e9 / count as f64;
    rows.push(row("look up a class", each(1, names.len()), "ns", 200.0));
    rows.push(row("look up a class and a property", each(2, features.len()), "ns", 400.0));
}

const ARCHIVE: &str = "schemas/mof/cim_schema_2.49.0Final-MOFs.zip";
static PACK: &[u8] = include_bytes!("../../codec/packs/cim-2.49.cimpack");
