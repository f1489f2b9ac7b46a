'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { boolean, bytesOf, checked, jsonOf } = require('./input.js');
const { formOf } = require('./cim_rs.js');
const { bounds } = require('./limits.js');
const { Document } = require('./document.js');
const { jsonValue } = require('./instance.js');
const { Message } = require('./message.js');
const { TYPES, schemaOf } = require('./schema.js');
const { Tape } = require('./tape.js');

/** Reads a message. The bytes are copied: what becomes of them later changes nothing. */
function decode(input, options) {
  const { types, settings } = reading(options);
  const message = native.decode(bytesOf(input, 'a message'), settings);
  return new Message(told(message), types);
}

/** Reads a message on a thread of Node's pool; for large ones. */
async function decodeAsync(input, options) {
  const { types, settings } = reading(options);
  const message = await native.decodeAsync(bytesOf(input, 'a message'), settings);
  return new Message(told(message), types);
}

/** Reads a document of any XML. */
function decodeDocument(input, options) {
  const settings = checked(options, READING, 'options');
  return new Document(new Tape(told(native.decodeDocument(bytesOf(input, 'a document'), settings))));
}

/** Reads where a message goes, and none of its body: for who only passes it on. */
function decodeHead(input, options) {
  const settings = checked(options, READING, 'options');
  return told(native.decodeHead(bytesOf(input, 'a message'), settings));
}

/** Makes a message of its JSON, as text or as an object. */
function encode(json, options) {
  const { limits, schema } = checked(options, { limits: bounds, schema: schemaOf }, 'options');
  return told(native.encode(jsonOf(json, 'JSON'), { limits }, schema));
}

/** Makes the XML of an instance of CIM-RS, as text or as an object. */
function fromCimRs(json, options) {
  const form = formOf(options, { limits: bounds });
  return told(native.fromCimRs(jsonOf(json, 'JSON', jsonValue), ...form));
}

function reading(options) {
  if (options === undefined) return {};
  const { schema, integers, ...settings } = checked(options, OPTIONS, 'options');
  return { types: { schema, integers }, settings };
}

const READING = { strict: boolean, salvage: boolean, limits: bounds };
const OPTIONS = { ...READING, ...TYPES };

module.exports = { decode, decodeAsync, decodeDocument, decodeHead, encode, fromCimRs };
