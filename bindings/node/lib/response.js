'use strict';

const native = require('./native.js');
const { told } = require('./error.js');
const { checked, mistaken, text } = require('./input.js');
const { Message, nativeOf } = require('./message.js');
const { element } = require('./request.js');

/** Answers a request with an element, or to say that all went well with nothing. */
function respond(request, body, options) {
  const { action, messageId } = checked(options, { action: text, messageId: text }, 'options');
  const brings = body === undefined ? undefined : element(body);
  return told(native.respond(asked(request), brings, { action, messageId }));
}

/** Answers a request with a fault of DSP0226 §14.6 by its name, as `w:AccessDenied`. */
function fault(request, name, options) {
  text(name, 'name');
  const { reason, detailCode, action, messageId } = checked(options, OPTIONS, 'options');
  const answer = { fault: name, reason, detailCode, action, messageId };
  return told(native.respond(asked(request), undefined, answer));
}

function asked(request) {
  if (!(request instanceof Message)) throw mistaken('request', 'a message', request);
  return nativeOf(request);
}

const OPTIONS = { reason: text, detailCode: text, action: text, messageId: text };

module.exports = { respond, fault };
