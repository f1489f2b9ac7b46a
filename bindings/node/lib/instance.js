'use strict';

const { inspect } = require('node:util');
const { Draft } = require('./draft.js');
const { told } = require('./error.js');
const { finite, text } = require('./input.js');
const { formOf } = require('./cim_rs.js');
const { moment } = require('./moment.js');
const { Reference, View } = require('./view.js');
const { ODD } = require('./scalar.js');
const { typeOf, withMore } = require('./classes.js');
const { setMember } = require('./shape.js');
const { Hole, Holes } = require('./reader.js');

/** An instance of a class: a view of its element, whose properties are read when they are asked. */
class Instance {
  #context;
  #place;
  #reader;
  #shape;

  constructor(context, place, reader, shape) {
    this.#context = context;
    this.#place = place;
    this.#reader = reader;
    this.#shape = shape;
  }

  get kind() {
    return 'instance';
  }

  /** The element that holds the properties. */
  get view() {
    return new View(this.#context.tape, this.#place);
  }

  /** The class that it says it is of; empty for a fragment that does not say. */
  get className() {
    return this.view.name;
  }

  /** The namespace of its class. */
  get namespace() {
    return this.view.namespace;
  }

  /** Whether its properties have types: whether there is a schema that knows its class. */
  get isTyped() {
    return this.#reader.isTyped;
  }

  /** What is not as its class has it. */
  get misfits() {
    return this.codec().misfits();
  }

  /** The value of a property, in any case; undefined where it is not there, null for nil. */
  get(name) {
    const id = this.#reader.find(this.#shape, name);
    if (id === undefined) return undefined;
    const value = this.#reader.value(this.#place, id);
    return value === ODD ? this.asCodec().get(name) : value;
  }

  has(name) {
    return this.#reader.find(this.#shape, name) !== undefined;
  }

  /** The exact text of a property; a list of texts where it repeats. */
  text(name) {
    const { tape } = this.#context;
    const id = this.#reader.find(this.#shape, name);
    const places = Array.from(tape.children(this.#place)).filter((it) => tape.nameOf(it) === id);
    const texts = places.map((place) => tape.textOf(place));
    return texts.length > 1 ? texts : texts[0];
  }

  /** The names of its properties in the order in which they begin. */
  keys() {
    return [...this.#shape.keys];
  }

  /** Names and values of its properties. */
  entries() {
    return this.keys().map((key) => [key, this.get(key)]);
  }

  [Symbol.iterator]() {
    return this.entries()[Symbol.iterator]();
  }

  /** What a value of a property means by its class, as `In Service` for 2. */
  meaning(name) {
    return meaningOf(this.codec(), name, this.get(name));
  }

  /** What a date-time stands for; undefined where it is none, or not all of it is known. */
  moment(name) {
    return this.asCodec().moment(name);
  }

  /**
   * All properties as a plain object. Without a class it is what the JSON of the message has; with
   * one, values have its types.
   */
  toObject() {
    const holes = new Holes();
    const object = this.intoObject(holes);
    holes.fill(this.#context.tape);
    return object;
  }

  /** What to write in its place: the same, until a property is set. */
  draft() {
    return new Draft(this.codec().draft(), this.#context);
  }

  /** The same as CIM-RS has it, with the types of the schema in `options`. */
  toCimRs(options) {
    return told(this.#context.tape.document.toCimRs(...formOf(options), this.codec()));
  }

  toJSON() {
    return JSON.parse(JSON.stringify(this.toObject(), jsonValue));
  }

  [inspect.custom](_depth, options, show) {
    return `${this.className} ${show(this.toObject(), options)}`;
  }

  /** The object, with holes that somebody has to fill. */
  intoObject(holes) {
    return this.#context.object(this.#place, holes);
  }

  /** The same instance, read by the codec. */
  asCodec() {
    return new CodecInstance(this.#context, this.codec());
  }

  codec() {
    return this.#context.codecInstance(this.#place);
  }
}

/** An instance that the codec reads: embedded, a fragment, or with a value that needs it. */
class CodecInstance extends Instance {
  #context;
  #native;
  #properties;
  #kind;

  constructor(context, native, kind = 'instance') {
    super(context, native.place());
    this.#context = context;
    this.#native = native;
    this.#kind = kind;
  }

  get kind() {
    return this.#kind;
  }

  get className() {
    return this.#native.className();
  }

  get namespace() {
    return this.#native.namespace();
  }

  get isTyped() {
    return this.#native.isTyped();
  }

  get(name) {
    const property = this.#find(name);
    return property && this.#context.value(property.value, property.typeName);
  }

  has(name) {
    return this.#find(name) !== undefined;
  }

  text(name) {
    const texts = this.#find(name)?.places.map((place) => this.#context.tape.textOf(place)) ?? [];
    return texts.length > 1 ? texts : texts[0];
  }

  moment(name) {
    const value = this.#find(name)?.value;
    return value?.form === 'array' ? value.items.map((it) => moment(it.moment)) : moment(value?.moment);
  }

  keys() {
    return this.#all.map((it) => this.#keyOf(it));
  }

  intoObject(holes) {
    const object = {};
    for (const property of this.#all) {
      const value = this.isTyped ? this.#typed(property, holes) : exact(property);
      setMember(object, this.#keyOf(property), value);
    }
    holes.settle(object);
    return object;
  }

  codec() {
    return this.#native;
  }

  /** The same with a getter for each property, as who reads it expects. */
  named() {
    const isInstance = this.isTyped && this.#kind !== 'method';
    const Type = isInstance ? typeOf(this.constructor, this.#context.schema, this.className) : this.constructor;
    return Object.setPrototypeOf(this, withMore(Type, this.keys()).prototype);
  }

  get #all() {
    this.#properties ??= this.#native.properties();
    return this.#properties;
  }

  #typed({ value, typeName }, holes) {
    return this.#context.plain(value, typeName, holes);
  }

  #keyOf({ name, namespace }) {
    const isOwn = namespace === '' || namespace === this.namespace;
    return isOwn ? name : `{${namespace}}${name}`;
  }

  /** By its key, else by its name in any case. */
  #find(name) {
    text(name, 'name');
    const wanted = name.toLowerCase();
    return (
      this.#all.find((it) => this.#keyOf(it) === name) ??
      this.#all.find((it) => it.name.toLowerCase() === wanted)
    );
  }
}

/** What the elements of a property give without a class. */
function exact({ places }) {
  const holes = places.map((place) => new Hole(place));
  return holes.length > 1 ? holes : holes[0];
}

/** The call of a method, or its answer: its parameters are read like properties. */
class Method extends CodecInstance {
  #context;
  #native;

  constructor(context, native) {
    super(context, native, 'method');
    this.#context = context;
    this.#native = native;
  }

  /** The name of the method. */
  get name() {
    return this.#native.methodName();
  }

  /** Whether this is the answer, and not the call. */
  get isOutput() {
    return this.#native.isOutput();
  }

  /** What the method returned; undefined where it does not say. */
  get returnValue() {
    const property = this.#native.returnValue();
    return property === null ? undefined : this.#context.value(property.value, property.typeName);
  }

  /** What the value of a parameter means, or of `ReturnValue` what was returned. */
  meaning(name) {
    const isReturned = text(name, 'name').toLowerCase() === 'returnvalue';
    return meaningOf(this.#native, name, isReturned ? this.returnValue : this.get(name));
  }
}

/** What a value, or each of many, means to the native instance that it is of. */
function meaningOf(codec, name, value) {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.map((item) => meaningOf(codec, name, item));
  return codec.meaning(name, String(value)) ?? undefined;
}

/** The instance at a place. */
function instanceAt(context, place) {
  const reader = context.reader(place);
  const shape = reader.shapeOf(place);
  shape.Type ??= withMore(typeOf(Instance, context.schema, context.tape.local(reader.name)), shape.keys);
  return new shape.Type(context, place, reader, shape);
}

/** An instance and the reference that came with it, by which requests name it. */
function pairAt(context, place, reference) {
  const pair = { kind: 'both', instance: instanceAt(context, place), reference: new Reference(context.tape, reference) };
  references.set(pair.instance, pair.reference);
  return pair;
}

/** The reference that came with an instance; undefined for none. */
function referenceOf(instance) {
  return references.get(instance);
}

/** Integers of 64 bits as JSON has them: numbers where a double holds them, else text. */
function jsonValue(key, value) {
  if (typeof value !== 'bigint') return finite(key, value);
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

const references = new WeakMap();

module.exports = { Instance, CodecInstance, Method, instanceAt, jsonValue, pairAt, referenceOf };
