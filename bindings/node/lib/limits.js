'use strict';

const { checked, count } = require('./input.js');

/** Bounds on what a message may ask for. */
function bounds(limits) {
  return checked(limits, LIMITS, 'limits');
}

/** What the addon takes of options that are limits. */
function limitsOf(options) {
  return checked(options, { limits: bounds }, 'options');
}

const LIMITS = {
  bytes: count,
  depth: count,
  attributes: count,
  namespaces: count,
  text: count,
  names: count,
};

module.exports = { bounds, limitsOf };
