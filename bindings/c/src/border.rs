//! Where pointers come in and codes go out, and where no panic passes.

use std::any::Any;
use std::ffi::{c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{ptr, slice};

use cimwire_facade::{Bytes, Code as Number, Error as Failure};

use crate::error::{Error, refused};
use crate::handle::{self, Handle, Reading};
use crate::text::{Str, Texts};
use crate::view::View;
use crate::{Decoder, Document, Message, shortage};

pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

/// How a call ended: `CIMWIRE_OK`, `CIMWIRE_NONE`, or why it failed.
pub type Code = i32;

/// The call did what it says.
const OK: Code = 0;
/// There is no such thing, which is no failure.
const NONE: Code = 1;

/// A call at work. Its methods meet the pointers of the call.
///
/// INVARIANT: only [`call`] makes one, whose caller vouches for every pointer of the call.
pub(crate) struct Caller(());

/// Why a call did not do what it says.
pub(crate) enum Stop {
    /// There is no such thing.
    None,
    Failure(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Does the work of a call, and hands out the error if it fails and the caller wants it.
///
/// # Safety
/// All pointers of the call are as the header says: NULL where that is allowed, or valid for what
/// is read and written there. Handles may be anything.
pub(crate) unsafe fn call(
    error: *mut *mut Error,
    work: impl FnOnce(Caller) -> Result<(), Stop>,
) -> Code {
    let done = catch_unwind(AssertUnwindSafe(|| work(Caller(()))));
    let code = match done {
        Ok(Ok(())) => OK,
        Ok(Err(Stop::None)) => NONE,
        // SAFETY: as promised to this function.
        Ok(Err(Stop::Failure(failure))) => unsafe { fail(failure, error) },
        // SAFETY: as promised to this function.
        Err(panic) => unsafe { fail(defect(panic), error) },
    };
    shortage::forget();
    code
}

/// Hands out an error if the caller wants it.
///
/// # Safety
/// As [`call`].
#[cold]
unsafe fn fail(failure: Failure, error: *mut *mut Error) -> Code {
    let code = Code::from(failure.code.number());
    if !error.is_null() {
        let given = catch_unwind(AssertUnwindSafe(|| handle::give(Error(failure))));
        // SAFETY: where it is not NULL, it is a place for a handle.
        unsafe { error.write(pointer(given.ok().and_then(Result::ok).unwrap_or(0))) };
    }
    code
}

/// Does the work of a call that fails only where its arguments are wrong.
///
/// # Safety
/// As [`call`].
pub(crate) unsafe fn ask(work: impl FnOnce(Caller) -> Result<(), Stop>) -> Code {
    // SAFETY: as promised to this function; NULL is no place for an error.
    unsafe { call(ptr::null_mut(), work) }
}

/// Frees what a handle stands for; NULL stands for nothing.
pub(crate) fn free<T: Handle>(object: *mut T) -> Code {
    if object.is_null() {
        return OK;
    }
    let ticket = object.addr();
    // SAFETY: NULL is no place for an error.
    unsafe { call(ptr::null_mut(), |_| Ok(handle::take::<T>(ticket)?)) }
}

/// A ticket as C sees it.
pub(crate) fn pointer<T>(ticket: usize) -> *mut T {
    ptr::without_provenance_mut(ticket)
}

impl Caller {
    /// Text that a caller passed.
    pub(crate) fn text(&self, text: Str) -> Result<&str> {
        let bytes = self.bytes(text.data.cast(), text.length)?;
        let not_text = || refused(Number::Argument, "expected text in UTF-8".to_owned());
        std::str::from_utf8(bytes).map_err(|_| not_text())
    }

    /// The same; none where there is a NULL for it.
    pub(crate) fn text_if_any(&self, text: Str) -> Result<Option<&str>> {
        if text.data.is_null() && text.length == 0 {
            return Ok(None);
        }
        self.text(text).map(Some)
    }

    /// Bytes that a caller passed; NULL with the length 0 is none.
    pub(crate) fn bytes(&self, data: *const c_void, length: usize) -> Result<&[u8]> {
        self.many(data.cast(), length)
    }

    /// Things in a row that a caller passed; NULL with the count 0 is none.
    pub(crate) fn many<T: Copy>(&self, first: *const T, count: usize) -> Result<&[T]> {
        if count == 0 {
            return Ok(&[]);
        }
        if first.is_null() {
            return Err(refused(Number::Null, "expected bytes or a list, found NULL".to_owned()));
        }
        if count > isize::MAX as usize / size_of::<T>() {
            return Err(refused(Number::Argument, format!("a list of {count} is too long")));
        }
        // SAFETY: `call` was promised that so many are readable there during the call.
        Ok(unsafe { slice::from_raw_parts(first, count) })
    }

    /// A copy of bytes that a caller passed.
    pub(crate) fn bytes_copied(&self, data: *const c_void, length: usize) -> Result<Bytes> {
        let bytes = self.bytes(data, length)?;
        let mut copy = Vec::new();
        copy.try_reserve_exact(bytes.len()).map_err(|_| shortage::lacking())?;
        copy.extend_from_slice(bytes);
        Ok(copy.into())
    }

    /// Bytes that a caller keeps for as long as something reads them.
    pub(crate) fn bytes_kept(&self, data: *const c_void, length: usize) -> Result<Bytes> {
        let bytes = self.bytes(data, length)?;
        // SAFETY: the functions that read in place demand that the bytes stay, unchanged, until
        // what was read from them is freed.
        let kept: &'static [u8] = unsafe { &*ptr::from_ref(bytes) };
        Ok(Bytes::from_static(kept))
    }

    /// Writes a result where the caller wants it, if memory was enough for it.
    pub(crate) fn put<T>(&self, out: *mut T, value: T) -> Result<(), Stop> {
        self.place(out)?;
        shortage::none()?;
        // SAFETY: `call` was promised that a result can be written there.
        unsafe { out.write(value) };
        Ok(())
    }

    /// Writes as many results as there is place for, and how many that is.
    pub(crate) fn put_many<T>(
        &self,
        first: *mut T,
        capacity: usize,
        count: *mut usize,
        results: impl Iterator<Item = T>,
    ) -> Result<(), Stop> {
        self.place(first)?;
        self.place(count)?;
        if capacity == 0 {
            let text = "expected place for at least one result, found a capacity of 0";
            return Err(refused(Number::Argument, text.to_owned()).into());
        }
        let mut written = 0;
        for result in results.take(capacity) {
            // SAFETY: `call` was promised that so many can be written there.
            unsafe { first.add(written).write(result) };
            written += 1;
        }
        if written == 0 { Err(Stop::None) } else { self.put(count, written) }
    }

    /// Writes a handle of an object where the caller wants it.
    pub(crate) fn give<T: Handle>(&self, out: *mut *mut T, object: T) -> Result<(), Stop> {
        self.place(out)?;
        shortage::none()?;
        let ticket = handle::give(object)?;
        let given = self.put(out, pointer(ticket));
        if given.is_err() {
            handle::take::<T>(ticket)?;
        }
        given
    }

    /// Reads the object of a handle.
    pub(crate) fn read<T: Handle, R, E>(
        &self,
        object: *const T,
        work: impl FnOnce(&T) -> Result<R, E>,
    ) -> Result<R, Stop>
    where
        Stop: From<E>,
    {
        let work = |reading: &Reading<'_>| reading.object().map(work);
        Ok(handle::read(object.addr(), T::NAME, work)??)
    }

    /// Changes the object of a handle, if memory was enough until then: a change that is begun is
    /// finished, so that a call that lacks memory has changed nothing.
    pub(crate) fn change<T: Handle, R, E>(
        &self,
        object: *mut T,
        work: impl FnOnce(&mut T) -> Result<R, E>,
    ) -> Result<R, Stop>
    where
        Stop: From<E>,
    {
        shortage::none()?;
        let changed = handle::change(object.addr(), work)??;
        shortage::forget();
        Ok(changed)
    }

    /// Changes the object of a handle in a way that cannot fail.
    pub(crate) fn set<T: Handle>(
        &self,
        object: *mut T,
        set: impl FnOnce(&mut T),
    ) -> Result<(), Stop> {
        self.change(object, |it| {
            set(it);
            Ok::<_, Stop>(())
        })
    }

    /// Has a decoder read; one that lacks memory for it gives back what it has.
    pub(crate) fn decode<R>(
        &self,
        decoder: *mut Decoder,
        work: impl FnOnce(&mut cimwire_facade::Decoder) -> Result<R, Stop>,
    ) -> Result<R, Stop> {
        shortage::none()?;
        handle::change(decoder.addr(), |decoder: &mut Decoder| {
            let read = work(&mut decoder.0);
            if shortage::is_short() {
                decoder.0.forget();
            }
            read
        })?
    }

    /// Reads an element, with the place for texts that live as long as what it is of.
    pub(crate) fn view<R, E>(
        &self,
        view: View,
        work: impl FnOnce(&cimwire_facade::View, &Texts) -> Result<R, E>,
    ) -> Result<R, Stop>
    where
        Stop: From<E>,
    {
        let owner = |reading: &Reading<'_>| {
            if let Some(message) = reading.object::<Message>() {
                let place = view.place_after(message.refills)?;
                return message.inner.at(place).map(|it| work(&it, &message.texts));
            }
            let document = reading.object::<Document>()?;
            document.inner.at(view.place_after(0)?).map(|it| work(&it, &document.texts))
        };
        Ok(handle::read(view.owner.addr(), "view of a message or document", owner)??)
    }

    fn place<T>(&self, out: *mut T) -> Result<()> {
        let null = || refused(Number::Null, "expected a place for the result, found NULL".into());
        if out.is_null() { Err(null()) } else { Ok(()) }
    }
}

/// What exists, or [`Stop::None`].
pub(crate) fn found<T>(thing: Option<T>) -> Result<T, Stop> {
    thing.ok_or(Stop::None)
}

/// Text as C sees it, for as long as it stays where it is.
pub(crate) fn str_of(text: &str) -> Str {
    Str { data: text.as_ptr().cast::<c_char>(), length: text.len() }
}

/// Text that need not be there; NULL where it is not.
pub(crate) fn str_if_any(text: Option<&str>) -> Str {
    text.map_or(Str::NONE, str_of)
}

#[cold]
fn defect(panic: Box<dyn Any + Send>) -> Failure {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic");
    let failure = refused(Number::Defect, text.to_owned());
    // What a panic carries may panic when it is dropped.
    std::mem::forget(panic);
    failure
}
