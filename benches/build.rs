//! Compiles the C and C++ rivals where their headers are installed.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=src/peers");
    peer("libxml2", "libxml-2.0", "c");
    peer("pugixml", "pugixml", "cpp");
}

/// Sets `peer_<name>`, or the environment `<NAME>_MISSING` to the reason.
fn peer(name: &str, package: &str, extension: &str) {
    println!("cargo::rustc-check-cfg=cfg(peer_{name})");
    let source = Path::new("src/peers").join(name).with_extension(extension);
    match compile(name, package, &source, extension == "cpp") {
        Ok(()) => println!("cargo::rustc-cfg=peer_{name}"),
        Err(why) => println!("cargo::rustc-env={}_MISSING={why}", name.to_uppercase()),
    }
}

fn compile(name: &str, package: &str, source: &Path, cpp: bool) -> Result<(), String> {
    let library = pkg_config::Config::new()
        .cargo_metadata(false)
        .probe(package)
        .map_err(|_| format!("pkg-config finds no {package}"))?;
    cc::Build::new()
        .cpp(cpp)
        .opt_level(3)
        .file(source)
        .includes(&library.include_paths)
        .try_compile(&format!("peer_{name}"))
        .map_err(|_| format!("{} does not compile", source.display()))?;
    for path in &library.link_paths {
        println!("cargo::rustc-link-search=native={}", path.display());
    }
    for lib in &library.libs {
        println!("cargo::rustc-link-lib={lib}");
    }
    Ok(())
}
