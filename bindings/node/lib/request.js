'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { boolean, checked, count, isText, jsonOf, list, members, mistaken, oneOf, text, texts } = require('./input.js');
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
function put(uri, instance, options) {
  return written('put', uri, instance, options);
}

/** Makes a resource of an instance, or adds a fragment where `path` says (§7.6, §7.11). */
function create(uri, instance, options) {
  return written('create', uri, instance, options);
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
function subscribe(uri, options) {
  const { delivery = 'push', sink, ...settings } = checked(options, SUBSCRIBING, 'options');
  if (delivery !== 'pull') text(sink, 'sink');
  else if (sink !== undefined) throw mistaken('sink', 'none, as events are to be pulled', sink);
  return sent(native.request(DELIVERIES[delivery], resource(uri), sink ?? '', undefined), settings);
}

function asked(begun, options) {
  return sent(begun, checked(options, CHECKS, 'options'));
}

function written(operation, uri, value, options) {
  const { path, ...settings } = checked(options, WRITING, 'options');
  const begun =
    path === undefined
      ? native.request(operation, resource(uri), '', element(value))
      : native.request(`${operation}Fragment`, resource(uri), path, valueOf(value, 'value'));
  return sent(begun, settings);
}

/** A request with settings, which are checked. */
function sent(begun, settings) {
  const request = told(begun);
  for (const [name, value] of Object.entries(settings)) {
    if (value !== false) SETTINGS[name].set(request, value, name);
  }
  return new Request(request);
}

function resource(uri) {
  return text(uri, 'uri');
}

/** What stands in an element of a message: text as it is, elements from where they were. */
function contextOf(context) {
  if (context instanceof View) return given(context, true);
  return given(text(context, 'context'));
}

/** An element: one of a message, XML, or the JSON of one. */
function element(value) {
  if (value instanceof View) return given(value);
  if (value instanceof Instance) return given(value.view);
  if (value instanceof Draft) return told(draftOf(value).build());
  if (!isText(value) && (value === null || typeof value !== 'object')) {
    throw mistaken('element', 'a view, an instance, XML or the JSON of an element', value);
  }
  return told(native.element(jsonOf(value, 'an element')));
}

/** A value: text, a number or truth as XML has it, or an element. */
function valueOf(value, name) {
  if (value instanceof View) return given(value);
  if (value instanceof Instance) return given(value.view);
  if (typeof value === 'string') return given(text(value, name));
  // What is less than nothing is no integer.
  const isWhole = (Number.isSafeInteger(value) && !Object.is(value, -0)) || typeof value === 'bigint';
  if (isWhole || typeof value === 'boolean') return given(String(value));
  if (typeof value === 'number') return given(value);
  if (value !== null && typeof value === 'object') return element(value);
  throw mistaken(name, 'a string, a number, a boolean or an element', value);
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
  check: (value) => element(value),
  set: (request, value, name) => told(request.value(name, '', value)),
};
const named = (setting, isRepeated) => ({
  check: members,
  set(request, values, name) {
    for (const [key, value] of values) {
      const all = isRepeated && Array.isArray(value) ? list(value, name) : [value];
      for (const one of all) told(request.value(setting, key, valueOf(one, `${name}.${key}`)));
    }
  },
});
const optionSet = (isRequired) => ({
  check: members,
  set(request, values, name) {
    for (const [key, value] of values) {
      told(request.option(key, text(value, `${name}.${key}`), isRequired));
    }
  },
});
/** Members that all have to be there. */
const parts = (checks, set) => ({
  check(value, name) {
    const taken = checked(value, checks, name);
    const absent = Object.keys(checks).find((it) => taken[it] === undefined);
    if (absent !== undefined) throw mistaken(`${name}.${absent}`, 'something', undefined);
    return taken;
  },
  set,
});
const related = {
  check(value, name) {
    const { instance, ...by } = checked(value, ASSOCIATION, name);
    if (instance === undefined) throw mistaken(`${name}.instance`, 'a reference', instance);
    return { instance, by };
  },
  set: (request, { instance, by }, name) => told(request.related(name, instance, by)),
};
const ASSOCIATION = {
  instance(value, name) {
    if (!(value instanceof View)) throw mistaken(name, 'a reference', value);
    return given(value);
  },
  associationClass: text,
  role: text,
  resultClass: text,
  resultRole: text,
  include: texts,
};

const SETTINGS = {
  to: words,
  toReference: whole,
  selectors: named('selector', false),
  instance: {
    check(path, name) {
      if (!(path instanceof Path)) throw mistaken(name, 'a path', path);
      return pathOf(path);
    },
    set: (request, path) => told(request.instance(path)),
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
    check: (blocks, name) => list(blocks, name).map((block) => element(block)),
    set: (request, blocks) => blocks.forEach((block) => told(request.value('header', '', block))),
  },
  addressing: words,
  fragment: words,
  filter: parts({ dialect: text, filter: valueOf }, (request, { dialect, filter }) =>
    told(request.value('filter', dialect, filter)),
  ),
  wql: words,
  cql: words,
  select: {
    check: members,
    set(request, selectors, name) {
      const values = selectors.map(([key, value]) => text(value, `${name}.${key}`));
      told(request.select(selectors.map(([key]) => key), values));
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
  parameters: named('parameter', true),
  input: whole,
  endTo: words,
  heartbeats: words,
  retry: parts({ times: count, after: text }, (request, { times, after }) =>
    told(request.number('retry', times, after)),
  ),
  maxDeliverySize: parts({ octets: count, policy: text }, (request, { octets, policy }) =>
    told(request.number('maxDeliverySize', octets, policy)),
  ),
  eventLocale: words,
  contentEncoding: words,
  auth: words,
  sendBookmarks: flag,
  bookmark: {
    check: valueOf,
    set: (request, value, name) => told(request.value(name, '', value)),
  },
};
const CHECKS = Object.fromEntries(Object.entries(SETTINGS).map(([name, { check }]) => [name, check]));
const WRITING = { ...CHECKS, path: text };
const DELIVERIES = {
  push: 'subscribePush',
  pushWithAck: 'subscribePushWithAck',
  events: 'subscribeEvents',
  pull: 'subscribePull',
};
const SUBSCRIBING = { ...CHECKS, delivery: oneOf(...Object.keys(DELIVERIES)), sink: text };

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
