//! Names the shared library: a program that was linked with it asks for this name. Before 1.0, a
//! minor version may break what is linked.

fn main() {
    let part = |name: &str| std::env::var(name).unwrap_or_default();
    let (major, minor) = (part("CARGO_PKG_VERSION_MAJOR"), part("CARGO_PKG_VERSION_MINOR"));
    let version = if major == "0" { format!("0.{minor}") } else { major };
    if part("CARGO_CFG_TARGET_OS") == "linux" {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libcimwire.so.{version}");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
