import type { Bytes } from './decode.js';
import type { View } from './instance.js';
import type { Message } from './message.js';
import type { Element, enumerate, pull } from './request.js';

/** An answer of a service, and how HTTP brings it. */
export type Reply = { bytes: Bytes; status: number; contentType: string };

/** How a service answers. */
export interface ResponseOptions {
  /** The action, in place of that of the standard, or of the request's with `Response` behind. */
  action?: string;
  /** In place of a fresh one. */
  messageId?: string;
  /** The most octets of the service's own answers, where the request does not allow fewer. */
  limit?: number;
  /** Sends the fault that says so in place of an answer that is larger than allowed (§6.2). */
  withinLimits?: boolean;
}

/** Answers a request, with an element or with nothing. */
export function respond(request: Message, body?: Element, options?: ResponseOptions): Reply;

/** Answers a {@link pull}, or an optimized {@link enumerate}, with as many items as the request allows,
 * and says how many those are; behind the last of them the enumeration ends, else the context is that
 * of the next Pull (§8.4). */
export function respondItems(
  request: Message,
  context: View | string,
  items: Iterable<Element>,
  options?: ResponseOptions,
): { reply: Reply; taken: number };

/** Answers a request with a fault of DSP0226 §14.6 by its name, as `w:AccessDenied`. */
export function fault(
  request: Message,
  name: string,
  options?: ResponseOptions & { reason?: string; detailCode?: string },
): Reply;

/** Answers a request with the fault for a status of CIM, as 6 for `CIM_ERR_NOT_FOUND` (DSP0227 §12). */
export function cimFault(request: Message, status: number, reason: string, options?: ResponseOptions): Reply;
