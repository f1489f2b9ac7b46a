'use strict';

// Reading the instances of one class in one message, without the addon where a value is plain.

const { text } = require('./input.js');
const { Kind, Flag, NAME, isCoded, known } = require('./tape.js');
const { ODD, reading, scalar } = require('./scalar.js');
const { makers, setMember } = require('./shape.js');

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const CIM = 'http://schemas.dmtf.org/wbem/wscim/1/common';
const TYPE = known(XSI, 'type');
const ADDRESSING = 'http://schemas.xmlsoap.org/ws/2004/08/addressing';
const REFERENCES = new Set(
  ['Address', 'ReferenceParameters', 'ReferenceProperties'].map((it) => known(ADDRESSING, it)),
);
const DATES = new Set(
  ['CIM_DateTime', 'Interval', 'Date', 'Time', 'Datetime'].map((name) => known(CIM, name)),
);

/** Elements whose JSON is the value, whatever their class says. */
const ELEMENTS = Symbol('elements');
/** Heads without name: a leaf with one attribute, and one whose attribute makes it null. */
const WITH_ATTRIBUTE = 1 << 20;
const NULL = (WITH_ATTRIBUTE | (Flag.NIL << 28)) >>> 0;

class ClassReader {
  #tape;
  #namespace;
  #declared;
  #integers;
  #columns = new Map();
  #shapes = new Map();
  #last;
  #hasHoles = false;

  /**
   * @param tape the message
   * @param name the number of the name of the class's element
   * @param declared what the class says about properties, by their names in lower case
   * @param integers what integers of 64 bits become
   */
  constructor(tape, name, declared, integers) {
    this.#tape = tape;
    this.name = name;
    this.#integers = integers;
    this.#namespace = tape.namespaceOf(name);
    this.#declared = declared;
    this.#last = this.#shape([]);
  }

  get isTyped() {
    return this.#declared !== undefined;
  }

  /** The number of the name of the property of a shape that is called so, in any case. */
  find(shape, name) {
    const exact = shape.byKey.get(name);
    if (exact !== undefined) return exact;
    text(name, 'name');
    const wanted = name.toLowerCase();
    const ids = shape.ids.filter((id) => this.#tape.local(id).toLowerCase() === wanted);
    return ids.find((id) => this.column(id).isOwn) ?? ids[0];
  }

  /** How a property is called in objects, and how it is read. */
  column(id) {
    let column = this.#columns.get(id);
    if (column === undefined) {
      const local = this.#tape.local(id);
      const namespace = this.#tape.namespaceOf(id);
      const isOwn = namespace === this.#namespace;
      const key = isOwn || namespace === 0 ? local : `{${this.#tape.uri(namespace)}}${local}`;
      const declared = isOwn ? this.#declared?.get(local.toLowerCase()) : undefined;
      const { as, range, isArray, isText } = reading(declared, this.#integers);
      column = { key, isOwn, as, range, isArray, isText };
      this.#columns.set(id, column);
    }
    return column;
  }

  /** The properties of the instance at a place, in the order in which they begin. */
  shapeOf(place) {
    const { words } = this.#tape;
    const { ids, slots } = this.#last;
    const end = this.#tape.after(place);
    let next = 0;
    for (let at = this.#tape.contentOf(place); at < end; at = this.#tape.after(at)) {
      const head = words[at * 4];
      const id = head & NAME;
      if (id === ids[next]) next += 1;
      else if (id !== ids[next - 1] && ((head >>> 25) & 7) <= Kind.OPEN) {
        if (!(slots.get(id) < next)) return this.#discover(place);
      }
    }
    return next === ids.length ? this.#last : this.#discover(place);
  }

  /** The instance at a place as an object; undefined where the codec has to read all of it. */
  object(instance, holes) {
    const values = this.#values(instance, this.#last) ?? this.#values(instance, this.#discover(instance));
    if (values === ODD) return undefined;
    const { arrays, maker } = this.#last;
    for (let at = 0; at < arrays.length; at += 1) values[arrays[at]] = nullIfOneNull(values[arrays[at]]);
    const object = maker.make(values);
    if (this.#hasHoles) holes.settle(object);
    return object;
  }

  /** The values of an instance, if its properties are those of a shape; undefined if not. */
  #values(instance, shape) {
    const tape = this.#tape;
    const { words } = tape;
    const { ids, slots, columns, values } = shape;
    const isExact = !this.isTyped;
    const last = tape.after(instance) * 4;
    let piece = NO_PIECE;
    let next = 0;
    let slot = -1;
    this.#hasHoles = false;
    for (let at = tape.contentOf(instance) * 4; at < last; ) {
      const head = words[at];
      // Most entries are the next property, as plain text.
      if (head === ids[next]) {
        const column = columns[next];
        const from = words[at + 2];
        const length = words[at + 3];
        if (from < piece.start || from + length > piece.end) piece = tape.piece(from, length);
        const value = scalar(piece.text, from - piece.start, length, column);
        if (value !== ODD && !(isExact && tape.mayHoldPrefix(value))) {
          values[next] = first(column, value);
          slot = next;
          next += 1;
          at += 4;
          continue;
        }
      }
      const id = head & NAME;
      const isFirst = id === ids[next];
      if (isFirst) slot = next++;
      else if (((head >>> 25) & 7) > Kind.OPEN) {
        at += 4;
        continue;
      } else if (id !== ids[slot]) {
        slot = slots.get(id);
        if (!(slot < next)) return undefined;
      }
      const column = columns[slot];
      const place = at >>> 2;
      const value = this.#valueInOrder(place, column, isExact);
      if (value === ODD) return ODD;
      values[slot] = isFirst ? first(column, value) : further(values[slot], value);
      at = tape.after(place) * 4;
    }
    return next === ids.length ? values : undefined;
  }

  /** The value of any element, for who reads them in document order; a hole where its JSON is it. */
  #valueInOrder(place, column, isExact) {
    const tape = this.#tape;
    const head = tape.words[place * 4];
    if (head <= NAME || (column.isText && isCoded(head))) {
      const value = head <= NAME ? this.#plain(place, column) : tape.textInOrder(place);
      if (!(isExact && tape.mayHoldPrefix(value))) return value;
    } else {
      const value = this.unusual(place, column, isExact);
      if (value !== ELEMENTS) return value;
    }
    this.#hasHoles = true;
    return new Hole(place);
  }

  /** The value of a property of a name, where there is one; ODD where the codec has to read it. */
  value(place, id) {
    const { words } = this.#tape;
    const column = this.column(id);
    const end = this.#tape.after(place);
    let value = undefined;
    for (let at = this.#tape.contentOf(place); at < end; at = this.#tape.after(at)) {
      const head = words[at * 4];
      if ((head & NAME) !== id || ((head >>> 25) & 7) > Kind.OPEN) continue;
      const one =
        head <= NAME
          ? this.#plain(at, column)
          : this.unusual(at, column, false);
      if (one === ODD || one === ELEMENTS) return ODD;
      value = value === undefined ? first(column, one) : further(value, one);
    }
    return column.isArray && value !== undefined ? nullIfOneNull(value) : value;
  }

  /** The value of an element that is plain text. */
  #plain(place, column) {
    const { words } = this.#tape;
    const from = words[place * 4 + 2];
    const length = words[place * 4 + 3];
    const piece = this.#tape.piece(from, length);
    return scalar(piece.text, from - piece.start, length, column);
  }

  /**
   * The value of an element that is more than plain text; ELEMENTS where its JSON is the value, ODD
   * where the codec has to read it. `isExact` wants what JSON shows without a class.
   */
  unusual(place, column, isExact) {
    const { words } = this.#tape;
    const head = words[place * 4];
    const length = words[place * 4 + 3];
    const odd = isExact ? ELEMENTS : ODD;
    if (this.#tape.kindOf(place) === Kind.OPEN) {
      return this.#date(place, isExact) ?? (isExact || this.#isReference(place) ? ELEMENTS : ODD);
    }
    const form = (head & ~NAME) >>> 0;
    if (form === NULL && length === 0) return isExact && !this.#isTrue(place + 1) ? ELEMENTS : null;
    const hasType = form === WITH_ATTRIBUTE && this.#tape.nameOf(place + 1) === TYPE;
    if (!isExact && hasType && length > 0 && this.#tape.slice(words[place * 4 + 2], 1) > ' ') {
      return this.#plain(place, column);
    }
    const hasAttributes = ((head >>> 20) & 31) !== 0;
    return hasAttributes || !column.isText ? odd : this.#tape.document.textOf(place);
  }

  /** Whether an attribute is `true`, not `1`: that is what JSON has null for. */
  #isTrue(place) {
    const { words } = this.#tape;
    return this.#tape.slice(words[place * 4 + 2], words[place * 4 + 3]) === 'true';
  }

  /** The text of a date-time, with its form where no class tells that; undefined for others. */
  #date(place, isExact) {
    const { words } = this.#tape;
    const child = place + 1;
    const isAlone = words[place * 4 + 3] === child + 1 && words[child * 4] <= NAME;
    const id = words[child * 4] & NAME;
    if (!isAlone || ((words[place * 4] >>> 20) & 31) !== 0 || !DATES.has(id)) return undefined;
    const value = this.#tape.textOf(child);
    if (!isExact) return value;
    return this.#tape.mayHoldPrefix(value) ? undefined : { form: this.#tape.local(id), value };
  }

  #isReference(place) {
    const { value: child, done } = this.#tape.children(place).next();
    return !done && REFERENCES.has(this.#tape.canonical(this.#tape.nameOf(child)));
  }

  #discover(place) {
    const ids = new Set();
    for (const child of this.#tape.children(place)) ids.add(this.#tape.nameOf(child));
    const key = [...ids].join();
    let shape = this.#shapes.get(key);
    if (shape === undefined) {
      shape = this.#shape([...ids]);
      this.#shapes.set(key, shape);
    }
    this.#last = shape;
    return shape;
  }

  #shape(ids) {
    const columns = ids.map((id) => this.column(id));
    return {
      ids,
      columns,
      keys: columns.map((column) => column.key),
      byKey: new Map(ids.map((id, slot) => [columns[slot].key, id])),
      slots: new Map(ids.map((id, slot) => [id, slot])),
      arrays: [...columns.keys()].filter((slot) => columns[slot].isArray),
      values: new Array(ids.length).fill(null),
      maker: makers.of(columns.map((column) => column.key)),
    };
  }
}

function first(column, value) {
  return column.isArray ? [value] : value;
}

function further(before, value) {
  if (!Array.isArray(before)) return [before, value];
  before.push(value);
  return before;
}

/** One null element is an array that is null. */
function nullIfOneNull(items) {
  return items.length === 1 && items[0] === null ? null : items;
}

/** Stands for the JSON of an element until that is there. */
class Hole {
  constructor(place) {
    this.place = place;
  }
}

/** Objects with holes, which the codec fills in one go. */
class Holes {
  #places = [];
  #targets = [];
  #embedded = [];

  /** Notes the holes of an object, and of the arrays in it. */
  settle(object) {
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (Array.isArray(value)) value.forEach((it, at) => this.#note(value, at, it));
      else this.#note(object, key, value);
    }
  }

  #note(object, key, value) {
    if (value instanceof Hole) {
      this.#places.push(value.place);
      this.#targets.push([object, key]);
    }
  }

  /** An embedded instance as an object that is made later, so that depth needs no stack. */
  embedded(instance) {
    const object = {};
    this.#embedded.push([object, instance]);
    return object;
  }

  /** Puts values into the holes. */
  fill(tape) {
    while (this.#embedded.length > 0) {
      const [object, instance] = this.#embedded.pop();
      object.class = instance.className;
      object.namespace = instance.namespace;
      object.properties = instance.intoObject(this);
    }
    if (this.#places.length === 0) return;
    const values = tape.valuesOf(this.#places);
    this.#targets.forEach(([object, key], at) => setMember(object, key, values[at]));
  }
}

/** Holds nothing. */
const NO_PIECE = { start: 0, end: -1, text: '' };

module.exports = { ClassReader, Hole, Holes };
