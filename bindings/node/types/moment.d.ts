/** What a date-time stands for, told by `kind`. It does not change. */
export type Moment = Point | Day | Clock | Interval;

/** A day and a time. */
export interface Point extends OnDay, AtTime {
  /** Tells moments apart. */
  readonly kind: 'point';
  /** The same as a Date; undefined where the offset is not known, where it is finer than milliseconds,
   * and beyond the years of a Date. */
  toDate(): Date | undefined;
}

/** A day without a time. */
export interface Day extends OnDay {
  /** Tells moments apart. */
  readonly kind: 'day';
}

/** A time without a day. */
export interface Clock extends AtTime {
  /** Tells moments apart. */
  readonly kind: 'clock';
}

/** An interval. */
export interface Interval {
  /** Tells moments apart. */
  readonly kind: 'interval';
  /** Years and months, in months. */
  readonly months: bigint;
  /** Days and all smaller parts, in nanoseconds. */
  readonly nanoseconds: bigint;
}

/** A day of the Gregorian calendar. */
export interface OnDay {
  /** The year; 0 is 1 BC. */
  readonly year: number;
  /** From 1. */
  readonly month: number;
  /** From 1. */
  readonly day: number;
  /** Minutes east of UTC, where that is known. */
  readonly offset?: number;
}

/** A time of the day. */
export interface AtTime {
  /** From 0 to 24. */
  readonly hour: number;
  /** From 0 to 59. */
  readonly minute: number;
  /** From 0 to 59. */
  readonly second: number;
  /** From 0 to 999,999,999. */
  readonly nanosecond: number;
  /** Minutes east of UTC, where that is known. */
  readonly offset?: number;
}

/** The moment that a text stands for: 25 characters of CIM (DSP0004 §5.2.4), a dateTime, date or time of
 * XML, or a duration. Undefined where it is none, and where parts of it are unknown that no form of XML
 * can leave out. */
export function momentOf(text: string): Moment | undefined;
