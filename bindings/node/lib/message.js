'use strict';

const { inspect } = require('node:util');
const { FaultError, told } = require('./error.js');
const { checked, oneOf, text } = require('./input.js');
const { formOf } = require('./cim_rs.js');
const { View, Reference } = require('./view.js');
const { Fault } = require('./fault.js');
const { Document } = require('./document.js');
const { Context } = require('./context.js');
const { CodecInstance, Method, instanceAt, pairAt } = require('./instance.js');
const { Holes } = require('./reader.js');
const { schemaOf } = require('./schema.js');

/** The native message of a message, for this package. */
let nativeOf;

/** A message that was read. */
class Message {
  #native;
  #context;
  #head;
  #items;

  /**
   * @param message the native message
   * @param types how its values are read, checked
   */
  constructor(message, { schema, integers } = {}) {
    this.#native = message;
    this.#context = new Context(message, schema, integers);
  }

  static {
    nativeOf = (message) => message.#native;
  }

  /** What the message asks or says, as `PullResponse`. */
  get kind() {
    return this.#native.kind();
  }

  /** What its header says of where it goes. */
  get head() {
    this.#head ??= this.#native.head();
    return this.#head;
  }

  /** What it asks for or says, as a URI. */
  get action() {
    return this.head.action;
  }

  /** Which instance of the resource it is for: text, or the XML of an endpoint reference, by name; a list
   * where a name repeats. */
  get selectors() {
    const values = new Map(this.head.selectors.map(({ name }) => [name, []]));
    for (const { name, value } of this.head.selectors) values.get(name).push(value);
    return Object.fromEntries(Array.from(values, ([name, all]) => [name, all.length > 1 ? all : all[0]]));
  }

  /** Switches for the resource's provider. */
  get options() {
    return this.head.options;
  }

  /** The header blocks in document order, with what each says of mustUnderstand. */
  get headers() {
    return this.#native
      .headers()
      .map(({ place, mustUnderstand }) => ({ view: this.#view(place), mustUnderstand }));
  }

  get envelope() {
    return this.#view(this.#native.envelope());
  }

  /** The body element; undefined where there is none. */
  get body() {
    return this.#view(this.#native.body());
  }

  /** What it brings: instances, references, both, fragments. */
  get items() {
    this.#items ??= this.#allItems();
    return this.#items;
  }

  /** The instances among its items. */
  get instances() {
    return this.items.map((it) => (it.kind === 'both' ? it.instance : it)).filter(isInstance);
  }

  /** The call of a method in its body, or the answer to one. */
  get method() {
    const method = this.#native.method(this.#context.schema);
    return method === null ? undefined : new Method(this.#context, method).named();
  }

  /** Whether it says that the enumeration has no more items. */
  get isEndOfSequence() {
    return this.#native.isEndOfSequence();
  }

  /** What the next Pull has to bring. */
  get enumerationContext() {
    return this.#view(this.#native.enumerationContext());
  }

  /** Whom to ask to renew or end the subscription. */
  get subscriptionManager() {
    return this.#view(this.#native.subscriptionManager());
  }

  /** Why a request failed; undefined where it did not. */
  get fault() {
    const fault = this.#native.fault();
    if (fault === null) return undefined;
    return new Fault(fault, (place) => this.#view(place), (language) => this.#native.reason(text(language, 'language')));
  }

  /** @throws FaultError where the message is a fault */
  raiseForFault() {
    const { fault } = this;
    if (fault !== undefined) throw new FaultError(fault);
    return this;
  }

  /** All that is not as it should be and was read all the same, in the order of the bytes. */
  get deviations() {
    return this.#native.deviations();
  }

  /** The same; with a level, those that are at least so binding. */
  check(level = 'note') {
    const least = LEVELS.indexOf(level);
    if (least < 0) throw new TypeError(`expected one of ${LEVELS.join(', ')}, found ${level}`);
    return this.deviations.filter((it) => LEVELS.indexOf(it.level) >= least);
  }

  /** What salvage replaced. */
  get repairs() {
    return this.#native.repairs();
  }

  /** The fault that a service has to answer with; undefined where the message is as it must be. */
  refusal() {
    return told(this.#native.refusal()) ?? undefined;
  }

  /** The instances among its items as plain objects. */
  toObjects() {
    const items = this.#native.items();
    const holes = new Holes();
    const objects = [];
    for (let at = 0; at < items.length; at += 3) {
      const place = items[at + 1];
      if (items[at] === FRAGMENT) objects.push(this.#fragment(place).intoObject(holes));
      else if (items[at] !== REFERENCE) objects.push(this.#context.object(place, holes));
    }
    holes.fill(this.#context.tape);
    return objects;
  }

  /** The document that it is. */
  get document() {
    return new Document(this.#context.tape);
  }

  /** The message as JSON, byte for byte as in every language; with a schema, values have its types. */
  toJson(options) {
    const { schema, integers } = checked(options, JSON_OPTIONS, 'options');
    return told(this.#native.toJson(schema, integers));
  }

  /** What it brings as CIM-RS has it: the items of an enumeration as a collection, else the instance. */
  toCimRs(options) {
    return told(this.#native.toCimRs(...formOf(options)));
  }

  toObject(options) {
    return JSON.parse(this.toJson(options));
  }

  toJSON() {
    return this.toObject();
  }

  [inspect.custom](_depth, options, show) {
    return `Message ${show({ kind: this.kind, action: this.action }, options)}`;
  }

  #allItems() {
    const places = this.#native.items();
    const items = [];
    for (let at = 0; at < places.length; at += 3) {
      items.push(this.#item(places[at], places[at + 1], places[at + 2]));
    }
    return items;
  }

  #item(kind, place, reference) {
    switch (kind) {
      case REFERENCE:
        return new Reference(this.#context.tape, reference);
      case BOTH:
        return pairAt(this.#context, place, reference);
      case FRAGMENT:
        return this.#fragment(place).named();
      default:
        return instanceAt(this.#context, place);
    }
  }

  #fragment(place) {
    return new CodecInstance(this.#context, this.#context.codecInstance(place), 'fragment');
  }

  #view(place) {
    return place === null || place === undefined ? undefined : new View(this.#context.tape, place);
  }
}

const JSON_OPTIONS = { schema: schemaOf, integers: oneOf('exact', 'strings', 'numbers') };
const LEVELS = ['note', 'may', 'should', 'shall'];
const REFERENCE = 2;
const BOTH = 3;
const FRAGMENT = 4;

function isInstance(item) {
  return item.kind === 'instance' || item.kind === 'fragment';
}

module.exports = { Message, nativeOf };
