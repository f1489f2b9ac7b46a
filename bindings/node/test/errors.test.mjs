// Bad input: the errors of every language, and TypeError for what is no input at all.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as cimwire from 'cimwire';
import { CimwireError, FaultError, Schema, decode, decodeAsync, encode, get } from 'cimwire';

const bad = [
  ['<a>\n<b></a>', [105, 'EndTag', 7, 2, 4, 'a/b', 'expected the end tag `</b>`, found `</a>`']],
  ['<a/>', [301, 'NotSoap', 0, 1, 1]],
  ['<html/>', [302, 'Html', 0, 1, 1]],
  ['', [303, 'EmptyBody', 0, 1, 1]],
  ['<!DOCTYPE a><a/>', [114, 'Doctype', 0, 1, 1]],
  ['<a>&nbsp;</a>', [113, 'Entity', 3, 1, 4]],
  ['<ä>\u0001</ä>', [109, 'Character', 4, 1, 4]],
];

for (const [input, expected] of bad) {
  test(`an error says where and what: ${JSON.stringify(input)}`, async () => {
    for (const given of [input, Buffer.from(input), new TextEncoder().encode(input)]) {
      assert.deepEqual(facts(() => decode(given)).slice(0, expected.length), expected);
    }
    await assert.rejects(decodeAsync(input), (error) => {
      assert.deepEqual(factsOf(error).slice(0, expected.length), expected);
      return true;
    });
  });
}

test('an error is an Error with its name', () => {
  const error = thrown(() => decode('<a>'));
  assert.ok(error instanceof CimwireError && error instanceof Error);
  assert.equal(error.name, 'CimwireError');
  assert.match(error.message, /^1:4: UnexpectedEnd \(101\): expected .* in a$/);
  assert.match(error.stack, /errors\.test\.mjs/);
});

test('a text with half a character is refused where that is', () => {
  const error = thrown(() => decode('<a>\ud800</a>'));
  assert.deepEqual([error.kind, error.line, error.column], ['Encoding', 1, 4]);
});

test('limits are kept', () => {
  const deep = '<a>'.repeat(300) + '</a>'.repeat(300);
  assert.equal(thrown(() => decode(deep)).kind, 'DepthLimit');
  assert.equal(thrown(() => decode(deep, { limits: { depth: 2 } })).kind, 'DepthLimit');
  assert.equal(thrown(() => decode(deep, { limits: { depth: 300 } })).kind, 'NotSoap');
  assert.equal(thrown(() => decode(deep, { limits: { bytes: 10 } })).kind, 'BytesLimit');
});

test('what is of another type is a TypeError', () => {
  const message = decode(get('urn:x', { to: 'http://x/' }).bytes);
  const wrong = [
    () => decode(),
    () => decode(null),
    () => decode(7),
    () => decode({}),
    () => decode([60, 97]),
    () => decode('<a/>', 7),
    () => decode('<a/>', { strickt: true }),
    () => decode('<a/>', { strict: 1 }),
    () => decode('<a/>', { integers: 'number' }),
    () => decode('<a/>', { schema: {} }),
    () => decode('<a/>', { limits: { depth: -1 } }),
    () => decode('<a/>', { limits: { depth: 1.5 } }),
    () => decode('<a/>', { limits: { deep: 1 } }),
    () => decode('<a/>', JSON.parse('{"__proto__":{"strict":true}}')),
    () => encode(),
    () => get(),
    () => get('urn:x', { selector: {} }),
    () => get('urn:x', { to: 7 }),
    () => get('urn:x', { selectors: { a: null } }),
    () => get('urn:x', { maxEnvelopeSize: 2 ** 53 }),
    () => cimwire.put('urn:x', 7),
    () => cimwire.pull('urn:x', 7),
    () => cimwire.subscribe('urn:x', { delivery: 'pigeon' }),
    () => cimwire.respond('x'),
    () => cimwire.fault(message, 7),
    () => message.check('perhaps'),
    () => Schema.open(7),
    () => Schema.cim().class(7),
  ];
  for (const call of wrong) assert.ok(thrown(call) instanceof TypeError, String(call));
  assert.rejects(decodeAsync(7), TypeError);
});

test('what does not fit is the error of the codec', () => {
  const kind = (call) => thrown(call).kind;
  assert.equal(kind(() => get('urn:x')), 'Rule');
  assert.equal(kind(() => get('urn:x', { to: 'http://x/', wql: 'SELECT' })), 'Misfit');
  assert.equal(kind(() => get('urn:x', { to: 'http://x/', timeout: 'soon' })), 'Misfit');
  assert.equal(kind(() => Schema.open(Buffer.from('cimpack'))), 'Pack');
  assert.equal(kind(() => encode('{"kind":')), 'JsonSyntax');
  assert.equal(kind(() => encode({ kind: 'Get', colour: 'red' })), 'JsonForm');
});

test('a fault is thrown when it is asked for', () => {
  const request = decode(get('urn:x', { to: 'http://x/' }).bytes);
  assert.equal(request.raiseForFault(), request);
  const reply = cimwire.fault(request, 'w:AccessDenied', { reason: 'not you' });
  const error = thrown(() => decode(reply.bytes).raiseForFault());
  assert.ok(error instanceof FaultError);
  assert.equal(error.message, 'w:AccessDenied: not you');
  assert.deepEqual([error.fault.code, error.fault.reason('de')], ['Sender', 'not you']);
});

function thrown(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: `expected an error of ${call}` });
}

function facts(call) {
  return factsOf(thrown(call));
}

function factsOf({ code, kind, offset, line, column, path, text }) {
  return [code, kind, offset, line, column, path, text];
}
