'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { boolean, bytesOf, checked, count, mistaken, object, text, texts } = require('./input.js');
const { Draft, draftOf } = require('./draft.js');
const { Instance } = require('./instance.js');
const { Path, pathOf } = require('./path.js');
const { View, given } = require('./view.js');

/** The content type of messages. */
const CONTENT_TYPE = 'application/soap+xml;charset=UTF-8';

/** A request, ready to send. */
class Request {
  constructor(request) {
    /** The message, in UTF-8. */
    this.bytes = told(request.encode());
    /** Where it goes: the MessageID that its answer will relate to among it. */
    this.head = told(request.head());
  }

  get messageId() {
    return this.head.messageId;
  }

  get contentType() {
    return CONTENT_TYPE;
  }
}

/** Asks for the representation of a resource (DSP0226 §7.3). */
function get(uri, options) {
  return asked(native.request('get', resource(uri), '', undefined), options);
}

/** Replaces a resource by an instance, or what `path` selects of it by a value (§7.4, §7.9). */
function put(uri, instance, { path, ...options } = {}) {
  return asked(written('put', uri, instance, path), options);
}

/** Makes a resource of an instance, or adds a fragment where `path` says (§7.6, §7.11). */
function create(uri, instance, { path, ...options } = {}) {
  return asked(written('create', uri, instance, path), options);
}

/** Deletes a resource (§7.5). */
function remove(uri, options) {
  return asked(native.request('delete', resource(uri), '', undefined), options);
}

/** Begins an enumeration (§8.2). */
function enumerate(uri, options) {
  return asked(native.request('enumerate', resource(uri), '', undefined), options);
}

/** Asks for the next items of an enumeration (§8.4); the context is that of the last answer. */
function pull(uri, context, options) {
  return asked(native.request('pull', resource(uri), '', contextOf(context)), options);
}

/** Ends an enumeration early (§8.5). */
function release(uri, context, options) {
  return asked(native.request('release', resource(uri), '', contextOf(context)), options);
}

/** Asks for more time, for a subscription by its manager. */
function renew(manager, options) {
  return asked(native.request('renew', '', '', element(manager)), options);
}

/** Asks how much time a subscription has, by its manager. */
function getStatus(manager, options) {
  return asked(native.request('status', '', '', element(manager)), options);
}

/** Ends a subscription, by its manager. */
function unsubscribe(manager, options) {
  return asked(native.request('unsubscribe', '', '', element(manager)), options);
}

/** Asks for more time for an enumeration; DSP0226 R8.1-4 advises against it. */
function renewEnumeration(uri, context, options) {
  return asked(native.request('renewEnumeration', resource(uri), '', contextOf(context)), options);
}

/** Asks how much time an enumeration has; DSP0226 R8.1-4 advises against it. */
function enumerationStatus(uri, context, options) {
  return asked(native.request('enumerationStatus', resource(uri), '', contextOf(context)), options);
}

/** Invokes a method of a class (§9). */
function invoke(uri, method, options) {
  text(method, 'method');
  return asked(native.request('invoke', resource(uri), method, undefined), options);
}

/** Asks a service what it is (§11). */
function identify() {
  return asked(native.request('identify', '', '', undefined));
}

/** Subscribes to events, delivered to `sink` as `delivery` says, or to be pulled (§10.2). */
function subscribe(uri, { delivery, sink, ...options } = {}) {
  const mode = delivery ?? (sink === undefined ? 'pull' : 'events');
  if (!Object.hasOwn(DELIVERIES, mode)) {
    throw mistaken('delivery', `one of ${Object.keys(DELIVERIES).join(', ')}`, mode);
  }
  if (mode !== 'pull') text(sink, 'sink');
  else if (sink !== undefined) throw mistaken('sink', 'none, as events are to be pulled', sink);
  return asked(native.request(DELIVERIES[mode], resource(uri), sink ?? '', undefined), options);
}

function asked(begun, options) {
  const request = told(begun);
  checked(options, CHECKS, 'options');
  for (const [name, value] of Object.entries(options ?? {})) {
    if (value !== undefined && value !== false) SETTINGS[name].set(request, value, name);
  }
  return new Request(request);
}

function written(operation, uri, value, path) {
  if (path === undefined) return native.request(operation, resource(uri), '', element(value));
  text(path, 'path');
  return native.request(`${operation}Fragment`, resource(uri), path, valueOf(value, 'value'));
}

function resource(uri) {
  text(uri, 'uri');
  return uri;
}

/** What stands in an element of a message: text as it is, elements from where they were. */
function contextOf(context) {
  if (context instanceof View) return given(context, true);
  text(context, 'context');
  return given(context);
}

/** An element: one of a message, XML, or the JSON of one. */
function element(value) {
  if (value instanceof View) return given(value);
  if (value instanceof Instance) return given(value.view);
  if (value instanceof Draft) return told(draftOf(value).build());
  const isText = typeof value === 'string' || value instanceof Uint8Array;
  if (!isText && (value === null || typeof value !== 'object')) {
    throw mistaken('element', 'a view, an instance, XML or the JSON of an element', value);
  }
  return told(native.element(bytesOf(isText ? value : JSON.stringify(value), 'an element')));
}

/** A value: text, a number or truth as its text, or an element. */
function valueOf(value, name) {
  if (value instanceof View) return given(value);
  if (value instanceof Instance) return given(value.view);
  if (typeof value === 'string') return given(value);
  const isWhole = Number.isSafeInteger(value) || typeof value === 'bigint';
  if (isWhole || typeof value === 'boolean') return given(String(value));
  if (value !== null && typeof value === 'object') return element(value);
  throw mistaken(name, 'a string, a whole number, a boolean or an element', value);
}

const words = {
  check: text,
  set: (request, value, name) => told(request.text(name, value)),
};
const number = {
  check: count,
  set: (request, value, name) => told(request.number(name, value)),
};
const flag = { check: boolean, set: (request, _value, name) => told(request.flag(name)) };
const whole = {
  check: () => {},
  set: (request, value, name) => told(request.value(name, '', element(value))),
};
const named = (setting) => ({
  check: object,
  set(request, values, name) {
    for (const [key, value] of Object.entries(values)) {
      for (const one of [value].flat()) told(request.value(setting, key, valueOf(one, name)));
    }
  },
});
const optionSet = (isRequired) => ({
  check: object,
  set(request, values, name) {
    for (const [key, value] of Object.entries(values)) {
      text(value, `${name}.${key}`);
      told(request.option(key, value, isRequired));
    }
  },
});

const related = {
  check: object,
  set(request, { instance, ...by }, name) {
    checked(by, ASSOCIATION, name);
    if (!(instance instanceof View)) throw mistaken(`${name}.instance`, 'a reference', instance);
    told(request.related(name, given(instance), by));
  },
};
const ASSOCIATION = {
  associationClass: text,
  role: text,
  resultClass: text,
  resultRole: text,
  include: texts,
};

const SETTINGS = {
  to: words,
  toReference: whole,
  selectors: named('selector'),
  instance: {
    check(path, name) {
      if (!(path instanceof Path)) throw mistaken(name, 'a path', path);
    },
    set: (request, path) => told(request.instance(pathOf(path))),
  },
  namespace: words,
  showExtensions: flag,
  options: optionSet(false),
  requiredOptions: optionSet(true),
  timeout: words,
  maxEnvelopeSize: number,
  locale: words,
  messageId: words,
  requestReference: flag,
  headers: {
    check: object,
    set: (request, blocks) => {
      for (const block of blocks) told(request.value('header', '', element(block)));
    },
  },
  addressing: words,
  fragment: words,
  filter: {
    check: object,
    set(request, { dialect, filter }) {
      text(dialect, 'filter.dialect');
      told(request.value('filter', dialect, valueOf(filter, 'filter.filter')));
    },
  },
  wql: words,
  cql: words,
  select: {
    check: object,
    set(request, selectors) {
      const values = Object.values(selectors);
      texts(values, 'select');
      told(request.select(Object.keys(selectors), values));
    },
  },
  associated: related,
  associations: related,
  optimize: number,
  mode: words,
  polymorphism: words,
  estimate: flag,
  maxElements: number,
  maxCharacters: number,
  maxTime: words,
  expires: words,
  parameters: named('parameter'),
  input: whole,
  endTo: words,
  heartbeats: words,
  retry: {
    check: object,
    set(request, { times, after }) {
      count(times, 'retry.times');
      text(after, 'retry.after');
      told(request.number('retry', times, after));
    },
  },
  maxDeliverySize: {
    check: object,
    set(request, { octets, policy }) {
      count(octets, 'maxDeliverySize.octets');
      text(policy, 'maxDeliverySize.policy');
      told(request.number('maxDeliverySize', octets, policy));
    },
  },
  eventLocale: words,
  contentEncoding: words,
  auth: words,
  sendBookmarks: flag,
  bookmark: {
    check: () => {},
    set: (request, value, name) => told(request.value(name, '', valueOf(value, name))),
  },
};
const CHECKS = Object.fromEntries(Object.entries(SETTINGS).map(([name, { check }]) => [name, check]));
const DELIVERIES = {
  push: 'subscribePush',
  pushWithAck: 'subscribePushWithAck',
  events: 'subscribeEvents',
  pull: 'subscribePull',
};

module.exports = {
  CONTENT_TYPE,
  Request,
  contextOf,
  create,
  element,
  enumerate,
  enumerationStatus,
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
  subscribe,
  unsubscribe,
};
