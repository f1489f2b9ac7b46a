//! How messages are read.

use cimwire_facade::{Code as Number, Decoder};

use crate::border::{Caller, Code, Stop, ask, free};
use crate::error::refused;

/// How messages are read: lenient and with bounds by default. Free it with
/// `cimwire_options_free`; a decoder that was made with it does not need it any more.
#[derive(Clone, Copy, Default)]
pub struct Options {
    pub(crate) inner: cimwire_facade::Options,
    memory: Option<usize>,
}

/// A bound on what a message may ask for.
#[repr(C)]
pub enum Limit {
    /// Bytes of a whole message; 64 MiB by default.
    Bytes = 0,
    /// Elements nested in one another; 256 by default.
    Depth = 1,
    /// Attributes and namespace declarations of one element; 256 by default.
    Attributes = 2,
    /// Namespace declarations in scope at one place; 256 by default.
    Namespaces = 3,
    /// Bytes of one value; 16 MiB by default.
    Text = 4,
    /// Distinct names, prefixes and namespaces, each on its own; 65,536 by default.
    Names = 5,
}

/// Options with their defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_options_new(options: *mut *mut Options) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.give(options, Options::default())) }
}

/// Frees options. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_options_free(options: *mut Options) -> Code {
    free(options)
}

/// Makes each deviation that is forbidden an error; false by default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_options_strict(options: *mut Options, strict: bool) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.set(options, |it| it.inner.strict = strict)) }
}

/// Replaces what XML cannot hold by U+FFFD, and tells of each repair; false by default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_options_salvage(options: *mut Options, salvage: bool) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.set(options, |it| it.inner.salvage = salvage)) }
}

/// Sets a bound: one of `enum cimwire_limit`. `CIMWIRE_ARGUMENT` for any other.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_options_limit(
    options: *mut Options,
    limit: i32,
    most: usize,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.change(options, |it| {
                let limits = &mut it.inner.limits;
                *match limit {
                    _ if limit == Limit::Bytes as i32 => &mut limits.bytes,
                    _ if limit == Limit::Depth as i32 => &mut limits.depth,
                    _ if limit == Limit::Attributes as i32 => &mut limits.attributes,
                    _ if limit == Limit::Namespaces as i32 => &mut limits.namespaces,
                    _ if limit == Limit::Text as i32 => &mut limits.text,
                    _ if limit == Limit::Names as i32 => &mut limits.names,
                    other => {
                        let text = format!("expected a limit of enum cimwire_limit, found {other}");
                        return Err(refused(Number::Argument, text));
                    }
                } = most;
                Ok(())
            })
        })
    }
}

/// The most bytes of memory that a decoder may take to read a message, beside the message itself
/// and what is made of it later: 0, the default, for no such bound. Each message is measured
/// before it is read, by its bytes `<` and `=`; one that might need more is refused with
/// `CIMWIRE_MEMORY_LIMIT`. 1 MiB is enough for usual messages of 100 KB.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_options_memory(options: *mut Options, most: usize) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.set(options, |it| it.memory = (most > 0).then_some(most))) }
}

impl Options {
    pub(crate) fn decoder(self) -> Decoder {
        match self.memory {
            Some(memory) => Decoder::within(memory, self.inner),
            None => Decoder::new(self.inner),
        }
    }
}

impl Caller {
    /// The options that a caller passed; the defaults for NULL.
    pub(crate) fn options(&self, options: *const Options) -> Result<Options, Stop> {
        if options.is_null() {
            return Ok(Options::default());
        }
        self.read(options, |it| Ok::<_, Stop>(*it))
    }
}
