/** WS-Management messages: bytes to typed messages and back. No I/O: bring your own HTTP. */

/** A message as bytes, or as text, which is read as UTF-8. */
export type Input = string | Uint8Array | ArrayBuffer;

/** The content type to send messages with: `application/soap+xml;charset=UTF-8`. */
export const CONTENT_TYPE: string;

/** Reads a message. The bytes are copied: a later change to them changes nothing.
 * @throws {CimwireError} for what is no message, is over a limit or, when strict, deviant
 * @throws {TypeError} for arguments of other types, and options that there are not */
export function decode(input: Input, options?: DecodeOptions): Message;

/** Reads a message on a thread of Node's pool: for large ones. Rejects with what {@link decode}
 * throws. */
export function decodeAsync(input: Input, options?: DecodeOptions): Promise<Message>;

/** Makes a message of its JSON, as text or as an object.
 * @throws {CimwireError} for what is not the form of a message, with its place in the JSON */
export function encode(json: string | Uint8Array | object, options?: { limits?: Limits }): Buffer;

/** How messages are read. */
export interface DecodeOptions {
  /** Makes each deviation of level *shall* an error. False by default. */
  strict?: boolean;
  /** Replaces what XML cannot hold by U+FFFD; {@link Message.repairs} tells what. False by default. */
  salvage?: boolean;
  /** Bounds on what a message may ask for. */
  limits?: Limits;
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

/** Why a message was refused or could not be written; the same in every language. */
export class CimwireError extends Error {
  readonly name: 'CimwireError';
  /** A number for programs; it never changes its meaning. */
  readonly code: number;
  /** The name of the code, as `EndTag`. */
  readonly kind: string;
  /** Bytes from the start of the input; of a string, of its UTF-8. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** The elements around the place, as in `Envelope/Body/Items/CIM_Fan[3]/Speed`. */
  readonly path: string;
  /** What was expected and what was found. */
  readonly text: string;
}

/** The fault that a message brings, thrown by {@link Message.raiseForFault}. */
export class FaultError extends Error {
  readonly name: 'FaultError';
  readonly fault: Fault;
}

/** What a message asks or says: the operation, `Method` and `MethodResponse` for those of a class,
 * `Custom` for anything else. */
export type MessageKind =
  | 'Get' | 'GetResponse' | 'Put' | 'PutResponse' | 'Create' | 'CreateResponse' | 'Delete'
  | 'DeleteResponse' | 'Rename' | 'RenameResponse' | 'Enumerate' | 'EnumerateResponse' | 'Pull'
  | 'PullResponse' | 'Release' | 'ReleaseResponse' | 'EnumerationRenew'
  | 'EnumerationRenewResponse' | 'EnumerationGetStatus' | 'EnumerationGetStatusResponse'
  | 'EnumerationEnd' | 'Subscribe' | 'SubscribeResponse' | 'Renew' | 'RenewResponse'
  | 'GetStatus' | 'GetStatusResponse' | 'Unsubscribe' | 'UnsubscribeResponse'
  | 'SubscriptionEnd' | 'Events' | 'Event' | 'Heartbeat' | 'DroppedEvents' | 'Ack' | 'Identify'
  | 'IdentifyResponse' | 'Fault' | 'Method' | 'MethodResponse' | 'Custom';

/** A message that was read. */
export class Message {
  private constructor();
  readonly kind: MessageKind;
  /** What its header says of where it goes. */
  readonly head: Head;
  /** What it asks for or says, as a URI. */
  readonly action: string | undefined;
  /** Which instance of the resource it is for: text, or the XML of an endpoint reference. */
  readonly selectors: Record<string, string>;
  /** Switches for the resource's provider. */
  readonly options: NamedOption[];
  /** The header blocks in document order. */
  readonly headers: HeaderBlock[];
  /** The envelope element. */
  readonly envelope: View;
  /** The body element; undefined where there is none. */
  readonly body: View | undefined;
  /** What it brings: the items of an enumeration, the events of a batch, or what else is in its
   * body but the parameters of a method. */
  readonly items: Item[];
  /** The instances among its items. */
  readonly instances: Instance[];
  /** The call of a method in its body, or the answer to one. */
  readonly method: Method | undefined;
  /** Whether it says that the enumeration has no more items. */
  readonly isEndOfSequence: boolean;
  /** What the next {@link pull} has to bring. */
  readonly enumerationContext: View | undefined;
  /** Whom to ask to renew or end the subscription. */
  readonly subscriptionManager: View | undefined;
  /** Why a request failed; undefined where it did not. */
  readonly fault: Fault | undefined;
  /** All that is not as it should be and was read all the same, in the order of the bytes. */
  readonly deviations: Deviation[];
  /** What salvage replaced. */
  readonly repairs: Repair[];
  /** The message itself, if it is no fault.
   * @throws {FaultError} */
  raiseForFault(): this;
  /** Its deviations; with a level, those that are at least so binding. */
  check(level?: Level): Deviation[];
  /** The fault that a service has to answer with; undefined where it need not refuse. */
  refusal(): Reply | undefined;
  /** The instances among its items as plain objects, made in one go: the fast way to read all. */
  toObjects(): Record<string, Datum>[];
  /** The message as JSON, byte for byte as in every language. */
  toJson(): string;
  /** What {@link toJson} says, as an object; `kind` tells which. */
  toObject(): MessageObject;
  toJSON(): MessageObject;
}

/** The JSON form of a message, told by `kind`. */
export type MessageObject = ItemsObject | FaultObject | MethodObject | OtherObject;

interface ObjectOf<Kind extends MessageKind> {
  kind: Kind;
  to?: Json;
  action?: Json;
  message_id?: Json;
  relates_to?: Json;
  resource_uri?: Json;
  selectors?: Json;
  /** Header blocks that no member of their own stands for. */
  headers?: Json[];
  [member: string]: Json | undefined;
}

export interface ItemsObject extends ObjectOf<'EnumerateResponse' | 'PullResponse'> {
  body?: { enumeration_context?: Json; items?: Json[]; end_of_sequence?: Json; [member: string]: Json | undefined };
}

export interface FaultObject extends ObjectOf<'Fault'> {
  body?: { code?: Json; subcode?: Json; reasons?: Json[]; detail?: Json; [member: string]: Json | undefined };
}

export interface MethodObject extends ObjectOf<'Method' | 'MethodResponse'> {
  method?: string;
  class?: string;
  body?: Json;
}

export interface OtherObject
  extends ObjectOf<Exclude<MessageKind, 'EnumerateResponse' | 'PullResponse' | 'Fault' | 'Method' | 'MethodResponse'>> {
  body?: Json;
}

export type Json = string | number | boolean | null | Json[] | { [member: string]: Json | undefined };

/** What the header of a message says of where it goes. */
export interface Head {
  kind: MessageKind;
  /** The version of WS-Addressing: `2004/08` or `2005/08`. */
  addressing?: string;
  action?: string;
  to?: string;
  resourceUri?: string;
  selectors: { name: string; value: string; isReference: boolean }[];
  options: NamedOption[];
  messageId?: string;
  relatesTo: string[];
  replyTo?: string;
}

export interface NamedOption {
  name: string;
  value: string;
  /** Whether a service has to obey or to refuse. */
  mustComply: boolean;
}

export interface HeaderBlock {
  view: View;
  /** What it says of mustUnderstand; undefined where it says nothing. */
  mustUnderstand?: boolean;
}

/** How binding a rule is, from the weakest. */
export type Level = 'note' | 'may' | 'should' | 'shall';

/** Something that is not as it should be, and was read all the same. */
export interface Deviation {
  /** The rule, as `DSP0226:R5.3-1`. */
  rule?: string;
  /** The name of the error that a strict decoder gives; `Misfit` for departures from schemas. */
  kind: string;
  level: Level;
  offset: number;
  line: number;
  column: number;
  path: string;
  text: string;
}

/** Something that XML cannot hold and salvage replaced. */
export type Repair = { offset: number; found: string; replacement: string };

/** Why a request failed (DSP0226 §14). */
export class Fault {
  private constructor();
  /** `Sender`, `Receiver`, `MustUnderstand`, `VersionMismatch` or `DataEncodingUnknown`. */
  readonly code: string | undefined;
  /** What is wrong, as `{namespace}local`. */
  readonly subcode: string | undefined;
  /** The same in short, as `w:AccessDenied`. */
  readonly shortSubcode: string | undefined;
  readonly reasons: { language: string; text: string }[];
  /** As `UnexpectedSelectors`. */
  readonly detailCode: string | undefined;
  /** What the standard says of it. */
  readonly meaning: string | undefined;
  readonly detail: View | undefined;
  /** Why, in a language such as `de-AT` or one that begins alike, else in the first. */
  reason(language?: string): string | undefined;
}

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
  readonly namespace: string;
  /** Whether its properties have types: whether there is a schema that knows its class. */
  readonly isTyped: boolean;
  /** What is not as its class has it. */
  readonly misfits: Misfit[];
  /** The value of a property, in any case; undefined where it is not there. */
  get<Name extends keyof Properties & string>(name: Name): Properties[Name] | undefined;
  get(name: string): Value | undefined;
  has(name: string): boolean;
  /** The exact text of a property; a list of texts where it repeats. */
  text(name: string): string | string[] | undefined;
  /** The names of its properties in the order in which they begin. */
  keys(): string[];
  entries(): [string, Value][];
  [Symbol.iterator](): IterableIterator<[string, Value]>;
  /** What a value of a property means by its class, as `In Service` for 16. */
  meaning(name: string): string | undefined | (string | undefined)[];
  /** All properties as a plain object: without a class what the JSON of the message has, with one
   * values of its types. */
  toObject(): Record<string, Datum>;
  /** What to write in its place: the same, until a property is set. */
  draft(): Draft;
  /** The same without bigint. */
  toJSON(): Record<string, Json>;
  readonly [property: string]: unknown;
}

/** An instance to write: one that was read with changes over it, or a new one. What was read and is
 * not changed is written byte for byte. */
export class Draft {
  private constructor();
  /** A new instance; with a schema that knows its class, values have to be of their types. */
  static of(className: string, namespace: string, options?: { schema?: Schema }): Draft;
  /** Gives a property a value, an endpoint reference among them; null says that it has none. */
  set(name: string, value: Writable | View): this;
  /** Leaves a property out. */
  remove(name: string): this;
  /** The element.
   * @throws {CimwireError} for what is not as the class has it */
  toXml(): string;
}

/** What a property can be given. */
export type Writable = string | number | bigint | boolean | null | Uint8Array | Writable[];

/** Something that is not as its class has it. */
export interface Misfit {
  kind: 'Lexical' | 'Range' | 'Form' | 'Repeated' | 'Null' | 'Missing' | 'Unknown';
  property: string;
  offset: number;
  expected: string;
}

/** The call of a method, or its answer: its parameters are read like properties. */
export class Method extends Instance {
  readonly name: string;
  /** Whether this is the answer, and not the call. */
  readonly isOutput: boolean;
  /** What the method returned. */
  readonly returnValue: Value | undefined;
}

/** An element of a message, read when it is asked. It keeps its message alive. */
export class View implements Iterable<View> {
  protected constructor();
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  readonly prefix: string;
  /** The character data directly inside, with references replaced. */
  readonly text: string;
  /** Whether `xsi:nil` says that it has no value. */
  readonly isNil: boolean;
  readonly attributes: Attribute[];
  /** The elements directly inside. */
  readonly children: View[];
  /** All that is directly inside, in document order. */
  readonly nodes: Node[];
  attribute(name: string, namespace?: string): string | undefined;
  /** The first element directly inside with a name, in any namespace if none is given. */
  child(name: string, namespace?: string): View | undefined;
  [Symbol.iterator](): IterableIterator<View>;
  /** The element as a document of its own. */
  toXml(): string;
  /** The element as JSON: its name and value. */
  toJson(): string;
  toObject(): Json;
  toJSON(): Json;
  /** The message that the element is.
   * @throws {CimwireError} where it is none */
  message(options?: Pick<DecodeOptions, 'schema' | 'integers'>): Message;
}

export type Attribute = { namespace: string; prefix: string; name: string; value: string };

export type Node =
  | { kind: 'element'; view: View }
  | { kind: 'text' | 'comment' | 'instruction'; text: string };

/** A reference to an instance. */
export class Reference extends View {
  readonly kind: 'reference';
  readonly address: string | undefined;
  readonly resourceUri: string | undefined;
  readonly selectors: Record<string, Json>;
}

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
  meaning(className: string, property: string, value: string | number | bigint | boolean): string | undefined;
}

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

/** A request, ready to send. */
export class Request {
  private constructor();
  /** The message, in UTF-8. */
  readonly bytes: Buffer;
  readonly head: Head;
  /** The MessageID, which the answer will relate to. */
  readonly messageId: string | undefined;
  readonly contentType: string;
}

/** Settings of all requests but Identify. */
export interface RequestOptions {
  /** The address it goes to; needed, here or by `toReference`. */
  to?: string;
  /** An endpoint reference, which brings address, resource and selectors. */
  toReference?: Element;
  /** Which instance: text or an endpoint reference by name. */
  selectors?: Record<string, Given>;
  /** Switches for the resource's provider. */
  options?: Record<string, string>;
  /** Those that the service has to obey or to refuse. */
  requiredOptions?: Record<string, string>;
  /** How long the service may take, as `PT60S`. */
  timeout?: string;
  /** The most octets of the answer, at least 8192. */
  maxEnvelopeSize?: number;
  /** The language of texts in the answer, as `en-US`. */
  locale?: string;
  /** In place of a fresh one. */
  messageId?: string;
  /** Asks for the endpoint reference of the resource. */
  requestReference?: boolean;
  /** Header blocks of any names. */
  headers?: Iterable<Element>;
  /** The version of WS-Addressing; `2004` by default. */
  addressing?: '2004' | '2005';
}

/** An element: one of a message, an instance, a draft, XML, or the JSON of one. */
export type Element = View | Instance | Draft | string | Uint8Array | { name: string; value: Json };

/** What goes into an element: text, what has one text, or an element. */
export type Given = string | number | bigint | boolean | View | Instance | { name: string; value: Json };

export interface FragmentOptions extends RequestOptions {
  /** Only what an XPath expression selects. */
  fragment?: string;
}

export interface WriteOptions extends RequestOptions {
  /** Where an XPath expression says; the value then is that of the fragment. */
  path?: string;
}

export interface FilterOptions extends RequestOptions {
  /** Only what a filter in a dialect lets through. */
  filter?: { dialect: string; filter: Given };
  /** Only what a WQL query selects. */
  wql?: string;
  /** When it ends: a duration as `PT10M`, or a dateTime. */
  expires?: string;
}

export interface EnumerateOptions extends FilterOptions {
  /** Asks for the first items in the answer, so many at most. */
  optimize?: number;
  mode?: 'EnumerateEPR' | 'EnumerateObjectAndEPR';
  polymorphism?: 'IncludeSubClassProperties' | 'ExcludeSubClassProperties' | 'None';
  /** Asks for an estimate of the number of items. */
  estimate?: boolean;
}

export interface PullOptions extends RequestOptions {
  maxElements?: number;
  maxCharacters?: number;
  /** As `PT10S`. */
  maxTime?: string;
  estimate?: boolean;
}

export interface InvokeOptions extends RequestOptions {
  /** Parameters in the namespace of the class; a list for an array. */
  parameters?: Record<string, Given | Given[]>;
  /** An element in place of one made of parameters. */
  input?: Element;
}

export interface SubscribeOptions extends FilterOptions {
  /** How events come; `events` with a sink, else `pull`. */
  delivery?: 'push' | 'pushWithAck' | 'events' | 'pull';
  /** The address that events go to. */
  sink?: string;
  endTo?: string;
  /** A sign of life at least so often, as `PT60S`. */
  heartbeats?: string;
  retry?: { times: number; after: string };
  maxDeliverySize?: { octets: number; policy: 'CancelSubscription' | 'Skip' | 'Notify' };
  eventLocale?: string;
  contentEncoding?: 'UTF-8' | 'UTF-16';
  auth?: string;
  sendBookmarks?: boolean;
  bookmark?: Given;
  maxElements?: number;
  maxTime?: string;
}

/** Asks for the representation of a resource (DSP0226 §7.3). */
export function get(uri: string, options?: FragmentOptions): Request;
/** Replaces a resource, or a fragment of it (§7.4, §7.9). */
export function put(uri: string, instance: Element | Given, options?: WriteOptions): Request;
/** Makes a resource, or adds a fragment (§7.6, §7.11). */
export function create(uri: string, instance: Element | Given, options?: WriteOptions): Request;
/** Deletes a resource (§7.5); also as `delete`. */
export function remove(uri: string, options?: FragmentOptions): Request;
export { remove as delete };
/** Begins an enumeration (§8.2). */
export function enumerate(uri: string, options?: EnumerateOptions): Request;
/** Asks for the next items (§8.4); the context is that of the last answer. */
export function pull(uri: string, context: View | string, options?: PullOptions): Request;
/** Ends an enumeration early (§8.5). */
export function release(uri: string, context: View | string, options?: RequestOptions): Request;
/** Asks for more time for an enumeration; DSP0226 R8.1-4 advises against it. */
export function renewEnumeration(uri: string, context: View | string, options?: RequestOptions & { expires?: string }): Request;
/** Asks how much time an enumeration has; DSP0226 R8.1-4 advises against it. */
export function enumerationStatus(uri: string, context: View | string, options?: RequestOptions): Request;
/** Invokes a method of a class (§9). */
export function invoke(uri: string, method: string, options?: InvokeOptions): Request;
/** Asks a service what it is (§11). */
export function identify(): Request;
/** Subscribes to events (§10.2). */
export function subscribe(uri: string, options?: SubscribeOptions): Request;
/** Asks for more time for a subscription, by its manager. */
export function renew(manager: Element, options?: RequestOptions & { expires?: string }): Request;
/** Asks how much time a subscription has. */
export function getStatus(manager: Element, options?: RequestOptions): Request;
/** Ends a subscription. */
export function unsubscribe(manager: Element, options?: RequestOptions): Request;

/** An answer of a service, and how HTTP brings it. */
export type Reply = { bytes: Buffer; status: number; contentType: string };

/** Answers a request, with an element or with nothing. */
export function respond(request: Message, body?: Element, options?: { action?: string; messageId?: string }): Reply;

/** Answers a request with a fault of DSP0226 §14.6 by its name, as `w:AccessDenied`. */
export function fault(
  request: Message,
  name: string,
  options?: { reason?: string; detailCode?: string; action?: string; messageId?: string },
): Reply;
