import type { Typed, Value } from './instance.js';

/** Classes of CIM: the DMTF's, a vendor's, your own. */
export class Schema {
  private constructor();
  /** The classes of CIM 2.49.0, which come with this library. */
  static cim(): Schema;
  /** The classes in a file that schema-gen made (`.cimpack`).
   * @throws {CimwireError} for what is none */
  static open(pack: Uint8Array | ArrayBuffer): Schema;
  /** The same classes and those of another file, which win. */
  with(pack: Uint8Array | ArrayBuffer): Schema;
  /** Where its classes are from. */
  readonly sources: string[];
  /** The names of all classes. */
  readonly classes: string[];
  /** What is known about a class, in any case, with all that it inherits. */
  class(name: string): ClassDescription | undefined;
  /** The class of JavaScript that the instances of a class, and of those below it, are of when they are
   * read with this schema: for `instanceof`. It has a getter for each property. */
  type<Properties = Record<string, Value>>(name: string): InstanceType<Properties> | undefined;
  /** Classes, properties and methods with a text in their names, in any case; a member is found in the
   * class that declares it. */
  find(part: string): { className: string; member?: string }[];
  /** What a value of a property means, as `In Service` for 16; undefined where its class does not say. */
  meaning(className: string, property: string, value: string | number | bigint | boolean): string | undefined;
}

/** A class that instances are of. */
export type InstanceType<Properties> = abstract new (...none: never) => Typed<Properties>;

/** A class of a {@link Schema}, with all that it inherits. */
export interface ClassDescription {
  /** Its name. */
  name: string;
  /** The class that it inherits from; undefined for none. */
  superclass?: string;
  /** The namespace of its elements, which is its resource URI (DSP0227 §5.1). */
  namespace: string;
  /** Its version, as `2.26.0`, where it says one. */
  version?: string;
  /** Whether it has no instances but those of its subclasses. */
  isAbstract: boolean;
  /** Whether its instances relate others to each other. */
  isAssociation: boolean;
  /** Whether its instances are events. */
  isIndication: boolean;
  /** In the order of the elements of an instance. */
  properties: PropertyDescription[];
  /** By name. */
  methods: MethodDescription[];
}

/** What a class says about a property, or a method about a parameter. */
export interface PropertyDescription {
  /** Its name. */
  name: string;
  /** The class that declares it, or the last one to override it. */
  className: string;
  /** Its type as MOF has it, as `uint16`. */
  typeName: string;
  /** The class that it refers to, or whose instance a string holds. */
  ofClass?: string;
  /** Whether it has a list of values. */
  isArray: boolean;
  /** Whether it is one of what identifies an instance. */
  isKey: boolean;
  /** Whether it is never null. */
  isRequired: boolean;
  /** Whether a client may write it. */
  isWritable: boolean;
  /** Whether a parameter goes with the call. */
  isIn: boolean;
  /** Whether a parameter comes with the answer. */
  isOut: boolean;
  /** Whether a string holds an instance or class. */
  isEmbedded: boolean;
  /** Whether it is an octet string. */
  isOctets: boolean;
  /** The most characters of a string. */
  maxLen?: number;
  /** The least value. */
  minValue?: number;
  /** The greatest value. */
  maxValue?: number;
  /** The unit, for people, or where there is none for them, for programs (DSP0004 annex C). */
  units?: string;
  /** Which values there are, and what they mean. */
  values: Meaning[];
  /** Which bits there are, from 0, and what they mean. */
  bits: Meaning[];
}

/** What a method is called with and answers. */
export interface MethodDescription {
  /** Its name. */
  name: string;
  /** The class that declares it, or the last one to override it. */
  className: string;
  /** The type of its return value; undefined for `void`. */
  typeName?: string;
  /** Whether it is of the class, and not of its instances. */
  isStatic: boolean;
  /** In the order of their declaration, which is that of their elements. */
  parameters: PropertyDescription[];
  /** Which return values there are, and what they mean. */
  values: Meaning[];
}

/** A value and what it means. */
export interface Meaning {
  /** A number or text, or a range as `0x8000..`; `..` for all that is left. */
  value: string;
  /** What it means; undefined where the class does not say. */
  meaning?: string;
}
