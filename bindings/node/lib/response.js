'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { boolean, checked, count, list, mistaken, text } = require('./input.js');
const { Message, nativeOf } = require('./message.js');
const { contextOf, element } = require('./request.js');

/** Answers a request with an element, or to say that all went well with nothing. */
function respond(request, body, options) {
  const answer = checked(options, HOW, 'options');
  const brings = body === undefined ? undefined : element(body);
  return told(native.respond(asked(request), brings, answer));
}

/**
 * Answers a Pull, or an optimized Enumerate, with as many items as the request allows, and says how
 * many those are; behind the last of them the enumeration ends (§8.4).
 */
function respondItems(request, context, items, options) {
  const answer = checked(options, HOW, 'options');
  const elements = list(items, 'items').map((item) => element(item));
  return told(native.respondItems(asked(request), contextOf(context), elements, answer));
}

/** Answers a request with a fault of DSP0226 §14.6 by its name, as `w:AccessDenied`. */
function fault(request, name, options) {
  text(name, 'name');
  const answer = checked(options, { ...HOW, reason: text, detailCode: text }, 'options');
  return told(native.respond(asked(request), undefined, { ...answer, fault: name }));
}

/** Answers a request with the fault for a status of CIM, as 6 for `CIM_ERR_NOT_FOUND`. */
function cimFault(request, status, reason, options) {
  if (count(status, 'status') > MOST_STATUS) throw mistaken('status', 'a status of CIM', status);
  text(reason, 'reason');
  const answer = checked(options, HOW, 'options');
  return told(native.respond(asked(request), undefined, { ...answer, cimStatus: status, reason }));
}

function asked(request) {
  if (!(request instanceof Message)) throw mistaken('request', 'a message', request);
  return nativeOf(request);
}

const MOST_STATUS = 0xffff_ffff;
const HOW = { action: text, messageId: text, limit: count, withinLimits: boolean };

module.exports = { cimFault, fault, respond, respondItems };
