//! CIM datetime, and the forms XML gives it.

use std::borrow::Cow;
use std::fmt;
use std::str::from_utf8;

use super::cursor::number;
use super::{Date, DateTime, Duration, Lexical, Time, ValueError, from_str, parse};

/// A datetime of CIM in its 25 characters (DSP0004 §5.2.4): a timestamp,
/// `yyyymmddhhmmss.mmmmmmsutc` with minutes east of UTC, or an interval,
/// `ddddddddhhmmss.mmmmmm:000`. A field that is not known is all asterisks; of microseconds, the
/// last digits may be.
///
/// ```
/// use cimwire::value::{CimDateTime, CimForm};
/// let started: CimDateTime = "20250301083000.000000+060".parse()?;
/// assert_eq!(CimForm::from(started).to_string(), "2025-03-01T08:30:00+01:00");
/// let uptime: CimDateTime = "00000001020304.500000:000".parse()?;
/// assert_eq!(CimForm::from(uptime).to_string(), "P1DT2H3M4.5S");
/// # Ok::<(), cimwire::value::ValueError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CimDateTime {
    text: [u8; LENGTH],
}

impl CimDateTime {
    /// Whether it is an interval, and no timestamp.
    #[must_use]
    pub fn is_interval(&self) -> bool {
        self.text[SIGN] == b':'
    }

    /// The 25 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // They are ASCII, or they would not have been read.
        from_utf8(&self.text).unwrap_or_default()
    }

    fn number(&self, (start, end): (usize, usize)) -> Option<u32> {
        u32::try_from(number(&self.text[start..end])?).ok()
    }

    fn is_unknown(&self, (start, end): (usize, usize)) -> bool {
        self.text[start..end].iter().all(|&byte| byte == b'*')
    }

    /// Whether all is digits in a range, or asterisks, but where the point and the sign are.
    fn is_sound(&self) -> bool {
        let fields = if self.is_interval() { &INTERVAL[..] } else { &TIMESTAMP[..] };
        let in_range = |&(field, least, most): &(_, u32, u32)| match self.number(field) {
            Some(number) => (least..=most).contains(&number),
            None => self.is_unknown(field),
        };
        let (start, end) = MICROSECONDS;
        let known = self.text[start..end].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let has_day = self.is_interval() || self.date().is_some() || self.text[..8].contains(&b'*');
        self.text[POINT] == b'.'
            && matches!(self.text[SIGN], b':' | b'+' | b'-')
            && fields.iter().all(in_range)
            && self.is_unknown((start + known, end))
            && has_day
    }

    fn date(&self) -> Option<Date> {
        let year = i32::try_from(self.number(YEAR)?).ok()?;
        let [month, day] = [self.number(MONTH)?, self.number(DAY)?].map(|number| number as u8);
        Date::new(year, month, day)
    }

    fn time(&self) -> Option<Time> {
        let [hour, minute, second] =
            [self.number(HOUR)?, self.number(MINUTE)?, self.number(SECOND)?]
                .map(|number| number as u8);
        Time::new(hour, minute, second, self.number(MICROSECONDS)? * 1000)
    }

    fn offset(&self) -> Option<i16> {
        let minutes = i16::try_from(self.number(OFFSET)?).ok()?;
        Some(if self.text[SIGN] == b'-' { -minutes } else { minutes })
    }

    fn interval(&self) -> Option<Duration> {
        let time = self.time()?;
        let nanoseconds =
            u128::from(time.seconds()) * 1_000_000_000 + u128::from(time.nanosecond());
        let days = Duration::from_days(self.number(DAYS)?.into());
        days.checked_add(Duration::from_nanos(nanoseconds as u64))
    }

    /// What it stands for, where one of the other forms can say all of it.
    fn form(&self) -> Option<CimForm> {
        if self.is_interval() {
            return self.interval().map(CimForm::Interval);
        }
        if !self.text.contains(&b'*') {
            let time = self.time()?.with_offset(self.offset()?)?;
            return DateTime::new(self.date()?, time).map(CimForm::Datetime);
        }
        let offset = self.offset();
        if self.is_unknown((0, 8)) {
            let time = self.time()?;
            let time = offset.map_or(Some(time), |minutes| time.with_offset(minutes))?;
            return Some(CimForm::Time(time));
        }
        let has_no_time = self.is_unknown((8, POINT)) && self.is_unknown(MICROSECONDS);
        let date = self.date().filter(|_| has_no_time)?;
        offset.map_or(Some(date), |minutes| date.with_offset(minutes)).map(CimForm::Date)
    }
}

impl fmt::Display for CimDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CimDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl Lexical for CimDateTime {
    type Value<'t> = Self;

    const EXPECTED: &'static str =
        "expected a CIM datetime such as 20250301083000.000000+060 or 00000001020304.000000:000";

    fn from_text(text: &str) -> Option<Self> {
        let datetime = Self { text: text.as_bytes().try_into().ok()? };
        datetime.is_sound().then_some(datetime)
    }

    fn canonical<'v>(value: &'v Self) -> Cow<'v, str> {
        Cow::Borrowed(value.as_str())
    }
}

from_str!(CimDateTime);

/// The form a datetime of CIM has in XML: the one child of a `cim:cimDateTime` (DSP0230).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CimForm {
    /// A timestamp of which all is known.
    Datetime(DateTime),
    /// A timestamp whose time is not known.
    Date(Date),
    /// A timestamp whose date is not known.
    Time(Time),
    /// An interval.
    Interval(Duration),
    /// What no other form can say.
    CimDateTime(CimDateTime),
}

impl CimForm {
    /// The local name of the child element.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Datetime(_) => "Datetime",
            Self::Date(_) => "Date",
            Self::Time(_) => "Time",
            Self::Interval(_) => "Interval",
            Self::CimDateTime(_) => "CIM_DateTime",
        }
    }

    /// What the text of a child element stands for, by its local name.
    ///
    /// ```
    /// use cimwire::value::CimForm;
    /// assert!(matches!(CimForm::of_child("Interval", "P1D"), Some(CimForm::Interval(_))));
    /// assert_eq!(CimForm::of_child("Datetime", "P1D"), None);
    /// ```
    #[must_use]
    pub fn of_child(name: &str, text: &str) -> Option<Self> {
        match name {
            "Datetime" => parse::<DateTime>(text).map(Self::Datetime),
            "Date" => parse::<Date>(text).map(Self::Date),
            "Time" => parse::<Time>(text).map(Self::Time),
            "Interval" => parse::<Duration>(text).map(Self::Interval),
            "CIM_DateTime" => parse::<CimDateTime>(text).map(Self::CimDateTime),
            _ => None,
        }
    }

    /// What a text stands for that is a date-time without the element that says of which form: 25
    /// characters of CIM, or what one of the elements holds.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let forms = ["CIM_DateTime", "Datetime", "Date", "Time", "Interval"];
        forms.iter().find_map(|name| Self::of_child(name, text))
    }
}

impl fmt::Display for CimForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Datetime(at) => at.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Time(time) => time.fmt(f),
            Self::Interval(span) => span.fmt(f),
            Self::CimDateTime(datetime) => datetime.fmt(f),
        }
    }
}

impl From<CimDateTime> for CimForm {
    fn from(datetime: CimDateTime) -> Self {
        datetime.form().unwrap_or(Self::CimDateTime(datetime))
    }
}

impl TryFrom<CimForm> for CimDateTime {
    type Error = ValueError;

    /// # Errors
    /// What 25 characters cannot say: parts of microseconds, years beyond four digits, negative
    /// intervals and those with months. An offset that is not there becomes `***`.
    fn try_from(form: CimForm) -> Result<Self, ValueError> {
        let text = match form {
            CimForm::Datetime(at) => {
                format!("{}{}{}", day(at.date()), clock(at.time()), offset(at.offset()))
            }
            CimForm::Date(date) => format!("{}******.******{}", day(date), offset(date.offset())),
            CimForm::Time(time) => format!("********{}{}", clock(time), offset(time.offset())),
            CimForm::Interval(span) => interval(span).unwrap_or_default(),
            CimForm::CimDateTime(datetime) => return Ok(datetime),
        };
        text.parse()
    }
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn clock(time: Time) -> String {
    // A finer time takes more places than there are, and is refused by its length.
    let nanosecond = format!("{:09}", time.nanosecond());
    let microsecond = nanosecond.strip_suffix("000").unwrap_or(&nanosecond);
    format!("{:02}{:02}{:02}.{microsecond}", time.hour(), time.minute(), time.second())
}

fn offset(minutes: Option<i16>) -> String {
    match minutes {
        Some(minutes) => format!("{minutes:+04}"),
        None => "+***".to_owned(),
    }
}

fn interval(span: Duration) -> Option<String> {
    let span = std::time::Duration::try_from(span).ok()?;
    let (days, seconds) = (span.as_secs() / 86_400, span.as_secs() % 86_400);
    let time = Time::of_seconds(u32::try_from(seconds).ok()?, span.subsec_nanos())?;
    Some(format!("{days:08}{}:000", clock(time)))
}

const LENGTH: usize = 25;
const POINT: usize = 14;
const SIGN: usize = 21;

// Where the fields start and end.
const YEAR: (usize, usize) = (0, 4);
const MONTH: (usize, usize) = (4, 6);
const DAY: (usize, usize) = (6, 8);
const DAYS: (usize, usize) = (0, 8);
const HOUR: (usize, usize) = (8, 10);
const MINUTE: (usize, usize) = (10, 12);
const SECOND: (usize, usize) = (12, 14);
const MICROSECONDS: (usize, usize) = (15, 21);
const OFFSET: (usize, usize) = (22, 25);

/// Fields, and the numbers they may hold.
const TIMESTAMP: [((usize, usize), u32, u32); 7] = [
    (YEAR, 0, 9999),
    (MONTH, 1, 12),
    (DAY, 1, 31),
    (HOUR, 0, 23),
    (MINUTE, 0, 59),
    (SECOND, 0, 59),
    (OFFSET, 0, 999),
];
const INTERVAL: [((usize, usize), u32, u32); 5] =
    [(DAYS, 0, 99_999_999), (HOUR, 0, 23), (MINUTE, 0, 59), (SECOND, 0, 59), (OFFSET, 0, 0)];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<CimDateTime> {
        CimDateTime::from_text(text)
    }

    #[test]
    fn each_form_says_what_it_can() {
        for (cim, name, xml) in [
            ("20160331193040.654321+120", "Datetime", "2016-03-31T19:30:40.654321+02:00"),
            ("20160331193040.000000-060", "Datetime", "2016-03-31T19:30:40-01:00"),
            ("00000101000000.000000+000", "Datetime", "0000-01-01T00:00:00Z"),
            ("20160331******.******+000", "Date", "2016-03-31Z"),
            ("20160331******.******+***", "Date", "2016-03-31"),
            ("********193040.500000-090", "Time", "19:30:40.5-01:30"),
            ("00001234010203.123456:000", "Interval", "P1234DT1H2M3.123456S"),
            ("00000000000000.000000:000", "Interval", "PT0S"),
            ("99999999235959.999999:000", "Interval", "P99999999DT23H59M59.999999S"),
        ] {
            let form = CimForm::from(read(cim).expect(cim));
            assert_eq!((form.name(), form.to_string().as_str()), (name, xml));
            assert_eq!(
                CimDateTime::try_from(form).map(|back| back.to_string()),
                Ok(cim.to_owned())
            );
        }
    }

    #[test]
    fn what_no_form_says_stays() {
        for cim in [
            "201603**193040.000000+000",
            "20160331193040.******+000",
            "20160331193040.12****+000",
            "20160331193040.000000+***",
            "20160331193040.000000+841",
            "0000123401****.******:000",
            "**************.******+***",
        ] {
            let datetime = read(cim).expect(cim);
            assert_eq!(CimForm::from(datetime), CimForm::CimDateTime(datetime));
        }
    }

    #[test]
    fn other_texts_are_no_datetimes() {
        for wrong in [
            "",
            "20160331193040.654321+12",
            "20160331193040.654321+1200",
            "00000000000000.000000+000",
            "20160230193040.654321+120",
            "20161331193040.654321+120",
            "20160331243040.654321+120",
            "2016033*193040.654321+120",
            "20160331193040,654321+120",
            "20160331193040.*54321+120",
            "20160331193040.654321 120",
            "20160331193040.654321+1*0",
            "00001234250203.123456:000",
            "00001234010203.123456:001",
            "+0160331193040.654321+120",
            "2016-03-31T19:30:40+02:00",
            "éééééééééééé1",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_25_characters_cannot_say_is_refused() {
        for xml in
            ["2016-03-31T19:30:40.1234567Z", "12016-03-31T00:00:00Z", "-0001-03-31T00:00:00Z"]
        {
            let form = CimForm::Datetime(xml.parse().unwrap());
            assert!(CimDateTime::try_from(form).is_err(), "{xml}");
        }
        for xml in ["P1M", "-PT1S", "P100000000D", "PT0.0000001S"] {
            let form = CimForm::Interval(xml.parse().unwrap());
            assert!(CimDateTime::try_from(form).is_err(), "{xml}");
        }
        let local = CimForm::Datetime("2016-03-31T19:30:40".parse().unwrap());
        assert_eq!(CimDateTime::try_from(local).unwrap().as_str(), "20160331193040.000000+***");
    }
}
