// What TypeScript has to accept, and under @ts-expect-error, to refuse. Checked, never run.

import cimwire, {
  CimwireError, FaultError, Schema, decode, decodeAsync, encode, enumerate, fault, get, invoke, pull, put, respond,
  subscribe, type Instance, type Item, type Message, type MessageObject, type Request, type Value,
} from 'cimwire';

const message: Message = decode(Buffer.from('<a/>'), { schema: Schema.cim(), integers: 'string', limits: { depth: 9 } });
const later: Promise<Message> = decodeAsync('<a/>');
const action: string | undefined = message.action;

function shown(item: Item): string | undefined {
  switch (item.kind) {
    case 'both':
      return item.instance.className + item.reference.address;
    case 'reference':
      return item.resourceUri;
    default:
      return item.className;
  }
}

function body(object: MessageObject): unknown {
  if (object.kind === 'Fault') return object.body?.reasons;
  if (object.kind === 'Method') return object.method;
  // @ts-expect-error no other message has a method
  if (object.kind === 'Get') return object.body?.reasons?.[0];
  return object.body;
}

interface Fan {
  Name: string;
  DesiredSpeed: bigint;
}
function speed(fan: Instance<Fan>): bigint | undefined {
  const any: Value | undefined = fan.get('Other');
  void any;
  return fan.get('DesiredSpeed');
}

const request: Request = get('urn:x', { to: 'http://x/', selectors: { Name: 'a', Number: 7n } });
const bytes: Buffer = enumerate('urn:x', { to: 'http://x/', optimize: 9, wql: 'SELECT * FROM A' }).bytes;
if (message.enumerationContext) pull('urn:x', message.enumerationContext, { to: 'http://x/' });
for (const instance of message.instances) put('urn:x', instance, { to: 'http://x/' });
invoke('urn:x', 'M', { to: 'http://x/', parameters: { A: [1, 2], B: true } });
subscribe('urn:x', { to: 'http://x/', sink: 'http://y/', delivery: 'push' });
const { status }: { status: number } = fault(message, 'w:AccessDenied', { reason: 'no' });
respond(message, '<a/>');
const xml: Buffer = encode({ kind: 'Get' });
try {
  message.raiseForFault();
} catch (error) {
  if (error instanceof FaultError) error.fault.reason('de');
  if (error instanceof CimwireError) error.code.toFixed();
}
cimwire.delete('urn:x', { to: 'http://x/' });

// @ts-expect-error there is no such option
decode('<a/>', { strickt: true });
// @ts-expect-error no bytes
decode(7);
// @ts-expect-error a Get has no query
get('urn:x', { wql: 'SELECT' });
// @ts-expect-error a message is decoded, not made
new cimwire.Message();
// @ts-expect-error what is read is not written
message.kind = 'Get';

void [later, action, shown, body, speed, request, bytes, status, xml];
