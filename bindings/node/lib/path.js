'use strict';

const { inspect } = require('node:util');
const native = require('./native.js');
const { told } = require('./error.js');
const { checked, members, mistaken, text } = require('./input.js');
const { Instance } = require('./instance.js');
const { Message, nativeOf } = require('./message.js');
const { schemaOf } = require('./schema.js');
const { Tape } = require('./tape.js');
const { Reference, View, placeOf } = require('./view.js');

/** The native path of a path, for this package. */
let pathOf;

/**
 * The path of an instance or of a class (DSP0004 §8.2): a host, a CIM namespace, a class, and for an
 * instance its keys. It does not change.
 */
class Path {
  #native;

  constructor(path) {
    this.#native = path;
  }

  static {
    pathOf = (path) => path.#native;
  }

  /** The path of a class; of its instance where there are keys. */
  static ofClass(className, options) {
    text(className, 'className');
    return new Path(changed(native.path(className), options));
  }

  /** A path of DSP0004, `//host/root/cimv2:CIM_Fan.DeviceID="1"`, or of WMI, with backslashes. */
  static parse(path) {
    text(path, 'path');
    return new Path(told(native.parsePath(path)));
  }

  /** The path that a reference is, that an instance has by its class, or that a message is about. */
  static of(what) {
    if (what instanceof Message) return new Path(told(nativeOf(what).path()));
    if (what instanceof Instance) return new Path(told(what.codec().path()));
    if (!(what instanceof View)) throw mistaken('what', 'a reference, an instance or a message', what);
    const { tape, place } = placeOf(what);
    return new Path(told(tape.document.pathOf(place)));
  }

  get host() {
    return this.#native.host() ?? undefined;
  }

  /** The CIM namespace, with slashes; undefined for the default one of the service. */
  get namespace() {
    return this.#native.namespace() ?? undefined;
  }

  get className() {
    return this.#native.className();
  }

  /** The keys in their order, each with its exact text or the path that it refers to. */
  get keys() {
    return this.#native
      .keys()
      .map(({ reference, ...key }) => (reference ? { ...key, reference: new Path(reference) } : key));
  }

  /** Whether it is the path of an instance, and not of a class. */
  get isInstance() {
    return this.#native.isInstance();
  }

  /** Its resource URI (DSP0227 §5.1). */
  get resourceUri() {
    return told(this.#native.resourceUri());
  }

  /** The key of a name, in any case. */
  key(name) {
    text(name, 'name');
    const wanted = name.toLowerCase();
    return this.keys.find((key) => key.name.toLowerCase() === wanted);
  }

  /** The same path elsewhere, or with more keys. */
  with(options) {
    return new Path(changed(this.#native.copy(), options));
  }

  /** The same with the types of its class, and what of it is not as the class has it. */
  typed(schema) {
    const { path, misfits } = told(this.#native.typed(schemaOf(schema)));
    return { path: new Path(path), misfits };
  }

  /** Whether both name the same: names in any case, keys in any order, typed keys by their values. */
  equals(other) {
    return other instanceof Path && this.#native.isSame(other.#native);
  }

  /** The endpoint reference to it at an address. */
  toReference(address, options) {
    text(address, 'address');
    const { addressing = '2004' } = checked(options, { addressing: text }, 'options');
    const document = told(this.#native.toReference(address, addressing));
    return new Reference(new Tape(document), document.root());
  }

  /** The path as WMI writes it, with backslashes. */
  toWmi() {
    return this.#native.toWmi();
  }

  toString() {
    return this.#native.toText();
  }

  [inspect.custom]() {
    return `Path(${this})`;
  }
}

/** The resource URI of a class, or with `*` of all: in a CIM namespace that of WMI, else the DMTF's. */
function classUri(className, wmiNamespace) {
  text(className, 'className');
  if (wmiNamespace !== undefined) text(wmiNamespace, 'wmiNamespace');
  return native.classUri(className, wmiNamespace);
}

function changed(path, options) {
  const { host, namespace, base, baseOf, keys = [] } = checked(options, OPTIONS, 'options');
  if (host !== undefined) path.setHost(host);
  if (namespace !== undefined) path.setNamespace(namespace);
  if (base !== undefined) path.setBase(base);
  if (baseOf !== undefined) path.setBaseOf(baseOf);
  for (const [name, value] of keys) {
    if (value instanceof Path) path.pushReference(name, pathOf(value));
    else path.pushKey(name, keyText(value, name));
  }
  return path;
}

function keyText(value, name) {
  const isWhole = Number.isSafeInteger(value) || typeof value === 'bigint';
  if (isWhole || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value, name);
  throw mistaken(name, 'a string, a whole number, a boolean or a path', value);
}

const OPTIONS = { host: text, namespace: text, base: text, baseOf: text, keys: members };

module.exports = { Path, classUri, pathOf };
