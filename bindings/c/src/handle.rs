//! Handles: what C holds instead of an address.
//!
//! A handle looks like a pointer and is a ticket: the number of a slot, and how often the slot was
//! used before. So a handle that was freed, or was never one, is told without touching memory that
//! may be gone, and no call can have an object while another frees or changes it.
//!
//! A call begins and ends with an atomic operation each, and waits for no other: where one reads
//! what another changes, or the other way round, the later is refused. Only that which frees waits.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, AtomicUsize};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};

use cimwire_facade::{Code, Error};

use crate::border::Result;
use crate::error::refused;

/// What can be behind a handle.
///
/// # Safety
/// No two types have the same kind.
pub(crate) unsafe trait Handle: Send + Sync + 'static {
    /// What it is called in errors.
    const NAME: &'static str;
    /// Its number among all that can be behind a handle.
    const KIND: u8;
}

/// Keeps an object, and returns the ticket for it.
pub(crate) fn give<T: Handle>(object: T) -> Result<usize> {
    let index = pop_free().unwrap_or_else(|| USED.fetch_add(1, Relaxed));
    let Some(slot) = slot(index) else {
        USED.fetch_sub(1, Relaxed);
        return Err(refused(Code::Argument, "too many handles are in use".to_owned()));
    };
    // SAFETY: it was taken from the free slots, or never used.
    Ok(unsafe { slot.fill(object) } | (index + 1))
}

/// Lets `work` read the object of a ticket; other calls may read it too.
pub(crate) fn read<R>(
    ticket: usize,
    name: &str,
    work: impl FnOnce(&Reading<'_>) -> Option<R>,
) -> Result<R> {
    let reading = find(ticket, name)?.read(ticket, name)?;
    work(&reading).ok_or_else(|| closed(name))
}

/// Lets `work` change the object of a ticket, if nobody else is using it.
pub(crate) fn change<T: Handle, R>(ticket: usize, work: impl FnOnce(&mut T) -> R) -> Result<R> {
    let mut alone = find(ticket, T::NAME)?.claim(ticket, T::NAME)?;
    if !alone.slot.has::<T>() {
        return Err(closed(T::NAME));
    }
    // SAFETY: it is a `T`, and no other call has it until `alone` is dropped.
    let object = unsafe { &mut *alone.slot.object::<T>() };
    alone.is_half_done = true;
    let done = work(object);
    alone.is_half_done = false;
    Ok(done)
}

/// Takes the object of a ticket back; waits for calls that have it.
pub(crate) fn take<T: Handle>(ticket: usize) -> Result<()> {
    let slot = find(ticket, T::NAME)?;
    slot.end_turn::<T>(ticket)?;
    // SAFETY: it is a `T`, its turn has ended while no call had it, and it is dropped but here.
    unsafe { slot.empty::<T>() };
    // A slot whose turns are used up is left alone: its next ticket would be its first again.
    if turn(ticket) + 1 < MOST_TURNS {
        push_free((ticket & INDEX_MASK) - 1, slot);
    }
    Ok(())
}

/// Where an object is kept.
///
/// INVARIANT: while `state` says `EMPTY`, the slot is that of the call that takes it from the free
/// slots or brings it back; else `room` has an object of `kind`, which who set `ALONE` may change
/// and who is counted among the `READERS` may read.
#[repr(align(64))]
struct Slot {
    /// The turn, shifted by `INDEX_BITS`; flags; how many calls read.
    state: AtomicUsize,
    /// Of a free slot: the number of the next, plus 1.
    next: AtomicU32,
    kind: AtomicU8,
    room: UnsafeCell<MaybeUninit<Room>>,
}

/// Room for most objects; those that need more are boxed.
type Room = [u128; 7];

// SAFETY: objects are `Send` and `Sync`; the invariant says who may have one when.
unsafe impl Sync for Slot {}

/// A call that reads the object of a slot.
pub(crate) struct Reading<'s>(&'s Slot);

impl Reading<'_> {
    /// The object, if it is of that type.
    pub(crate) fn object<T: Handle>(&self) -> Option<&T> {
        // SAFETY: it is a `T`, and stays one, unchanged, until `self` is dropped.
        self.0.has::<T>().then(|| unsafe { &*self.0.object::<T>() })
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        if self.0.state.fetch_sub(1, Release) & AWAITED != 0 {
            self.0.wake();
        }
    }
}

/// A call that has a slot for itself.
struct Alone<'s> {
    slot: &'s Slot,
    /// Whether a panic would leave the object half changed.
    is_half_done: bool,
}

impl Drop for Alone<'_> {
    fn drop(&mut self) {
        let left = if self.is_half_done { BROKEN } else { 0 };
        if self.slot.state.fetch_sub(ALONE - left, Release) & AWAITED != 0 {
            self.slot.wake();
        }
    }
}

impl Slot {
    fn new() -> Self {
        Self {
            state: AtomicUsize::new(EMPTY),
            next: AtomicU32::new(0),
            kind: AtomicU8::new(0),
            room: UnsafeCell::new(MaybeUninit::uninit()),
        }
    }

    /// Begins a turn, and returns it, shifted.
    ///
    /// # Safety
    /// The slot is empty and the caller's.
    unsafe fn fill<T: Handle>(&self, object: T) -> usize {
        let room = self.room.get();
        // SAFETY: by the invariant no other call looks there; `fits` says what the room holds.
        unsafe {
            if fits::<T>() {
                room.cast::<T>().write(object);
            } else {
                room.cast::<*mut T>().write(Box::into_raw(Box::new(object)));
            }
        }
        self.kind.store(T::KIND, Relaxed);
        let turn = self.state.load(Relaxed) & !INDEX_MASK;
        self.state.store(turn, Release);
        turn
    }

    /// Ends a turn, as soon as no call has the object.
    fn end_turn<T: Handle>(&self, ticket: usize) -> Result<()> {
        let mut state = self.state.load(Acquire);
        loop {
            if !is_turn(state, ticket) || !self.has::<T>() {
                return Err(closed(T::NAME));
            }
            if state & (READERS | ALONE) != 0 {
                self.wait(state);
                state = self.state.load(Acquire);
                continue;
            }
            let ended = (turn(ticket) + 1) << INDEX_BITS | EMPTY;
            match self.state.compare_exchange_weak(state, ended, AcqRel, Acquire) {
                Ok(_) => return Ok(()),
                Err(now) => state = now,
            }
        }
    }

    /// Drops what the last turn left.
    ///
    /// # Safety
    /// The slot is the caller's, and its last object, not yet dropped, was a `T`.
    unsafe fn empty<T: Handle>(&self) {
        let room = self.room.get();
        // SAFETY: as promised; `fits` says what the room holds.
        unsafe {
            if fits::<T>() {
                room.cast::<T>().drop_in_place();
            } else {
                drop(Box::from_raw(room.cast::<*mut T>().read()));
            }
        }
    }

    /// Where the object is.
    ///
    /// # Safety
    /// There is one, it is a `T`, and the caller may read it until it is done with the result.
    unsafe fn object<T: Handle>(&self) -> *mut T {
        let room = self.room.get();
        if fits::<T>() {
            return room.cast();
        }
        // SAFETY: what does not fit is boxed, and its address never changes while it is there.
        unsafe { room.cast::<*mut T>().read() }
    }

    fn has<T: Handle>(&self) -> bool {
        self.kind.load(Relaxed) == T::KIND
    }

    fn read(&self, ticket: usize, name: &str) -> Result<Reading<'_>> {
        let mut state = self.state.load(Relaxed);
        loop {
            let is_free = state & !READERS == ticket & !INDEX_MASK;
            if !is_free || state & READERS == READERS {
                return Err(unusable(state, ticket, name));
            }
            match self.state.compare_exchange_weak(state, state + 1, Acquire, Relaxed) {
                Ok(_) => return Ok(Reading(self)),
                Err(now) => state = now,
            }
        }
    }

    fn claim(&self, ticket: usize, name: &str) -> Result<Alone<'_>> {
        let free = ticket & !INDEX_MASK;
        match self.state.compare_exchange(free, free | ALONE, Acquire, Relaxed) {
            Ok(_) => Ok(Alone { slot: self, is_half_done: false }),
            Err(state) => Err(unusable(state, ticket, name)),
        }
    }

    /// Waits until a call that has the object ends, if the slot is still as it was seen.
    #[cold]
    fn wait(&self, seen: usize) {
        let ends = ENDS.lock().unwrap_or_else(PoisonError::into_inner);
        if self.state.compare_exchange(seen, seen | AWAITED, Relaxed, Relaxed).is_ok() {
            drop(ENDED.wait(ends));
        }
    }

    /// Tells who waits that a call has ended. Under the lock, so that none is between looking and
    /// waiting.
    #[cold]
    fn wake(&self) {
        let _ends = ENDS.lock().unwrap_or_else(PoisonError::into_inner);
        self.state.fetch_and(!AWAITED, Relaxed);
        ENDED.notify_all();
    }
}

/// Slots never move: each chunk is twice as large as the one before it.
static CHUNKS: [OnceLock<Box<[Slot]>>; 22] = [const { OnceLock::new() }; 22];
/// Slots that were ever used.
static USED: AtomicUsize = AtomicUsize::new(0);
/// The number of the first free slot, plus 1, in the low half; above it how often this changed, so
/// that who comes late sees that it did.
static FREE: AtomicU64 = AtomicU64::new(0);
/// For calls that wait for the end of others.
static ENDS: Mutex<()> = Mutex::new(());
static ENDED: Condvar = Condvar::new();

fn pop_free() -> Option<usize> {
    let mut first = FREE.load(Acquire);
    loop {
        let index = (first & FIRST).checked_sub(1)? as usize;
        let next = slot(index)?.next.load(Relaxed);
        match FREE.compare_exchange_weak(first, changed(first, next), Acquire, Acquire) {
            Ok(_) => return Some(index),
            Err(now) => first = now,
        }
    }
}

fn push_free(index: usize, slot: &Slot) {
    let mut first = FREE.load(Relaxed);
    loop {
        slot.next.store((first & FIRST) as u32, Relaxed);
        let next = (index + 1) as u32;
        match FREE.compare_exchange_weak(first, changed(first, next), Release, Relaxed) {
            Ok(_) => return,
            Err(now) => first = now,
        }
    }
}

fn changed(first: u64, next: u32) -> u64 {
    (first & !FIRST).wrapping_add(FIRST + 1) | u64::from(next)
}

fn find(ticket: usize, name: &str) -> Result<&'static Slot> {
    let index = (ticket & INDEX_MASK).checked_sub(1);
    let (chunk, offset) = index.map(place).ok_or_else(|| absent(ticket, name))?;
    let slots = CHUNKS.get(chunk).and_then(OnceLock::get);
    slots.and_then(|slots| slots.get(offset)).ok_or_else(|| absent(ticket, name))
}

/// The slot of a number, also the first time.
fn slot(index: usize) -> Option<&'static Slot> {
    let (chunk, offset) = place(index);
    let fill = || (0..FIRST_CHUNK << chunk).map(|_| Slot::new()).collect();
    let chunk = CHUNKS.get(chunk).filter(|_| index < INDEX_MASK)?;
    chunk.get_or_init(fill).get(offset)
}

/// The chunk of a slot, and where in it.
fn place(index: usize) -> (usize, usize) {
    let chunk = (index / FIRST_CHUNK + 1).ilog2() as usize;
    (chunk, index - FIRST_CHUNK * ((1 << chunk) - 1))
}

fn turn(ticket: usize) -> usize {
    ticket >> INDEX_BITS
}

/// Whether a slot has the object of a ticket.
fn is_turn(state: usize, ticket: usize) -> bool {
    turn(state) == turn(ticket) && state & EMPTY == 0
}

const fn fits<T>() -> bool {
    size_of::<T>() <= size_of::<Room>() && align_of::<T>() <= align_of::<Room>()
}

/// Why a call cannot have the object of a ticket.
#[cold]
fn unusable(state: usize, ticket: usize, name: &str) -> Error {
    if !is_turn(state, ticket) {
        return closed(name);
    }
    if state & BROKEN != 0 {
        let text = format!("a defect broke this {name} in an earlier call");
        return refused(Code::Defect, text);
    }
    refused(Code::Busy, format!("another thread is using the {name}"))
}

#[cold]
fn absent(ticket: usize, name: &str) -> Error {
    if ticket == 0 {
        return refused(Code::Null, format!("expected a {name}, found NULL"));
    }
    closed(name)
}

#[cold]
fn closed(name: &str) -> Error {
    refused(
        Code::Closed,
        format!("expected a {name}, found a handle that was freed, is of another type or is none"),
    )
}

/// Numbers what can be behind a handle, each type once.
macro_rules! handles {
    ($($of:ident = $name:literal,)*) => {
        enum Kind { $($of,)* }
        $(
            // SAFETY: the variants of an enumeration have different numbers.
            unsafe impl Handle for crate::$of {
                const NAME: &'static str = $name;
                const KIND: u8 = Kind::$of as u8;
            }
        )*
    };
}

handles! {
    Attributes = "list of attributes",
    Buffer = "buffer",
    CimRs = "form of CIM-RS",
    Class = "class",
    Decoder = "decoder",
    Deviations = "list of deviations",
    Differences = "list of differences",
    Document = "document",
    Draft = "draft",
    Error = "error",
    Fault = "fault",
    Finds = "list of finds",
    Head = "head",
    Instance = "instance",
    Items = "list of items",
    Message = "message",
    Method = "method",
    Misfits = "list of misfits",
    Names = "list of names",
    Nodes = "list of nodes",
    Options = "set of options",
    Path = "path",
    Properties = "list of properties",
    Repairs = "list of repairs",
    Reply = "reply",
    Request = "request",
    Response = "response",
    Schema = "schema",
}

const FIRST_CHUNK: usize = 64;
/// Bits of a ticket that number the slot; the others count its turns.
const INDEX_BITS: u32 = usize::BITS * 7 / 16;
const INDEX_MASK: usize = (1 << INDEX_BITS) - 1;
const MOST_TURNS: usize = usize::MAX >> INDEX_BITS;
/// In the state of a slot: it has no object.
const EMPTY: usize = 1 << (INDEX_BITS - 1);
/// A call has it for itself.
const ALONE: usize = 1 << (INDEX_BITS - 2);
/// A panic left the object half changed.
const BROKEN: usize = 1 << (INDEX_BITS - 3);
/// A call that frees waits for the others.
const AWAITED: usize = 1 << (INDEX_BITS - 4);
/// How many calls read.
const READERS: usize = AWAITED - 1;
/// The half of `FREE` that numbers a slot.
const FIRST: u64 = u32::MAX as u64;
