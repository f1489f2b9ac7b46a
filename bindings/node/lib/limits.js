'use strict';

const { checked, count } = require('./input.js');

/** Checks bounds on what a message may ask for. */
function bounds(limits) {
  checked(limits, LIMITS, 'limits');
}

/** What the addon takes of options that are limits. */
function limitsOf(options) {
  const { limits } = checked(options, { limits: bounds }, 'options');
  return { limits };
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
