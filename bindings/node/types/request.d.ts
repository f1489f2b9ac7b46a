import type { Bytes } from './decode.js';
import type { Draft, Instance, Reference, View } from './instance.js';
import type { Head, Json } from './message.js';
import type { Path } from './path.js';

/** The content type to send messages with: `application/soap+xml;charset=UTF-8`. */
export const CONTENT_TYPE: string;

/** A request, ready to send. */
export class Request {
  private constructor();
  /** The message, in UTF-8. */
  readonly bytes: Bytes;
  /** Where it goes. */
  readonly head: Head;
  /** The MessageID, which the answer will relate to. */
  readonly messageId: string | undefined;
  /** The content type to send it with: {@link CONTENT_TYPE}. */
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
  /** The same by a path: its keys, and its CIM namespace where the resource URI does not have it. */
  instance?: Path;
  /** The CIM namespace, as `root/cimv2`, where the resource URI does not have it. */
  namespace?: string;
  /** Asks for instances that say their keys, versions and types (DSP0227 §13.1). */
  showExtensions?: boolean;
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

/** What goes into an element: text, what has one text, or an element. A number that is no whole one, or is
 * `-0` or beyond 2^53, is written as a real of XML Schema, as `1.5`, `1E300`, `INF`, `NaN`. */
export type Given = string | number | bigint | boolean | View | Instance | { name: string; value: Json };

/** Settings of {@link get} and {@link remove}. */
export interface FragmentOptions extends RequestOptions {
  /** Only what an XPath expression selects. */
  fragment?: string;
}

/** Settings of {@link put} and {@link create}. */
export interface WriteOptions extends RequestOptions {
  /** Where an XPath expression says; the value then is that of the fragment. */
  path?: string;
}

/** Settings of {@link enumerate} and {@link subscribe}. */
export interface FilterOptions extends RequestOptions {
  /** Only what a filter in a dialect lets through. */
  filter?: { dialect: string; filter: Given };
  /** Only what a WQL query selects. */
  wql?: string;
  /** Only what a CQL query selects. */
  cql?: string;
  /** Only what has these values. */
  select?: Record<string, string>;
  /** When it ends: a duration as `PT10M`, or a dateTime. */
  expires?: string;
}

/** Settings of {@link enumerate}. */
export interface EnumerateOptions extends FilterOptions {
  /** Only what is associated with an instance (DSP0227 §9). */
  associated?: Association & { associationClass?: string; resultRole?: string };
  /** Only the associations of an instance (DSP0227 §9). */
  associations?: Association;
  /** Asks for the first items in the answer, so many at most. */
  optimize?: number;
  /** What items are: references, or instances with them; instances alone by default (DSP0226 §8.7). */
  mode?: 'EnumerateEPR' | 'EnumerateObjectAndEPR';
  /** How instances of subclasses are shown (DSP0227 §8.1). */
  polymorphism?: 'IncludeSubClassProperties' | 'ExcludeSubClassProperties' | 'None';
  /** Asks for an estimate of the number of items. */
  estimate?: boolean;
}

/** By which associations instances are found; what is not said does not matter. */
export interface Association {
  /** The endpoint reference of the instance, as {@link Path.toReference} makes it. */
  instance: View;
  /** The property by which the association refers to the instance. */
  role?: string;
  /** The class of what is found. */
  resultClass?: string;
  /** The properties that are wanted of it; all where there are none. Items are fragments then. */
  include?: string[];
}

/** Settings of {@link pull}. */
export interface PullOptions extends RequestOptions {
  /** The most items of the answer. */
  maxElements?: number;
  /** The most characters of the answer. */
  maxCharacters?: number;
  /** As `PT10S`. */
  maxTime?: string;
  /** Asks for an estimate of the number of items. */
  estimate?: boolean;
}

/** Settings of {@link invoke}. */
export interface InvokeOptions extends RequestOptions {
  /** Parameters in the namespace of the class; a list for an array. */
  parameters?: Record<string, Given | Given[]>;
  /** An element in place of one made of parameters. */
  input?: Element;
}

/** Settings of {@link subscribe}. */
export interface SubscribeOptions extends FilterOptions {
  /** How events come: each alone (`push`, the default), each alone and acknowledged (`pushWithAck`), in
   * batches (`events`), or kept until they are pulled (`pull`). */
  delivery?: 'push' | 'pushWithAck' | 'events' | 'pull';
  /** The address that events go to; needed but for `pull`, which has none. */
  sink?: string;
  /** The address that is told when the subscription ends before its time. */
  endTo?: string;
  /** A sign of life at least so often, as `PT60S`. */
  heartbeats?: string;
  /** How often a delivery is tried again, and after how long, as `PT60S`. */
  retry?: { times: number; after: string };
  /** The most octets of a delivery, and what becomes of an event that is larger. */
  maxDeliverySize?: { octets: number; policy: 'CancelSubscription' | 'Skip' | 'Notify' };
  /** The language of texts in events, as `en-US`. */
  eventLocale?: string;
  /** The encoding of events. */
  contentEncoding?: 'UTF-8' | 'UTF-16';
  /** How the event source proves who it is, by the URI of a security profile (DSP0226 §12). */
  auth?: string;
  /** Asks for a bookmark with each delivery. */
  sendBookmarks?: boolean;
  /** The bookmark behind which events are wanted. */
  bookmark?: Given;
  /** The most events of a batch. */
  maxElements?: number;
  /** The longest that events are held back for a batch, as `PT10S`. */
  maxTime?: string;
}

/** What a request is about: the URI of a resource, or what names an instance too: a path, an endpoint
 * reference, or the instance itself, by the reference that came with it, else by the keys that its class has
 * in its schema. Where `selectors`, `instance` or `toReference` name it, only the URI of its class is taken
 * of an instance. */
export type Resource = string | Path | Reference | Instance | Draft;

/** Asks for the representation of a resource (DSP0226 §7.3). */
export function get(resource: Resource, options?: FragmentOptions): Request;
/** Replaces a resource by an instance, put where it is from (§7.4).
 * @throws {CimwireError} where no schema knows its class, or a key is missing */
export function put(instance: Instance | Draft, options?: RequestOptions): Request;
/** Replaces a resource, or a fragment of it (§7.4, §7.9). */
export function put(
  resource: string | Path | Reference,
  instance: Element | Given,
  options?: WriteOptions,
): Request;
/** Makes a resource, or adds a fragment (§7.6, §7.11). */
export function create(resource: Resource, instance: Element | Given, options?: WriteOptions): Request;
/** Deletes a resource (§7.5); also as `delete`. */
export function remove(resource: Resource, options?: FragmentOptions): Request;
export { remove as delete };
/** Begins an enumeration (§8.2). */
export function enumerate(resource: Resource, options?: EnumerateOptions): Request;
/** Asks for the next items (§8.4); the context is that of the last answer. */
export function pull(resource: Resource, context: View | string, options?: PullOptions): Request;
/** Ends an enumeration early (§8.5). */
export function release(resource: Resource, context: View | string, options?: RequestOptions): Request;
/** Asks for more time for an enumeration; DSP0226 R8.1-4 advises against it. */
export function renewEnumeration(
  resource: Resource,
  context: View | string,
  options?: RequestOptions & { expires?: string },
): Request;
/** Asks how much time an enumeration has; DSP0226 R8.1-4 advises against it. */
export function enumerationStatus(resource: Resource, context: View | string, options?: RequestOptions): Request;
/** Invokes a method of a class, or of an instance (§9). */
export function invoke(resource: Resource, method: string, options?: InvokeOptions): Request;
/** Asks a service what it is (§11). */
export function identify(): Request;
/** Subscribes to events (§10.2). */
export function subscribe(resource: Resource, options?: SubscribeOptions): Request;
/** Asks for more time for a subscription, by its manager. */
export function renew(manager: Element, options?: RequestOptions & { expires?: string }): Request;
/** Asks how much time a subscription has. */
export function getStatus(manager: Element, options?: RequestOptions): Request;
/** Ends a subscription. */
export function unsubscribe(manager: Element, options?: RequestOptions): Request;
