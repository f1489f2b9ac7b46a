'use strict';

const { inspect } = require('node:util');
const native = require('./native.js');
const { told } = require('./error.js');
const { checked, text } = require('./input.js');
const { Flag } = require('./tape.js');

/** The tape and the place of a view, for this package. */
let placeOf;

/** An element of a message: a place in it, read when it is asked. */
class View {
  #tape;
  #place;

  static {
    placeOf = (view) => ({ tape: view.#tape, place: view.#place });
  }

  constructor(tape, place) {
    this.#tape = tape;
    this.#place = place;
  }

  /** Its local name. */
  get name() {
    return this.#tape.local(this.#tape.nameOf(this.#place));
  }

  /** Its namespace; empty for none. */
  get namespace() {
    const tape = this.#tape;
    return tape.uri(tape.namespaceOf(tape.nameOf(this.#place)));
  }

  /** Its prefix as written; empty for none. */
  get prefix() {
    return this.#tape.document.prefixOf(this.#place);
  }

  /** The character data directly inside, with references replaced. */
  get text() {
    return this.#tape.textOf(this.#place);
  }

  /** Whether `xsi:nil` says that it has no value. */
  get isNil() {
    return (this.#tape.flagsOf(this.#place) & Flag.NIL) !== 0;
  }

  /** Its attributes in document order. */
  get attributes() {
    return this.#tape.document.attributesOf(this.#place);
  }

  /** The value of an attribute; undefined where it is not there. */
  attribute(name, namespace = '') {
    text(name, 'name');
    text(namespace, 'namespace');
    return this.attributes.find((it) => it.name === name && it.namespace === namespace)?.value;
  }

  /** The elements directly inside. */
  get children() {
    return Array.from(this.#tape.children(this.#place), (place) => new View(this.#tape, place));
  }

  /** The first element directly inside with a name, and with a namespace where one is given. */
  child(name, namespace) {
    text(name, 'name');
    if (namespace !== undefined) text(namespace, 'namespace');
    const tape = this.#tape;
    for (const place of tape.children(this.#place)) {
      const id = tape.nameOf(place);
      const isIt = namespace === undefined || tape.uri(tape.namespaceOf(id)) === namespace;
      if (isIt && tape.local(id) === name) return new View(tape, place);
    }
    return undefined;
  }

  /** All that is directly inside, in document order. */
  get nodes() {
    const node = ({ kind, place, text }) =>
      place === undefined ? { kind, text } : { kind, view: new View(this.#tape, place) };
    return this.#tape.document.nodesOf(this.#place).map(node);
  }

  [Symbol.iterator]() {
    return this.children[Symbol.iterator]();
  }

  /** The element as a document of its own. */
  toXml() {
    return this.#tape.document.xmlOf(this.#place);
  }

  /** The element as JSON: its name and value. */
  toJson() {
    return told(this.#tape.document.jsonOf(this.#place));
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

  /** The message that the element is; `options` are those of decode. */
  message(options) {
    // Messages have views, and are read after them.
    const { Message } = require('./message.js');
    const { TYPES } = require('./schema.js');
    const types = checked(options, TYPES, 'options');
    return new Message(told(this.#tape.document.messageOf(this.#place)), types);
  }

  /** The instance that the element is, as its name says; typed where a schema knows its class. */
  asInstance(options) {
    // Instances have views, and are read after them; so are schemas.
    const { Context } = require('./context.js');
    const { instanceAt } = require('./instance.js');
    const { TYPES } = require('./schema.js');
    const { schema, integers } = checked(options, TYPES, 'options');
    return instanceAt(new Context(this.#tape, schema, integers), this.#place);
  }

  [inspect.custom]() {
    return `View({${this.namespace}}${this.name})`;
  }
}

/** A reference to an instance: an endpoint reference, or an element that holds what one does. */
class Reference extends View {
  get kind() {
    return 'reference';
  }

  get address() {
    return this.#parts.address;
  }

  get resourceUri() {
    return this.#parts.resourceUri;
  }

  /** Its selectors by name: text, or the JSON of a reference. */
  get selectors() {
    return this.toObject().selectors ?? {};
  }

  toObject() {
    const { tape, place } = placeOf(this);
    const [value] = tape.valuesOf([place]);
    return value?.reference ?? value;
  }

  get #parts() {
    const { tape, place } = placeOf(this);
    return tape.document.referenceOf(place);
  }
}

/** What goes into a message, for the addon: text, a real number, or an element with or without its tags. */
function given(value, isInside = false) {
  if (value instanceof View) {
    const { tape, place } = placeOf(value);
    return tape.document.valueOf(place, isInside);
  }
  return typeof value === 'number' ? native.realValue(value) : native.textValue(value);
}

module.exports = { View, Reference, placeOf, given };
