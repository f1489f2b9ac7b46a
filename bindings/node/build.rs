//! Tells the linker that Node has the symbols of N-API.

fn main() {
    napi_build::setup();
}
