//! Handles: what C holds instead of an address.
//!
//! A handle looks like a pointer and is a ticket: the number of a slot, and how often the slot was
//! used before. So a handle that was freed, or was never one, is told without touching memory that
//! may be gone, and no call can have an object while another frees or changes it.

use std::any::Any;
use std::sync::{Mutex, OnceLock, PoisonError, RwLock, TryLockError};

use cimwire_facade::{Code, Result};

use crate::error::refused;

/// What can be behind a handle.
pub(crate) trait Handle: Any + Send + Sync {
    /// What it is called in errors.
    const NAME: &'static str;
}

/// Keeps an object, and returns the ticket for it.
pub(crate) fn give(object: impl Handle) -> Result<usize> {
    let index = {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        free.slots.pop().unwrap_or_else(|| {
            free.used += 1;
            free.used - 1
        })
    };
    let Some(slot) = slot(index) else {
        return Err(refused(Code::Argument, "too many handles are in use".to_owned()));
    };
    let mut held = slot.write().unwrap_or_else(PoisonError::into_inner);
    held.object = Some(Box::new(object));
    Ok(held.turn << INDEX_BITS | (index + 1))
}

/// Lets `work` read the object of a ticket.
pub(crate) fn read<R>(
    ticket: usize,
    name: &str,
    work: impl FnOnce(&(dyn Any + Send + Sync)) -> Option<R>,
) -> Result<R> {
    let held = find(ticket, name)?.read().map_err(|_| broken(name))?;
    let object = held.object.as_deref().filter(|_| held.turn == turn(ticket));
    object.and_then(work).ok_or_else(|| closed(name))
}

/// Lets `work` change the object of a ticket, if nobody else is using it.
pub(crate) fn change<T: Handle, R>(ticket: usize, work: impl FnOnce(&mut T) -> R) -> Result<R> {
    let mut held = match find(ticket, T::NAME)?.try_write() {
        Ok(held) => held,
        Err(TryLockError::WouldBlock) => {
            let text = format!("another thread is using the {}", T::NAME);
            return Err(refused(Code::Busy, text));
        }
        Err(TryLockError::Poisoned(_)) => return Err(broken(T::NAME)),
    };
    let is_current = held.turn == turn(ticket);
    let object = held.object.as_deref_mut().filter(|_| is_current);
    let object: Option<&mut T> = object.and_then(|object| (object as &mut dyn Any).downcast_mut());
    object.map(work).ok_or_else(|| closed(T::NAME))
}

/// Takes the object of a ticket back; waits for a call that has it.
pub(crate) fn take<T: Handle>(ticket: usize) -> Result<()> {
    let slot = find(ticket, T::NAME)?;
    let object = {
        let mut held = slot.write().unwrap_or_else(PoisonError::into_inner);
        let is_such = held.object.as_deref().is_some_and(|object| (object as &dyn Any).is::<T>());
        if held.turn != turn(ticket) || !is_such {
            return Err(closed(T::NAME));
        }
        held.turn += 1;
        slot.clear_poison();
        (held.object.take(), held.turn)
    };
    // A slot whose turns are used up is left alone: its next ticket would be its first again.
    if object.1 < MOST_TURNS {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        free.slots.push((ticket & INDEX_MASK) - 1);
    }
    Ok(())
}

type Object = Box<dyn Any + Send + Sync>;

struct Held {
    /// Objects that the slot held before.
    turn: usize,
    object: Option<Object>,
}

struct Free {
    slots: Vec<usize>,
    /// Slots that were ever used.
    used: usize,
}

/// Slots never move: each chunk is twice as large as the one before it.
static CHUNKS: [OnceLock<Box<[RwLock<Held>]>>; 20] = [const { OnceLock::new() }; 20];
static FREE: Mutex<Free> = Mutex::new(Free { slots: Vec::new(), used: 0 });

fn find(ticket: usize, name: &str) -> Result<&'static RwLock<Held>> {
    if ticket == 0 {
        return Err(refused(Code::Null, format!("expected a {name}, found NULL")));
    }
    let index = (ticket & INDEX_MASK).checked_sub(1);
    let (chunk, offset) = index.map(place).ok_or_else(|| closed(name))?;
    let slots = CHUNKS.get(chunk).and_then(OnceLock::get).ok_or_else(|| closed(name))?;
    slots.get(offset).ok_or_else(|| closed(name))
}

fn slot(index: usize) -> Option<&'static RwLock<Held>> {
    let (chunk, offset) = place(index);
    let empty = || RwLock::new(Held { turn: 0, object: None });
    let fill = || (0..FIRST_CHUNK << chunk).map(|_| empty()).collect();
    CHUNKS.get(chunk)?.get_or_init(fill).get(offset)
}

/// The chunk of a slot, and where in it.
fn place(index: usize) -> (usize, usize) {
    let chunk = (index / FIRST_CHUNK + 1).ilog2() as usize;
    (chunk, index - FIRST_CHUNK * ((1 << chunk) - 1))
}

fn turn(ticket: usize) -> usize {
    ticket >> INDEX_BITS
}

#[cold]
fn closed(name: &str) -> cimwire_facade::Error {
    refused(Code::Closed, format!("expected a {name}, found a handle that is freed or none"))
}

#[cold]
fn broken(name: &str) -> cimwire_facade::Error {
    refused(Code::Defect, format!("a defect broke this {name} in an earlier call"))
}

const FIRST_CHUNK: usize = 256;
/// Bits of a ticket that number the slot; the others count its turns.
const INDEX_BITS: u32 = usize::BITS * 7 / 16;
const INDEX_MASK: usize = (1 << INDEX_BITS) - 1;
const MOST_TURNS: usize = usize::MAX >> INDEX_BITS;
