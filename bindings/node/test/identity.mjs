// What this package says of many inputs: one more language for tests/suite/identity.rs.
// `identity.mjs TASK [PACK…]`; docs/bindings.md says what it is asked and how it answers.

import { readFileSync } from 'node:fs';
import {
  CimwireError,
  Schema,
  decode,
  decodeDocument,
  encode,
  fromCimRs,
} from 'cimwire';

const [task, ...packs] = process.argv.slice(2);
const schema = packs.length > 0 ? classes(packs) : undefined;
const form = { schema, root: '/ns', namespace: 'acme/plant' };
const say = {
  json: (input) => decode(input).toJson({ schema }),
  'json-strings': (input) => decode(input).toJson({ schema, integers: 'strings' }),
  'json-numbers': (input) => decode(input).toJson({ schema, integers: 'numbers' }),
  document: (input) => decodeDocument(input).toJson(),
  xml: (input) => encode(input, { schema }),
  'cim-rs': (input) => decode(input).toCimRs(form),
  'from-cim-rs': (input) => fromCimRs(input, form),
  check: (input) => checked(decode(input)),
  misfits: (input) => decode(input, { schema }).instances.flatMap(({ misfits }) => misfits).map(misfit).join(''),
  pack: (input) => Schema.open(input).classes.join('\n'),
}[task];

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const input = Buffer.concat(chunks);
const output = [];
for (let at = 0; at < input.length; ) {
  const end = at + 4 + input.readUInt32LE(at);
  output.push(framed(told(input.subarray(at + 4, end))));
  at = end;
}
process.stdout.write(Buffer.concat(output));

function classes([first, ...others]) {
  const open = first === 'cim' ? Schema.cim() : Schema.open(readFileSync(first));
  return others.reduce((schema, pack) => schema.with(readFileSync(pack)), open);
}

function told(input) {
  try {
    return say(input);
  } catch (error) {
    if (!(error instanceof CimwireError)) throw error;
    const { code, offset, line, column, path, text } = error;
    return ['error', code, offset, line, column, path, text].join('\t');
  }
}

function checked(message) {
  const lines = message.deviations.map(
    ({ rule = '', kind, level, offset, line, column, path, text }) =>
      [rule, kind, level, offset, line, column, path, text].join('\t') + '\n',
  );
  const refusal = message.refusal();
  const refused = refusal && Buffer.concat([Buffer.from(`refused\t${refusal.status}\t`), refusal.bytes]);
  return Buffer.concat([Buffer.from(lines.join('')), refused ?? Buffer.alloc(0)]);
}

function misfit({ kind, offset, property, expected }) {
  return [kind, offset, property, expected].join('\t') + '\n';
}

function framed(answer) {
  const bytes = Buffer.from(answer);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}
