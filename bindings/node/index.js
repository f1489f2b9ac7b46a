'use strict';

const { CimwireError, FaultError } = require('./lib/error.js');
const { decode, decodeAsync, decodeDocument, decodeHead, encode, fromCimRs } = require('./lib/decode.js');
const { Draft } = require('./lib/draft.js');
const { Fault } = require('./lib/fault.js');
const { Message } = require('./lib/message.js');
const { momentOf } = require('./lib/moment.js');
const { Document } = require('./lib/document.js');
const { Instance, Method } = require('./lib/instance.js');
const { Reference, View } = require('./lib/view.js');
const { Path, classUri } = require('./lib/path.js');
const { Schema } = require('./lib/schema.js');
const request = require('./lib/request.js');
const { cimFault, fault, respond, respondItems } = require('./lib/response.js');

module.exports = {
  CONTENT_TYPE: request.CONTENT_TYPE,
  CimwireError,
  Document,
  Draft,
  Fault,
  FaultError,
  Instance,
  Message,
  Method,
  Path,
  Reference,
  Request: request.Request,
  Schema,
  View,
  cimFault,
  classUri,
  create: request.create,
  decode,
  decodeAsync,
  decodeDocument,
  decodeHead,
  delete: request.remove,
  encode,
  enumerate: request.enumerate,
  enumerationStatus: request.enumerationStatus,
  fault,
  fromCimRs,
  get: request.get,
  getStatus: request.getStatus,
  identify: request.identify,
  invoke: request.invoke,
  momentOf,
  pull: request.pull,
  put: request.put,
  release: request.release,
  remove: request.remove,
  renew: request.renew,
  renewEnumeration: request.renewEnumeration,
  respond,
  respondItems,
  subscribe: request.subscribe,
  unsubscribe: request.unsubscribe,
};
