//! The Gregorian calendar, extended to all years, and offsets from UTC.

use std::fmt;

use super::cursor::Cursor;

/// The days in a month, 1 to 12; none in any other.
pub(super) const fn days_in(year: i64, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

/// The days from the first day of 1970 to that of a month; the year 0 is that before the year 1.
pub(super) fn days_before(year: i64, month: u8) -> i128 {
    // A year that starts with March has its odd day at its end.
    let march_year = i128::from(year) - i128::from(month < 3);
    let month = i128::from((month + 9) % 12);
    let leap_days =
        march_year.div_euclid(4) - march_year.div_euclid(100) + march_year.div_euclid(400);
    march_year * 365 + leap_days + (month * 153 + 2) / 5 - DAYS_BEFORE_1970
}

/// Year, month and day that many days after the first day of 1970.
pub(super) fn date_after(days: i64) -> (i64, u8, u8) {
    let days = i128::from(days) + DAYS_BEFORE_1970;
    let (cycle, day) = (days.div_euclid(DAYS_OF_400_YEARS), days.rem_euclid(DAYS_OF_400_YEARS));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (day * 5 + 2) / 153;
    let day = day - (month * 153 + 2) / 5 + 1;
    let year = cycle * 400 + year + i128::from(month >= 10);
    (year as i64, ((month + 2) % 12 + 1) as u8, day as u8)
}

/// The month that many months after another; none beyond the years of 64 bits.
pub(super) fn month_after(year: i64, month: u8, months: i128) -> Option<(i64, u8)> {
    let month = i128::from(month) - 1 + months;
    let year = i128::from(year) + month.div_euclid(12);
    Some((i64::try_from(year).ok()?, month.rem_euclid(12) as u8 + 1))
}

/// Minutes east of UTC, if there are any to read: `Z` or `+hh:mm`, up to 14 hours
/// (XML Schema part 2 §3.2.7.3). The outer option says whether what is next can be one.
pub(super) fn read_offset(at: &mut Cursor<'_>) -> Option<Option<i16>> {
    if at.is_done() {
        return Some(None);
    }
    if at.take(b'Z') {
        return Some(Some(0));
    }
    let is_west = at.take(b'-');
    if !is_west {
        at.expect(b'+')?;
    }
    let hours = i16::from(at.two()?);
    at.expect(b':')?;
    let minutes = at.two().filter(|&minutes| minutes < 60)?;
    let offset = hours * 60 + i16::from(minutes);
    is_offset(offset).then_some(Some(if is_west { -offset } else { offset }))
}

/// Whether XML Schema has an offset of so many minutes.
pub(super) const fn is_offset(minutes: i16) -> bool {
    minutes >= -FARTHEST && minutes <= FARTHEST
}

pub(super) fn write_offset(f: &mut fmt::Formatter<'_>, offset: Option<i16>) -> fmt::Result {
    match offset {
        None => Ok(()),
        Some(0) => f.write_str("Z"),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

const FARTHEST: i16 = 14 * 60;
const DAYS_OF_400_YEARS: i128 = 146_097;
/// From the first of March of the year 0.
const DAYS_BEFORE_1970: i128 = 719_468;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_both_ways() {
        assert_eq!(days_before(1970, 1), 0);
        assert_eq!(days_before(2000, 3), 11_017);
        assert_eq!(days_before(1600, 1), -135_140);
        let mut day = days_before(-801, 1) as i64;
        for year in -801..=2401 {
            for month in 1..=12 {
                assert_eq!(days_before(year, month), i128::from(day), "{year}-{month}");
                assert_eq!(date_after(day), (year, month, 1));
                day += i64::from(days_in(year, month));
                assert_eq!(date_after(day - 1), (year, month, days_in(year, month)));
            }
        }
    }

    #[test]
    fn months_carry_into_years() {
        assert_eq!(month_after(1696, 9, 4), Some((1697, 1)));
        assert_eq!(month_after(1697, 1, -1), Some((1696, 12)));
        assert_eq!(month_after(0, 12, -24), Some((-2, 12)));
        assert_eq!(month_after(i64::MAX, 12, 1), None);
    }
}
