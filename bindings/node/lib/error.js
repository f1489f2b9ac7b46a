'use strict';

/** Why a message was refused or could not be written; the same in every language. */
class CimwireError extends Error {
  /** @param failure what the addon says */
  constructor({ code, kind, offset, line, column, path, text }) {
    super(`${line}:${column}: ${kind} (${code}): ${text}${path && ` in ${path}`}`);
    Object.assign(this, { code, kind, offset, line, column, path, text });
  }
}

/** The fault that a message brings, for who wants it thrown. */
class FaultError extends Error {
  constructor(fault) {
    const name = fault.shortSubcode ?? fault.subcode ?? fault.code ?? 'Fault';
    super([name, fault.reason() ?? fault.meaning].filter(Boolean).join(': '));
    this.fault = fault;
  }
}

// Names stand on prototypes, so that they are no members of each error.
for (const Type of [CimwireError, FaultError]) {
  Object.defineProperty(Type.prototype, 'name', { value: Type.name, configurable: true });
}

/** What was asked for; the addon gives failures as values. */
function told(result) {
  if (result !== null && typeof result === 'object' && result.failed === true) {
    throw new CimwireError(result);
  }
  return result;
}

module.exports = { CimwireError, FaultError, told };
