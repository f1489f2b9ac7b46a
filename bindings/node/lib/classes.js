'use strict';

// Classes of JavaScript: one for each class of a schema that is met, below that of its superclass, and
// below it one for each set of properties that its instances have besides.

const { Kept } = require('./shape.js');

/** A class of a schema, as this package needs it. */
class Declared {
  /** How instances are read, and the class of those that are read so. */
  types = new Map();

  constructor({ name, superclass, properties }) {
    this.name = name;
    this.superclass = superclass;
    /** The names of the properties that it adds. */
    this.own = properties.filter((it) => it.className === name).map((it) => it.name);
    /** What it says about its properties, by their names in lower case. */
    this.properties = new Map(properties.map((it) => [it.name.toLowerCase(), it]));
  }
}

/** A class of a schema by its name; undefined where it has none. */
function declaredClass(schema, name) {
  if (schema === undefined) return undefined;
  if (!known.has(schema)) known.set(schema, new Map());
  const classes = known.get(schema);
  const key = name.toLowerCase();
  if (!classes.has(key)) {
    const found = schema.classOf(name);
    // Names of classes that are none come from messages: they are not kept.
    if (found === null) return undefined;
    classes.set(key, new Declared(found));
  }
  return classes.get(key);
}

/** The class of instances of a class that are read as `Base` does; `Base` where no schema knows it. */
function typeOf(Base, schema, name) {
  const absent = new Set();
  let above = declaredClass(schema, name);
  while (above !== undefined && !above.types.has(Base) && !absent.has(above)) {
    absent.add(above);
    above = above.superclass ? declaredClass(schema, above.superclass) : undefined;
  }
  let Type = above?.types.get(Base) ?? Base;
  for (const declared of [...absent].reverse()) {
    Type = named(withGetters(Type, declared.name, declared.own), declared);
    declared.types.set(Base, Type);
  }
  return Type;
}

/** The same with getters for what it has none for. */
function withMore(Base, keys) {
  const more = keys.filter((key) => !(key in Base.prototype));
  if (more.length === 0) return Base;
  if (!extended.has(Base)) extended.set(Base, new Kept((own) => withGetters(Base, Base.name, own)));
  return extended.get(Base).of(more);
}

function withGetters(Base, name, keys) {
  const Type = { [name]: class extends Base {} }[name];
  for (const key of keys.filter((it) => !(it in Base.prototype))) {
    const get = function () {
      return this.get(key);
    };
    Object.defineProperty(Type.prototype, key, { get, enumerable: true, configurable: true });
  }
  return Type;
}

/** Instances that are read in other ways are of the class too, although there is another one for them. */
function named(Type, declared) {
  const isOf = (it) => {
    for (let at = it; at instanceof Object; at = Object.getPrototypeOf(at)) {
      for (const Other of declared.types.values()) if (at === Other.prototype) return true;
    }
    return false;
  };
  return Object.defineProperty(Type, Symbol.hasInstance, { value: isOf });
}

const known = new WeakMap();
const extended = new WeakMap();

module.exports = { declaredClass, typeOf, withMore };
