import type { CimRsOptions, Types } from './decode.js';
import type { Json, Message } from './message.js';
import type { Moment, momentOf } from './moment.js';
import type { invoke } from './request.js';
import type { Schema } from './schema.js';

/** One thing that a message brings, told by `kind`. */
export type Item = Instance | Reference | Pair;

/** An instance and its reference. */
export type Pair = { kind: 'both'; instance: Instance; reference: Reference };

/** The value of a property: of the type that its class says, else the exact text; null for nil. */
export type Value = Datum | Reference | Instance | View;

/** A value as plain data. */
export type Datum = string | number | bigint | boolean | null | Buffer | Datum[] | { [member: string]: Datum };

/** An instance of a class. Its properties are read when they are asked; they are getters of their
 * names too, but for those that are members here. */
export class Instance<Properties = Record<string, Value>> {
  protected constructor();
  /** `fragment` where it is a part of an instance, `method` for a {@link Method}. */
  readonly kind: 'instance' | 'fragment' | 'method';
  /** The element that holds the properties. */
  readonly view: View;
  /** The class that it says it is of; empty for a fragment that does not say. */
  readonly className: string;
  /** The namespace of its class; empty for a fragment that does not say. */
  readonly namespace: string;
  /** Whether its properties have types: whether there is a schema that knows its class. */
  readonly isTyped: boolean;
  /** What is not as its class has it. */
  readonly misfits: Misfit[];
  /** The value of a property, in any case; undefined where it is not there. */
  get<Name extends keyof Properties & string>(name: Name): Properties[Name] | undefined;
  get(name: string): Value | undefined;
  /** Whether there is a property of a name, in any case. */
  has(name: string): boolean;
  /** The exact text of a property; a list of texts where it repeats. */
  text(name: string): string | string[] | undefined;
  /** The names of its properties in the order in which they begin. */
  keys(): string[];
  /** The names and values of its properties, in that order. */
  entries(): [string, Value][];
  /** Goes through {@link Instance.entries}. */
  [Symbol.iterator](): IterableIterator<[string, Value]>;
  /** What a value of a property means by its class, as `In Service` for 16. */
  meaning(name: string): string | undefined | (string | undefined)[];
  /** What a date-time stands for, as {@link momentOf} has it; of an array, what each item does. Undefined
   * where it is none: a class says so, or the element that the text is in. */
  moment(name: string): Moment | undefined | (Moment | undefined)[];
  /** All properties as a plain object: without a class what the JSON of the message has, with one
   * values of its types. */
  toObject(): Record<string, Datum>;
  /** The same as CIM-RS has it (DSP0211), strictly, identified by its keys, with the types of the
   * schema in `options`.
   * @throws {CimwireError} `Misfit` for what is not as its class has it, or is not of CIM */
  toCimRs(options: CimRsOptions): string;
  /** What to write in its place: the same, until a property is set. */
  draft(): Draft;
  /** The same without bigint. */
  toJSON(): Record<string, Json>;
  /** The properties by their names; {@link Instance.get} has those that are members here too. */
  readonly [property: string]: unknown;
}

/** An instance whose properties are known: those that it does not have are undefined. */
export type Typed<Properties> = Instance<Properties> & { readonly [Name in keyof Properties]?: Properties[Name] };

/** An instance to write: one that was read with changes over it, or a new one. What was read and is
 * not changed is written byte for byte. */
export class Draft {
  private constructor();
  /** A new instance; with a schema that knows its class, values have to be of their types. */
  static of(className: string, namespace: string, options?: { schema?: Schema }): Draft;
  /** A new instance of a class of a schema, in its namespace; undefined where it has no such class. */
  static ofClass(schema: Schema, className: string): Draft | undefined;
  /** What a method is called with, in the namespace of its class: the `input` of {@link invoke}. */
  static input(method: string, namespace: string, options?: { schema?: Schema }): Draft;
  /** What a method answers: its parameters that go out, and `ReturnValue`. */
  static output(method: string, namespace: string, options?: { schema?: Schema }): Draft;
  /** The class; of a method's parameters, the name of their element. */
  readonly className: string;
  /** The namespace of the class. */
  readonly namespace: string;
  /** Whether values have to be of their types. */
  readonly isTyped: boolean;
  /** The names of what was set or removed, in that order. */
  readonly changes: string[];
  /** Gives a property a value, an endpoint reference among them; null says that it has none. A Date is
   * written as `Datetime` (DSP0230 §7.2.4). */
  set(name: string, value: Writable | View): this;
  /** Leaves a property out. */
  remove(name: string): this;
  /** Leaves out what its class has as read-only, but for keys and what was changed: for services that
   * refuse it in a Put.
   * @throws {CimwireError} where no schema knows the class */
  leaveOutReadOnly(): this;
  /** Leaves out what was not changed, but for keys: for services that leave alone what a Put does not
   * have.
   * @throws {CimwireError} where no schema knows the class */
  leaveOutUnchanged(): this;
  /** The instance as it will be written, to be read.
   * @throws {CimwireError} as {@link Draft.toXml} */
  build(): Instance;
  /** The element.
   * @throws {CimwireError} for what is not as the class has it */
  toXml(): string;
}

/** What a property can be given. */
export type Writable = Scalar | readonly Scalar[];
/** One value that a property can be given. */
export type Scalar = string | number | bigint | boolean | null | Date | Uint8Array;

/** Something that is not as its class has it. */
export interface Misfit {
  /** What is wrong with it. */
  kind: 'Lexical' | 'Range' | 'Form' | 'Repeated' | 'Null' | 'Missing' | 'Unknown' | 'Disallowed';
  /** The property. */
  property: string;
  /** Where it is: bytes from the start of the input. */
  offset: number;
  /** What was expected. */
  expected: string;
}

/** The call of a method, or its answer: its parameters are read like properties. */
export class Method extends Instance {
  /** What a value of a parameter means by the method, or of `ReturnValue` what was returned. */
  meaning(name: string): string | undefined | (string | undefined)[];
  /** The name of the method. */
  readonly name: string;
  /** Whether this is the answer, and not the call. */
  readonly isOutput: boolean;
  /** What the method returned. */
  readonly returnValue: Value | undefined;
}

/** An element of a message, read when it is asked. It keeps its message alive. */
export class View implements Iterable<View> {
  protected constructor();
  /** Its local name. */
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  /** Its prefix as written; empty for none. */
  readonly prefix: string;
  /** The character data directly inside, with references replaced. */
  readonly text: string;
  /** Whether `xsi:nil` says that it has no value. */
  readonly isNil: boolean;
  /** Its attributes in document order. */
  readonly attributes: Attribute[];
  /** The elements directly inside. */
  readonly children: View[];
  /** All that is directly inside, in document order. */
  readonly nodes: Node[];
  /** The value of an attribute; undefined where it is not there. Without a namespace, it has none. */
  attribute(name: string, namespace?: string): string | undefined;
  /** The first element directly inside with a name, in any namespace if none is given. */
  child(name: string, namespace?: string): View | undefined;
  /** Goes through {@link View.children}. */
  [Symbol.iterator](): IterableIterator<View>;
  /** The element as a document of its own. */
  toXml(): string;
  /** The element as JSON: its name and value. */
  toJson(): string;
  /** What {@link View.toJson} says, as a value. */
  toObject(): Json;
  /** For `JSON.stringify`: the same. */
  toJSON(): Json;
  /** The message that the element is.
   * @throws {CimwireError} where it is none */
  message(options?: Types): Message;
  /** The instance that the element is, as its name says; typed where a schema knows its class. */
  asInstance(options?: Types): Instance;
}

/** An attribute; its namespace and prefix are empty for none. */
export type Attribute = { namespace: string; prefix: string; name: string; value: string };

/** What is directly inside an element, told by `kind`. */
export type Node =
  | { kind: 'element'; view: View }
  | { kind: 'text' | 'comment' | 'instruction'; text: string };

/** A reference to an instance. */
export class Reference extends View {
  /** Tells a reference from other items. */
  readonly kind: 'reference';
  /** Where messages for it are sent. */
  readonly address: string | undefined;
  /** The kind of resource. */
  readonly resourceUri: string | undefined;
  /** Which instance of the resource: text, or the JSON of a reference, by name. */
  readonly selectors: Record<string, Json>;
}
