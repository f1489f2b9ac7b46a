import cimwire from './index.js';

export const {
  CONTENT_TYPE,
  CimwireError,
  Draft,
  Fault,
  FaultError,
  Instance,
  Message,
  Method,
  Reference,
  Request,
  Schema,
  View,
  create,
  decode,
  decodeAsync,
  encode,
  enumerate,
  enumerationStatus,
  fault,
  get,
  getStatus,
  identify,
  invoke,
  pull,
  put,
  release,
  remove,
  renew,
  renewEnumeration,
  respond,
  subscribe,
  unsubscribe,
} = cimwire;
// A binding cannot be called `delete`, an export can.
export { remove as delete };
export default cimwire;
