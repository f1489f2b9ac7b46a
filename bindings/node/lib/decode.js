'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { boolean, bytesOf, checked, oneOf } = require('./input.js');
const { formOf } = require('./cim_rs.js');
const { bounds } = require('./limits.js');
const { Document } = require('./document.js');
const { jsonValue } = require('./instance.js');
const { Message } = require('./message.js');
const { schemaOf } = require('./schema.js');
const { Tape } = require('./tape.js');

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

/** Reads a document of any XML. */
function decodeDocument(input, options) {
  const settings = settingsOf(options, READING);
  return new Document(new Tape(told(native.decodeDocument(bytesOf(input, 'a document'), settings))));
}

/** Reads where a message goes, and none of its body: for who only passes it on. */
function decodeHead(input, options) {
  return told(native.decodeHead(bytesOf(input, 'a message'), settingsOf(options, READING)));
}

/** Makes a message of its JSON, as text or as an object. */
function encode(json, options) {
  const { limits, schema } = checked(options, { limits: bounds, schema: schemaOf }, 'options');
  return told(native.encode(jsonOf(json, numbersAsText), { limits }, schema && schemaOf(schema)));
}

/** Makes the XML of an instance of CIM-RS, as text or as an object. */
function fromCimRs(json, options) {
  const form = formOf(options, { limits: bounds });
  return told(native.fromCimRs(jsonOf(json, jsonValue), ...form, { limits: options.limits }));
}

function jsonOf(json, replacer) {
  const isText = typeof json === 'string' || json instanceof Uint8Array;
  return bytesOf(isText ? json : JSON.stringify(json, replacer), 'JSON');
}

function numbersAsText(_key, value) {
  return typeof value === 'bigint' ? String(value) : value;
}

function settingsOf(options, checks = OPTIONS) {
  if (options === undefined) return undefined;
  const { strict, salvage, limits } = checked(options, checks, 'options');
  return { strict, salvage, limits };
}

const READING = { strict: boolean, salvage: boolean, limits: bounds };
const OPTIONS = {
  ...READING,
  schema: schemaOf,
  integers: oneOf('bigint', 'string'),
};

module.exports = { decode, decodeAsync, decodeDocument, decodeHead, encode, fromCimRs };
