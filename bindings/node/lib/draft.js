'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { isDate, isUint8Array } = require('node:util').types;
const { checked, mistaken, text } = require('./input.js');
const { View, given } = require('./view.js');
const { schemaOf } = require('./schema.js');
const { Tape } = require('./tape.js');

/** The native draft of a draft, for this package. */
let nativeOf;

/**
 * An instance to write: one that was read with changes over it, or a new one. What was read and is
 * not changed is written byte for byte.
 */
class Draft {
  #native;
  #types;

  /**
   * @param draft the native draft
   * @param types how its values are read, checked
   */
  constructor(draft, { schema, integers }) {
    this.#native = draft;
    this.#types = { schema, integers };
  }

  static {
    nativeOf = (draft) => draft.#native;
  }

  /** A new instance of a class; with a schema that knows it, values have to be of their types. */
  static of(className, namespace, options) {
    text(className, 'className');
    text(namespace, 'namespace');
    const { schema } = checked(options, { schema: schemaOf }, 'options');
    return new Draft(native.draft(namespace, className, schema), { schema });
  }

  /** A new instance of a class of a schema, in its namespace; undefined where it has no such class. */
  static ofClass(schema, className) {
    text(className, 'className');
    const known = schemaOf(schema);
    const draft = native.draftOfClass(known, className);
    return draft === null ? undefined : new Draft(draft, { schema: known });
  }

  /** What a method is called with, in the namespace of its class: the `input` of `invoke`. */
  static input(method, namespace, options) {
    return Draft.#ofCall(method, namespace, false, options);
  }

  /** What a method answers: its parameters that go out, and `ReturnValue`. */
  static output(method, namespace, options) {
    return Draft.#ofCall(method, namespace, true, options);
  }

  static #ofCall(method, namespace, isOutput, options) {
    text(method, 'method');
    text(namespace, 'namespace');
    const { schema } = checked(options, { schema: schemaOf }, 'options');
    return new Draft(native.draftOfCall(namespace, method, isOutput, schema), { schema });
  }

  get className() {
    return this.#native.className();
  }

  get namespace() {
    return this.#native.namespace();
  }

  /** Whether values have to be of their types. */
  get isTyped() {
    return this.#native.isTyped();
  }

  /** The names of what was set or removed, in that order. */
  get changes() {
    return this.#native.changes();
  }

  /** Gives a property a value; null says that it has none. */
  set(name, value) {
    text(name, 'name');
    if (value instanceof View) told(this.#native.setElement(name, given(value)));
    else this.#native.set(name, datum(value, name));
    return this;
  }

  /** Leaves a property out. */
  remove(name) {
    text(name, 'name');
    this.#native.remove(name);
    return this;
  }

  /** Leaves out what its class has as read-only, but for keys and what was changed. */
  leaveOutReadOnly() {
    told(this.#native.leaveOutReadOnly());
    return this;
  }

  /** Leaves out what was not changed, but for keys. */
  leaveOutUnchanged() {
    told(this.#native.leaveOutUnchanged());
    return this;
  }

  /** The instance as it will be written. @throws CimwireError as `toXml` */
  build() {
    // Instances have drafts, and are read after them.
    const { Context } = require('./context.js');
    const { instanceAt } = require('./instance.js');
    const document = told(native.decodeDocument(Buffer.from(this.toXml())));
    const { schema, integers } = this.#types;
    return instanceAt(new Context(new Tape(document), schema, integers), document.root());
  }

  /** The element, as XML. @throws CimwireError for what is not as the class has it */
  toXml() {
    return told(this.#native.toXml());
  }
}

/** What the addon takes for a value of JavaScript, or for a list of them. */
function datum(value, name) {
  if (!Array.isArray(value)) return scalar(value, name);
  return { items: Array.from(value, (item, at) => scalar(item, `${name}[${at}]`)) };
}

function scalar(value, name) {
  if (value === null) return {};
  if (typeof value === 'boolean') return { boolean: value };
  if (typeof value === 'string') return { text: text(value, name) };
  if (isDate(value) && !Number.isNaN(value.getTime())) return { date: value.toISOString() };
  if (isUint8Array(value)) return { octets: Buffer.from(value) };
  // What is less than nothing is no integer.
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return { integer: BigInt(value) };
  if (typeof value === 'number') return { number: value };
  const is64 = typeof value === 'bigint' && value >= -(2n ** 63n) && value < 2n ** 64n;
  if (is64) return { integer: value };
  throw mistaken(name, 'a value, a list of values or an endpoint reference', value);
}

module.exports = { Draft, draftOf: nativeOf };
