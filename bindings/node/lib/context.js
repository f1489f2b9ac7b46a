'use strict';

const { declaredClass } = require('./classes.js');
const { NAME, Tape } = require('./tape.js');
const { View, Reference } = require('./view.js');
const { ClassReader, Hole } = require('./reader.js');
const { CodecInstance } = require('./instance.js');

/** A document, with how its values are to be read. */
class Context {
  #tape;
  #readers = new Map();

  /**
   * @param source the native message, or the tape of a document
   * @param schema the native schema, if there is one
   * @param integers what integers of 64 bits become
   */
  constructor(source, schema, integers = 'bigint') {
    this.source = source;
    this.schema = schema;
    this.integers = integers;
  }

  get tape() {
    this.#tape ??= this.source instanceof Tape ? this.source : new Tape(this.source.document());
    return this.#tape;
  }

  /** The reader for the class that the element at a place names. */
  reader(place) {
    const id = this.tape.words[place * 4] & NAME;
    let reader = this.#readers.get(id);
    if (reader === undefined) {
      const { properties } = declaredClass(this.schema, this.tape.local(id)) ?? {};
      reader = new ClassReader(this.tape, id, properties, this.integers);
      this.#readers.set(id, reader);
    }
    return reader;
  }

  /** The instance at a place as an object, with holes that somebody has to fill. */
  object(place, holes) {
    const object = this.reader(place).object(place, holes);
    if (object !== undefined) return object;
    return new CodecInstance(this, this.codecInstance(place)).intoObject(holes);
  }

  /** The native instance at a place. */
  codecInstance(place) {
    return this.tape.document.instanceOf(place, this.schema);
  }

  /** What a value of the codec is in JavaScript. */
  value(datum, typeName) {
    switch (datum.form) {
      case 'reference':
        return new Reference(this.tape, datum.place);
      case 'instance':
        return new CodecInstance(this, datum.instance).named();
      case 'untyped': {
        const { done } = this.tape.children(datum.place).next();
        return done ? this.tape.textOf(datum.place) : new View(this.tape, datum.place);
      }
      case 'array':
        return datum.items.map((item) => this.value(item, typeName));
      default:
        return this.#scalar(datum, typeName);
    }
  }

  /** What a value of the codec is in a plain object; `holes` take what is still to be filled in. */
  plain(datum, typeName, holes) {
    switch (datum.form) {
      case 'reference':
      case 'untyped':
        return new Hole(datum.place);
      case 'instance':
        return holes.embedded(new CodecInstance(this, datum.instance));
      case 'array':
        return datum.items.map((item) => this.plain(item, typeName, holes));
      default:
        return this.#scalar(datum, typeName);
    }
  }

  #scalar(datum, typeName) {
    if (datum.form === 'null') return null;
    if (datum.form !== 'integer') return datum[datum.form];
    if (typeName !== 'uint64' && typeName !== 'sint64') return Number(datum.integer);
    return this.integers === 'string' ? String(datum.integer) : datum.integer;
  }
}

module.exports = { Context };
