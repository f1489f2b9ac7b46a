'use strict';

// Reading the tape: bindings/facade/src/tape.rs has its layout.

const native = require('./native.js');
const { told } = require('./error.js');

const LAYOUT = 1;
const NAME = 0xf_ffff;
const MANY = 31;
const Kind = { LEAF: 0, OPEN: 1, ATTRIBUTE: 2, NAMESPACE: 3, TEXT: 4 };
const Flag = { DECODE: 1, NIL: 2, HIGH: 4 };

if (native.layout() !== LAYOUT) {
  throw new Error(`expected an addon with tape layout ${LAYOUT}, found ${native.layout()}`);
}
const vocabulary = native.vocabulary();
const { firstOwnName, firstOwnNamespace, canonical } = vocabulary;

/** The number of a name of the vocabulary. */
function known(uri, local) {
  const { locals, namespaces, uris } = vocabulary.names;
  return locals.findIndex((it, id) => it === local && uris[namespaces[id]] === uri);
}

/** The tape of a document, its names, and its text with a character for each byte. */
class Tape {
  #pieces = [];
  #prefixes;
  #coded = NONE_CODED;

  constructor(document) {
    const { words, names } = document.tape();
    this.document = document;
    this.words = words;
    this.names = names;
  }

  /**
   * The piece of the text that holds so many bytes from a place; `start` and `end` are places. The
   * engine gives whole texts fresh pages each, which costs more than to read them; pieces are small.
   */
  piece(from, length) {
    if (length > OVERLAP) return this.#pieceOf(from, from + length);
    const number = from >>> PIECE_BITS;
    const start = number << PIECE_BITS >>> 0;
    return (this.#pieces[number] ??= this.#pieceOf(start, start + (1 << PIECE_BITS) + OVERLAP));
  }

  #pieceOf(start, end) {
    return { start, end, text: this.document.textBetween(start, end) };
  }

  /** So many bytes of the text from a place. */
  slice(from, length) {
    const { start, text } = this.piece(from, length);
    return text.slice(from - start, from - start + length);
  }

  local(id) {
    return id < firstOwnName ? vocabulary.names.locals[id] : this.names.locals[id - firstOwnName];
  }

  /** The number of the namespace of a name; 0 for none. */
  namespaceOf(id) {
    const { namespaces } = id < firstOwnName ? vocabulary.names : this.names;
    return namespaces[id < firstOwnName ? id : id - firstOwnName];
  }

  uri(namespace) {
    if (namespace < firstOwnNamespace) return vocabulary.names.uris[namespace];
    return this.names.uris[namespace - firstOwnNamespace];
  }

  /** The name to compare with a name of the vocabulary. */
  canonical(id) {
    return id < firstOwnName ? canonical[id] : id;
  }

  nameOf(place) {
    return this.words[place * 4] & NAME;
  }

  kindOf(place) {
    return (this.words[place * 4] >>> 25) & 7;
  }

  flagsOf(place) {
    return this.words[place * 4] >>> 28;
  }

  /** The first entry of what is in an element. */
  contentOf(place) {
    const count = (this.words[place * 4] >>> 20) & MANY;
    let at = place + 1 + count;
    if (count < MANY) return at;
    while (at * 4 < this.words.length && this.isOfTag(at)) at += 1;
    return at;
  }

  isOfTag(place) {
    const kind = this.kindOf(place);
    return kind === Kind.ATTRIBUTE || kind === Kind.NAMESPACE;
  }

  /** The entry behind a construct and what is in it. */
  after(place) {
    const kind = this.kindOf(place);
    if (kind === Kind.OPEN) return this.words[place * 4 + 3];
    return kind === Kind.LEAF ? this.contentOf(place) : place + 1;
  }

  /** The places of the elements directly inside one. */
  *children(place) {
    const end = this.after(place);
    for (let at = this.contentOf(place); at < end; at = this.after(at)) {
      if (this.kindOf(at) <= Kind.OPEN) yield at;
    }
  }

  /**
   * Whether a text may hold a prefix that the message declares, so that its JSON tells what that
   * stands for.
   */
  mayHoldPrefix(text) {
    for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
      let start = colon;
      while (start > 0 && isNameCharacter(text.charCodeAt(start - 1))) start -= 1;
      while (start < colon && !isNameStart(text.charCodeAt(start))) start += 1;
      if (start < colon && this.#isPrefix(text.slice(start, colon))) return true;
    }
    return false;
  }

  #isPrefix(name) {
    this.#prefixes ??= new Set(this.#declared());
    return this.#prefixes.has(name) || this.#prefixes.has(NOT_ASCII);
  }

  *#declared() {
    for (let at = 0; at < this.words.length; at += 4) {
      if (((this.words[at] >>> 25) & 7) !== Kind.NAMESPACE) continue;
      const declaration = this.slice(this.words[at + 1], this.words[at + 2] - this.words[at + 1]);
      const prefix = /^xmlns:([^\s=]+)/.exec(declaration)?.[1];
      if (prefix !== undefined) yield /^[\x21-\x7e]+$/.test(prefix) ? prefix : NOT_ASCII;
    }
  }

  /** What elements of properties give, as their JSON has it. */
  valuesOf(places) {
    return JSON.parse(told(this.document.valuesToJson(Uint32Array.from(places))));
  }

  /**
   * The text of a coded leaf, for who reads them in document order: those behind it come with it, as a
   * call costs more than a text.
   */
  textInOrder(place) {
    let coded = this.#coded;
    const { places } = coded;
    while (places[coded.at] > place) coded.at -= 1;
    while (places[coded.at] < place) coded.at += 1;
    if (places[coded.at] !== place) coded = this.#coded = this.#codedFrom(place);
    const { at, ends, text } = coded;
    return text.slice(at === 0 ? 0 : ends[at - 1], ends[at]);
  }

  #codedFrom(first) {
    const { words } = this;
    const places = [];
    for (let at = first * 4; at < words.length && places.length < MOST_CODED; at += 4) {
      if (isCoded(words[at])) places.push(at >>> 2);
    }
    const { ends, text } = this.document.textsOf(Uint32Array.from(places));
    return { places: places.slice(0, ends.length), ends, text, at: 0 };
  }

  /** The character data directly inside an element. */
  textOf(place) {
    const at = place * 4;
    const head = this.words[at];
    const isPlain = head >>> 25 === 0 || head >>> 25 === Flag.NIL << 3;
    if (!isPlain) return this.document.textOf(place);
    return this.slice(this.words[at + 2], this.words[at + 3]);
  }
}

/** Whether an entry is a leaf without attributes whose text only the addon reads. */
function isCoded(head) {
  return head > LEAF && (head & PLAIN) === 0;
}

/** The greatest head of a leaf without flags, and what a coded leaf has nothing of. */
const LEAF = 0x0fff_ffff;
const PLAIN = (LEAF & ~NAME) | (Flag.NIL << 28);
const PIECE_BITS = 16;
/** By how much pieces overlap, so that a value that begins in one ends there. */
const OVERLAP = 4096;
/** How many coded texts are asked for at a time, and none of them. */
const MOST_CODED = 256;
const NONE_CODED = { places: [], ends: [], text: '', at: 0 };

/** Stands for prefixes whose characters the text does not show. */
const NOT_ASCII = '';

function isNameStart(code) {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code > 127;
}

function isNameCharacter(code) {
  return isNameStart(code) || (code >= 48 && code <= 57) || code === 45 || code === 46;
}

module.exports = { Tape, Kind, Flag, NAME, isCoded, known };
