//! Memory that the hooks of the caller could not give.
//!
//! Rust ends the process where an allocation fails, and may not unwind from it. So the system lends
//! what the hooks lack, and the thread is marked: its call can end as any other, and fails with
//! `NoMemory`. A loan goes back to the system when it is freed, by whichever thread.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::{Mutex, MutexGuard, PoisonError};

use cimwire_facade::{Code, Error};

use crate::error::refused;

/// Lends memory of the system, and marks the thread; NULL where the system has none either.
#[cold]
pub(crate) fn lend(layout: Layout) -> *mut u8 {
    WAS.store(true, Relaxed);
    IS_SHORT.set(true);
    let Some((whole, offset)) = with_loan(layout) else { return ptr::null_mut() };
    // SAFETY: a loan has a size.
    let loan = unsafe { System.alloc(whole) };
    if loan.is_null() {
        return loan;
    }
    // Before anybody can ask for it.
    COUNT.fetch_add(1, Relaxed);
    // SAFETY: the memory is as large as a loan and what is lent, and nobody else's.
    unsafe {
        loans().add(loan.cast());
        loan.add(offset)
    }
}

/// Takes memory back, and says that it did, if it was lent.
///
/// # Safety
/// The memory was allocated for this layout and is not used any more.
#[inline]
pub(crate) unsafe fn take_back(memory: *mut u8, layout: Layout) -> bool {
    // Who has a loan sees that there is one.
    if COUNT.load(Relaxed) == 0 {
        return false;
    }
    // SAFETY: as promised to this function.
    unsafe { take_loan_back(memory, layout) }
}

/// Whether this call has lacked memory.
#[inline]
pub(crate) fn is_short() -> bool {
    WAS.load(Relaxed) && IS_SHORT.get()
}

/// Whether memory was enough for this call so far.
pub(crate) fn is_absent() -> bool {
    !is_short()
}

/// Ends what the mark says: the call it was about has ended, or what lacked memory is done.
#[inline]
pub(crate) fn forget() {
    if WAS.load(Relaxed) {
        IS_SHORT.set(false);
    }
}

/// Fails where this call has lacked memory.
#[inline]
pub(crate) fn none() -> Result<(), Error> {
    if is_short() { Err(lacking()) } else { Ok(()) }
}

#[cold]
pub(crate) fn lacking() -> Error {
    refused(Code::NoMemory, "expected memory for the call, found none".to_owned())
}

/// # Safety
/// As [`take_back`].
#[cold]
unsafe fn take_loan_back(memory: *mut u8, layout: Layout) -> bool {
    let Some((whole, offset)) = with_loan(layout) else { return false };
    let loan = memory.wrapping_sub(offset).cast();
    if !loans().remove(loan) {
        return false;
    }
    COUNT.fetch_sub(1, Relaxed);
    // SAFETY: it was lent, for this layout, and is nowhere else.
    unsafe { System.dealloc(loan.cast(), whole) };
    true
}

/// What stands before memory that is lent.
struct Loan {
    /// Another in the same row.
    next: *mut Loan,
}

/// The loans that are out, in rows by their addresses.
///
/// INVARIANT: what is in a row, and in its `next`, is NULL or a loan whose memory is not yet freed.
struct Loans([*mut Loan; 1 << ROW_BITS]);

// SAFETY: what it points to is nobody else's.
unsafe impl Send for Loans {}

impl Loans {
    /// # Safety
    /// The memory of the loan is good until it is removed.
    unsafe fn add(&mut self, loan: *mut Loan) {
        let row = self.row(loan);
        // SAFETY: as promised to this function.
        unsafe { loan.write(Loan { next: *row }) };
        *row = loan;
    }

    /// Whether it was there; it may be no loan, and is not followed then.
    fn remove(&mut self, loan: *mut Loan) -> bool {
        let mut link: *mut *mut Loan = self.row(loan);
        // SAFETY: a link is a row or a `next`, which the invariant says what they have.
        unsafe {
            while !(*link).is_null() {
                if *link == loan {
                    *link = (*loan).next;
                    return true;
                }
                link = &raw mut (**link).next;
            }
        }
        false
    }

    fn row(&mut self, loan: *mut Loan) -> &mut *mut Loan {
        let mixed = (loan.addr() as u64).wrapping_mul(MIX);
        &mut self.0[(mixed >> (u64::BITS - ROW_BITS)) as usize]
    }
}

fn loans() -> MutexGuard<'static, Loans> {
    LOANS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The layout of a loan with what is lent, and where in it that is.
fn with_loan(layout: Layout) -> Option<(Layout, usize)> {
    Layout::new::<Loan>().extend(layout).ok()
}

static LOANS: Mutex<Loans> = Mutex::new(Loans([ptr::null_mut(); 1 << ROW_BITS]));
/// How many loans are out.
static COUNT: AtomicUsize = AtomicUsize::new(0);
/// Whether memory was ever lacking: before that, no thread need look at its mark.
static WAS: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Whether the call on this thread has lacked memory.
    static IS_SHORT: Cell<bool> = const { Cell::new(false) };
}

/// Rows for a million loans, which a call may need: their pages are not touched before a loan.
const ROW_BITS: u32 = 16;
/// Spreads addresses over the rows: 2^64 by the golden ratio.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
