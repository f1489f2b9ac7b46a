//! `xs:dateTime`.

use std::cmp::Ordering;
use std::fmt;
use std::time::SystemTime;

use super::cursor::Cursor;
use super::{Date, Time, ValueError, from_str, lexical};

/// A point in time (XML Schema part 2 §3.2.7), exact to the billionth of a second, with an offset
/// from UTC if it has one. `24:00:00` is read as the start of the next day.
///
/// Two are equal when they are the same point, whatever their offsets. One with and one without
/// offset are ordered where any offset, up to 14 hours, would order them alike.
///
/// ```
/// use cimwire::value::DateTime;
/// let expires: DateTime = "2025-03-01T08:30:00.5+01:00".parse()?;
/// assert_eq!(expires, "2025-03-01T07:30:00.500Z".parse()?);
/// assert_eq!(expires.date().day(), 1);
/// assert_eq!(expires.to_string(), "2025-03-01T08:30:00.5+01:00");
/// let local: DateTime = "2025-03-01T08:30:00".parse()?;
/// assert_eq!(expires.partial_cmp(&local), None);
/// # Ok::<(), cimwire::value::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl DateTime {
    /// The time on a day; none where the two have different offsets.
    #[must_use]
    pub fn new(date: Date, time: Time) -> Option<Self> {
        let offset = date.offset().or(time.offset());
        let differ = time.offset().is_some_and(|minutes| offset != Some(minutes));
        (!differ).then_some(Self { date: date.at_offset(offset), time: time.at_offset(offset) })
    }

    /// The day.
    #[must_use]
    pub const fn date(self) -> Date {
        self.date
    }

    /// The time of day.
    #[must_use]
    pub const fn time(self) -> Time {
        self.time
    }

    /// Minutes east of UTC.
    #[must_use]
    pub const fn offset(self) -> Option<i16> {
        self.time.offset()
    }

    /// Seconds and billionths from the start of 1970, in UTC where it has an offset.
    fn instant(self) -> (i64, u32) {
        let local = self.date.days() * DAY + i64::from(self.time.seconds());
        (local - i64::from(self.offset().unwrap_or(0)) * 60, self.time.nanosecond())
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for DateTime {
    /// XML Schema part 2 §3.2.7.4.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let (one, two) = (self.instant(), other.instant());
        let slack = if self.offset().is_some() == other.offset().is_some() { 0 } else { SLACK };
        let earliest = one.cmp(&(two.0 - slack, two.1));
        let latest = one.cmp(&(two.0 + slack, two.1));
        (earliest == latest).then_some(earliest)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date.write(f)?;
        write!(f, "T{}", self.time)
    }
}

impl TryFrom<SystemTime> for DateTime {
    type Error = ValueError;

    /// The point in time, in UTC.
    ///
    /// # Errors
    /// A year of more than 31 bits.
    fn try_from(system: SystemTime) -> Result<Self, ValueError> {
        of_system(system)
            .ok_or(ValueError { expected: "expected a point in time within 31-bit years" })
    }
}

impl TryFrom<DateTime> for SystemTime {
    type Error = ValueError;

    /// # Errors
    /// A point in time without an offset, or one that the system has no number for.
    fn try_from(at: DateTime) -> Result<Self, ValueError> {
        to_system(at).ok_or(ValueError { expected: "expected a dateTime with an offset from UTC" })
    }
}

lexical!(DateTime, from_text, "expected a dateTime such as 2025-03-01T08:30:00Z");
from_str!(DateTime);

fn from_text(text: &str) -> Option<DateTime> {
    let mut at = Cursor::new(text);
    let date = Date::read(&mut at)?;
    at.expect(b'T')?;
    let (time, is_next_day) = Time::read(&mut at)?;
    let date = if is_next_day { Date::of_days(date.days() + 1)? } else { date };
    at.is_done().then_some(DateTime { date: date.at_offset(time.offset()), time })
}

fn of_system(system: SystemTime) -> Option<DateTime> {
    let (seconds, nanosecond) = match system.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => (i64::try_from(after.as_secs()).ok()?, after.subsec_nanos()),
        Err(error) => {
            let before = error.duration();
            let seconds = i64::try_from(before.as_secs()).ok()?.checked_neg()?;
            match before.subsec_nanos() {
                0 => (seconds, 0),
                nanosecond => (seconds.checked_sub(1)?, BILLION - nanosecond),
            }
        }
    };
    let date = Date::of_days(seconds.div_euclid(DAY))?;
    let time = Time::of_seconds(seconds.rem_euclid(DAY) as u32, nanosecond)?;
    Some(DateTime { date: date.at_offset(Some(0)), time: time.at_offset(Some(0)) })
}

fn to_system(at: DateTime) -> Option<SystemTime> {
    at.offset()?;
    let (seconds, nanosecond) = at.instant();
    let whole = std::time::Duration::from_secs(seconds.unsigned_abs());
    let epoch = SystemTime::UNIX_EPOCH;
    let second = if seconds < 0 { epoch.checked_sub(whole) } else { epoch.checked_add(whole) };
    second?.checked_add(std::time::Duration::from_nanos(nanosecond.into()))
}

const DAY: i64 = 86_400;
const BILLION: u32 = 1_000_000_000;
/// The farthest that an offset can be from UTC, in seconds.
const SLACK: i64 = 14 * 60 * 60;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(text: &str) -> DateTime {
        text.parse().expect(text)
    }

    #[test]
    fn points_in_time_are_read_and_written() {
        for (text, written) in [
            ("0001-01-01T00:00:00", "0001-01-01T00:00:00"),
            ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"),
            ("2018-05-29T06:56:23.5690227+00:00", "2018-05-29T06:56:23.5690227Z"),
            ("2147483647-12-31T23:59:59.999-14:00", "2147483647-12-31T23:59:59.999-14:00"),
            ("2024-02-28T24:00:00Z", "2024-02-29T00:00:00Z"),
            ("1999-12-31T24:00:00", "2000-01-01T00:00:00"),
            ("2013-04-10T16:18:55.48634Z", "2013-04-10T16:18:55.48634Z"),
        ] {
            assert_eq!(at(text).to_string(), written);
            assert_eq!(at(written), at(text));
        }
        for wrong in [
            "",
            "2024-02-28",
            "2024-02-28 10:00:00Z",
            "2024-02-28t10:00:00Z",
            "2024-02-28T10:00Z",
            "2024-02-28T10:00:00+02",
            "2024-02-28T10:00:00+02:00Z",
            "2024-02-28ZT10:00:00Z",
            "2147483647-12-31T24:00:00Z",
            "20240228100000.000000+000",
            "0000-00-00T00:00:00Z",
        ] {
            assert_eq!(from_text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn order_is_that_of_the_schema() {
        for (one, two, order) in [
            ("2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00", Some(Ordering::Equal)),
            ("2024-01-01T00:00:00Z", "2023-12-31T23:59:59.9Z", Some(Ordering::Greater)),
            ("2000-01-15T12:00:00", "2000-01-16T12:00:00Z", Some(Ordering::Less)),
            ("2000-01-15T00:00:00", "2000-01-15T14:00:00Z", None),
            ("2000-01-15T00:00:00", "2000-01-15T14:00:01Z", Some(Ordering::Less)),
            ("2000-01-15T12:00:00", "2000-01-15T12:00:00", Some(Ordering::Equal)),
            ("2000-01-15T12:00:00", "2000-01-15T12:00:00Z", None),
        ] {
            assert_eq!(at(one).partial_cmp(&at(two)), order, "{one} {two}");
            assert_eq!(at(two).partial_cmp(&at(one)), order.map(Ordering::reverse));
        }
    }

    #[test]
    fn the_system_knows_points_with_an_offset() {
        let epoch = SystemTime::UNIX_EPOCH;
        let nanosecond = Duration::from_nanos(1);
        for (system, text) in [
            (epoch, "1970-01-01T00:00:00Z"),
            (epoch + nanosecond, "1970-01-01T00:00:00.000000001Z"),
            (epoch - nanosecond, "1969-12-31T23:59:59.999999999Z"),
            (epoch + Duration::from_secs(1_740_814_200), "2025-03-01T07:30:00Z"),
        ] {
            assert_eq!(DateTime::try_from(system).map(|at| at.to_string()).as_deref(), Ok(text));
            assert_eq!(SystemTime::try_from(at(text)), Ok(system));
        }
        let east = SystemTime::try_from(at("1970-01-01T01:00:00+01:00"));
        assert_eq!(east, Ok(epoch));
        assert!(SystemTime::try_from(at("1970-01-01T00:00:00")).is_err());
    }

    #[test]
    fn day_and_time_agree_on_the_offset() {
        let day = Date::new(2024, 2, 29).unwrap();
        let noon = Time::new(12, 0, 0, 0).unwrap();
        let of = |day, time| DateTime::new(day, time).map(|at| at.to_string());
        assert_eq!(of(day, noon).as_deref(), Some("2024-02-29T12:00:00"));
        let zoned = day.with_offset(60).unwrap();
        assert_eq!(of(zoned, noon).as_deref(), Some("2024-02-29T12:00:00+01:00"));
        assert_eq!(of(zoned, noon.with_offset(0).unwrap()), None);
    }
}
