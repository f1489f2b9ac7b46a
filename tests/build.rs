//! Links the judges that this machine has; without them the oracles say less, not wrong.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for (library, package) in [("libxml2", "libxml-2.0"), ("expat", "expat")] {
        println!("cargo::rustc-check-cfg=cfg(has_{library})");
        if pkg_config::probe_library(package).is_ok() {
            println!("cargo::rustc-cfg=has_{library}");
        }
    }
}
