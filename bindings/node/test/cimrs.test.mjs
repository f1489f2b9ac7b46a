// Instances as CIM-RS has them: the text that every language gives, the way back, and no guesses.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Schema, decode, decodeDocument, fromCimRs, get, invoke, respond } from 'cimwire';

const corpus = new URL('../../../tests/corpus/', import.meta.url);
const read = (name) => readFileSync(new URL(name, corpus));
const schema = Schema.cim().with(read('schema/acme.cimpack'));
const form = { schema, root: '/ns', namespace: 'acme/plant' };
const json = read('cim/pumps.cim-rs.json').toString().trimEnd();
const message = decode(read('cim/pumps.xml'), { schema });
const CIM = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/';

test('an enumeration is a collection, whatever it was read with', () => {
  assert.equal(message.toCimRs(form), json);
  assert.equal(decode(read('cim/pumps.xml')).toCimRs(form), json);
  const wider = JSON.parse(message.toCimRs({ ...form, className: 'CIM_ManagedElement' }));
  assert.equal(wider.class, 'CIM_ManagedElement');
  assert.match(wider.self, /CIM_ManagedElement\/instances$/);
});

test('an instance of it leads back, as a document and in an answer', () => {
  for (const instance of message.instances) {
    const one = instance.toCimRs(form);
    assert.ok(json.includes(one), one);
    const xml = fromCimRs(one, form);
    assert.ok(Buffer.isBuffer(xml));
    assert.equal(decodeDocument(xml).toCimRs(form), one);
    const asked = decode(get('http://acme/ACME_Pump', { to: 'http://x/' }).bytes);
    assert.equal(decode(respond(asked, xml).bytes).toCimRs(form), one);
  }
  const inner = message.instances[0].get('Setting').toCimRs(form);
  assert.deepEqual(JSON.parse(inner).properties, JSON.parse(json).instances[0].properties.Setting.properties);
});

test('an object is read like text, but for integers that JSON of objects cannot have', () => {
  const [, pump] = JSON.parse(json).instances;
  const text = (value) => JSON.stringify({ ...pump, properties: { ...pump.properties, Pulses: value } });
  const object = (value) => ({ ...pump, properties: { ...pump.properties, Pulses: value } });
  assert.deepEqual(fromCimRs(object(7n), form), fromCimRs(Buffer.from(text(7)), form));
  const large = text(7).replace('"Pulses":7', '"Pulses":18446744073709551615');
  assert.match(fromCimRs(large, form).toString(), /Pulses>18446744073709551615</);
  assert.throws(() => fromCimRs(object(2n ** 64n - 1n), form), { kind: 'JsonForm', path: 'properties.Pulses' });
});

test('what does not fit is an error with its place', () => {
  const wrong = `<f:CIM_SettingData xmlns:f="${CIM}CIM_SettingData"><f:InstanceID>a</f:InstanceID>
    <f:ElementName>ä</f:ElementName><f:ChangeableType>often</f:ChangeableType></f:CIM_SettingData>`;
  const place = { kind: 'Misfit', line: 2, column: 37, path: 'CIM_SettingData/ChangeableType' };
  const document = decodeDocument(wrong);
  const [setting] = document.instances({ schema });
  for (const it of [document, setting, document.root.asInstance()]) assert.throws(() => it.toCimRs(form), place);
  const utf16 = decodeDocument(Buffer.from(`\ufeff${wrong}`, 'utf16le'));
  assert.throws(() => utf16.root.asInstance().toCimRs(form), place);
  assert.throws(() => fromCimRs('{"kind":"instance",', form), { kind: 'JsonSyntax' });
  assert.throws(() => fromCimRs(json, { ...form, limits: { bytes: 9 } }), { kind: 'BytesLimit' });
});

test('what is no instance is none', () => {
  const fan = `${CIM}CIM_Fan`;
  const asked = decode(get(fan, { to: 'http://x/', selectors: { DeviceID: '1' } }).bytes);
  const called = decode(invoke(fan, 'SetSpeed', { to: 'http://x/', parameters: { DesiredSpeed: 7n } }).bytes);
  for (const it of [asked, called, called.method]) assert.throws(() => it.toCimRs(form), { kind: 'Misfit' });
});

test('classes have to be given, and nothing that there is not', () => {
  const [pump] = message.instances;
  for (const it of [message, pump, message.document]) {
    for (const options of [undefined, {}, { schema: 'cim' }, { ...form, root: 7 }, { ...form, class: 'A' }]) {
      assert.throws(() => it.toCimRs(options), TypeError);
    }
  }
  assert.throws(() => fromCimRs(json), TypeError);
  assert.throws(() => fromCimRs(undefined, form), TypeError);
  assert.throws(() => fromCimRs(json, { ...form, limits: { bytes: '9' } }), TypeError);
});
