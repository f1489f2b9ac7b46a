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
  meaning(className: string, property: string, value: string | number | bigint | boolean): string | undefined;
}

/** A class that instances are of. */
export type InstanceType<Properties> = abstract new (...none: never) => Typed<Properties>;

export interface ClassDescription {
  name: string;
  superclass?: string;
  namespace: string;
  version?: string;
  isAbstract: boolean;
  isAssociation: boolean;
  isIndication: boolean;
  properties: PropertyDescription[];
  methods: MethodDescription[];
}

/** What a class says about a property, or a method about a parameter. */
export interface PropertyDescription {
  name: string;
  /** The class that declares it. */
  className: string;
  /** Its type as MOF has it, as `uint16`. */
  typeName: string;
  ofClass?: string;
  isArray: boolean;
  isKey: boolean;
  isRequired: boolean;
  isWritable: boolean;
  isIn: boolean;
  isOut: boolean;
  isEmbedded: boolean;
  isOctets: boolean;
  maxLen?: number;
  minValue?: number;
  maxValue?: number;
  units?: string;
  values: Meaning[];
  bits: Meaning[];
}

export interface MethodDescription {
  name: string;
  className: string;
  /** The type of its return value; undefined for `void`. */
  typeName?: string;
  isStatic: boolean;
  parameters: PropertyDescription[];
  values: Meaning[];
}

export interface Meaning {
  /** A number or text, or a range as `0x8000..`; `..` for all that is left. */
  value: string;
  meaning?: string;
}
