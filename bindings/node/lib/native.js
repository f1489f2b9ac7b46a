'use strict';

// The addon: beside this package where it was built, else the package of its platform.

const path = require('node:path');
const { platformName } = require('./platform.js');

function load() {
  const name = platformName();
  const places = [path.join(__dirname, '..', `cimwire.${name}.node`), `cimwire-${name}`];
  const reasons = [];
  for (const place of places) {
    try {
      return require(place);
    } catch (error) {
      reasons.push(error.message.split('\n')[0]);
    }
  }
  throw new Error(`cimwire: no addon for ${name}, which npm run build makes (${reasons.join('; ')})`);
}

module.exports = load();
