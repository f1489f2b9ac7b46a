//! Where the library has its memory from, and what it is.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ffi::{c_char, c_void};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use cimwire_facade::Code as Number;

use crate::border::Code;
use crate::shortage;

/// Where the library is to have its memory from. The functions are called from any thread, must
/// not call the library, and must not return by an exception or a jump.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Allocator {
    /// Passed to each function.
    pub context: *mut c_void,
    /// Memory of so many bytes, more than 0, at a multiple of `alignment`, a power of 2; NULL where
    /// there is none: the call that needs it ends with `CIMWIRE_NO_MEMORY`.
    pub allocate: Option<
        unsafe extern "C" fn(context: *mut c_void, size: usize, alignment: usize) -> *mut c_void,
    >,
    /// Takes back memory that `allocate` gave, with what was asked for.
    pub release: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            memory: *mut c_void,
            size: usize,
            alignment: usize,
        ),
    >,
}

// SAFETY: `cimwire_set_allocator` demands functions and a context that serve any thread.
unsafe impl Send for Allocator {}
// SAFETY: as for `Send`.
unsafe impl Sync for Allocator {}

/// Has the library take all its memory from functions of yours: before any other call, and once.
/// `CIMWIRE_BUSY` where it has taken memory before. They serve the whole library, for memory may
/// be given back by another thread or object than took it.
///
/// Where `allocate` returns NULL, the system lends memory until the call has ended, and that fails with
/// `CIMWIRE_NO_MEMORY`. What outlives it stays the system's until it is freed: its error, the tables of
/// handles and of classes, texts that are kept with a message, and the end of a change that was begun
/// before, for which the call does not fail. `CIMWIRE_NULL` for no allocator or one without a function.
/// Threads: before all others.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_set_allocator(allocator: *const Allocator) -> Code {
    if !allocator.is_null() {
        // SAFETY: where it is not NULL, the caller vouches for it.
        let allocator = unsafe { allocator.read() };
        if allocator.allocate.is_some() && allocator.release.is_some() {
            return set(allocator);
        }
    }
    Code::from(Number::Null.number())
}

fn set(allocator: Allocator) -> Code {
    if SOURCE.compare_exchange(UNDECIDED, DECIDING, Ordering::AcqRel, Ordering::Acquire).is_err() {
        return Code::from(Number::Busy.number());
    }
    let _ = HOOKS.set(allocator);
    SOURCE.store(HOOKED, Ordering::Release);
    0
}

/// The version of the library, as `0.1.0`, with a NUL at the end. It lives for ever and is not freed.
/// Threads: any, at any time.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

/// Memory of the system, or of the hooks where they came first.
struct Source;

#[global_allocator]
static GLOBAL: Source = Source;
static HOOKS: OnceLock<Allocator> = OnceLock::new();
static SOURCE: AtomicU8 = AtomicU8::new(UNDECIDED);

const UNDECIDED: u8 = 0;
const DECIDING: u8 = 1;
const HOOKED: u8 = 2;
const OF_SYSTEM: u8 = 3;

impl Source {
    /// The hooks, if memory is theirs. The first who asks decides for good: memory must go back to
    /// where it came from.
    #[inline]
    fn hooks(&self) -> Option<&'static Allocator> {
        match SOURCE.load(Ordering::Acquire) {
            OF_SYSTEM => None,
            HOOKED => HOOKS.get(),
            _ => decide(),
        }
    }
}

#[cold]
fn decide() -> Option<&'static Allocator> {
    let decided =
        SOURCE.compare_exchange(UNDECIDED, OF_SYSTEM, Ordering::AcqRel, Ordering::Acquire);
    if decided.is_ok() {
        return None;
    }
    while SOURCE.load(Ordering::Acquire) == DECIDING {
        std::hint::spin_loop();
    }
    HOOKS.get()
}

// SAFETY: all memory comes from one source and goes back to it, for `SOURCE` never changes once
// memory was given, and loans are known; the system's allocator keeps the contract, and so must the
// hooks.
unsafe impl GlobalAlloc for Source {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        match self.hooks() {
            // SAFETY: as promised to this function.
            None => unsafe { System.alloc(layout) },
            Some(hooks) => hooks.take_or_borrow(layout),
        }
    }

    #[inline]
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        match self.hooks() {
            // SAFETY: as promised to this function.
            None => unsafe { System.dealloc(memory, layout) },
            // SAFETY: the hooks gave this memory for this layout, or it was lent for it.
            Some(hooks) => unsafe { hooks.give_back(memory, layout) },
        }
    }

    #[inline]
    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let Some(hooks) = self.hooks() else {
            // SAFETY: as promised to this function.
            return unsafe { System.realloc(memory, layout, size) };
        };
        // SAFETY: a caller of `realloc` promises that the size fits the alignment.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        let larger = hooks.take_or_borrow(wanted);
        if !larger.is_null() {
            let common = size.min(layout.size());
            // SAFETY: both have so many bytes, and they are not the same memory.
            unsafe { larger.copy_from_nonoverlapping(memory, common) };
            // SAFETY: the hooks gave this memory for this layout, or it was lent for it.
            unsafe { hooks.give_back(memory, layout) };
        }
        larger
    }
}

impl Allocator {
    #[inline]
    fn take_or_borrow(&self, layout: Layout) -> *mut u8 {
        let memory = self.take(layout);
        if memory.is_null() { shortage::lend(layout) } else { memory }
    }

    fn take(&self, layout: Layout) -> *mut u8 {
        let Some(allocate) = self.allocate else { return std::ptr::null_mut() };
        // SAFETY: who set the hooks vouches for them; the size is more than 0.
        unsafe { allocate(self.context, layout.size(), layout.align()) }.cast()
    }

    /// # Safety
    /// [`Allocator::take_or_borrow`] gave the memory for this layout.
    unsafe fn give_back(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: it is as promised, and freed but here.
        if unsafe { shortage::take_back(memory, layout) } {
            return;
        }
        if let Some(release) = self.release {
            // SAFETY: who set the hooks vouches for them, and they gave this memory.
            unsafe { release(self.context, memory.cast(), layout.size(), layout.align()) };
        }
    }
}
