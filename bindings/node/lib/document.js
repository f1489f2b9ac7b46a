'use strict';

const { inspect } = require('node:util');
const { told } = require('./error.js');
const { limitsOf } = require('./limits.js');
const { checked, mistaken } = require('./input.js');
const { formOf } = require('./cim_rs.js');
const { View } = require('./view.js');
const { Context } = require('./context.js');
const { CodecInstance } = require('./instance.js');
const { TYPES, schemaOf } = require('./schema.js');
const { Tape } = require('./tape.js');

/** A document of any XML. */
class Document {
  #tape;

  constructor(tape) {
    this.#tape = tape;
  }

  /** The root element. */
  get root() {
    return new View(this.#tape, this.#native.root());
  }

  /** All that is not as it should be and was read all the same, in the order of the bytes. */
  get deviations() {
    return this.#native.deviations();
  }

  /** What salvage replaced. */
  get repairs() {
    return this.#native.repairs();
  }

  /** The message that it is; `options` are those of decode. */
  message(options) {
    return this.root.message(options);
  }

  /**
   * The instances that a message brings, or the root if it is of a class of the schema; embedded ones
   * behind those that they are in.
   */
  instances(options) {
    const { schema, integers } = checked(options, TYPES, 'options');
    const context = new Context(this.#tape, schema, integers);
    return this.#native.instances(schema).map((it) => new CodecInstance(context, it).named());
  }

  /** What is not as the classes of a schema have it. */
  misfits(schema) {
    return this.#native.misfits(schemaOf(schema));
  }

  /** The document with `***` for passwords, tokens, keys and the like. */
  redacted(options) {
    return new Document(new Tape(told(this.#native.redacted(limitsOf(options)))));
  }

  /** The XML that is the same for all documents of the same infoset, an element a line. */
  canon() {
    return this.#native.canon();
  }

  /** Where two documents do not say the same, in document order. */
  diff(other) {
    if (!(other instanceof Document)) throw mistaken('other', 'a document', other);
    return this.#native.diff(other.#native);
  }

  /** All of it as it was read, in UTF-8 whatever it was. */
  toXml() {
    return this.#native.text();
  }

  /** The root as JSON: its name and value. */
  toJson() {
    return told(this.#native.toJson());
  }

  /** The instance that it is, as CIM-RS has it. */
  toCimRs(options) {
    return told(this.#native.toCimRs(...formOf(options)));
  }

  toObject() {
    return JSON.parse(this.toJson());
  }

  toJSON() {
    return this.toObject();
  }

  toString() {
    return this.toXml();
  }

  [inspect.custom]() {
    const { namespace, name } = this.root;
    return `Document({${namespace}}${name})`;
  }

  get #native() {
    return this.#tape.document;
  }
}

module.exports = { Document };
