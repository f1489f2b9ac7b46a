// Requests of a client and answers of a service, each read again by the codec.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as cimwire from 'cimwire';

const uri = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan';
const to = 'http://server:5985/wsman';
const fan = `<f:CIM_Fan xmlns:f="${uri}"><f:DesiredSpeed>7</f:DesiredSpeed></f:CIM_Fan>`;

/** The request as the service reads it, which must find nothing against it. */
function sent(request) {
  const message = cimwire.decode(request.bytes, { strict: true });
  assert.deepEqual(message.check('shall'), []);
  assert.equal(message.head.messageId, request.messageId);
  return message;
}

test('each operation has its builder', () => {
  const manager = '<a:EndpointReference xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"><a:Address>http://server/</a:Address></a:EndpointReference>';
  const requests = {
    Get: cimwire.get(uri, { to, selectors: { DeviceID: '1' } }),
    Put: cimwire.put(uri, fan, { to }),
    Create: cimwire.create(uri, fan, { to }),
    Delete: cimwire.delete(uri, { to }),
    Enumerate: cimwire.enumerate(uri, { to, optimize: 10, wql: 'SELECT * FROM CIM_Fan' }),
    Pull: cimwire.pull(uri, '7', { to, maxElements: 10 }),
    Release: cimwire.release(uri, '7', { to }),
    EnumerationRenew: cimwire.renewEnumeration(uri, '7', { to, expires: 'PT10M' }),
    EnumerationGetStatus: cimwire.enumerationStatus(uri, '7', { to }),
    Subscribe: cimwire.subscribe(uri, { to, sink: 'http://here/', heartbeats: 'PT60S', sendBookmarks: true }),
    Renew: cimwire.renew(manager, { expires: 'PT10M' }),
    GetStatus: cimwire.getStatus(manager),
    Unsubscribe: cimwire.unsubscribe(manager),
    Method: cimwire.invoke(uri, 'SetSpeed', { to, parameters: { DesiredSpeed: 7n, Bits: [1, 2], Sure: true } }),
  };
  for (const [kind, request] of Object.entries(requests)) assert.equal(sent(request).kind, kind);
  assert.equal(cimwire.decode(cimwire.identify().bytes).kind, 'Identify');
});

test('settings are what they are called', () => {
  const request = sent(
    cimwire.get(uri, {
      to,
      selectors: { DeviceID: 'a&b', Number: 7, Big: 2n ** 64n - 1n, Sure: false },
      options: { Fast: 'yes' },
      requiredOptions: { Now: '1' },
      timeout: 'PT60S',
      maxEnvelopeSize: 153600,
      locale: 'de',
      messageId: 'uuid:1',
      headers: ['<x:X xmlns:x="urn:x">1</x:X>'],
      addressing: '2005',
      requestReference: false,
    }),
  );
  assert.deepEqual(request.selectors, { DeviceID: 'a&b', Number: '7', Big: '18446744073709551615', Sure: 'false' });
  assert.deepEqual(
    request.options.map(({ name, value, mustComply }) => [name, value, mustComply]),
    [['Fast', 'yes', false], ['Now', '1', true]],
  );
  assert.deepEqual([request.head.addressing, request.head.messageId, request.head.to], ['2005/08', 'uuid:1', to]);
  const names = request.headers.map(({ view }) => view.name);
  for (const name of ['OperationTimeout', 'MaxEnvelopeSize', 'Locale', 'X']) assert.ok(names.includes(name), name);
});

test('parameters of a method arrive', () => {
  const call = sent(cimwire.invoke(uri, 'SetSpeed', { to, parameters: { DesiredSpeed: 7n, Bits: [1, 2] } }));
  const { method } = call;
  assert.deepEqual([method.name, method.className, method.isOutput], ['SetSpeed', 'CIM_Fan', false]);
  assert.deepEqual(method.toObject(), { DesiredSpeed: '7', Bits: ['1', '2'] });
  const answer = cimwire.respond(call, `<f:SetSpeed_OUTPUT xmlns:f="${uri}"><f:ReturnValue>1</f:ReturnValue></f:SetSpeed_OUTPUT>`);
  const { method: answered } = cimwire.decode(answer.bytes, { schema: cimwire.Schema.cim() });
  assert.deepEqual([answered.isOutput, answered.returnValue, answered.keys()], [true, 1, []]);
});

test('an instance goes back where it came from', () => {
  const get = sent(cimwire.get(uri, { to }));
  const reply = cimwire.respond(get, fan);
  assert.deepEqual([reply.status, reply.contentType], [200, cimwire.CONTENT_TYPE]);
  const [instance] = cimwire.decode(reply.bytes).instances;
  for (const given of [instance, instance.view, instance.view.toXml(), instance.view.toObject()]) {
    const put = sent(cimwire.put(uri, given, { to }));
    assert.deepEqual(put.instances[0].toObject(), { DesiredSpeed: '7' });
  }
  const part = sent(cimwire.put(uri, '8', { to, path: 'DesiredSpeed' }));
  assert.equal(part.items[0].kind, 'fragment');
});

test('get, modify, put', () => {
  const schema = cimwire.Schema.cim();
  const read = `<f:CIM_Fan xmlns:f="${uri}"><f:DeviceID> 1&#x20;</f:DeviceID><f:DesiredSpeed>007</f:DesiredSpeed><f:Odd a="b"/></f:CIM_Fan>`;
  const reply = cimwire.respond(sent(cimwire.get(uri, { to })), read);
  const [instance] = cimwire.decode(reply.bytes, { schema }).instances;
  const draft = instance.draft().set('EnabledState', 2).set('OperationalStatus', [2, 15]).set('Name', null);
  const put = cimwire.put(uri, draft, { to }).bytes.toString();
  for (const kept of ['<f:DeviceID> 1&#x20;</f:DeviceID>', '<f:DesiredSpeed>007</f:DesiredSpeed>', '<f:Odd a="b"/>']) {
    assert.ok(put.includes(kept), put);
  }
  const [written] = cimwire.decode(put, { schema }).instances;
  assert.deepEqual([written.EnabledState, written.OperationalStatus, written.Name], [2, [2, 15], null]);
  assert.throws(() => instance.draft().set('EnabledState', 65536).toXml(), { kind: 'Misfit', path: 'CIM_Fan/EnabledState' });
  assert.throws(() => instance.draft().set('EnabledState', undefined), TypeError);
  assert.throws(() => instance.draft().set('DesiredSpeed', 2n ** 64n), TypeError);
  const fresh = cimwire.Draft.of('CIM_Fan', uri, { schema }).set('DesiredSpeed', 2n ** 64n - 1n).remove('Name');
  assert.throws(() => fresh.toXml(), { kind: 'Misfit', path: 'CIM_Fan/CreationClassName' });
  for (const key of ['CreationClassName', 'DeviceID', 'SystemCreationClassName', 'SystemName']) fresh.set(key, 'a');
  assert.match(fresh.toXml(), /DesiredSpeed>18446744073709551615</);
});

test('a context of elements goes back as it came', () => {
  const pull = sent(cimwire.pull(uri, 'a<b', { to }));
  const response = cimwire.respond(
    pull,
    `<n:PullResponse xmlns:n="http://schemas.xmlsoap.org/ws/2004/09/enumeration">
       <n:EnumerationContext><x:Id xmlns:x="urn:x">7</x:Id></n:EnumerationContext><n:Items/></n:PullResponse>`,
  );
  const { enumerationContext } = cimwire.decode(response.bytes);
  const next = sent(cimwire.pull(uri, enumerationContext, { to }));
  const context = next.body.child('Pull').child('EnumerationContext');
  assert.deepEqual([context.child('Id', 'urn:x').text, context.children.length], ['7', 1]);
});

test('a message that has to be refused comes with its answer', () => {
  const good = sent(cimwire.get(uri, { to }));
  assert.equal(good.refusal(), undefined);
  const bad = cimwire.get(uri, { to, headers: ['<x:X xmlns:x="urn:x" xmlns:s="http://www.w3.org/2003/05/soap-envelope" s:mustUnderstand="true"/>'] });
  const { status, bytes } = cimwire.decode(bad.bytes).refusal();
  assert.deepEqual([status, cimwire.decode(bytes).fault.code], [500, 'MustUnderstand']);
});
