'use strict';

const { CimwireError, FaultError } = require('./lib/error.js');
const { decode, decodeAsync, encode } = require('./lib/decode.js');
const { Draft } = require('./lib/draft.js');
const { Fault, Message } = require('./lib/message.js');
const { Instance, Method } = require('./lib/instance.js');
const { Reference, View } = require('./lib/view.js');
const { Schema } = require('./lib/schema.js');
const request = require('./lib/request.js');
const { fault, respond } = require('./lib/response.js');

module.exports = {
  CONTENT_TYPE: request.CONTENT_TYPE,
  CimwireError,
  Draft,
  Fault,
  FaultError,
  Instance,
  Message,
  Method,
  Reference,
  Request: request.Request,
  Schema,
  View,
  create: request.create,
  decode,
  decodeAsync,
  delete: request.remove,
  encode,
  enumerate: request.enumerate,
  enumerationStatus: request.enumerationStatus,
  fault,
  get: request.get,
  getStatus: request.getStatus,
  identify: request.identify,
  invoke: request.invoke,
  pull: request.pull,
  put: request.put,
  release: request.release,
  remove: request.remove,
  renew: request.renew,
  renewEnumeration: request.renewEnumeration,
  respond,
  subscribe: request.subscribe,
  unsubscribe: request.unsubscribe,
};
