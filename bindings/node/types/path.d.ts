import type { Instance, Misfit, Reference, View } from './instance.js';
import type { Message } from './message.js';
import type { Schema } from './schema.js';

/** The path of an instance or of a class (DSP0004 §8.2): a host, a CIM namespace, a class, and for an
 * instance its keys. On the wire it is an endpoint reference. It does not change. */
export class Path {
  private constructor();
  /** The path of a class; of its instance where there are keys. */
  static ofClass(className: string, options?: PathOptions): Path;
  /** A path of DSP0004, `//host/root/cimv2:CIM_Fan.DeviceID="1"`, or of WMI, with backslashes.
   * @throws {CimwireError} at its place in the text */
  static parse(path: string): Path;
  /** The path that a reference is, that an instance has by the keys of its class, or that a message is
   * about.
   * @throws {CimwireError} where there is none */
  static of(what: View | Instance | Message): Path;
  /** The host; undefined where it does not say. */
  readonly host: string | undefined;
  /** The CIM namespace, with slashes; undefined for the default one of the service. */
  readonly namespace: string | undefined;
  /** The name of the class. */
  readonly className: string;
  /** The keys in their order. */
  readonly keys: PathKey[];
  /** Whether it is the path of an instance, and not of a class. */
  readonly isInstance: boolean;
  /** Its resource URI (DSP0227 §5.1).
   * @throws {CimwireError} where nothing says what it begins with */
  readonly resourceUri: string;
  /** The key of a name, in any case. */
  key(name: string): PathKey | undefined;
  /** The same path elsewhere, or with more keys. */
  with(options: PathOptions): Path;
  /** The same with the types of its class, and what of it is not as the class has it.
   * @throws {CimwireError} where the schema does not have the class */
  typed(schema: Schema): { path: Path; misfits: Misfit[] };
  /** Whether both name the same: names in any case, keys in any order, typed keys by their values. */
  equals(other: unknown): boolean;
  /** The endpoint reference to it at an address.
   * @throws {CimwireError} as {@link Path.resourceUri} */
  toReference(address: string, options?: { addressing?: '2004' | '2005' }): Reference;
  /** The path as WMI writes it, with backslashes. */
  toWmi(): string;
  /** The path as DSP0004 §8.2 writes it. */
  toString(): string;
}

/** What of a path is set. */
export interface PathOptions {
  /** The host that it is on. */
  host?: string;
  /** As `root/cimv2`. */
  namespace?: string;
  /** What its resource URI begins with, as `http://schemas.microsoft.com/wbem/wsman/1/wmi/`. */
  base?: string;
  /** A resource URI that begins as its own does. */
  baseOf?: string;
  /** Keys to add: texts, numbers, truths, or the paths that they refer to. */
  keys?: Record<string, string | number | bigint | boolean | Path>;
}

/** A key of an instance: its exact text, or the path that it refers to. */
export interface PathKey {
  /** The name of the key. */
  name: string;
  /** Its exact text; undefined for a reference. */
  text?: string;
  /** The type as MOF has it, where it is known. */
  typeName?: string;
  /** The path that it refers to; undefined for text. */
  reference?: Path;
}

/** The resource URI of a class, or with `*` of all classes: in a CIM namespace that of WMI, without one
 * that of the DMTF. */
export function classUri(className: string, wmiNamespace?: string): string;
