'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { declaredClass, typeOf } = require('./classes.js');
const { bytesOf, mistaken, oneOf, text } = require('./input.js');

/** The schema that there is one of, once it was asked for. */
let cim;

/** The native schema of a schema, for this package. */
let nativeOf;

/** Classes of CIM: the DMTF's, a vendor's, your own. */
class Schema {
  #native;

  constructor(schema) {
    this.#native = schema;
  }

  static {
    nativeOf = (schema) => schema.#native;
  }

  /** The classes of CIM 2.49.0, which come with this library. */
  static cim() {
    cim ??= new Schema(native.Schema.cim());
    return cim;
  }

  /** The classes in a file that schema-gen made (`.cimpack`). */
  static open(pack) {
    return new Schema(told(native.openSchema(bytesOf(pack, 'a pack'))));
  }

  /** The same classes and those of another file, which win. */
  with(pack) {
    return new Schema(told(this.#native.with(bytesOf(pack, 'a pack'))));
  }

  /** Where its classes are from. */
  get sources() {
    return this.#native.sources();
  }

  /** The names of all classes. */
  get classes() {
    return this.#native.classes();
  }

  /** What is known about a class, in any case, with all that it inherits. */
  class(name) {
    text(name, 'name');
    return this.#native.classOf(name) ?? undefined;
  }

  /** The class that instances of a class are of, and of those below it; undefined for none. */
  type(name) {
    text(name, 'name');
    // Instances are read with schemas, and come after them.
    const { Instance } = require('./instance.js');
    return declaredClass(this.#native, name) && typeOf(Instance, this.#native, name);
  }

  /** Classes, properties and methods with a text in their names, in any case. */
  find(part) {
    text(part, 'part');
    return this.#native.find(part);
  }

  /** What a value of a property means by its class, as `In Service` for 16. */
  meaning(className, property, value) {
    text(className, 'className');
    text(property, 'property');
    const isOne = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
    if (!isOne) throw mistaken('value', 'a string, a number or a boolean', value);
    return this.#native.meaning(className, property, String(value)) ?? undefined;
  }
}

/** The native schema of a schema. */
function schemaOf(schema) {
  if (!(schema instanceof Schema)) throw mistaken('schema', 'a Schema', schema);
  return nativeOf(schema);
}

/** The checks of options for how values are read. */
const TYPES = { schema: schemaOf, integers: oneOf('bigint', 'string') };

module.exports = { Schema, TYPES, schemaOf };
