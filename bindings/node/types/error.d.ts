import type { Fault } from './fault.js';
import type { Message } from './message.js';

/** Why a message was refused or could not be written; the same in every language. */
export class CimwireError extends Error {
  /** The name of the class. */
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
  /** The name of the class. */
  readonly name: 'FaultError';
  /** What the message says went wrong. */
  readonly fault: Fault;
}
