'use strict';

// What instances of a class have in common, so that each is made in one go: as an object of a fixed
// shape, or as an instance of a class with a getter for each property.

/** Makes objects of these keys from arrays of as many values; makes them faster from the fourth. */
class Maker {
  #keys;
  #uses = 0;
  #compiled = undefined;

  constructor(keys) {
    this.#keys = keys;
  }

  make(values) {
    if (this.#compiled !== undefined) return this.#compiled(values);
    this.#uses += 1;
    if (this.#uses === WORTH_COMPILING) this.#compiled = compiled(this.#keys);
    return plain(this.#keys, values);
  }
}

/** Sets a member of any name, which `object[key] = value` does not: `__proto__` is none to it. */
function setMember(object, key, value) {
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    object[key] = value;
  }
}

function plain(keys, values) {
  const object = {};
  for (let at = 0; at < keys.length; at += 1) setMember(object, keys[at], values[at]);
  return object;
}

/** A function with one literal; undefined where code must not be made or would be too much. */
function compiled(keys) {
  if (keys.length > MOST_KEYS) return undefined;
  const member = (key, at) => `${key === '__proto__' ? '["__proto__"]' : JSON.stringify(key)}:v[${at}]`;
  try {
    return new Function('v', `return {${keys.map(member).join(',')}}`);
  } catch {
    return undefined;
  }
}

/** Things that are made of keys, and kept for the next message; a bounded number of them. */
class Kept {
  #things = new Map();
  #create;

  constructor(create) {
    this.#create = create;
  }

  of(keys) {
    const key = keys.join('\n');
    let thing = this.#things.get(key);
    if (thing === undefined) {
      if (this.#things.size >= MOST_KEPT) this.#things.clear();
      thing = this.#create(keys);
      this.#things.set(key, thing);
    }
    return thing;
  }
}

const WORTH_COMPILING = 4;
const MOST_KEYS = 512;
const MOST_KEPT = 512;

const makers = new Kept((keys) => new Maker(keys));

module.exports = { Kept, makers, setMember };
