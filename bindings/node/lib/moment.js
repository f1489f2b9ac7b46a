'use strict';

const native = require('./native.js');
const { text } = require('./input.js');

/** What a date-time stands for; `kind` tells which members there are. It does not change. */
class Moment {
  constructor(facts) {
    Object.assign(this, facts);
    Object.freeze(this);
  }
}

/** A day and a time. */
class Point extends Moment {
  /** The same as a Date; undefined where the offset is not known, or a Date cannot say all of it. */
  toDate() {
    const { year, month, day, hour, minute, second, nanosecond, offset } = this;
    if (offset === undefined || nanosecond % MILLION !== 0) return undefined;
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    date.setUTCHours(hour, minute - offset, second, nanosecond / MILLION);
    return Number.isNaN(date.getTime()) ? undefined : date;
  }
}

/** The moment that a text stands for: of 25 characters of CIM, or a form of XML; undefined where it is none. */
function momentOf(datetime) {
  return moment(native.momentOf(text(datetime, 'text')));
}

/** The moment of what the addon says of one. */
function moment(facts) {
  if (facts === null || facts === undefined) return undefined;
  return facts.kind === 'point' ? new Point(facts) : new Moment(facts);
}

const MILLION = 1_000_000;

module.exports = { moment, momentOf };
