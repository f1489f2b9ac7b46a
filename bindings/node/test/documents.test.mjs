// Documents of any XML, heads alone, and JSON with the types of classes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Schema, decode, decodeDocument, decodeHead, encode, get, respond } from 'cimwire';

const corpus = new URL('../../../tests/corpus/', import.meta.url);
const read = (name) => readFileSync(new URL(name, corpus));
const FAN = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan';

test('any XML is a document', () => {
  const xml = '<?xml version="1.0"?>\n<a><b u="1">ä</b><!--c--></a>';
  const document = decodeDocument(xml);
  assert.equal(document.toXml(), xml);
  assert.deepEqual([document.root.name, document.root.children[0].text], ['a', 'ä']);
  assert.deepEqual(document.toObject(), { name: 'a', value: { b: { '@u': '1', '#text': 'ä' } } });
  assert.equal(decodeDocument(Buffer.from(`\ufeff${xml}`, 'utf16le')).canon(), document.canon());
  assert.throws(() => document.message(), { kind: 'NotSoap' });
  assert.throws(() => decodeDocument('<a>\n<b></a>'), { code: 105, line: 2, column: 4, path: 'a/b' });
  assert.throws(() => decodeDocument('<a/>', { schema: Schema.cim() }), TypeError);
  assert.throws(() => decodeDocument('<a><b/></a>', { limits: { depth: 1 } }), { kind: 'DepthLimit' });
});

test('what salvage replaced is told', () => {
  const document = decodeDocument('<a>\u0001</a>', { salvage: true });
  assert.deepEqual([document.root.text, document.repairs.map(({ offset }) => offset)], ['\ufffd', [3]]);
});

test('differences say where and what', () => {
  const left = decodeDocument('<a><b x="1">2</b><c/><d/></a>');
  const right = decodeDocument('<a><b x="2">3</b><c/><e/></a>');
  assert.deepEqual(left.diff(decodeDocument(left.canon())), []);
  const found = left.diff(right).map(({ kind, path, attribute, left, right }) => [kind, path, attribute, left, right]);
  assert.deepEqual(found.slice(0, 2), [
    ['attribute', 'a/b', 'x', '1', '2'],
    ['text', 'a/b', undefined, '2', '3'],
  ]);
  assert.equal(found.length, 3);
  assert.throws(() => left.diff('<a/>'), TypeError);
});

test('secrets are left out, and nothing else', () => {
  const xml = '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><x:Set xmlns:x="urn:x"><x:Password>secret</x:Password><x:Name>n</x:Name></x:Set></s:Body></s:Envelope>';
  const { document } = decode(xml);
  const redacted = document.redacted();
  assert.equal(redacted.toXml(), xml.replace('secret', '***'));
  assert.deepEqual(redacted.diff(document).map(({ kind, left, right }) => [kind, left, right]), [['text', '***', 'secret']]);
  assert.equal(redacted.message().kind, decode(xml).kind);
});

test('instances of a document have their types', () => {
  const xml = `<f:CIM_Fan xmlns:f="${FAN}"><f:DesiredSpeed>7</f:DesiredSpeed><f:EnabledState>on</f:EnabledState>
    <f:System xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"><a:Address>http://x/</a:Address></f:System></f:CIM_Fan>`;
  const schema = Schema.cim();
  const document = decodeDocument(xml);
  const [fan] = document.instances({ schema });
  assert.deepEqual([fan.className, fan.DesiredSpeed], ['CIM_Fan', 7n]);
  assert.deepEqual(fan.toObject(), {
    DesiredSpeed: 7n,
    EnabledState: 'on',
    System: { reference: { address: 'http://x/' } },
  });
  assert.equal(fan.get('System').address, 'http://x/');
  assert.deepEqual(document.instances(), []);
  const same = document.root.asInstance({ schema });
  assert.deepEqual([same.DesiredSpeed, same.toObject()], [7n, fan.toObject()]);
  assert.equal(document.root.asInstance({ schema, integers: 'string' }).DesiredSpeed, '7');
  assert.deepEqual([document.root.asInstance().DesiredSpeed, document.root.asInstance().isTyped], ['7', false]);
  assert.ok(document.misfits(schema).some(({ path, kind }) => kind === 'Misfit' && path.includes('CIM_Fan')));
});

test('a head is read without its body', () => {
  const request = get(FAN, { to: 'http://x/wsman', selectors: { DeviceID: '1' } });
  const broken = request.bytes.subarray(0, request.bytes.indexOf('<s:Body') + 8);
  assert.throws(() => decode(broken), { kind: 'UnexpectedEnd' });
  const { kind, selectors, messageId } = decodeHead(broken);
  assert.deepEqual([kind, selectors[0].value, messageId], ['Get', '1', request.messageId]);
  assert.deepEqual(decodeHead(request.bytes), request.head);
  assert.throws(() => decodeHead('<a/>'), { kind: 'NotSoap' });
});

test('JSON has the types of classes, as in every language', () => {
  const schema = Schema.cim().with(read('schema/acme.cimpack'));
  const json = read('schema/pump.json').toString().trimEnd();
  const message = decode(read('schema/pump.xml'));
  assert.equal(message.toJson({ schema }), json);
  assert.deepEqual(message.toObject({ schema }), JSON.parse(json));
  assert.notEqual(message.toJson(), json);
  assert.equal(decode(encode(json, { schema })).toJson({ schema }), json);
  assert.throws(() => message.toJson({ schema: {} }), TypeError);
  assert.throws(() => message.toJson({ integers: 'bigint' }), TypeError);
});

test('integers of 64 bits in JSON are as they are asked for', () => {
  const asked = decode(get(FAN, { to: 'http://x/wsman' }).bytes);
  const { bytes } = respond(asked, `<f:CIM_Fan xmlns:f="${FAN}"><f:DesiredSpeed>9007199254740993</f:DesiredSpeed></f:CIM_Fan>`);
  const json = (integers) => decode(bytes).toJson({ schema: Schema.cim(), integers });
  assert.match(json('exact'), /"DesiredSpeed":"9007199254740993"/);
  assert.equal(json('strings'), json('exact'));
  assert.match(json('numbers'), /"DesiredSpeed":9007199254740993\b/);
  const wrong = { class: 'CIM_Fan', namespace: 'urn:f', properties: { EnabledState: 70000 } };
  assert.throws(() => encode(wrong, { schema: Schema.cim() }), { path: 'properties.EnabledState' });
});
