import type { Document } from './document.js';
import type { Head, Message } from './message.js';
import type { Schema } from './schema.js';

/** A message as bytes, or as text, which is read as UTF-8. */
export type Input = string | Uint8Array | ArrayBuffer | SharedArrayBuffer;

/** Bytes that are written, ready for `fetch`: of memory that is not shared. */
export type Bytes = Buffer & { readonly buffer: ArrayBuffer };

/** Reads a message. The bytes are copied: a later change to them changes nothing.
 * @throws {CimwireError} for what is no message, is over a limit or, when strict, deviant
 * @throws {TypeError} for arguments of other types, and options that there are not */
export function decode(input: Input, options?: DecodeOptions): Message;

/** Reads a message on a thread of Node's pool: for large ones. Rejects with what {@link decode}
 * throws. */
export function decodeAsync(input: Input, options?: DecodeOptions): Promise<Message>;

/** Reads a document of any XML.
 * @throws {CimwireError} for what is not well-formed, is over a limit or, when strict, deviant */
export function decodeDocument(input: Input, options?: ReadOptions): Document;

/** Reads where a message goes, and none of its body: for who only passes it on.
 * @throws {CimwireError} as {@link decode}, of what was read */
export function decodeHead(input: Input, options?: ReadOptions): Head;

/** Makes a message of its JSON, as text or as an object. With a schema, numbers and booleans have to be
 * of the types that it has.
 * @throws {CimwireError} for what is not the form of a message, with its place in the JSON */
export function encode(json: string | Uint8Array | object, options?: { limits?: Limits; schema?: Schema }): Bytes;

/** Makes the XML of an instance of CIM-RS (DSP0211), as text or as an object. Integers are numbers; a
 * `bigint` beyond 2^53 is refused in an object, and read from text. `self` and `methods` are not read.
 * @throws {CimwireError} for what is no instance in this form, with its place in the JSON, and for one that
 * lacks what its class wants */
export function fromCimRs(
  json: string | Uint8Array | object,
  options: CimRsOptions & { limits?: Limits },
): Bytes;

/** How instances are what CIM-RS has. */
export interface CimRsOptions {
  /** The classes; what does not fit them is an error. */
  schema: Schema;
  /** What identifiers begin with, as `/cimrs`; nothing by default. */
  root?: string;
  /** The CIM namespace of instances that do not say in which they are, as `root/cimv2`. */
  namespace?: string;
  /** The class that was enumerated, where the items are not all of one. */
  className?: string;
}

/** How XML is read. */
export interface ReadOptions {
  /** Makes each deviation of level *shall* an error. False by default. */
  strict?: boolean;
  /** Replaces what XML cannot hold by U+FFFD; {@link Message.repairs} tells what. False by default. */
  salvage?: boolean;
  /** Bounds on what a message may ask for. */
  limits?: Limits;
}

/** How messages are read. */
export interface DecodeOptions extends ReadOptions, Types {}

/** How values are read. */
export interface Types {
  /** The classes that give properties their types. None by default. */
  schema?: Schema;
  /** What integers of 64 bits become; `bigint` by default. */
  integers?: 'bigint' | 'string';
}

/** Bounds on what a message may ask for. */
export interface Limits {
  /** Bytes of a whole message; 64 MiB by default. */
  bytes?: number;
  /** Elements nested in one another; 256 by default. */
  depth?: number;
  /** Attributes and declarations of one element; 256 by default. */
  attributes?: number;
  /** Namespace declarations in scope at one place; 256 by default. */
  namespaces?: number;
  /** Bytes of one run of text; 16 MiB by default. */
  text?: number;
  /** Distinct names; 65536 by default. */
  names?: number;
}
