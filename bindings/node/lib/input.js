'use strict';

// What callers give, checked: what is not of its type is a TypeError, and never guessed at.

/** A buffer of bytes; the text of a string as UTF-8. */
function bytesOf(input, what) {
  if (typeof input === 'string') return textBytes(input);
  if (input instanceof Uint8Array) return input;
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  throw new TypeError(`expected ${what} as string, Buffer or Uint8Array, found ${shown(input)}`);
}

/** A text with half characters is no UTF-8: as UTF-16, the codec can say where they are. */
function textBytes(text) {
  return Buffer.from(text, text.isWellFormed() ? 'utf8' : 'utf16le');
}

/** The given options, which all have a check by their name. */
function checked(options, checks, what) {
  if (options === undefined) return {};
  if (options === null || typeof options !== 'object') {
    throw new TypeError(`expected ${what} as an object, found ${shown(options)}`);
  }
  for (const name of Object.keys(options)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) throw new TypeError(`${what}: expected no option ${name}`);
    if (options[name] !== undefined) check(options[name], name);
  }
  return options;
}

function boolean(value, name) {
  if (typeof value !== 'boolean') throw mistaken(name, 'true or false', value);
}

function text(value, name) {
  if (typeof value !== 'string') throw mistaken(name, 'a string', value);
}

/** A whole number that is exact: below 2^53. */
function count(value, name) {
  if (!Number.isSafeInteger(value) || value < 0) throw mistaken(name, 'a number from 0', value);
}

function object(value, name) {
  if (value === null || typeof value !== 'object') throw mistaken(name, 'an object', value);
}

/** A list of strings. */
function texts(values, name) {
  if (!Array.isArray(values)) throw mistaken(name, 'a list of strings', values);
  values.forEach((value, at) => text(value, `${name}[${at}]`));
}

function oneOf(...words) {
  return (value, name) => {
    if (!words.includes(value)) throw mistaken(name, `one of ${words.join(', ')}`, value);
  };
}

function mistaken(name, expected, found) {
  return new TypeError(`${name}: expected ${expected}, found ${shown(found)}`);
}

function shown(value) {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' || typeof value === 'function' ? typeof value : JSON.stringify(String(value));
}

module.exports = { bytesOf, checked, boolean, text, texts, count, object, oneOf, mistaken };
