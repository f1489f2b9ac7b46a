//! The door for C beside the facade, in one process: what crossing the border costs.
//!
//! `cargo xtask bench c` builds the shared library and names it in `CIMWIRE_LIBRARY`.

use std::ffi::{CString, c_char, c_void};
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::ptr;

use cimwire::soap::Message;
use cimwire::xml::{Element, Reader};
use cimwire_benches::data;
use cimwire_benches::measure::{self, Pass, Times};
use cimwire_facade::{Bytes, Decoder, Options};

fn main() -> ExitCode {
    match compare() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn compare() -> Result<(), String> {
    let path = std::env::var("CIMWIRE_LIBRARY").map_err(|_| "CIMWIRE_LIBRARY is not set")?;
    let library = Library::open(&path)?;
    measure::prepare(None);
    println!("| work | Rust, ns | C, ns | C takes |\n|---|---|---|---|");
    for case in data::cases().iter().filter(|case| ["get", "pull200"].contains(&case.name)) {
        let messages: Vec<Bytes> = case.messages.iter().cloned().map(Bytes::from).collect();
        row(
            &format!("{}: a new message", case.name),
            messages.len(),
            &mut [rust_message(&messages), c_message(&library, &messages)?],
        );
        row(
            &format!("{}: in the place of the last", case.name),
            messages.len(),
            &mut [rust_refill(&messages)?, c_refill(&library, &messages)?],
        );
        row(
            &format!("{}: and all its elements read", case.name),
            messages.len(),
            &mut [rust_elements(&messages), c_elements(&library, &messages)?],
        );
        row(
            &format!("{}: and its items named, a call for each", case.name),
            messages.len(),
            &mut [rust_walk(&messages), c_walk(&library, &messages)?],
        );
    }
    let calls = 1000;
    let mut no_op: [Pass<'_>; 1] = [Box::new(|| {
        for _ in 0..calls {
            // SAFETY: the library is open; the function takes nothing.
            std::hint::black_box(unsafe { (library.version)() });
        }
    })];
    let times = Times::take(&mut no_op, ROUNDS);
    println!("| a call that does nothing | | {:.1} | |", times.best(0) * 1e9 / f64::from(calls));
    Ok(())
}

fn row(work: &str, messages: usize, passes: &mut [Pass<'_>; 2]) {
    let times = Times::take(passes, ROUNDS);
    let each = |contender| times.best(contender) * 1e9 / messages as f64;
    let more = 100.0 / times.ratio(1, 0) - 100.0;
    println!("| {work} | {:.0} | {:.0} | {more:+.1} % |", each(0), each(1));
}

fn rust_message(messages: &[Bytes]) -> Pass<'_> {
    let mut decoder = Decoder::new(Options::default());
    Box::new(move || {
        for input in messages {
            drop(std::hint::black_box(decoder.message(input)));
        }
    })
}

fn rust_refill(messages: &[Bytes]) -> Result<Pass<'_>, String> {
    let mut decoder = Decoder::new(Options::default());
    let mut message = decoder.message(&messages[0]).map_err(|error| error.to_string())?;
    Ok(Box::new(move || {
        for input in messages {
            let _ = std::hint::black_box(decoder.refill(&mut message, input));
        }
    }))
}

/// The name and text of every element, as the codec has them.
fn rust_elements(messages: &[Bytes]) -> Pass<'_> {
    fn read(parent: Element<'_>) {
        for child in parent.children() {
            std::hint::black_box((child.name(), child.text()));
            read(child);
        }
    }
    let mut reader = Reader::new();
    Box::new(move || {
        for input in messages {
            let Ok(message) = Message::decode_with(&mut reader, input.clone()) else { continue };
            read(message.envelope().element());
        }
    })
}

/// The names of the items, or of the parts of the envelope, read one by one.
fn rust_walk(messages: &[Bytes]) -> Pass<'_> {
    let mut decoder = Decoder::new(Options::default());
    Box::new(move || {
        for input in messages {
            let Ok(message) = decoder.message(input) else { continue };
            let parent = message.items_element().unwrap_or_else(|| message.envelope());
            let mut children = parent.walk_children(None);
            while let Some(child) = children.step() {
                std::hint::black_box(child.name());
            }
        }
    })
}

fn c_message<'m>(library: &'m Library, messages: &'m [Bytes]) -> Result<Pass<'m>, String> {
    let decoder = library.decoder()?;
    Ok(Box::new(move || {
        for input in messages {
            library.free_message(library.message(decoder, input));
        }
    }))
}

fn c_refill<'m>(library: &'m Library, messages: &'m [Bytes]) -> Result<Pass<'m>, String> {
    let decoder = library.decoder()?;
    let message = library.message(decoder, &messages[0]);
    Ok(Box::new(move || {
        for input in messages {
            // SAFETY: the handles are the library's, and the bytes stay as long as the message.
            let code = unsafe {
                let (data, length) = (input.as_ptr().cast(), input.len());
                (library.refill)(decoder, message, data, length, ptr::null_mut())
            };
            assert_eq!(code, 0, "a message");
        }
    }))
}

fn c_elements<'m>(library: &'m Library, messages: &'m [Bytes]) -> Result<Pass<'m>, String> {
    let decoder = library.decoder()?;
    let mut batch = vec![MaybeUninit::uninit(); 64];
    Ok(Box::new(move || {
        for input in messages {
            let message = library.message(decoder, input);
            library.elements(message, &mut batch);
            library.free_message(message);
        }
    }))
}

fn c_walk<'m>(library: &'m Library, messages: &'m [Bytes]) -> Result<Pass<'m>, String> {
    let decoder = library.decoder()?;
    Ok(Box::new(move || {
        for input in messages {
            let message = library.message(decoder, input);
            library.walk(message);
            library.free_message(message);
        }
    }))
}

type Handle = *mut c_void;
type Code = i32;

#[repr(C)]
#[derive(Clone, Copy)]
struct View {
    owner: *const c_void,
    place: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Str {
    data: *const c_char,
    length: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Entry {
    view: View,
    end: usize,
    name: Str,
    namespace: Str,
    text: Str,
    is_nil: bool,
}

/// Declares the functions of `cimwire.h` that are timed, and where they are found.
macro_rules! library {
    ($($field:ident: $type:ty = $name:literal,)*) => {
        struct Library { $($field: $type,)* }

        impl Library {
            fn open(path: &str) -> Result<Self, String> {
                let library = open(path)?;
                Ok(Self { $($field: {
                    let address = address(library, concat!($name, "\0"))?;
                    // SAFETY: the header says that this is the function's type.
                    unsafe { std::mem::transmute::<*mut c_void, $type>(address) }
                },)* })
            }
        }
    };
}

library! {
    version: unsafe extern "C" fn() -> *const c_char = "cimwire_version",
    decoder_new: unsafe extern "C" fn(Handle, *mut Handle, *mut Handle) -> Code
        = "cimwire_decoder_new",
    message: unsafe extern "C" fn(Handle, *const c_void, usize, *mut Handle, *mut Handle) -> Code
        = "cimwire_decoder_message_in_place",
    refill: unsafe extern "C" fn(Handle, Handle, *const c_void, usize, *mut Handle) -> Code
        = "cimwire_decoder_refill",
    message_free: unsafe extern "C" fn(Handle) -> Code = "cimwire_message_free",
    items: unsafe extern "C" fn(Handle, *mut View) -> Code = "cimwire_message_items",
    envelope: unsafe extern "C" fn(Handle, *mut View) -> Code = "cimwire_message_envelope",
    elements: unsafe extern "C" fn(View, View, *mut Entry, usize, *mut usize) -> Code
        = "cimwire_view_elements",
    first_child: unsafe extern "C" fn(View, *mut View) -> Code = "cimwire_view_first_child",
    next_child: unsafe extern "C" fn(View, View, *mut View) -> Code = "cimwire_view_next_child",
    name: unsafe extern "C" fn(View, *mut Str) -> Code = "cimwire_view_name",
}

fn open(path: &str) -> Result<Handle, String> {
    let name = CString::new(path).map_err(|error| error.to_string())?;
    // SAFETY: the name ends with a NUL; the library's initialisers are those of std.
    let library = unsafe { libc::dlopen(name.as_ptr(), libc::RTLD_NOW) };
    if library.is_null() { Err(format!("{path}: cannot be opened")) } else { Ok(library) }
}

/// The name ends with a NUL.
fn address(library: Handle, name: &str) -> Result<Handle, String> {
    // SAFETY: the library is open and the name ends with a NUL.
    let address = unsafe { libc::dlsym(library, name.as_ptr().cast()) };
    if address.is_null() { Err(format!("the library has no {name}")) } else { Ok(address) }
}

impl Library {
    fn decoder(&self) -> Result<Handle, String> {
        let mut decoder = ptr::null_mut();
        // SAFETY: the place is good.
        match unsafe { (self.decoder_new)(ptr::null_mut(), &mut decoder, ptr::null_mut()) } {
            0 => Ok(decoder),
            code => Err(format!("no decoder: {code}")),
        }
    }

    /// The caller keeps the input until the message is freed.
    fn message(&self, decoder: Handle, input: &Bytes) -> Handle {
        let mut message = ptr::null_mut();
        let (data, length) = (input.as_ptr().cast(), input.len());
        // SAFETY: the place and the bytes are good.
        let code = unsafe { (self.message)(decoder, data, length, &mut message, ptr::null_mut()) };
        assert_eq!(code, 0, "a message");
        message
    }

    fn free_message(&self, message: Handle) {
        // SAFETY: any handle may be passed.
        unsafe { (self.message_free)(message) };
    }

    fn elements(&self, message: Handle, batch: &mut [MaybeUninit<Entry>]) {
        let (mut envelope, mut count) = (NOWHERE, 0);
        // SAFETY: the places are good, and any view may be passed.
        unsafe {
            (self.envelope)(message, &mut envelope);
            let (first, room) = (batch.as_mut_ptr().cast::<Entry>(), batch.len());
            let mut behind = envelope;
            while (self.elements)(envelope, behind, first, room, &mut count) == 0 {
                // The call wrote so many.
                for entry in std::slice::from_raw_parts(first, count) {
                    std::hint::black_box((entry.name, entry.text));
                    behind = entry.view;
                }
                if count < room {
                    break;
                }
            }
        }
    }

    fn walk(&self, message: Handle) {
        let (mut parent, mut child) = (NOWHERE, NOWHERE);
        let mut name = Str { data: ptr::null(), length: 0 };
        // SAFETY: the places are good, and any view may be passed.
        unsafe {
            if (self.items)(message, &mut parent) != 0 {
                (self.envelope)(message, &mut parent);
            }
            let mut code = (self.first_child)(parent, &mut child);
            while code == 0 {
                (self.name)(child, &mut name);
                std::hint::black_box((name.data, name.length));
                code = (self.next_child)(parent, child, &mut child);
            }
        }
    }
}

const NOWHERE: View = View { owner: ptr::null(), place: 0 };
const ROUNDS: usize = 61;
