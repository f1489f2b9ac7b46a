// Requests of a client and answers of a service, each read again by the codec.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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

test('a selector that is given twice loses nothing', () => {
  const one = cimwire.get(uri, { to, selectors: { A: '1', ['__proto__']: '2' } }).bytes.toString();
  const message = cimwire.decode(one.replace('</w:SelectorSet>', '<w:Selector Name="A">3</w:Selector></w:SelectorSet>'));
  assert.deepEqual(Object.entries(message.selectors), [['A', ['1', '3']], ['__proto__', '2']]);
});

test('a reference says where a request goes, and numbers are those of the schemas', () => {
  const reference = cimwire.Path.parse('CIM_Fan.DeviceID="1"').toReference(to);
  const get = sent(cimwire.get('urn:other', { toReference: reference }));
  assert.deepEqual([get.head.to, get.head.resourceUri, get.selectors], [to, uri, { DeviceID: '1' }]);
  const refused = { kind: 'Misfit', path: 'Envelope/Body/Enumerate/MaxElements', text: /integer from 1 .*, found 0$/ };
  assert.throws(() => cimwire.enumerate(uri, { to, optimize: 0 }), refused);
  assert.throws(() => cimwire.pull(uri, '7', { to, maxCharacters: 0 }), { kind: 'Misfit' });
  assert.throws(() => cimwire.get(uri, { to, timeout: '-PT1S' }), { kind: 'Misfit' });
});

test('events are pushed, unless another delivery is asked for', () => {
  const modeOf = (options) => {
    const request = sent(cimwire.subscribe(uri, { to, ...options }));
    return request.body.child('Subscribe').child('Delivery').attribute('Mode')?.split('/').at(-1) ?? 'Push';
  };
  const sink = 'http://here/';
  const modes = [{ sink }, { sink, delivery: 'pushWithAck' }, { sink, delivery: 'events' }, { delivery: 'pull' }];
  assert.deepEqual(modes.map(modeOf), ['Push', 'PushWithAck', 'Events', 'Pull']);
  assert.throws(() => cimwire.subscribe(uri, { to }), /^TypeError: sink: expected a string, found undefined$/);
  assert.throws(() => cimwire.subscribe(uri, { to, sink, delivery: 'pull' }), TypeError);
});

test('parameters of a method arrive', () => {
  const call = sent(cimwire.invoke(uri, 'SetSpeed', { to, parameters: { DesiredSpeed: 7n, Bits: [1, 2] } }));
  const { method } = call;
  assert.deepEqual([method.name, method.className, method.isOutput], ['SetSpeed', 'CIM_Fan', false]);
  assert.deepEqual(method.toObject(), { DesiredSpeed: '7', Bits: ['1', '2'] });
  assert.deepEqual([method.DesiredSpeed, method.Bits], ['7', ['1', '2']]);
  const answer = cimwire.respond(call, `<f:SetSpeed_OUTPUT xmlns:f="${uri}"><f:ReturnValue>1</f:ReturnValue></f:SetSpeed_OUTPUT>`);
  const { method: answered } = cimwire.decode(answer.bytes, { schema: cimwire.Schema.cim() });
  assert.deepEqual([answered.isOutput, answered.returnValue, answered.keys()], [true, 1, []]);
});

test('real numbers are written as XML has them', () => {
  const given = { A: 1.5, B: 1e300, C: NaN, D: -Infinity, E: -0, F: 0.1, G: 5e-7, H: [Infinity, 7] };
  const { method } = sent(cimwire.invoke(uri, 'M', { to, parameters: given }));
  const written = { A: '1.5', B: '1E300', C: 'NaN', D: '-INF', E: '-0.0', F: '0.1', G: '5E-7', H: ['INF', '7'] };
  assert.deepEqual(method.toObject(), written);
  const { selectors } = sent(cimwire.get(uri, { to, selectors: { A: NaN } }));
  assert.deepEqual(selectors, { A: 'NaN' });
  const read = `<f:CIM_AdjacentSlots xmlns:f="${uri.replace('Fan', 'AdjacentSlots')}"><f:DistanceBetweenSlots>-INF</f:DistanceBetweenSlots></f:CIM_AdjacentSlots>`;
  const [slots] = cimwire.decodeDocument(read).instances({ schema: cimwire.Schema.cim() });
  assert.equal(slots.DistanceBetweenSlots, -Infinity);
});

test('what a method returned, and what its parameters are, has a meaning', () => {
  const service = uri.replace('Fan', 'ComputerSystem');
  const xml = `<f:RequestStateChange_OUTPUT xmlns:f="${service}"><f:Foo>4096</f:Foo><f:ReturnValue>4096</f:ReturnValue></f:RequestStateChange_OUTPUT>`;
  const schema = cimwire.Schema.cim();
  const call = sent(cimwire.invoke(service, 'RequestStateChange', { to, parameters: { RequestedState: 2 } }));
  const asked = cimwire.decode(call.document.toXml(), { schema }).method;
  assert.deepEqual([asked.meaning('requestedState'), asked.meaning('ReturnValue')], ['Enabled', undefined]);
  const { method } = cimwire.decode(cimwire.respond(call, xml).bytes, { schema });
  const meanings = ['ReturnValue', 'returnvalue', 'Foo', 'None'].map((name) => method.meaning(name));
  assert.deepEqual(meanings, [...Array(2).fill('Method Parameters Checked - Job Started'), undefined, undefined]);
  assert.equal(cimwire.decode(cimwire.respond(call, xml).bytes).method.meaning('ReturnValue'), undefined);
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

test('a path, a reference and an instance say what a request is about', () => {
  const schema = cimwire.Schema.cim();
  const keys = { SystemCreationClassName: 'a', SystemName: 'b', CreationClassName: 'CIM_Fan', DeviceID: '1' };
  const read = `<f:CIM_Fan xmlns:f="${uri}">${Object.entries(keys).map(([name, key]) => `<f:${name}>${key}</f:${name}>`).join('')}</f:CIM_Fan>`;
  const [instance] = cimwire.decodeDocument(read).instances({ schema });
  const path = cimwire.Path.of(instance);
  const reference = path.toReference('http://there/');
  const draft = instance.draft().set('DesiredSpeed', 7n);
  for (const resource of [path, instance, draft, reference]) {
    const where = resource === reference ? {} : { to };
    const { head, selectors } = sent(cimwire.get(resource, where));
    assert.deepEqual([head.to, head.resourceUri, selectors], [where.to ?? 'http://there/', uri, keys]);
    const call = sent(cimwire.invoke(resource, 'Reset', where));
    assert.deepEqual([call.kind, call.selectors], ['Method', keys]);
  }
  for (const given of [instance, draft]) {
    const put = sent(cimwire.put(given, { to }));
    assert.deepEqual([put.kind, put.head.resourceUri, put.selectors, put.instances.length], ['Put', uri, keys, 1]);
    assert.throws(() => cimwire.put(given, fan, { to }), TypeError);
  }
  assert.equal(sent(cimwire.put(reference, instance)).head.to, 'http://there/');
  const marked = reference.toXml().replace('<w:ResourceURI', '<w:ResourceURI xmlns:x="urn:x" x:odd="1"');
  assert.match(marked, /x:odd/);
  const odd = cimwire.decode(cimwire.respond(sent(cimwire.get(path, { to })), marked).bytes).items[0];
  assert.deepEqual([odd.address, odd.resourceUri, sent(cimwire.get(odd)).head.resourceUri], ['http://there/', uri, uri]);
  const vague = reference.toXml().replace(/<w:ResourceURI.*<\/w:ResourceURI>/, '');
  assert.notEqual(vague, reference.toXml());
  const anything = cimwire.decode(cimwire.respond(sent(cimwire.get(path, { to })), vague).bytes).items[0];
  assert.throws(() => cimwire.get(anything), { kind: 'Misfit', message: /expected a ResourceURI in the reference/ });
  const answer = `<n:PullResponse xmlns:n="http://schemas.xmlsoap.org/ws/2004/09/enumeration"><n:Items>
    <w:Item xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd">${fan}${marked}</w:Item></n:Items></n:PullResponse>`;
  const { instances: [came] } = cimwire.decode(cimwire.respond(sent(cimwire.pull(uri, '7', { to })), answer).bytes);
  const put = sent(cimwire.put(came));
  assert.deepEqual([put.head.to, put.head.resourceUri, put.selectors], ['http://there/', uri, keys]);
  const named = sent(cimwire.get(instance, { to, selectors: { DeviceID: '2' } }));
  assert.deepEqual([named.head.resourceUri, named.selectors], [uri, { DeviceID: '2' }]);
  const every = sent(cimwire.enumerate(cimwire.Path.ofClass('CIM_Fan', { baseOf: uri }), { to }));
  assert.deepEqual([every.head.resourceUri, every.selectors], [uri, {}]);
  assert.throws(() => cimwire.put(cimwire.decodeDocument(read).root.asInstance(), { to }), { kind: 'Misfit' });
  assert.throws(() => cimwire.get(path, { to, selectors: keys }), { kind: 'Rule' });
  for (const odd of [undefined, null, 7, {}, instance.view, schema]) {
    assert.throws(() => cimwire.get(odd, { to }), /^TypeError: resource: expected a URI, a path, a reference or an instance, found /);
  }
});

test('a draft is read as it will be written', () => {
  const schema = cimwire.Schema.cim();
  const read = `<f:CIM_Fan xmlns:f="${uri}"><f:DeviceID>1</f:DeviceID><f:DesiredSpeed>7</f:DesiredSpeed></f:CIM_Fan>`;
  const [instance] = cimwire.decodeDocument(read).instances({ schema, integers: 'string' });
  const built = instance.draft().set('EnabledState', 2).set('DesiredSpeed', 9).remove('DeviceID').build();
  assert.deepEqual(built.toObject(), { DesiredSpeed: '9', EnabledState: 2 });
  assert.ok(built instanceof schema.type('CIM_Fan'));
  assert.deepEqual(cimwire.Draft.of('A', 'urn:a').set('B', 1.5).build().toObject(), { B: '1.5' });
  const call = cimwire.Draft.input('SetSpeed', uri, { schema }).set('DesiredSpeed', 7n).build();
  assert.deepEqual([call.className, call.DesiredSpeed], ['SetSpeed_INPUT', '7']);
  assert.throws(() => instance.draft().set('EnabledState', 65536).build(), { kind: 'Misfit', path: 'CIM_Fan/EnabledState' });
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

test('an answer brings as many items as the request allows', () => {
  const request = sent(cimwire.pull(uri, '7', { to, maxElements: 2 }));
  const { reply, taken } = cimwire.respondItems(request, '8', [fan, fan, fan]);
  const answer = cimwire.decode(reply.bytes);
  assert.deepEqual([taken, answer.items.length, answer.enumerationContext.text], [2, 2, '8']);
  const last = cimwire.respondItems(request, '8', answer.instances);
  assert.deepEqual([last.taken, cimwire.decode(last.reply.bytes).isEndOfSequence], [2, true]);
  assert.throws(() => cimwire.respondItems(request, '8', [7]), TypeError);
});

test('an answer that is too large is the fault that says so', () => {
  const request = sent(cimwire.get(uri, { to, maxEnvelopeSize: 8192 }));
  const large = `<f:CIM_Fan xmlns:f="${uri}"><f:Name>${'x'.repeat(9000)}</f:Name></f:CIM_Fan>`;
  assert.equal(cimwire.respond(request, large).status, 200);
  const { bytes } = cimwire.respond(request, large, { withinLimits: true });
  assert.equal(cimwire.decode(bytes).fault.shortSubcode, 'w:EncodingLimit');
});

test('errors of CIM and of Windows are told', () => {
  const request = sent(cimwire.get(uri, { to }));
  const { bytes, status } = cimwire.cimFault(request, 6, 'no such fan');
  const { cimErrors, windows } = cimwire.decode(bytes).fault;
  assert.deepEqual([status, windows, cimErrors.length], [400, undefined, 1]);
  const [{ view, messageId, ...error }] = cimErrors;
  assert.deepEqual(error, { className: 'CIM_Error', status: 6, statusName: 'CIM_ERR_NOT_FOUND', message: 'no such fan' });
  assert.equal(messageId, error.statusName);
  assert.equal(view.name, 'CIM_Error');
  assert.throws(() => cimwire.cimFault(request, 4000, ''), { kind: 'Misfit' });
  const { fault } = cimwire.decode(readFileSync(new URL('../../../tests/corpus/golden/faults/fault.windows.2004.xml', import.meta.url)));
  assert.equal(fault.windows.view.name, 'WSManFault');
  assert.ok(fault.windows.code > 0 && fault.windows.message.length > 0);
});

test('drafts of calls and of what was changed', () => {
  const schema = cimwire.Schema.cim();
  const input = cimwire.Draft.input('SetSpeed', uri, { schema }).set('DesiredSpeed', 7n);
  assert.deepEqual([input.className, input.namespace, input.isTyped, input.changes], ['SetSpeed_INPUT', uri, true, ['DesiredSpeed']]);
  const { method } = sent(cimwire.invoke(uri, 'SetSpeed', { to, input }));
  assert.deepEqual([method.name, method.toObject()], ['SetSpeed', { DesiredSpeed: '7' }]);
  const output = cimwire.Draft.output('SetSpeed', uri, { schema }).set('ReturnValue', 0);
  const answer = cimwire.respond(sent(cimwire.invoke(uri, 'SetSpeed', { to, input })), output);
  assert.equal(cimwire.decode(answer.bytes, { schema }).method.returnValue, 0);
  const read = `<f:CIM_Fan xmlns:f="${uri}"><f:DeviceID>1</f:DeviceID><f:DesiredSpeed>7</f:DesiredSpeed><f:ElementName>a</f:ElementName></f:CIM_Fan>`;
  const [instance] = cimwire.decodeDocument(read).instances({ schema });
  const least = instance.draft().set('ElementName', 'b').leaveOutUnchanged().toXml();
  assert.ok(least.includes('DeviceID') && least.includes('>b<') && !least.includes('DesiredSpeed'), least);
  const writable = instance.draft().set('DesiredSpeed', 9n).leaveOutReadOnly().toXml();
  assert.ok(writable.includes('>9<') && writable.includes('DeviceID') && !writable.includes('ElementName'), writable);
  assert.equal(cimwire.Draft.ofClass(schema, 'cim_fan').className, 'CIM_Fan');
  assert.equal(cimwire.Draft.ofClass(schema, 'CIM_Nothing'), undefined);
  const [untyped] = cimwire.decode(cimwire.put(uri, fan, { to }).bytes).instances;
  assert.throws(() => untyped.draft().leaveOutReadOnly(), { kind: 'Misfit' });
});
