'use strict';

// What callers give, checked: what is not of its type is a TypeError, and never guessed at. A check gives
// what is taken. Members are read once: a getter may say something else the next time, or change what was
// looked at before.

const { isAnyArrayBuffer, isSharedArrayBuffer, isUint8Array } = require('node:util').types;

/** A buffer of bytes; the text of a string as UTF-8. */
function bytesOf(input, what) {
  if (typeof input === 'string') return textBytes(input);
  // Other threads can write to shared memory at any time.
  if (isUint8Array(input)) return isSharedArrayBuffer(input.buffer) ? new Uint8Array(input) : input;
  if (isAnyArrayBuffer(input)) return bytesOf(new Uint8Array(input));
  throw new TypeError(`expected ${what} as string, Buffer or Uint8Array, found ${shown(input)}`);
}

/** Whether it is text or bytes, and not an object that has its JSON. */
function isText(input) {
  return typeof input === 'string' || isUint8Array(input) || isAnyArrayBuffer(input);
}

/** The bytes of JSON, or of an object as JSON, with what `replacer` makes of values. */
function jsonOf(json, what, replacer = exactly) {
  return bytesOf(isText(json) ? json : JSON.stringify(json, replacer), what);
}

/** What JSON has no numbers for as text: integers of 64 bits, and less than nothing. */
function exactly(key, value) {
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'bigint' ? String(value) : finite(key, value);
}

/** A value; but numbers that JSON would make null or 0 of are refused. */
function finite(key, value) {
  const isNone = typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0));
  if (isNone) throw mistaken(key, 'a number of JSON', Object.is(value, -0) ? '-0' : value);
  return value;
}

/** A text with half characters is no UTF-8: as UTF-16, the codec can say where they are. */
function textBytes(text) {
  return Buffer.from(text, text.isWellFormed() ? 'utf8' : 'utf16le');
}

/** The given options, which all have a check by their name. */
function checked(options, checks, what) {
  const taken = {};
  if (options === undefined) return taken;
  object(options, what);
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(checks, name)) throw new TypeError(`${what}: expected no option ${name}`);
  }
  for (const name of Object.keys(checks)) {
    const value = options[name];
    if (value !== undefined) taken[name] = checks[name](value, name);
  }
  return taken;
}

function boolean(value, name) {
  if (typeof value !== 'boolean') throw mistaken(name, 'true or false', value);
  return value;
}

function text(value, name) {
  if (typeof value !== 'string') throw mistaken(name, 'a string', value);
  if (!value.isWellFormed()) throw mistaken(name, 'a string without half characters', value);
  return value;
}

/** A whole number that is exact: below 2^53. */
function count(value, name) {
  if (!Number.isSafeInteger(value) || value < 0) throw mistaken(name, 'a number from 0', value);
  return value;
}

/** An object with members, and not a list or a map. */
function object(value, name) {
  if (Object.prototype.toString.call(value) !== '[object Object]') throw mistaken(name, 'an object', value);
  return value;
}

/** Names and values of an object. */
function members(value, name) {
  const entries = Object.entries(object(value, name));
  entries.forEach(([key]) => text(key, `a name in ${name}`));
  return entries;
}

/** What can be iterated over, but a string. */
function list(values, name) {
  const isList = values !== null && typeof values === 'object' && typeof values[Symbol.iterator] === 'function';
  if (!isList) throw mistaken(name, 'a list', values);
  return [...values];
}

/** A list of strings. */
function texts(values, name) {
  return list(values, name).map((value, at) => text(value, `${name}[${at}]`));
}

function oneOf(...words) {
  return (value, name) => {
    if (!words.includes(value)) throw mistaken(name, `one of ${words.join(', ')}`, value);
    return value;
  };
}

function mistaken(name, expected, found) {
  return new TypeError(`${name}: expected ${expected}, found ${shown(found)}`);
}

function shown(value) {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' || typeof value === 'function' ? typeof value : JSON.stringify(String(value));
}

module.exports = {
  boolean, bytesOf, checked, count, finite, isText, jsonOf, list, members, mistaken, object, oneOf, text, texts,
};
