'use strict';

// Text to values, for the types and texts that need no addon: what is not the canonical text of a
// value is left to the codec, so that there is one rule for the rest.

/** How a property is read. */
const As = { TEXT: 0, BOOLEAN: 1, NUMBER: 2, BIG: 3, BIG_TEXT: 4, CODEC: 5 };
/** A value that the addon has to read. */
const ODD = Symbol('odd');

const ranges = {
  uint8: [0, 0xff],
  uint16: [0, 0xffff],
  uint32: [0, 0xffff_ffff],
  sint8: [-0x80, 0x7f],
  sint16: [-0x8000, 0x7fff],
  sint32: [-0x8000_0000, 0x7fff_ffff],
  uint64: [0n, 2n ** 64n - 1n],
  sint64: [-(2n ** 63n), 2n ** 63n - 1n],
};
const TEXTS = new Set(['string', 'char16', 'datetime', 'reference']);

/**
 * How a class has a property read; text where no class says. `integers` says whether integers of 64
 * bits are to be a `bigint` or a `string`.
 */
function reading(declared, integers) {
  const { typeName, isArray = false } = declared ?? {};
  const range = ranges[typeName];
  const as = way(declared, range, integers);
  return { as, range, isArray, isText: as === As.TEXT };
}

function way(declared, range, integers) {
  if (declared === undefined) return As.TEXT;
  if (declared.isOctets) return As.CODEC;
  if (declared.typeName === 'boolean') return As.BOOLEAN;
  if (TEXTS.has(declared.typeName)) return As.TEXT;
  if (range === undefined) return As.CODEC;
  if (typeof range[0] === 'number') return As.NUMBER;
  return integers === 'string' ? As.BIG_TEXT : As.BIG;
}

/** The value of a piece of plain ASCII, or ODD. */
function scalar(text, from, length, { as, range }) {
  switch (as) {
    case As.TEXT:
      return text.slice(from, from + length);
    case As.BOOLEAN:
      if (length === 4 && text.startsWith('true', from)) return true;
      return length === 5 && text.startsWith('false', from) ? false : ODD;
    case As.NUMBER: {
      const value = integer(text, from, length);
      return value >= range[0] && value <= range[1] ? value : ODD;
    }
    case As.BIG:
    case As.BIG_TEXT: {
      const digits = text.slice(from, from + length);
      if (length > 20 || !CANONICAL.test(digits)) return ODD;
      const value = BigInt(digits);
      if (value < range[0] || value > range[1]) return ODD;
      return as === As.BIG ? value : digits;
    }
    default:
      return ODD;
  }
}

/** The integer that has this text and no other; NaN for none and for more than 11 characters. */
function integer(text, from, length) {
  const end = from + length;
  const isNegative = text.charCodeAt(from) === MINUS;
  const first = isNegative ? from + 1 : from;
  if (length > 11 || first >= end) return NaN;
  if (text.charCodeAt(first) === ZERO && length > 1) return NaN;
  let value = 0;
  for (let at = first; at < end; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}

/** An integer without sign, blanks or zeros that it does not need. */
const CANONICAL = /^(?:0|-?[1-9][0-9]*)$/;
const ZERO = 48;
const MINUS = 45;

module.exports = { As, ODD, reading, scalar };
