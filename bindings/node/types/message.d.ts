import type { CimRsOptions } from './decode.js';
import type { Document } from './document.js';
import type { Fault } from './fault.js';
import type { Datum, Instance, Item, Method, View } from './instance.js';
import type { pull } from './request.js';
import type { Reply } from './response.js';
import type { Schema } from './schema.js';

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
  /** What it asks or says. */
  readonly kind: MessageKind;
  /** What its header says of where it goes. */
  readonly head: Head;
  /** What it asks for or says, as a URI. */
  readonly action: string | undefined;
  /** Which instance of the resource it is for: text, or the XML of an endpoint reference; a list where a
   * name is given more than once. */
  readonly selectors: Record<string, string | string[]>;
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
  /** The document that it is. */
  readonly document: Document;
  /** The message as JSON, byte for byte as in every language; with a schema, values have its types. */
  toJson(options?: JsonOptions): string;
  /** What it brings as CIM-RS has it (DSP0211), strictly: the
   * items of an enumeration as a collection, the one instance of any other body as itself.
   * @throws {CimwireError} `Misfit` for what is not as its class has it, or is not of CIM */
  toCimRs(options: CimRsOptions): string;
  /** What {@link toJson} says, as an object; `kind` tells which. */
  toObject(options?: JsonOptions): MessageObject;
  /** For `JSON.stringify`: {@link Message.toObject}. */
  toJSON(): MessageObject;
}

/** How JSON is made. */
export interface JsonOptions {
  /** The classes that instances have their types from; without them, all values are texts. */
  schema?: Schema;
  /** Integers of 64 bits: numbers up to 2^53 and else strings, always strings, or always numbers, which
   * `JSON.parse` rounds. `exact` by default. */
  integers?: 'exact' | 'strings' | 'numbers';
}

/** The JSON form of a message, told by `kind`. */
export type MessageObject = ItemsObject | FaultObject | MethodObject | OtherObject;

interface ObjectOf<Kind extends MessageKind> {
  /** What the message asks or says; it tells the types of messages apart. */
  kind: Kind;
  /** The address it goes to. */
  to?: Json;
  /** What it asks for or says, as a URI. */
  action?: Json;
  /** What no other message has. */
  message_id?: Json;
  /** The MessageID of what it answers. */
  relates_to?: Json;
  /** The kind of resource that it is for. */
  resource_uri?: Json;
  /** Which instance of the resource it is for. */
  selectors?: Json;
  /** Header blocks that no member of their own stands for. */
  headers?: Json[];
  /** Other header blocks, in the words of the standard. */
  [member: string]: Json | undefined;
}

/** Items of an enumeration. */
export interface ItemsObject extends ObjectOf<'EnumerateResponse' | 'PullResponse'> {
  /** The items, and how the enumeration goes on. */
  body?: { enumeration_context?: Json; items?: Json[]; end_of_sequence?: Json; [member: string]: Json | undefined };
}

/** Why a request failed. */
export interface FaultObject extends ObjectOf<'Fault'> {
  /** What is wrong. */
  body?: { code?: Json; subcode?: Json; reasons?: Json[]; detail?: Json; [member: string]: Json | undefined };
}

/** The call of a method, or its answer. */
export interface MethodObject extends ObjectOf<'Method' | 'MethodResponse'> {
  /** The name of the method. */
  method?: string;
  /** The name of its class. */
  class?: string;
  /** Its parameters, as an instance has its properties. */
  body?: Json;
}

/** Any other message. */
export interface OtherObject
  extends ObjectOf<Exclude<MessageKind, 'EnumerateResponse' | 'PullResponse' | 'Fault' | 'Method' | 'MethodResponse'>> {
  /** What is in its body. */
  body?: Json;
}

/** A value of JSON. */
export type Json = string | number | boolean | null | Json[] | { [member: string]: Json | undefined };

/** What the header of a message says of where it goes. */
export interface Head {
  /** What the message asks or says. */
  kind: MessageKind;
  /** The version of WS-Addressing: `2004/08` or `2005/08`. */
  addressing?: string;
  /** What it asks for or says, as a URI. */
  action?: string;
  /** The address it goes to. */
  to?: string;
  /** The kind of resource that it is for. */
  resourceUri?: string;
  /** Which instance of the resource it is for: text, or the XML of a reference. */
  selectors: { name: string; value: string; isReference: boolean }[];
  /** Switches for the resource's provider. */
  options: NamedOption[];
  /** What no other message has; its answer relates to it. */
  messageId?: string;
  /** The messages that it is about, an answer's request first. */
  relatesTo: string[];
  /** The address that the answer goes to. */
  replyTo?: string;
}

/** A switch for the resource's provider (DSP0226 §6.4). */
export interface NamedOption {
  /** Its name. */
  name: string;
  /** Its value. */
  value: string;
  /** Whether a service has to obey or to refuse. */
  mustComply: boolean;
}

/** An element of the header. */
export interface HeaderBlock {
  /** The element. */
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
  /** How binding the rule is. */
  level: Level;
  /** Bytes from the start of the input. */
  offset: number;
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  column: number;
  /** The elements around the place, as in `Envelope/Body/Items/CIM_Fan[3]/Speed`. */
  path: string;
  /** What was expected and what was found. */
  text: string;
}

/** Something that XML cannot hold and salvage replaced. */
export type Repair = { offset: number; found: string; replacement: string };
