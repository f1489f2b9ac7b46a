// Paths of instances and classes, and where they go: selectors, references, association filters.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Path, Schema, classUri, decode, decodeDocument, enumerate, get, invoke } from 'cimwire';

const WMI = 'http://schemas.microsoft.com/wbem/wsman/1/wmi/';
const FAN = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan';
const to = 'http://server:5985/wsman';
const winrm = Path.parse('root/cimv2:Win32_Service.Name="WinRM"').with({ base: WMI });

function sent(request) {
  const message = decode(request.bytes, { strict: true });
  assert.deepEqual(message.check('shall'), []);
  return message;
}

test('a path is read, printed and compared', () => {
  const path = Path.parse('//host/root/cimv2:CIM_Fan.DeviceID="1",SystemName="a\\"b"');
  assert.deepEqual([path.host, path.namespace, path.className, path.isInstance], ['host', 'root/cimv2', 'CIM_Fan', true]);
  assert.deepEqual(path.key('systemname'), { name: 'SystemName', text: 'a"b' });
  assert.equal(path.key('Other'), undefined);
  assert.equal(String(path), '//host/root/cimv2:CIM_Fan.DeviceID="1",SystemName="a\\"b"');
  assert.ok(path.toWmi().startsWith('\\\\host\\root\\cimv2:CIM_Fan.'));
  const keys = { SystemName: 'a"b', DeviceID: 1 };
  assert.ok(path.equals(Path.ofClass('cim_fan', { host: 'host', namespace: 'root/cimv2', keys })));
  assert.ok(!path.equals(path.with({ host: 'other' })) && !path.equals('CIM_Fan'));
  assert.equal(path.host, 'host');
  assert.throws(() => Path.parse('root/cimv2:CIM_Fan.DeviceID='), { kind: 'Misfit', line: 1 });
  assert.throws(() => Path.ofClass('A', { keys: { B: null } }), TypeError);
  assert.throws(() => Path.of('CIM_Fan'), TypeError);
});

test('a path is a reference, and back', () => {
  assert.equal(winrm.resourceUri, `${WMI}root/cimv2/Win32_Service`);
  for (const addressing of ['2004', '2005']) {
    const reference = winrm.toReference(to, { addressing });
    assert.deepEqual([reference.address, reference.resourceUri], [to, winrm.resourceUri]);
    assert.ok(Path.of(reference).equals(winrm));
  }
  assert.throws(() => winrm.toReference(to, { addressing: '2006' }), { kind: 'Misfit' });
  assert.throws(() => Path.ofClass('Win32_Service').resourceUri, { kind: 'Misfit' });
  const other = Path.ofClass('Win32_Process', { namespace: 'root/cimv2', baseOf: winrm.resourceUri });
  assert.equal(other.resourceUri, `${WMI}root/cimv2/Win32_Process`);
});

test('a key can refer to another instance', () => {
  const path = Path.ofClass('Win32_SystemServices', { base: WMI, keys: { PartComponent: winrm } });
  assert.ok(path.key('PartComponent').reference.equals(winrm));
});

test('an instance has a path by its class', () => {
  const keys = ['CreationClassName', 'DeviceID', 'SystemCreationClassName', 'SystemName'];
  const xml = `<f:CIM_Fan xmlns:f="${FAN}">${keys.map((key) => `<f:${key}>${key}!</f:${key}>`).join('')}</f:CIM_Fan>`;
  const [fan] = decodeDocument(xml).instances({ schema: Schema.cim() });
  const path = Path.of(fan);
  assert.deepEqual(path.keys.map(({ name, typeName }) => [name, typeName]), keys.map((key) => [key, 'string']));
  const { path: typed, misfits } = path.with({ keys: { Speed: '1' } }).typed(Schema.cim());
  assert.deepEqual([typed.className, misfits.map(({ property }) => property)], ['CIM_Fan', ['Speed']]);
  assert.throws(() => winrm.typed(Schema.cim()), { kind: 'Misfit' });
});

test('a request is for the instance of a path', () => {
  const request = sent(get(winrm.resourceUri, { to, instance: winrm }));
  assert.deepEqual(request.selectors, { Name: 'WinRM' });
  assert.ok(Path.of(request).equals(winrm));
  const call = sent(invoke(FAN, 'SetSpeed', { to, instance: Path.parse('root/cimv2:CIM_Fan.DeviceID="1"') }));
  assert.deepEqual(call.selectors, { __cimnamespace: 'root/cimv2', DeviceID: '1' });
  assert.deepEqual(sent(get(FAN, { to, namespace: 'root/x' })).selectors, { __cimnamespace: 'root/x' });
  assert.throws(() => get(FAN, { to, instance: 'CIM_Fan' }), TypeError);
});

test('associations are filters', () => {
  const instance = winrm.toReference(to);
  const by = { resultClass: 'Win32_Service', role: 'Antecedent', include: ['Name', 'State'] };
  const uri = classUri('*', 'root/cimv2');
  assert.equal(uri, `${WMI}root/cimv2/*`);
  const filter = (options) => sent(enumerate(uri, { to, ...options })).body.child('Enumerate').child('Filter');
  const associated = filter({ associated: { instance, ...by, associationClass: 'A', resultRole: 'Dependent' } });
  assert.equal(associated.children[0].name, 'AssociatedInstances');
  assert.match(associated.toXml(), /ResultClassName>Win32_Service<.*ResultRole>Dependent</s);
  assert.equal(filter({ associations: { instance, ...by } }).children[0].name, 'AssociationInstances');
  assert.throws(() => filter({ associations: { instance, resultRole: 'Dependent' } }), { kind: 'Misfit' });
  assert.throws(() => filter({ associated: { instance: 'x' } }), TypeError);
  assert.throws(() => filter({ associated: { instance, colour: 'red' } }), TypeError);
  assert.match(filter({ cql: 'SELECT * FROM A' }).attribute('Dialect'), /cql/);
  assert.equal(filter({ select: { Name: 'a' } }).child('SelectorSet').child('Selector').text, 'a');
});

test('a schema is searched', () => {
  assert.deepEqual(Schema.cim().find('desiredspeed'), [{ className: 'CIM_Fan', member: 'DesiredSpeed' }]);
  assert.ok(Schema.cim().find('cim_fan').some(({ className, member }) => className === 'CIM_Fan' && member === undefined));
});
