// Whatever a function is given, it does what it says or ends in TypeError or CimwireError: nothing is
// guessed, dropped or made something else, and the process lives.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import * as cimwire from 'cimwire';
import { CimwireError, Draft, Message, Path, Schema, View, decode, decodeDocument, get } from 'cimwire';

const uri = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan';
const to = 'http://x/';
const keys = ['CreationClassName', 'DeviceID', 'SystemCreationClassName', 'SystemName'];
const xml = `<f:CIM_Fan xmlns:f="${uri}">${keys.map((it) => `<f:${it}>a</f:${it}>`).join('')}<f:DesiredSpeed>7</f:DesiredSpeed></f:CIM_Fan>`;
const schema = Schema.cim();
const pack = readFileSync(new URL('../../../tests/corpus/schema/acme.cimpack', import.meta.url));
const document = decodeDocument(xml);
const fan = document.root.asInstance({ schema });
const asked = decode(get(uri, { to }).bytes);
const answer = decode(cimwire.respond(asked, xml).bytes, { schema });
const failed = decode(cimwire.fault(asked, 'w:AccessDenied').bytes);
const path = Path.parse('CIM_Fan.DeviceID="1"');
const pulled = decode(cimwire.pull(uri, '7', { to }).bytes);

const cyclic = { name: 'a' };
cyclic.value = { cyclic };
const nest = [];
nest.push(nest);
const throwing = () => new Proxy({}, { get: () => assert.fail('asked'), ownKeys: () => ['schema'] });
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const detached = new Uint8Array([60]);
structuredClone(detached.buffer, { transfer: [detached.buffer] });
const shrunk = new ArrayBuffer(8, { maxByteLength: 8 });
const outside = new Uint8Array(shrunk, 4, 4);
shrunk.resize(1);

const ODD = [
  undefined, null, true, 0, -0, -1, 1.5, NaN, Infinity, -Infinity, 2 ** 53, 1e300, 0n, 2n ** 64n, -(2n ** 70n), '', 'x', '\ud800',
  '\0', '<a/>', Symbol('s'), Symbol.iterator, () => {}, class {}, [], [undefined], new Array(3), [1, , 2], nest, {}, cyclic,
  Object.create(null), new Map([['a', 1]]), new Set([1]), new Date(NaN), /x/, new Error('e'), Promise.resolve(),
  new Proxy({}, {}), new Proxy([], {}), revoked.proxy, new Proxy(Buffer.from('<a/>'), {}), new Proxy(document.root, {}),
  new Proxy(schema, {}), Object.create(Message.prototype), Object.create(View.prototype), Object.create(Schema.prototype),
  new ArrayBuffer(4), new SharedArrayBuffer(4), new Uint8Array(new SharedArrayBuffer(4)), new DataView(new ArrayBuffer(4)),
  new Uint16Array(4), new Float64Array(1), detached, detached.buffer, outside, shrunk, { length: 3, 0: 60 },
  { then: 7 }, { toString: null, valueOf: null }, { name: 'a', value: NaN }, { name: 'a', value: 1n }, new Boolean(true),
  new String('<a/>'), globalThis, document, fan, asked, path, schema, fan.draft(), document.root,
];

/** Every function with arguments that are right, and how it is called. */
const CALLS = {
  decode: [decode, asked.envelope.toXml(), { schema, limits: { depth: 9 } }],
  decodeAsync: [cimwire.decodeAsync, asked.envelope.toXml(), { strict: false }],
  decodeDocument: [decodeDocument, xml, { salvage: true }],
  decodeHead: [cimwire.decodeHead, asked.envelope.toXml(), {}],
  encode: [cimwire.encode, asked.toObject(), { schema }],
  fromCimRs: [cimwire.fromCimRs, fan.toCimRs({ schema, namespace: 'a' }), { schema, namespace: 'a' }],
  get: [get, uri, { to, selectors: { a: 1 } }],
  put: [cimwire.put, uri, xml, { to }],
  'put of an instance': [cimwire.put, fan, { to }],
  'get of a path': [get, path.with({ base: 'http://x/' }), { to }],
  create: [cimwire.create, uri, fan, { to, path: 'a' }],
  remove: [cimwire.remove, uri, { to }],
  enumerate: [cimwire.enumerate, uri, { to, optimize: 3 }],
  pull: [cimwire.pull, uri, '7', { to }],
  release: [cimwire.release, uri, '7', { to }],
  renewEnumeration: [cimwire.renewEnumeration, uri, '7', { to }],
  enumerationStatus: [cimwire.enumerationStatus, uri, '7', { to }],
  invoke: [cimwire.invoke, uri, 'Reset', { to, parameters: { a: [1] } }],
  subscribe: [cimwire.subscribe, uri, { to, sink: to, delivery: 'push' }],
  renew: [cimwire.renew, path.with({ base: 'http://x/' }).toReference(to), {}],
  getStatus: [cimwire.getStatus, path.with({ base: 'http://x/' }).toReference(to), {}],
  unsubscribe: [cimwire.unsubscribe, path.with({ base: 'http://x/' }).toReference(to), {}],
  respond: [cimwire.respond, asked, xml, { limit: 9000 }],
  respondItems: [cimwire.respondItems, pulled, '7', [fan], {}],
  fault: [cimwire.fault, asked, 'w:AccessDenied', { reason: 'no' }],
  cimFault: [cimwire.cimFault, asked, 6, 'none', {}],
  momentOf: [cimwire.momentOf, '2024-05-17'],
  classUri: [cimwire.classUri, 'CIM_Fan', 'root/cimv2'],
  'Schema.open': [Schema.open, pack],
  'Schema.with': [(...them) => schema.with(...them), pack],
  'Schema.class': [(...them) => schema.class(...them), 'CIM_Fan'],
  'Schema.type': [(...them) => schema.type(...them), 'CIM_Fan'],
  'Schema.find': [(...them) => schema.find(...them), 'fan'],
  'Schema.meaning': [(...them) => schema.meaning(...them), 'CIM_Fan', 'EnabledState', 2],
  'Path.parse': [Path.parse, 'CIM_Fan.DeviceID="1"'],
  'Path.of': [Path.of, fan],
  'Path.ofClass': [Path.ofClass, 'CIM_Fan', { keys: { a: 1 } }],
  'Path.with': [(...them) => path.with(...them), { host: 'x', keys: { a: path } }],
  'Path.typed': [(...them) => path.typed(...them), schema],
  'Path.key': [(...them) => path.key(...them), 'DeviceID'],
  'Path.equals': [(...them) => path.equals(...them), path],
  'Path.toReference': [(...them) => path.with({ base: 'http://x/' }).toReference(...them), to, {}],
  'Draft.of': [Draft.of, 'A', 'urn:a', { schema }],
  'Draft.ofClass': [Draft.ofClass, schema, 'CIM_Fan'],
  'Draft.input': [Draft.input, 'Reset', uri, { schema }],
  'Draft.output': [Draft.output, 'Reset', uri, {}],
  'Draft.set': [(...them) => fan.draft().set(...them).toXml(), 'DesiredSpeed', 7],
  'Draft.remove': [(...them) => fan.draft().remove(...them).toXml(), 'DesiredSpeed'],
  'Message.toJson': [(...them) => answer.toJson(...them), { schema }],
  'Message.toCimRs': [(...them) => answer.toCimRs(...them), { schema, namespace: 'a' }],
  'Message.check': [(...them) => answer.check(...them), 'shall'],
  'Fault.reason': [(...them) => failed.fault.reason(...them), 'de'],
  'Document.diff': [(...them) => document.diff(...them), document],
  'Document.misfits': [(...them) => document.misfits(...them), schema],
  'Document.redacted': [(...them) => document.redacted(...them), { limits: {} }],
  'Document.instances': [(...them) => document.instances(...them), { schema }],
  'Document.message': [(...them) => asked.document.message(...them), { schema }],
  'View.child': [(...them) => document.root.child(...them), 'DesiredSpeed', uri],
  'View.attribute': [(...them) => document.root.attribute(...them), 'a', uri],
  'View.asInstance': [(...them) => document.root.asInstance(...them), { schema }],
  'Instance.get': [(...them) => fan.get(...them), 'DesiredSpeed'],
  'Instance.has': [(...them) => answer.instances[0].has(...them), 'DesiredSpeed'],
  'Instance.text': [(...them) => fan.text(...them), 'DesiredSpeed'],
  'Instance.moment': [(...them) => fan.moment(...them), 'DesiredSpeed'],
  'Instance.meaning': [(...them) => fan.meaning(...them), 'DesiredSpeed'],
};

for (const [name, [call, ...right]] of Object.entries(CALLS)) {
  test(`${name}, with anything`, async () => {
    await call(...right);
    for (const at of right.keys()) {
      for (const odd of ODD) await isFine(() => call(...right.with(at, odd)), name, at, odd);
    }
  });
}

test('every function is called so', () => {
  const isFunction = ([, value]) => typeof value === 'function' && !/^class /.test(String(value));
  const names = Object.entries(cimwire).filter(isFunction).map(([name]) => name);
  assert.deepEqual(names.filter((it) => it !== 'delete' && CALLS[it] === undefined && it !== 'identify'), []);
});

test('every option, with anything', async () => {
  const names = ['to', 'selectors', 'instance', 'namespace', 'options', 'requiredOptions', 'timeout', 'maxEnvelopeSize', 'locale',
    'headers', 'filter', 'wql', 'select', 'associated', 'optimize', 'estimate', 'parameters', 'input', 'toReference', 'retry',
    'maxDeliverySize', 'bookmark', 'fragment', 'showExtensions', 'addressing', 'messageId', 'expires', 'mode', 'associations'];
  for (const name of names) {
    for (const odd of ODD) {
      const options = { to, [name]: odd };
      for (const call of [get, cimwire.enumerate]) await isFine(() => call(uri, options), 'request', name, odd);
      await isFine(() => cimwire.invoke(uri, 'M', options), 'invoke', name, odd);
      await isFine(() => cimwire.subscribe(uri, options), 'subscribe', name, odd);
    }
  }
  const inside = { selectors: 'a', parameters: 'a', options: 'a', select: 'a', filter: 'filter', associated: 'instance', retry: 'times' };
  for (const [name, member] of Object.entries(inside)) {
    for (const odd of ODD) {
      const options = { to, [name]: { dialect: 'urn:d', after: 'PT1S', [member]: odd } };
      await isFine(() => cimwire.invoke(uri, 'M', options), name, member, odd);
    }
  }
});

test('bytes are bytes from wherever they come', () => {
  const bytes = asked.envelope.toXml();
  const shared = new Uint8Array(new SharedArrayBuffer(Buffer.byteLength(bytes)));
  shared.set(Buffer.from(bytes));
  const growing = new ArrayBuffer(shared.length, { maxByteLength: 2 * shared.length });
  new Uint8Array(growing).set(shared);
  const foreign = runInNewContext('Uint8Array.from(bytes)', { bytes: [...shared] });
  for (const it of [shared, shared.buffer, growing, new Uint8Array(growing), foreign, foreign.buffer]) {
    assert.equal(decode(it).kind, 'Get');
  }
  assert.throws(() => decode(new Proxy(Buffer.from(bytes), {})), TypeError);
  assert.throws(() => decode(new DataView(growing)), TypeError);
  assert.throws(() => decode(detached.buffer), TypeError);
  assert.throws(() => decode(detached), { kind: 'EmptyBody' });
});

test('options are read once, and before anything else', () => {
  let reads = 0;
  const options = { get strict() { return (reads += 1) === 1 ? false : 'yes'; } };
  assert.equal(decode(asked.envelope.toXml(), options).kind, 'Get');
  assert.equal(reads, 1);
  const bytes = new Uint8Array(Buffer.from(xml));
  const limits = { get depth() { structuredClone(bytes.buffer, { transfer: [bytes.buffer] }); return 9; } };
  assert.throws(() => decodeDocument(bytes, { limits }), { kind: 'NoRoot' });
  const inherited = Object.create({ strict: 'yes' });
  assert.throws(() => decode(xml, inherited), TypeError);
  assert.throws(() => decode(xml, { get strict() { throw new RangeError('mine'); } }), RangeError);
});

test('what cannot be said is refused, not changed', () => {
  const refused = [
    () => get(uri, { to, selectors: { a: '\udfff' } }),
    () => get(uri, { to, selectors: { '\udfff': 'a' } }),
    () => get(uri, { to, selectors: new Map([['a', 'b']]) }),
    () => get(uri, { to, selectors: ['a'] }),
    () => get(`${uri}\ud800`, { to }),
    () => get(uri, new Map([['to', to]])),
    () => cimwire.put(uri, xml, 7),
    () => cimwire.put(uri, new Map(), 7),
    () => cimwire.invoke(uri, 'M', { to, parameters: { a: ['b', , 'c'] } }),
    () => cimwire.enumerate(uri, { to, filter: { dialect: 'urn:d', filter: 'a', colour: 'red' } }),
    () => cimwire.subscribe(uri, { to, retry: { times: 1 } }),
    () => cimwire.respondItems(pulled, '7', {}),
    () => cimwire.respondItems(pulled, '7', 7),
    () => cimwire.cimFault(asked, 2 ** 32 + 6, 'none'),
    () => cimwire.encode({ kind: 'Get', body: { a: NaN } }),
    () => cimwire.encode({ kind: 'Get', body: { a: Infinity } }),
    () => fan.draft().set('DesiredSpeed', [1, , 2]),
    () => fan.draft().set('DesiredSpeed', [[1]]),
    () => fan.draft().set('DesiredSpeed', nest),
    () => fan.draft().set('DesiredSpeed', 2n ** 64n),
    () => fan.draft().set('Name', '\ud800'),
    () => fan.draft().set('Name', { a: 1 }),
    () => Path.ofClass('A', { keys: new Map([['a', 1]]) }),
    () => schema.meaning('CIM_Fan', 'EnabledState', {}),
    () => document.root.asInstance({ schema, integers: 'number' }),
    () => document.instances({ schema: 'cim' }),
    () => asked.document.message({ strict: true }),
    () => document.root.child(7),
    () => Draft.of('A', 'urn:a', { scheme: schema }),
  ];
  for (const call of refused) assert.throws(call, TypeError, String(call));
  for (const value of [1.5, -0, NaN, 1e300, -1, 2 ** 64, true, 'fast']) {
    assert.throws(() => fan.draft().set('DesiredSpeed', value).toXml(), CimwireError, String(value));
  }
  assert.throws(() => get(uri, { to, selectors: { a: ['b', 'c'] } }), CimwireError);
  assert.match(Draft.of('A', 'urn:a').set('B', -0).toXml(), />-0\.0</);
  assert.match(cimwire.put('urn:a', { name: 'b', value: -0 }, { to }).bytes.toString(), />-0</);
});

async function isFine(call, ...where) {
  try {
    const made = await call();
    if (made instanceof Message) made.toJson();
  } catch (error) {
    if (error instanceof TypeError || error instanceof CimwireError) return;
    const of = where.map((it) => (typeof it === 'symbol' ? 'symbol' : Object.prototype.toString.call(it) + JSON.stringify(typeof it === 'bigint' ? `${it}n` : typeof it === 'string' ? it : typeof it)));
    throw new Error(`${of.join(' ')}: ${error.stack}`);
  }
}
