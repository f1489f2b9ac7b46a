'use strict';

const { checked, text } = require('./input.js');
const { schemaOf } = require('./schema.js');

/** What the addon takes of the options of CIM-RS; `others` are checks of those that it does not. */
function formOf(options, others) {
  const { schema, root, namespace, className } = checked(options, { ...FORM, ...others }, 'options');
  return [schemaOf(schema), { root, namespace, className }];
}

const FORM = { schema: schemaOf, root: text, namespace: text, className: text };

module.exports = { formOf };
