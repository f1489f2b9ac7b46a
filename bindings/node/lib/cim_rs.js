'use strict';

const { checked, mistaken, text } = require('./input.js');
const { schemaOf } = require('./schema.js');

/** What the addon takes of the options of CIM-RS, with those that `others` check where there are some. */
function formOf(options, others) {
  const { schema, root, namespace, className, ...rest } = checked(options, { ...FORM, ...others }, 'options');
  if (schema === undefined) throw mistaken('schema', 'a Schema', schema);
  const form = [schema, { root, namespace, className }];
  return others === undefined ? form : [...form, rest];
}

const FORM = { schema: schemaOf, root: text, namespace: text, className: text };

module.exports = { formOf };
