//! `schema-gen`: makes packs of classes, and schemas of packs; shows what it makes of schemas.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cimwire::schema::pack::{Pack, Packs};
use schema_gen::classes::{Class, Counts, flatten, read_cim_xml, read_schemas};
use schema_gen::mof;
use schema_gen::unpack::{Whole, interfaces, structs};
use schema_gen::xsd::{Catalogue, compile};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("schema-gen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<String, String> {
    match words {
        [command, files @ ..] if command == "model" && !files.is_empty() => model(files),
        [command, files @ ..] if command == "classes" && !files.is_empty() => classes(files),
        [command, words @ ..] if command == "pack" => pack(words),
        [command, words @ ..] if command == "xsd" => schemas(words),
        [command, words @ ..] if command == "rust" => code(words, structs),
        [command, words @ ..] if command == "typescript" => code(words, interfaces),
        _ => Err(USAGE.into()),
    }
}

/// The model of the files, and of those beside them that they import.
fn model(files: &[String]) -> Result<String, String> {
    let paths: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let mut catalogue = Catalogue::default();
    for path in &paths {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        catalogue.add(folder.unwrap_or(".".as_ref()))?;
    }
    Ok(compile(&catalogue.with_imports(&paths)?)?.to_string())
}

/// How much there is in MOF or in schemas, or one class of it.
fn classes(words: &[String]) -> Result<String, String> {
    let (files, name) = match words {
        [files @ .., option, name] if option == "--class" => (files, Some(name)),
        files => (files, None),
    };
    let is = |kind: &'static str| move |it: &PathBuf| it.extension().is_some_and(|it| it == kind);
    let (schemas, rest): (Vec<_>, Vec<_>) = files.iter().map(PathBuf::from).partition(is("xsd"));
    let (cim_xml, mof): (Vec<_>, Vec<_>) = rest.into_iter().partition(is("xml"));
    let classes = read(&mof, &schemas, &cim_xml)?;
    let classes = flatten(&classes)?;
    let Some(name) = name else { return Ok(Counts::of(&classes).to_string()) };
    let class = classes.iter().find(|it| it.class.name.eq_ignore_ascii_case(name));
    class
        .map(ToString::to_string)
        .ok_or_else(|| format!("expected the name of a class, found {name}"))
}

/// Writes a pack: of MOF and schemas, from a source, to a file.
fn pack(words: &[String]) -> Result<String, String> {
    let options =
        Options::of(words, &["--mof", "--xsd", "--cim-xml", "--source", "--namespace", "-o"])?;
    let paths = |option| options.all(option).map(PathBuf::from).collect::<Vec<_>>();
    let output = options.one("-o")?.ok_or(USAGE)?;
    let mut classes = read(&paths("--mof"), &paths("--xsd"), &paths("--cim-xml"))?;
    if classes.is_empty() {
        return Err("expected classes, found none".into());
    }
    if let Some(base) = options.one("--namespace")? {
        classes.iter_mut().for_each(|class| class.place_in(base));
    }
    let stem = Path::new(output).file_stem().unwrap_or_default().to_string_lossy();
    let source = options.one("--source")?.unwrap_or(&stem);
    let pack = schema_gen::pack::pack(source, &classes)?;
    fs::write(output, &pack).map_err(|error| format!("{output}: {error}"))?;
    Ok(format!("{output}: {} bytes\n", pack.len()))
}

/// The schemas of classes: as text, or a file each in a folder.
fn schemas(words: &[String]) -> Result<String, String> {
    let options = Options::of(words, &["--pack", "--class", "-o"])?;
    let packs = options.packs()?;
    let classes = options.classes("--class", &packs)?;
    let Some(folder) = options.one("-o")? else {
        return Ok(classes.iter().map(Whole::schema).collect());
    };
    let mut written = String::new();
    for class in &classes {
        let path = Path::new(folder).join(format!("{}.xsd", class.name()));
        fs::write(&path, class.schema()).map_err(|error| format!("{}: {error}", path.display()))?;
        written += &format!("{}\n", path.display());
    }
    Ok(written)
}

/// Structs of Rust or interfaces of TypeScript for classes: as text, or in a file.
fn code(words: &[String], make: fn(&[Whole<'_>], &str) -> String) -> Result<String, String> {
    let options = Options::of(words, &["--pack", "--classes", "-o"])?;
    let packs = options.packs()?;
    let classes = options.classes("--classes", &packs)?;
    let sources: Vec<&str> = packs.sources().collect();
    let text = make(&classes, &sources.join(", "));
    let Some(path) = options.one("-o")? else { return Ok(text) };
    fs::write(path, text).map_err(|error| format!("{path}: {error}"))?;
    Ok(format!("{path}\n"))
}

/// What stands after each option.
struct Options<'w>(Vec<(&'w str, &'w str)>);

impl<'w> Options<'w> {
    fn of(words: &'w [String], known: &[&str]) -> Result<Self, String> {
        let mut options = Vec::new();
        let mut option = "";
        for word in words {
            match word.as_str() {
                word if known.contains(&word) => option = word,
                word if word.starts_with('-') || option.is_empty() => return Err(USAGE.into()),
                word => options.push((option, word)),
            }
        }
        Ok(Self(options))
    }

    fn all(&self, option: &str) -> impl Iterator<Item = &'w str> {
        self.0.iter().filter(move |it| it.0 == option).map(|it| it.1)
    }

    fn one(&self, option: &str) -> Result<Option<&'w str>, String> {
        let mut all = self.all(option);
        match (all.next(), all.next()) {
            (_, Some(second)) => Err(format!("expected one {option}, found another, {second}")),
            (one, None) => Ok(one),
        }
    }

    /// The packs of `--pack`, after the classes of CIM.
    fn packs(&self) -> Result<Packs, String> {
        let mut packs: Packs = [Pack::cim().clone()].into_iter().collect();
        for path in self.all("--pack") {
            let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
            packs.add(Pack::open(bytes).map_err(|error| format!("{path}: {error}"))?);
        }
        Ok(packs)
    }

    /// The classes that an option names, with commas between them or without.
    fn classes<'p>(&self, option: &str, packs: &'p Packs) -> Result<Vec<Whole<'p>>, String> {
        let names = self.all(option).flat_map(|names| names.split(','));
        let classes: Vec<_> = names.map(|name| Whole::of(packs, name)).collect::<Result<_, _>>()?;
        if classes.is_empty() { Err(USAGE.into()) } else { Ok(classes) }
    }
}

/// The classes of MOF, then those of schemas and of CIM-XML.
fn read(mof: &[PathBuf], schemas: &[PathBuf], cim_xml: &[PathBuf]) -> Result<Vec<Class>, String> {
    let mut classes = mof::compile(&mof::read(mof)?).map_err(|errors| lines(&errors))?;
    classes.extend(read_schemas(schemas)?);
    classes.extend(read_cim_xml(cim_xml)?);
    Ok(classes)
}

/// Errors, a line each.
fn lines(errors: &[mof::Error]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

const USAGE: &str = "usage: schema-gen model FILE.xsd...
       schema-gen classes DIR|ZIP|FILE.mof|FILE.xsd|FILE.xml... [--class NAME]
       schema-gen pack [--mof DIR|ZIP|FILE...] [--xsd FILE...] [--cim-xml FILE...]
           [--source TEXT] [--namespace BASE] -o NAME.cimpack
       schema-gen xsd [--pack FILE.cimpack...] --class NAME... [-o DIR]
       schema-gen rust [--pack FILE.cimpack...] --classes NAME,NAME... [-o FILE.rs]
       schema-gen typescript [--pack FILE.cimpack...] --classes NAME,NAME... [-o FILE.d.ts]";
