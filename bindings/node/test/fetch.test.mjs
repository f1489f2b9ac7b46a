// The example with fetch, against a service of the same library on the loopback.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { FaultError, decode, fault, respond } from 'cimwire';
import { items } from '../examples/enumerate.mjs';

const uri = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan';
const enumeration = 'http://schemas.xmlsoap.org/ws/2004/09/enumeration';
let server;
let url;

before(async () => {
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    try {
      const { bytes, status, contentType } = answer(decode(Buffer.concat(chunks)));
      response.writeHead(status, { 'content-type': contentType }).end(bytes);
    } catch (error) {
      // Whoever asked waits otherwise.
      response.destroy(error);
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${server.address().port}/wsman`;
});

after(() => {
  server.close();
  server.closeAllConnections();
});

/** Three fans, one with the Enumerate and one with each Pull. */
function answer(request) {
  if (request.head.resourceUri !== uri) return fault(request, 'DestinationUnreachable');
  const isFirst = request.kind === 'Enumerate';
  const number = isFirst ? 1 : Number(request.body.child('Pull').child('EnumerationContext').text);
  const fan = `<f:CIM_Fan xmlns:f="${uri}"><f:DeviceID>${number}</f:DeviceID></f:CIM_Fan>`;
  const space = isFirst ? 'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd' : enumeration;
  const context = number < 3 ? `<n:EnumerationContext>${number + 1}</n:EnumerationContext>` : '';
  const end = number < 3 ? '' : '<n:EndOfSequence/>';
  return respond(
    request,
    `<n:${request.kind}Response xmlns:n="${enumeration}" xmlns:i="${space}">
       ${context}<i:Items>${fan}</i:Items>${end}
     </n:${request.kind}Response>`,
  );
}

test('a whole enumeration', async () => {
  const seen = [];
  for await (const fan of items(url, uri)) seen.push(fan.DeviceID);
  assert.deepEqual(seen, ['1', '2', '3']);
});

test('a fault is thrown', async () => {
  await assert.rejects(items(url, 'http://x.org/Nothing').next(), (error) => {
    assert.ok(error instanceof FaultError);
    assert.match(error.fault.subcode, /}DestinationUnreachable$/);
    return true;
  });
});
