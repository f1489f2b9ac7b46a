'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { boolean, bytesOf, checked, count, oneOf } = require('./input.js');
const { Message } = require('./message.js');
const { schemaOf } = require('./schema.js');

/** Reads a message. The bytes are copied: what becomes of them later changes nothing. */
function decode(input, options) {
  const settings = settingsOf(options);
  const message = native.decode(bytesOf(input, 'a message'), settings);
  return new Message(told(message), options);
}

/** Reads a message on a thread of Node's pool; for large ones. */
async function decodeAsync(input, options) {
  const settings = settingsOf(options);
  const message = await native.decodeAsync(bytesOf(input, 'a message'), settings);
  return new Message(told(message), options);
}

/** Makes a message of its JSON, as text or as an object. */
function encode(json, options) {
  const { limits } = checked(options, { limits: bounds }, 'options');
  const isText = typeof json === 'string' || json instanceof Uint8Array;
  const text = isText ? json : JSON.stringify(json, numbersAsText);
  return told(native.encode(bytesOf(text, 'JSON'), { limits }));
}

function numbersAsText(_key, value) {
  return typeof value === 'bigint' ? String(value) : value;
}

function settingsOf(options) {
  if (options === undefined) return undefined;
  const { strict, salvage, limits } = checked(options, OPTIONS, 'options');
  return { strict, salvage, limits };
}

function bounds(limits) {
  checked(limits, LIMITS, 'limits');
}

const LIMITS = {
  bytes: count,
  depth: count,
  attributes: count,
  namespaces: count,
  text: count,
  names: count,
};
const OPTIONS = {
  strict: boolean,
  salvage: boolean,
  limits: bounds,
  schema: schemaOf,
  integers: oneOf('bigint', 'string'),
};

module.exports = { decode, decodeAsync, encode };
