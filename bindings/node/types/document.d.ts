import type { CimRsOptions, Limits, Types } from './decode.js';
import type { Instance, View } from './instance.js';
import type { Deviation, Json, Message, Repair } from './message.js';
import type { Schema } from './schema.js';

/** A document of any XML. */
export class Document {
  private constructor();
  /** The root element. */
  readonly root: View;
  /** All that is not as it should be and was read all the same, in the order of the bytes. */
  readonly deviations: Deviation[];
  /** What salvage replaced. */
  readonly repairs: Repair[];
  /** The message that it is.
   * @throws {CimwireError} where it is none */
  message(options?: Types): Message;
  /** The instances that a message brings, or the root if it is of a class of the schema; embedded ones
   * behind those that they are in. */
  instances(options?: Types): Instance[];
  /** What is not as the classes of a schema have it. */
  misfits(schema: Schema): Deviation[];
  /** The document with `***` for passwords, tokens, keys and the like. */
  redacted(options?: { limits?: Limits }): Document;
  /** The XML that is the same for all documents of the same infoset, an element a line. */
  canon(): string;
  /** Where two documents do not say the same, in document order. */
  diff(other: Document): Difference[];
  /** All of it as it was read; what was UTF-16 too is a string. */
  toXml(): string;
  /** The root as JSON: its name and value. */
  toJson(): string;
  /** The instance that it is, as CIM-RS has it (DSP0211), strictly.
   * @throws {CimwireError} `Misfit` for what is not as its class has it, or is not of CIM */
  toCimRs(options: CimRsOptions): string;
  /** What {@link Document.toJson} says, as a value. */
  toObject(): Json;
  /** For `JSON.stringify`: the same. */
  toJSON(): Json;
}

/** A place where two documents, left and right, do not say the same, told by `kind`. */
export type Difference = DifferentName | DifferentAttribute | DifferentText | OnlyOnOneSide;

interface DifferenceOf<Kind> {
  /** What is different; it tells the types of differences apart. */
  kind: Kind;
  /** The element, as in `Envelope/Body/CIM_Fan[2]`. */
  path: string;
  /** The difference in words. */
  text: string;
}

/** Elements of two names. */
export interface DifferentName extends DifferenceOf<'name'> {
  /** The name on the left, as `{namespace}local`. */
  left: string;
  /** The name on the right. */
  right: string;
}

/** An attribute with two values, or on one side only. */
export interface DifferentAttribute extends DifferenceOf<'attribute'> {
  /** Its name, as `{namespace}local`. */
  attribute: string;
  /** Its value on the left; undefined where it is not there. */
  left?: string;
  /** Its value on the right; undefined where it is not there. */
  right?: string;
}

/** Elements of two texts. */
export interface DifferentText extends DifferenceOf<'text'> {
  /** The text on the left; undefined where there is none. */
  left?: string;
  /** The text on the right; undefined where there is none. */
  right?: string;
}

/** An element on the left only (`missing`), or on the right only (`extra`). */
export interface OnlyOnOneSide extends DifferenceOf<'missing' | 'extra'> {}
