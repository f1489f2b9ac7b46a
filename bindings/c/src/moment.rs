//! What date-times stand for.

use cimwire_facade as facade;

use crate::border::{Code, Stop, ask, found};
use crate::property::{Properties, value_at};
use crate::text::Str;

/// What a date-time stands for.
#[repr(C)]
pub enum MomentKind {
    /// A timestamp of which all is known: a day and a time.
    Point = 0,
    /// A day without a time.
    Day = 1,
    /// A time without a day.
    Clock = 2,
    /// An interval: `months`, `seconds` and `nanosecond`.
    Interval = 3,
}

/// What a date-time stands for; `kind` says which members have it, the others are 0.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct Moment {
    /// One of `enum cimwire_moment_kind`.
    pub kind: i32,
    /// The year of a day; 0 is 1 BC.
    pub year: i32,
    /// The month of a day, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
    /// The hour of a time, from 0 to 24.
    pub hour: u8,
    /// The minute of a time, from 0 to 59.
    pub minute: u8,
    /// The second of a time, from 0 to 59.
    pub second: u8,
    /// Whether it is known how far east of UTC a day or time is.
    pub has_offset: bool,
    /// Minutes east of UTC.
    pub offset: i16,
    /// Nanoseconds of a time or of an interval, beside its seconds: below 1,000,000,000, and of a
    /// negative interval not above 0.
    pub nanosecond: i32,
    /// Years and months of an interval, in months.
    pub months: i64,
    /// Days and all smaller parts of an interval, in seconds.
    pub seconds: i64,
}

/// What the date-time stands for that a property has, or that is of a number, from 0, in its array.
/// `CIMWIRE_NONE` where the value is no date-time, where parts of it are unknown that no form of XML
/// can leave out, and for an interval beyond 64 bits.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_properties_moment(
    properties: *const Properties,
    index: usize,
    item: usize,
    moment: *mut Moment,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(properties, |it| match found(value_at(found(it.list.get(index))?, item))? {
                facade::Datum::DateTime(date) => c.put(moment, found(told(date))?),
                _ => Err(Stop::None),
            })
        })
    }
}

/// What a text stands for: 25 characters of CIM (DSP0004 §5.2.4), a dateTime, date or time of XML, or
/// a duration. `CIMWIRE_NONE` as for `cimwire_properties_moment`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_moment_of(text: Str, moment: *mut Moment) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            let date = found(facade::DateTime::parse(c.text(text)?))?;
            c.put(moment, found(told(&date))?)
        })
    }
}

fn told(date: &facade::DateTime) -> Option<Moment> {
    match date.moment? {
        facade::Moment::Point(day, clock) => {
            let offset = day.offset.or(clock.offset);
            let time = on_clock(clock, of_kind(MomentKind::Point));
            Some(with_offset(offset, on_day(day, time)))
        }
        facade::Moment::Day(day) => {
            Some(with_offset(day.offset, on_day(day, of_kind(MomentKind::Day))))
        }
        facade::Moment::Clock(clock) => {
            Some(with_offset(clock.offset, on_clock(clock, of_kind(MomentKind::Clock))))
        }
        facade::Moment::Interval { months, nanoseconds } => Some(Moment {
            months: months.try_into().ok()?,
            seconds: (nanoseconds / BILLION).try_into().ok()?,
            nanosecond: (nanoseconds % BILLION).try_into().ok()?,
            ..of_kind(MomentKind::Interval)
        }),
    }
}

fn of_kind(kind: MomentKind) -> Moment {
    Moment { kind: kind as i32, ..Moment::default() }
}

fn on_day(day: facade::Day, moment: Moment) -> Moment {
    Moment { year: day.year, month: day.month, day: day.day, ..moment }
}

fn on_clock(clock: facade::Clock, moment: Moment) -> Moment {
    let facade::Clock { hour, minute, second, nanosecond, .. } = clock;
    // It is below a billion.
    Moment { hour, minute, second, nanosecond: nanosecond as i32, ..moment }
}

fn with_offset(offset: Option<i16>, moment: Moment) -> Moment {
    Moment { has_offset: offset.is_some(), offset: offset.unwrap_or_default(), ..moment }
}

const BILLION: i128 = 1_000_000_000;
