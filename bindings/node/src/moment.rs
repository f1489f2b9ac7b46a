//! What date-times stand for.

use cimwire_facade as facade;
use napi::bindgen_prelude::BigInt;
use napi_derive::napi;

/// What a date-time stands for; `kind` says which members there are.
#[napi(object, object_from_js = false)]
#[derive(Default)]
pub struct Moment {
    pub kind: String,
    pub year: Option<i32>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub hour: Option<u8>,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    pub nanosecond: Option<u32>,
    /// Minutes east of UTC.
    pub offset: Option<i16>,
    pub months: Option<BigInt>,
    pub nanoseconds: Option<BigInt>,
}

/// What a text stands for.
#[napi(catch_unwind)]
pub fn moment_of(text: String) -> Option<Moment> {
    facade::DateTime::parse(&text)?.moment.map(Moment::from)
}

impl From<facade::Moment> for Moment {
    fn from(moment: facade::Moment) -> Self {
        use facade::Moment as From;
        let of = |kind: &str| Self { kind: kind.to_owned(), ..Self::default() };
        match moment {
            From::Point(day, clock) => of("point").on(day).at(clock),
            From::Day(day) => of("day").on(day),
            From::Clock(clock) => of("clock").at(clock),
            From::Interval { months, nanoseconds } => Self {
                months: Some(months.into()),
                nanoseconds: Some(nanoseconds.into()),
                ..of("interval")
            },
        }
    }
}

impl Moment {
    fn on(self, day: facade::Day) -> Self {
        let facade::Day { year, month, day, offset } = day;
        let (year, month, day) = (Some(year), Some(month), Some(day));
        Self { year, month, day, offset: offset.or(self.offset), ..self }
    }

    fn at(self, clock: facade::Clock) -> Self {
        let facade::Clock { hour, minute, second, nanosecond, offset } = clock;
        let (hour, minute, second) = (Some(hour), Some(minute), Some(second));
        let offset = self.offset.or(offset);
        Self { hour, minute, second, nanosecond: Some(nanosecond), offset, ..self }
    }
}
