//! Which file a namespace is in. Nothing is fetched, and schemaLocation is not looked at.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::compile::Source;
use super::document::Node;
use super::model::Name;

/// The files of one folder by their target namespace.
#[derive(Debug, Default)]
pub struct Catalogue {
    files: BTreeMap<String, PathBuf>,
}

impl Catalogue {
    /// Adds the schemas of a folder: its `*.xsd` files. Of two with one namespace the first counts.
    ///
    /// # Errors
    /// A folder that cannot be read. A file that is no schema is left out.
    pub fn add(&mut self, folder: &Path) -> Result<(), String> {
        let at = |error| format!("{}: {error}", folder.display());
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(at)? {
            paths.push(entry.map_err(at)?.path());
        }
        paths.retain(|path| path.extension().is_some_and(|it| it == "xsd"));
        paths.sort();
        for path in paths {
            let Ok(source) = read(&path) else { continue };
            let Ok(root) = Node::read(&source.text) else { continue };
            let target = root.attribute("targetNamespace").unwrap_or_default();
            self.files.entry(target.to_owned()).or_insert(path);
        }
        Ok(())
    }

    /// All files of the catalogue.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>, String> {
        self.files.values().map(|path| read(path)).collect()
    }

    /// These files, and those of the catalogue that they import, and so on.
    ///
    /// # Errors
    /// A file that cannot be read or is not well-formed. A namespace that no file has is no error
    /// until something of it is referred to.
    pub fn with_imports(&self, paths: &[PathBuf]) -> Result<Vec<Source>, String> {
        let mut sources: Vec<Source> = Vec::new();
        let mut wanted = paths.to_vec();
        let mut present: Vec<String> = Vec::new();
        while let Some(path) = wanted.pop() {
            let source = read(&path)?;
            let root = Node::read(&source.text).map_err(|it| format!("{}:{it}", source.path))?;
            present.push(root.attribute("targetNamespace").unwrap_or_default().to_owned());
            sources.push(source);
            if !wanted.is_empty() {
                continue;
            }
            // Only when all given files are in: they count before those of the catalogue.
            let missing = sources.iter().flat_map(imports).filter(|it| !present.contains(it));
            wanted.extend(missing.filter_map(|it| self.files.get(&it)).next().cloned());
        }
        Ok(sources)
    }
}

impl Source {
    /// The namespace it declares; empty for none, or where it is no schema.
    pub(crate) fn target(&self) -> String {
        let root = Node::read(&self.text);
        let target = root.as_ref().ok().and_then(|root| root.attribute("targetNamespace"));
        target.unwrap_or_default().to_owned()
    }
}

fn imports(source: &Source) -> Vec<String> {
    let Ok(root) = Node::read(&source.text) else { return Vec::new() };
    let imports = root.children.iter().filter(|it| it.name == Name::xs("import"));
    imports.filter_map(|it| it.attribute("namespace")).map(str::to_owned).collect()
}

fn read(path: &Path) -> Result<Source, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Source { path: path.display().to_string(), text })
}
