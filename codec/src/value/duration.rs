//! `xs:duration`.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::time;

use super::calendar::{days_before, month_after};
use super::cursor::{Cursor, number, write_fraction};
use super::{Lexical, Text, ValueError, from_str, lexical};

/// A span of time (XML Schema part 2 §3.2.6), in the parts it is written in: `PT60S` and `PT1M`
/// are two spellings of equal durations. Seconds are exact to the billionth.
///
/// A month is no fixed number of days, so two durations can be neither equal nor the one shorter.
///
/// ```
/// use cimwire::value::Duration;
/// let timeout: Duration = "PT1M0.500S".parse()?;
/// assert_eq!(timeout, Duration::from_millis(60_500));
/// assert_eq!(timeout.to_string(), "PT1M0.5S");
/// assert_eq!(std::time::Duration::try_from(timeout)?.as_millis(), 60_500);
/// assert!(Duration::from_days(32) > Duration::from_months(1));
/// assert_eq!(Duration::from_days(30).partial_cmp(&Duration::from_months(1)), None);
/// # Ok::<(), cimwire::value::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Duration {
    is_negative: bool,
    years: u64,
    months: u64,
    days: u64,
    hours: u64,
    minutes: u64,
    seconds: u64,
    nanoseconds: u32,
}

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self {
        is_negative: false,
        years: 0,
        months: 0,
        days: 0,
        hours: 0,
        minutes: 0,
        seconds: 0,
        nanoseconds: 0,
    };

    /// Years of twelve months.
    #[must_use]
    pub const fn from_years(years: u64) -> Self {
        Self { years, ..Self::ZERO }
    }

    /// Months.
    #[must_use]
    pub const fn from_months(months: u64) -> Self {
        Self { months, ..Self::ZERO }
    }

    /// Days of 24 hours.
    #[must_use]
    pub const fn from_days(days: u64) -> Self {
        Self { days, ..Self::ZERO }
    }

    /// Hours.
    #[must_use]
    pub const fn from_hours(hours: u64) -> Self {
        Self { hours, ..Self::ZERO }
    }

    /// Minutes.
    #[must_use]
    pub const fn from_minutes(minutes: u64) -> Self {
        Self { minutes, ..Self::ZERO }
    }

    /// Seconds.
    #[must_use]
    pub const fn from_secs(seconds: u64) -> Self {
        Self { seconds, ..Self::ZERO }
    }

    /// Thousandths of a second.
    #[must_use]
    pub const fn from_millis(milliseconds: u64) -> Self {
        let nanoseconds = (milliseconds % 1000) as u32 * 1_000_000;
        Self { seconds: milliseconds / 1000, nanoseconds, ..Self::ZERO }
    }

    /// Billionths of a second.
    #[must_use]
    pub const fn from_nanos(nanoseconds: u64) -> Self {
        let seconds = nanoseconds / NANOSECONDS as u64;
        Self { seconds, nanoseconds: (nanoseconds % NANOSECONDS as u64) as u32, ..Self::ZERO }
    }

    /// The same span backwards.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { is_negative: !self.is_negative, ..self }
    }

    /// Whether it is less than nothing.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.is_negative && !self.is_zero()
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.totals() == (0, 0)
    }

    /// The years and months together, in months.
    #[must_use]
    pub fn total_months(self) -> i128 {
        self.totals().0
    }

    /// All but years and months, in billionths of a second.
    #[must_use]
    pub fn total_nanoseconds(self) -> i128 {
        self.totals().1
    }

    /// The sum, in the fewest parts; none where months and seconds of the sum would differ in sign,
    /// or a part would take more than 64 bits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let (months, nanoseconds) = self.totals();
        let (more_months, more_nanoseconds) = other.totals();
        Self::from_totals(months + more_months, nanoseconds + more_nanoseconds)
    }

    fn from_totals(months: i128, nanoseconds: i128) -> Option<Self> {
        if months.signum() * nanoseconds.signum() < 0 {
            return None;
        }
        let is_negative = months < 0 || nanoseconds < 0;
        let (months, nanoseconds) = (months.unsigned_abs(), nanoseconds.unsigned_abs());
        let seconds = nanoseconds / NANOSECONDS;
        Some(Self {
            is_negative,
            years: u64::try_from(months / 12).ok()?,
            months: (months % 12) as u64,
            days: u64::try_from(seconds / 86_400).ok()?,
            hours: (seconds / 3600 % 24) as u64,
            minutes: (seconds / 60 % 60) as u64,
            seconds: (seconds % 60) as u64,
            nanoseconds: (nanoseconds % NANOSECONDS) as u32,
        })
    }

    /// Months and billionths of seconds. Neither overflows: no part has more than 64 bits.
    fn totals(self) -> (i128, i128) {
        let months = i128::from(self.years) * 12 + i128::from(self.months);
        let hours = i128::from(self.days) * 24 + i128::from(self.hours);
        let seconds = (hours * 60 + i128::from(self.minutes)) * 60 + i128::from(self.seconds);
        let nanoseconds = seconds * NANOSECONDS as i128 + i128::from(self.nanoseconds);
        if self.is_negative { (-months, -nanoseconds) } else { (months, nanoseconds) }
    }
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.totals() == other.totals()
    }
}

impl Eq for Duration {}

impl Hash for Duration {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.totals().hash(state);
    }
}

impl PartialOrd for Duration {
    /// XML Schema part 2 §3.2.6.2: whether one is longer from wherever both start, which four days
    /// stand for.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let (one, two) = (self.totals(), other.totals());
        if one.0 == two.0 {
            return Some(one.1.cmp(&two.1));
        }
        let end = |(year, month): (i64, u8), (months, nanoseconds): (i128, i128)| {
            let (year, month) = month_after(year, month, months)?;
            let day = days_before(year, month);
            (day * DAY).checked_add(nanoseconds)
        };
        let mut orders = STARTS.iter().map(|&start| Some(end(start, one)?.cmp(&end(start, two)?)));
        let first = orders.next()??;
        let agree = first.is_ne() && orders.all(|order| order == Some(first));
        agree.then_some(first)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_zero = self.is_zero();
        f.write_str(if self.is_negative && !is_zero { "-P" } else { "P" })?;
        for (part, unit) in [(self.years, 'Y'), (self.months, 'M'), (self.days, 'D')] {
            write_part(f, part, unit)?;
        }
        if (self.hours, self.minutes, self.seconds, self.nanoseconds) == (0, 0, 0, 0) && !is_zero {
            return Ok(());
        }
        f.write_str("T")?;
        write_part(f, self.hours, 'H')?;
        write_part(f, self.minutes, 'M')?;
        if self.seconds != 0 || self.nanoseconds != 0 || is_zero {
            write!(f, "{}", self.seconds)?;
            write_fraction(f, self.nanoseconds)?;
            f.write_str("S")?;
        }
        Ok(())
    }
}

impl From<time::Duration> for Duration {
    fn from(span: time::Duration) -> Self {
        Self { seconds: span.as_secs(), nanoseconds: span.subsec_nanos(), ..Self::ZERO }
    }
}

impl TryFrom<Duration> for time::Duration {
    type Error = ValueError;

    /// # Errors
    /// A negative duration, one with months or years, or more than 2^64 seconds.
    fn try_from(duration: Duration) -> Result<Self, ValueError> {
        let error = ValueError { expected: "expected a duration of days or less, not negative" };
        let (0, nanoseconds @ 0..) = duration.totals() else { return Err(error) };
        let seconds = u64::try_from(nanoseconds / NANOSECONDS as i128).map_err(|_| error)?;
        Ok(Self::new(seconds, (nanoseconds % NANOSECONDS as i128) as u32))
    }
}

lexical!(Duration, from_text, "expected a duration such as PT60S");
from_str!(Duration);

fn from_text(text: &str) -> Option<Duration> {
    let mut at = Cursor::new(text);
    let is_negative = at.take(b'-');
    at.expect(b'P')?;
    let has_date = !at.is_done() && !at.is_next(b'T');
    let [years, months, days] = if has_date { parts(&mut at, *b"YMD")?.0 } else { [0; 3] };
    let has_time = at.take(b'T');
    let ([hours, minutes, seconds], nanoseconds) =
        if has_time { parts(&mut at, *b"HMS")? } else { ([0; 3], 0) };
    let duration =
        Duration { is_negative, years, months, days, hours, minutes, seconds, nanoseconds };
    (at.is_done() && (has_date || has_time)).then_some(duration)
}

/// Numbers, each with its unit behind it, in the order of the units; at least one. Only the seconds
/// may have a fraction.
fn parts(at: &mut Cursor<'_>, units: [u8; 3]) -> Option<([u64; 3], u32)> {
    let mut parts = [0; 3];
    let mut next = 0;
    let mut fraction = 0;
    while next == 0 || !(at.is_done() || at.is_next(b'T')) {
        let part = number(at.digits())?;
        let has_fraction = at.is_next(b'.');
        fraction = at.fraction()?;
        let unit = at.next()?;
        let index = next + units[next..].iter().position(|&expected| expected == unit)?;
        if has_fraction && unit != b'S' {
            return None;
        }
        parts[index] = part;
        next = index + 1;
    }
    Some((parts, fraction))
}

fn write_part(f: &mut fmt::Formatter<'_>, part: u64, unit: char) -> fmt::Result {
    if part == 0 { Ok(()) } else { write!(f, "{part}{unit}") }
}

/// Durations above zero (DSP8033 `PositiveDurationType`): a marker; its values are [`Duration`].
#[derive(Clone, Copy, Debug)]
pub enum PositiveDuration {}

/// Durations of zero or more (DSP8033 `NonNegativeDurationType`): a marker; its values are
/// [`Duration`].
#[derive(Clone, Copy, Debug)]
pub enum NonNegativeDuration {}

impl Lexical for PositiveDuration {
    type Value<'t> = Duration;

    const EXPECTED: &'static str = "expected a duration above zero such as PT60S";

    fn from_text(text: &str) -> Option<Duration> {
        from_text(text).filter(|duration| !duration.is_negative() && !duration.is_zero())
    }

    fn canonical<'v>(value: &'v Duration) -> Cow<'v, str> {
        Duration::canonical(value)
    }
}

impl Lexical for NonNegativeDuration {
    type Value<'t> = Duration;

    const EXPECTED: &'static str = "expected a duration such as PT60S, not a negative one";

    fn from_text(text: &str) -> Option<Duration> {
        from_text(text).filter(|duration| !duration.is_negative())
    }

    fn canonical<'v>(value: &'v Duration) -> Cow<'v, str> {
        Duration::canonical(value)
    }
}

impl From<Duration> for Text<'_, PositiveDuration> {
    fn from(duration: Duration) -> Self {
        Self::of(&duration)
    }
}

impl From<Duration> for Text<'_, NonNegativeDuration> {
    fn from(duration: Duration) -> Self {
        Self::of(&duration)
    }
}

const NANOSECONDS: u128 = 1_000_000_000;
const DAY: i128 = 86_400 * NANOSECONDS as i128;

/// The months on whose first days the order of two durations is decided.
const STARTS: [(i64, u8); 4] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::parse;

    fn duration(text: &str) -> Duration {
        text.parse().expect(text)
    }

    #[test]
    fn spellings_are_kept_but_for_zeros() {
        for (text, written) in [
            ("PT60S", "PT60S"),
            ("PT1M0.500S", "PT1M0.5S"),
            ("P1Y2M3DT4H5M6.789S", "P1Y2M3DT4H5M6.789S"),
            ("P0Y0M0DT30H0M0S", "PT30H"),
            ("P0D", "PT0S"),
            ("-PT0S", "PT0S"),
            ("-P1D", "-P1D"),
            ("PT2147483.647S", "PT2147483.647S"),
            ("P10675199DT2H48M5.4775807S", "P10675199DT2H48M5.4775807S"),
            ("PT18446744073709551615S", "PT18446744073709551615S"),
            ("PT0.000000001S", "PT0.000000001S"),
        ] {
            assert_eq!(duration(text).to_string(), written, "{text}");
            assert_eq!(duration(written), duration(text));
        }
    }

    #[test]
    fn other_texts_are_no_durations() {
        for wrong in [
            "",
            "P",
            "-P",
            "PT",
            "P1YT",
            "P1",
            "1D",
            "PT15",
            "PT-1S",
            "+PT1S",
            "P-1D",
            "P1.5D",
            "PT1.S",
            "PT.5S",
            "P1S",
            "PT1D",
            "P1D1Y",
            "PT1S1M",
            "P1D1D",
            "PT1ST1S",
            "p1d",
            "PT1s",
            "P1DT1H ",
            "PT1.5M",
            "PT1.5H1S",
            "P1Y ",
            "PT1S1",
            "PT18446744073709551616S",
            "PT0.0000000001S",
            "P1W",
        ] {
            assert_eq!(Duration::from_text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn order_is_that_of_the_schema() {
        for (one, two, order) in [
            ("PT60S", "PT1M", Some(Ordering::Equal)),
            ("P1Y", "P12M", Some(Ordering::Equal)),
            ("P1D", "PT23H", Some(Ordering::Greater)),
            ("-P1D", "PT0S", Some(Ordering::Less)),
            ("P1Y", "P364D", Some(Ordering::Greater)),
            ("P1Y", "P365D", None),
            ("P1Y", "P366D", None),
            ("P1Y", "P367D", Some(Ordering::Less)),
            ("P1M", "P27D", Some(Ordering::Greater)),
            ("P1M", "P28D", None),
            ("P1M", "P31D", None),
            ("P1M", "P32D", Some(Ordering::Less)),
            ("P5M", "P149D", Some(Ordering::Greater)),
            ("P5M", "P150D", None),
            ("P5M", "P153D", None),
            ("P5M", "P154D", Some(Ordering::Less)),
            // Days of 400 years, always: and still a number of months is no number of days.
            ("P400Y", "P146097D", None),
            ("P18446744073709551615Y", "P1D", None),
        ] {
            assert_eq!(duration(one).partial_cmp(&duration(two)), order, "{one} {two}");
            assert_eq!(duration(two).partial_cmp(&duration(one)), order.map(Ordering::reverse));
        }
    }

    #[test]
    fn sums_have_one_sign() {
        let sum = |one: &str, two: &str| {
            duration(one).checked_add(duration(two)).map(|sum| sum.to_string())
        };
        assert_eq!(sum("PT59S", "PT1.5S").as_deref(), Some("PT1M0.5S"));
        assert_eq!(sum("P1D", "-PT1H").as_deref(), Some("PT23H"));
        assert_eq!(sum("P11M", "P2MT1S").as_deref(), Some("P1Y1MT1S"));
        assert_eq!(sum("-P1M", "-PT1S").as_deref(), Some("-P1MT1S"));
        assert_eq!(sum("P1M", "-PT1S"), None);
        assert_eq!(sum("P18446744073709551615D", "P1D"), None);
    }

    #[test]
    fn spans_of_the_system_have_neither_sign_nor_months() {
        let span = time::Duration::new(90, 7);
        assert_eq!(Duration::from(span).to_string(), "PT90.000000007S");
        assert_eq!(time::Duration::try_from(Duration::from(span)), Ok(span));
        for wrong in ["P1M", "-PT1S", "P18446744073709551615D"] {
            assert!(time::Duration::try_from(duration(wrong)).is_err(), "{wrong}");
        }
        assert_eq!(time::Duration::try_from(duration("-PT0S")), Ok(time::Duration::ZERO));
    }

    #[test]
    fn narrower_types_look_at_the_sign() {
        assert!(parse::<PositiveDuration>("PT0.1S").is_some());
        assert!(parse::<PositiveDuration>("PT0S").is_none());
        assert!(parse::<NonNegativeDuration>("-PT0S").is_some());
        assert!(parse::<NonNegativeDuration>("-PT1S").is_none());
        assert_eq!(Text::<PositiveDuration>::from(Duration::from_minutes(1)).text(), "PT1M");
    }
}
