// Values of instances: nothing is lost, guessed or taken for something else.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Instance, Schema, decode } from 'cimwire';

const FAN = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan';
const cim = Schema.cim();

function message(properties, options, { name = 'CIM_Fan', count = 1 } = {}) {
  const fan = `<f:${name}>${properties}</f:${name}>`.repeat(count);
  return decode(
    `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
       xmlns:n="http://schemas.xmlsoap.org/ws/2004/09/enumeration"
       xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
       xmlns:c="http://schemas.dmtf.org/wbem/wscim/1/common"
       xmlns:x="http://www.w3.org/2001/XMLSchema-instance" xmlns:f="${FAN}"><s:Body>
       <n:PullResponse><n:Items>${fan}</n:Items></n:PullResponse></s:Body></s:Envelope>`,
    options,
  );
}

function fan(properties, options) {
  return message(properties, options).instances[0];
}

test('nil is null, empty is empty, and what is not there is undefined', () => {
  const it = fan('<f:A x:nil="true"/><f:B/><f:C></f:C><f:D> </f:D>');
  assert.deepEqual(it.toObject(), { A: null, B: '', C: '', D: ' ' });
  assert.deepEqual([it.A, it.get('B'), it.get('E'), it.has('A'), it.has('E')], [null, '', undefined, true, false]);
});

test('text is decoded: references, CDATA, other scripts', () => {
  const it = fan('<f:A>1 &lt; 2 &amp; &#x20AC;</f:A><f:B><![CDATA[<b>]]>c</f:B><f:C>läuft 😀</f:C><f:ä>ö</f:ä>');
  const expected = { A: '1 < 2 & €', B: '<b>c', C: 'läuft 😀', ä: 'ö' };
  assert.deepEqual(it.toObject(), expected);
  assert.deepEqual([it.A, it.B, it.C, it.ä], Object.values(expected));
});

test('coded texts come many at a time, each where it belongs', () => {
  const texts = Array.from({ length: 700 }, (_, at) => `${at} < ${'€😀'.repeat(at % 300)} ü`);
  const coded = (text) => text.replace('<', '&lt;');
  // Every other instance has its properties in another order, so that it is read twice.
  const parts = texts.map((text, at) => [`<f:A>${coded(text)}</f:A>`, `<f:B>${at}</f:B>`, '<f:C x:nil="true"/>']);
  const fans = parts.map(([a, b, c], at) => (at % 2 ? c + b + a : a + b + c));
  for (const options of [undefined, { schema: cim }]) {
    const several = message(fans.join('</f:CIM_Fan><f:CIM_Fan>'), options);
    assert.deepEqual(several.toObjects().map(({ A }) => A), texts);
    assert.deepEqual(several.instances.map((it) => it.A), texts);
  }
});

test('a message in UTF-16 says the same', () => {
  const xml = '<?xml version="1.0" encoding="utf-16"?>' + message('<f:A>läuft</f:A><f:B>1</f:B>').envelope.toXml();
  const it = decode(Buffer.from(`\ufeff${xml}`, 'utf16le')).instances[0];
  assert.deepEqual(it.toObject(), { A: 'läuft', B: '1' });
  assert.deepEqual([it.A, it.B], ['läuft', '1']);
});

test('an array of one item is an array where its class says so', () => {
  const one = '<f:OperationalStatus>2</f:OperationalStatus>';
  assert.deepEqual(fan(one).toObject(), { OperationalStatus: '2' });
  assert.deepEqual(fan(one, { schema: cim }).toObject(), { OperationalStatus: [2] });
  assert.deepEqual(fan(one + one, { schema: cim }).OperationalStatus, [2, 2]);
  assert.deepEqual(fan(`${one}<f:Name>a</f:Name>${one}`).toObject(), { OperationalStatus: ['2', '2'], Name: 'a' });
  const nil = '<f:OperationalStatus x:nil="true"/>';
  assert.equal(fan(nil, { schema: cim }).OperationalStatus, null);
  assert.deepEqual(fan(nil + one, { schema: cim }).OperationalStatus, [null, 2]);
});

test('instances are of the class of their schema, and of those above it', () => {
  const properties = `<f:Name>a</f:Name><f:Own>b</f:Own><f:get>c</f:get>`;
  const it = fan(properties, { schema: cim });
  const [Fan, Element, Disk] = ['CIM_Fan', 'cim_managedelement', 'CIM_DiskDrive'].map((name) => cim.type(name));
  assert.deepEqual([Fan.name, it.constructor.name, Element.name], ['CIM_Fan', 'CIM_Fan', 'CIM_ManagedElement']);
  assert.ok(Fan.prototype instanceof Element && it instanceof Fan && it instanceof Element && it instanceof Instance);
  assert.deepEqual([it instanceof Disk, {} instanceof Fan, null instanceof Fan], [false, false, false]);
  assert.deepEqual([it.Name, it.Own, it.Caption, 'Caption' in it, 'Other' in it], ['a', 'b', undefined, true, false]);
  assert.deepEqual([it.get('get'), cim.type('None')], ['c', undefined]);
  assert.equal(fan(properties).constructor.name, 'Instance');
  const [read] = message(properties, { schema: cim }).document.instances({ schema: cim });
  assert.ok(read instanceof Fan && read instanceof Element && !(read instanceof Disk));
  assert.equal(read.constructor.name, 'CIM_Fan');
  const other = Schema.open(readFileSync(new URL('../../../tests/corpus/schema/acme.cimpack', import.meta.url)));
  assert.ok(!(it instanceof other.type('ACME_Pump')));
});

test('values are of the types that schema-gen writes for TypeScript', () => {
  const read = (name) => readFileSync(new URL(name, import.meta.url));
  const members = read('acme.d.ts').toString().matchAll(/^  (\w+): (.*) \| null;$/gm);
  const types = new Map([...members].map(([, name, type]) => [name, type]));
  const schema = cim.with(read('../../../tests/corpus/schema/acme.cimpack'));
  const pumps = decode(read('../../../tests/corpus/cim/pumps.xml'), { schema }).instances;
  const typeOf = (value) => (typeof value === 'object' ? (Buffer.isBuffer(value) ? 'Buffer' : value.kind) : typeof value);
  const seen = new Set();
  for (const [name, value] of pumps.flatMap((it) => it.entries())) {
    for (const one of [value].flat().filter((it) => it !== null)) {
      const type = types.get(name).replace(/Typed<.*>/, 'instance').replace('Reference', 'reference');
      assert.equal(typeOf(one), type.replace(/^\((\w+) \| null\)\[\]$/, '$1'), name);
      assert.equal(Array.isArray(value), type.startsWith('('), name);
      seen.add(type);
    }
  }
  assert.ok(seen.size > 6, [...seen].join());
});

test('integers are exact', () => {
  const speed = (text, options) => fan(`<f:DesiredSpeed>${text}</f:DesiredSpeed>`, { schema: cim, ...options });
  assert.equal(speed('18446744073709551615').DesiredSpeed, 18446744073709551615n);
  assert.equal(speed('18446744073709551615', { integers: 'string' }).DesiredSpeed, '18446744073709551615');
  assert.equal(speed('007').DesiredSpeed, 7n);
  assert.equal(speed('007', { integers: 'string' }).DesiredSpeed, '7');
  assert.equal(speed('007').text('DesiredSpeed'), '007');
  assert.equal(speed('18446744073709551616').DesiredSpeed, '18446744073709551616');
  assert.equal(speed('-1').DesiredSpeed, '-1');
  assert.deepEqual(speed('9007199254740993').toJSON(), { DesiredSpeed: '9007199254740993' });
  assert.deepEqual(speed('5').toJSON(), { DesiredSpeed: 5 });
  assert.deepEqual(fan('<f:EnabledState>65535</f:EnabledState>', { schema: cim }).EnabledState, 65535);
  assert.deepEqual(fan('<f:EnabledState>65536</f:EnabledState>', { schema: cim }).EnabledState, '65536');
});

test('what is not of its type stays what it is, and is told', () => {
  const it = fan('<f:EnabledState>on</f:EnabledState><f:VariableSpeed>TRUE</f:VariableSpeed>', { schema: cim });
  assert.deepEqual(it.toObject(), { EnabledState: 'on', VariableSpeed: true });
  assert.ok(it.isTyped);
  assert.equal(it.misfits.find((misfit) => misfit.property === 'EnabledState').kind, 'Lexical');
});

test('names of prototypes are names of properties', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'get', 'keys', 'then'];
  const xml = names.map((name) => `<f:${name}>${name}!</f:${name}>`).join('');
  // More than once, as objects of one shape are made in another way from the fourth on.
  const several = message(xml, undefined, { count: 9 });
  for (const object of [...several.toObjects(), ...several.instances.map((it) => it.toObject())]) {
    assert.deepEqual(Object.keys(object), names);
    assert.equal(Object.getPrototypeOf(object), Object.prototype);
    for (const name of names) assert.equal(Object.getOwnPropertyDescriptor(object, name).value, `${name}!`);
  }
  const [it] = several.instances;
  for (const name of names) assert.equal(it.get(name), `${name}!`);
  assert.equal(typeof it.get, 'function');
  assert.deepEqual(it.keys(), names);
  assert.equal({}.polluted, undefined);
  assert.equal(typeof {}.toString, 'function');
  const typed = message('<f:__proto__>1</f:__proto__><f:EnabledState>+1</f:EnabledState>', { schema: cim });
  assert.deepEqual(Object.keys(typed.toObjects()[0]), ['__proto__', 'EnabledState']);
  assert.equal(message('', undefined, { name: '__proto__', count: 5 }).instances[0].className, '__proto__');
});

test('a reference, a date and an instance are what they are', () => {
  const it = fan(
    `<f:System><a:Address>http://x/</a:Address></f:System>
     <f:InstallDate><c:Datetime>2025-03-01T08:30:00Z</c:Datetime></f:InstallDate>
     <f:Inner x:type="f:CIM_Fan_Type"><f:DesiredSpeed>7</f:DesiredSpeed></f:Inner>`,
    { schema: cim },
  );
  assert.deepEqual([it.System.kind, it.System.address], ['reference', 'http://x/']);
  assert.equal(it.InstallDate, '2025-03-01T08:30:00Z');
  assert.deepEqual([it.Inner.className, it.Inner.DesiredSpeed], ['CIM_Fan', 7n]);
  assert.deepEqual(it.toObject(), {
    System: { reference: { address: 'http://x/' } },
    InstallDate: '2025-03-01T08:30:00Z',
    Inner: { class: 'CIM_Fan', namespace: FAN, properties: { DesiredSpeed: 7n } },
  });
});

test('an instance is read like a map, and shows itself', () => {
  const it = fan('<f:DeviceID>1</f:DeviceID><f:OperatingStatus>16</f:OperatingStatus>', { schema: cim });
  assert.deepEqual([...it], [['DeviceID', '1'], ['OperatingStatus', 16]]);
  assert.deepEqual(new Map(it).get('DeviceID'), '1');
  assert.equal(it.get('deviceid'), '1');
  assert.equal(it.meaning('OperatingStatus'), 'In Service');
  assert.deepEqual([it.className, it.namespace, it.view.name], ['CIM_Fan', FAN, 'CIM_Fan']);
  assert.equal(inspect(it), "CIM_Fan { DeviceID: '1', OperatingStatus: 16 }");
  assert.equal(JSON.stringify(it), '{"DeviceID":"1","OperatingStatus":16}');
});

test('a message inside another is one', () => {
  const outer = message('');
  assert.equal(outer.envelope.message().kind, 'PullResponse');
  assert.throws(() => outer.body.message(), { kind: 'NotSoap' });
});

test('an element is a view', () => {
  const { view } = fan('<f:A u="1">x<!--c--></f:A><f:B/>');
  assert.deepEqual([...view].map((it) => it.name), ['A', 'B']);
  const a = view.child('A', FAN);
  assert.deepEqual([a.text, a.prefix, a.attribute('u'), view.child('C')], ['x', 'f', '1', undefined]);
  assert.deepEqual(a.nodes, [{ kind: 'text', text: 'x' }, { kind: 'comment', text: 'c' }]);
  const alone = view.child('B').toXml();
  assert.ok(alone.startsWith('<f:B ') && alone.includes(`xmlns:f="${FAN}"`), alone);
  assert.deepEqual(view.child('B').toObject(), { name: `{${FAN}}B`, value: '' });
});
