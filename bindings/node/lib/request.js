'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { boolean, checked, count, isText, jsonOf, list, members, mistaken, oneOf, text, texts } = require('./input.js');
const { Draft, draftOf } = require('./draft.js');
const { Instance, referenceOf } = require('./instance.js');
const { Path, pathOf } = require('./path.js');
const { Reference, View, given, placeOf } = require('./view.js');

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
function get(resource, options) {
  return asked('get', resource, options);
}

/** Replaces a resource by an instance, which alone is put where it is from, or what `path` selects of
 * it by a value (§7.4, §7.9). */
function put(resource, instance, options) {
  if (!isInstance(resource)) return written('put', resource, instance, options);
  if (options !== undefined) throw mistaken('resource', 'a URI, a path or a reference before an instance', resource);
  return asked('put', resource, instance, '', element(resource));
}

/** Makes a resource of an instance, or adds a fragment where `path` says (§7.6, §7.11). */
function create(resource, instance, options) {
  return written('create', resource, instance, options);
}

/** Deletes a resource (§7.5). */
function remove(resource, options) {
  return asked('delete', resource, options);
}

/** Begins an enumeration (§8.2). */
function enumerate(resource, options) {
  return asked('enumerate', resource, options);
}

/** Asks for the next items of an enumeration (§8.4); the context is that of the last answer. */
function pull(resource, context, options) {
  return asked('pull', resource, options, '', contextOf(context));
}

/** Ends an enumeration early (§8.5). */
function release(resource, context, options) {
  return asked('release', resource, options, '', contextOf(context));
}

/** Asks for more time, for a subscription by its manager. */
function renew(manager, options) {
  return managed('renew', manager, options);
}

/** Asks how much time a subscription has, by its manager. */
function getStatus(manager, options) {
  return managed('status', manager, options);
}

/** Ends a subscription, by its manager. */
function unsubscribe(manager, options) {
  return managed('unsubscribe', manager, options);
}

/** Asks for more time for an enumeration; DSP0226 R8.1-4 advises against it. */
function renewEnumeration(resource, context, options) {
  return asked('renewEnumeration', resource, options, '', contextOf(context));
}

/** Asks how much time an enumeration has; DSP0226 R8.1-4 advises against it. */
function enumerationStatus(resource, context, options) {
  return asked('enumerationStatus', resource, options, '', contextOf(context));
}

/** Invokes a method of a class, or of an instance (§9). */
function invoke(resource, method, options) {
  return asked('invoke', resource, options, text(method, 'method'));
}

/** Asks a service what it is (§11). */
function identify() {
  return sent(native.request('identify', '', '', undefined), {});
}

/** Subscribes to events, delivered to `sink` as `delivery` says, or to be pulled (§10.2). */
function subscribe(resource, options) {
  const { delivery = 'push', sink, ...settings } = checked(options, SUBSCRIBING, 'options');
  if (delivery !== 'pull') text(sink, 'sink');
  else if (sink !== undefined) throw mistaken('sink', 'none, as events are to be pulled', sink);
  return about(DELIVERIES[delivery], resource, settings, sink);
}

function asked(operation, resource, options, name, value) {
  return about(operation, resource, checked(options, CHECKS, 'options'), name, value);
}

function written(operation, resource, value, options) {
  const { path, ...settings } = checked(options, WRITING, 'options');
  if (path === undefined) return about(operation, resource, settings, '', element(value));
  return about(`${operation}Fragment`, resource, settings, path, valueOf(value, 'value'));
}

function managed(operation, manager, options) {
  return sent(native.request(operation, '', '', element(manager)), checked(options, CHECKS, 'options'));
}

/** A request about a resource. */
function about(operation, resource, settings, name = '', value) {
  const { uri, instance } = subjectOf(resource, settings);
  return sent(native.request(operation, uri, name, value), settings, instance);
}

/**
 * The URI of a resource, and the setting that names one of its instances, where there is one. Where the
 * settings name it, its class is all that is asked of an instance.
 */
function subjectOf(resource, settings) {
  if (resource instanceof Draft) return subjectOf(resource.build(), settings);
  if (resource instanceof Instance) {
    const isNamed = NAMES.some((name) => settings[name] !== undefined);
    return isNamed ? { uri: resource.namespace } : subjectOf(referenceOf(resource) ?? Path.of(resource), settings);
  }
  if (resource instanceof Path) {
    return { uri: resource.resourceUri, instance: resource.isInstance ? { instance: pathOf(resource) } : {} };
  }
  if (resource instanceof Reference) {
    const { tape, place } = placeOf(resource);
    return { uri: told(tape.document.resourceOf(place)), instance: { toReference: given(resource) } };
  }
  if (typeof resource === 'string') return { uri: text(resource, 'resource') };
  throw mistaken('resource', 'a URI, a path, a reference or an instance', resource);
}

function isInstance(value) {
  return value instanceof Instance || value instanceof Draft;
}

/** A request with settings, which are checked; those that name the instance come first. */
function sent(begun, settings, instance = {}) {
  const request = told(begun);
  for (const [name, value] of [...Object.entries(instance), ...Object.entries(settings)]) {
    if (value !== false) SETTINGS[name].set(request, value, name);
  }
  return new Request(request);
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
/** The settings that name an instance. */
const NAMES = ['selectors', 'instance', 'toReference'];
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
