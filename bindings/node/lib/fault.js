'use strict';

/** Why a request failed. */
class Fault {
  #reason;

  /**
   * @param fault what the addon says
   * @param view gives the element at a place
   * @param reason gives the reason in a language
   */
  constructor(fault, view, reason) {
    const { code, subcode, shortSubcode, reasons, detailCode, meaning } = fault;
    Object.assign(this, { code, subcode, shortSubcode, reasons, detailCode, meaning });
    this.cimErrors = fault.cimErrors.map((it) => placed(it, view));
    this.windows = fault.windows && windowsFault(fault.windows, view);
    this.detail = view(fault.detail);
    this.#reason = reason;
  }

  /** Why, in a language such as `de-AT` or one that begins alike, else in the first. */
  reason(language = 'en') {
    return this.#reason(language) ?? undefined;
  }
}

function windowsFault({ providers, ...fault }, view) {
  const provider = (it) => ({ ...placed(it, view), extendedStatus: view(it.extendedStatus) });
  return { ...placed(fault, view), providers: providers.map(provider) };
}

/** The same with the element in place of its place. */
function placed({ place, ...facts }, view) {
  return { ...facts, view: view(place) };
}

module.exports = { Fault };
