//! `xs:date` and `xs:time`.

use std::fmt;

use super::calendar::{date_after, days_before, days_in, is_offset, read_offset, write_offset};
use super::cursor::{Cursor, number, write_fraction};
use super::{from_str, lexical};

/// A day of the Gregorian calendar (XML Schema part 2 §3.2.9), with an offset from UTC if it has
/// one. The year 0 is that before the year 1, as XML Schema 1.1 has it.
///
/// ```
/// use cimwire::value::Date;
/// let date: Date = "2024-02-29+01:00".parse()?;
/// assert_eq!((date.year(), date.month(), date.day(), date.offset()), (2024, 2, 29, Some(60)));
/// assert_eq!(Date::new(2023, 2, 29), None);
/// # Ok::<(), cimwire::value::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
    offset: Option<i16>,
}

impl Date {
    /// A day without offset; none where the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let is_day = (1..=days_in(year.into(), month)).contains(&day);
        is_day.then_some(Self { year, month, day, offset: None })
    }

    /// The same day so many minutes east of UTC; none beyond 14 hours.
    #[must_use]
    pub fn with_offset(self, minutes: i16) -> Option<Self> {
        is_offset(minutes).then_some(Self { offset: Some(minutes), ..self })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Minutes east of UTC.
    #[must_use]
    pub const fn offset(self) -> Option<i16> {
        self.offset
    }

    /// Days from the first day of 1970.
    pub(super) fn days(self) -> i64 {
        days_before(self.year.into(), self.month) as i64 + i64::from(self.day) - 1
    }

    pub(super) fn of_days(days: i64) -> Option<Self> {
        let (year, month, day) = date_after(days);
        Self::new(i32::try_from(year).ok()?, month, day)
    }

    pub(super) fn at_offset(self, offset: Option<i16>) -> Self {
        Self { offset, ..self }
    }

    /// All but the offset.
    pub(super) fn read(at: &mut Cursor<'_>) -> Option<Self> {
        let is_negative = at.take(b'-');
        let digits = at.digits();
        let is_padded = digits.len() > YEAR_DIGITS && digits.first() == Some(&b'0');
        if digits.len() < YEAR_DIGITS || is_padded {
            return None;
        }
        let year = i64::try_from(number(digits)?).ok()?;
        let year = i32::try_from(if is_negative { -year } else { year }).ok()?;
        at.expect(b'-')?;
        let month = at.two()?;
        at.expect(b'-')?;
        Self::new(year, month, at.two()?)
    }

    /// All but the offset.
    pub(super) fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)?;
        write_offset(f, self.offset)
    }
}

lexical!(Date, date, "expected a date such as 2025-03-01");

fn date(text: &str) -> Option<Date> {
    let mut at = Cursor::new(text);
    let date = Date::read(&mut at)?;
    let offset = read_offset(&mut at)?;
    at.is_done().then_some(date.at_offset(offset))
}

/// A time of day (XML Schema part 2 §3.2.8), exact to the billionth of a second, with an offset
/// from UTC if it has one. `24:00:00` is read as `00:00:00`.
///
/// ```
/// use cimwire::value::Time;
/// let time: Time = "08:30:00.5Z".parse()?;
/// assert_eq!((time.hour(), time.minute(), time.nanosecond()), (8, 30, 500_000_000));
/// assert_eq!(Some(time), Time::new(8, 30, 0, 500_000_000).and_then(|time| time.with_offset(0)));
/// # Ok::<(), cimwire::value::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    offset: Option<i16>,
}

impl Time {
    /// A time without offset; none where no day has such a time.
    #[must_use]
    pub fn new(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Option<Self> {
        let is_time = hour < 24 && minute < 60 && second < 60 && nanosecond < 1_000_000_000;
        is_time.then_some(Self { hour, minute, second, nanosecond, offset: None })
    }

    /// The same time so many minutes east of UTC; none beyond 14 hours.
    #[must_use]
    pub fn with_offset(self, minutes: i16) -> Option<Self> {
        is_offset(minutes).then_some(Self { offset: Some(minutes), ..self })
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59.
    #[must_use]
    pub const fn second(self) -> u8 {
        self.second
    }

    /// Billionths of a second.
    #[must_use]
    pub const fn nanosecond(self) -> u32 {
        self.nanosecond
    }

    /// Minutes east of UTC.
    #[must_use]
    pub const fn offset(self) -> Option<i16> {
        self.offset
    }

    /// Whole seconds from midnight.
    pub(super) fn seconds(self) -> u32 {
        (u32::from(self.hour) * 60 + u32::from(self.minute)) * 60 + u32::from(self.second)
    }

    pub(super) fn of_seconds(seconds: u32, nanosecond: u32) -> Option<Self> {
        let hour = u8::try_from(seconds / 3600).ok()?;
        Self::new(hour, (seconds / 60 % 60) as u8, (seconds % 60) as u8, nanosecond)
    }

    pub(super) fn at_offset(self, offset: Option<i16>) -> Self {
        Self { offset, ..self }
    }

    /// The time, and whether it is midnight at the end of the day.
    pub(super) fn read(at: &mut Cursor<'_>) -> Option<(Self, bool)> {
        let hour = at.two()?;
        at.expect(b':')?;
        let minute = at.two()?;
        at.expect(b':')?;
        let second = at.two()?;
        let nanosecond = at.fraction()?;
        let is_end = (hour, minute, second, nanosecond) == (24, 0, 0, 0);
        let time = Self::new(if is_end { 0 } else { hour }, minute, second, nanosecond)?;
        Some((time.at_offset(read_offset(at)?), is_end))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        write_fraction(f, self.nanosecond)?;
        write_offset(f, self.offset)
    }
}

lexical!(Time, time, "expected a time such as 08:30:00Z");
from_str!(Date, Time);

fn time(text: &str) -> Option<Time> {
    let mut at = Cursor::new(text);
    let (time, _) = Time::read(&mut at)?;
    at.is_done().then_some(time)
}

const YEAR_DIGITS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_of_the_calendar() {
        for (text, written) in [
            ("2024-02-29", "2024-02-29"),
            ("0001-01-01Z", "0001-01-01Z"),
            ("2000-02-29-00:00", "2000-02-29Z"),
            ("-0004-02-29+14:00", "-0004-02-29+14:00"),
            ("2147483647-12-31-14:00", "2147483647-12-31-14:00"),
            ("-2147483648-01-01", "-2147483648-01-01"),
            ("0000-02-29", "0000-02-29"),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some(written));
        }
        for wrong in [
            "",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-01-00",
            "2024-04-31",
            "24-01-01",
            "02024-01-01",
            "2024-1-01",
            "2024-01-1",
            "20240101",
            "+2024-01-01",
            "2024-01-01+14:01",
            "2024-01-01+15:00",
            "2024-01-01+1:00",
            "2024-01-01+0100",
            "2024-01-01+01:60",
            "2024-01-01z",
            "2024-01-01 ",
            "2024-01-01ZZ",
            "2147483648-01-01",
            "2024-01-01T",
            "--01-01",
        ] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_are_of_a_day() {
        for (text, written) in [
            ("08:30:00", "08:30:00"),
            ("08:30:00.1234567890Z", "08:30:00.123456789Z"),
            ("24:00:00.0", "00:00:00"),
            ("23:59:59.999-01:30", "23:59:59.999-01:30"),
        ] {
            assert_eq!(time(text).map(|time| time.to_string()).as_deref(), Some(written));
        }
        for wrong in [
            "",
            "8:30:00",
            "08:30",
            "24:00:01",
            "24:01:00",
            "24:00:00.1",
            "25:00:00",
            "08:60:00",
            "08:30:60",
            "08:30:00.",
            "08:30:00,5",
            "-08:30:00",
            "08:30:00.1234567891",
            "08:30:00 Z",
        ] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_no_calendar_has_cannot_be_made() {
        assert!(Date::new(2100, 2, 29).is_none() && Date::new(1, 1, 0).is_none());
        assert!(Time::new(24, 0, 0, 0).is_none() && Time::new(0, 0, 0, 1_000_000_000).is_none());
        let noon = Time::new(12, 0, 0, 0).unwrap();
        assert!(noon.with_offset(840).is_some() && noon.with_offset(-841).is_none());
    }
}
