import type { View } from './instance.js';

/** Why a request failed (DSP0226 §14). */
export class Fault {
  private constructor();
  /** `Sender`, `Receiver`, `MustUnderstand`, `VersionMismatch` or `DataEncodingUnknown`. */
  readonly code: string | undefined;
  /** What is wrong, as `{namespace}local`. */
  readonly subcode: string | undefined;
  /** The same in short, as `w:AccessDenied`. */
  readonly shortSubcode: string | undefined;
  /** Why, in each language that is given. */
  readonly reasons: { language: string; text: string }[];
  /** As `UnexpectedSelectors`. */
  readonly detailCode: string | undefined;
  /** What the standard says of it. */
  readonly meaning: string | undefined;
  /** The errors of CIM in its detail (DSP0227 §12). */
  readonly cimErrors: CimError[];
  /** What Windows says in its detail. */
  readonly windows: WindowsFault | undefined;
  /** The element with all details; undefined where there are none. */
  readonly detail: View | undefined;
  /** Why, in a language such as `de-AT` or one that begins alike, else in the first. */
  reason(language?: string): string | undefined;
}

/** An error of CIM in the detail of a fault: a `CIM_Error`, or of a vendor's class below it. */
export interface CimError {
  /** As `CIM_Error`, `OMI_Error` or `MSFT_WmiError`. */
  className: string;
  /** The status of CIM, as a number. */
  status?: number;
  /** As `CIM_ERR_NOT_FOUND`. */
  statusName?: string;
  /** Why, in words. */
  message?: string;
  /** The number of that message. */
  messageId?: string;
  /** Whose number it is. */
  owningEntity?: string;
  /** The element that says it. */
  view: View;
}

/** What Windows says of a fault: `f:WSManFault`. */
export interface WindowsFault {
  /** An HRESULT or an error of Win32. */
  code?: number;
  /** The machine that says it. */
  machine?: string;
  /** Why; empty where only a provider says so. */
  message: string;
  /** What the providers behind it say. */
  providers: ProviderFault[];
  /** The element that says it. */
  view: View;
}

/** What a provider of Windows says of a fault: `f:ProviderFault`. */
export interface ProviderFault {
  /** The name of the provider. */
  provider?: string;
  /** The library that it is in. */
  path?: string;
  /** Why, in words. */
  message: string;
  /** The extended status of WMI. */
  extendedStatus?: View;
  /** The element that says it. */
  view: View;
}
