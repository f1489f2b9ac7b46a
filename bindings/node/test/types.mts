// What TypeScript has to accept, and under @ts-expect-error, to refuse. Checked, never run.

import cimwire, {
  CimwireError, Draft, FaultError, Path, Schema, classUri, decode, momentOf, decodeAsync, decodeDocument, encode, enumerate,
  fault, fromCimRs, get, invoke, pull, put, respond, respondItems, subscribe, type Difference, type Document, type Instance,
  type Item, type Message, type MessageObject, type Reference, type Reply, type Request, type Value,
} from 'cimwire';
import type { ACME_Pump } from './acme.js';

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

const FanType = Schema.cim().type<Fan>('CIM_Fan');
for (const it of message.instances) {
  if (FanType !== undefined && it instanceof FanType) {
    const speed: bigint | undefined = it.DesiredSpeed;
    void speed;
  }
}
const Pump = Schema.cim().type<ACME_Pump>('ACME_Pump');
function pulses(item: Item): bigint | null | undefined {
  if (Pump === undefined || !(item instanceof Pump)) return undefined;
  // @ts-expect-error it has no such property
  void (item.Setting?.Limit?.length);
  return item.Pulses;
}
const request: Request = get('urn:x', { to: 'http://x/', selectors: { Name: 'a', Number: 7n } });
const bytes: Buffer = enumerate('urn:x', { to: 'http://x/', optimize: 9, wql: 'SELECT * FROM A' }).bytes;
if (message.enumerationContext) pull('urn:x', message.enumerationContext, { to: 'http://x/' });
for (const instance of message.instances) put('urn:x', instance, { to: 'http://x/' });
for (const instance of message.instances) put(instance.draft().set('Name', 'a'), { to: 'http://x/' });
get(Path.parse('A.B=1'), { to: 'http://x/' });
invoke(Path.parse('A.B=1').toReference('http://x/'), 'M', { parameters: { A: 1.5 } });
// @ts-expect-error an instance alone is put where it is from
if (message.instances[0]) put(message.instances[0], '<a/>', { to: 'http://x/' });
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

const document: Document = decodeDocument('<a/>', { salvage: true });
function change(difference: Difference): string | undefined {
  if (difference.kind === 'attribute') return difference.attribute;
  // @ts-expect-error what is on one side only has no other value
  if (difference.kind === 'extra') return difference.left;
  return difference.path;
}
document.diff(message.document).map(change);
const rest: string = message.toCimRs({ schema: Schema.cim(), root: '/cimrs', namespace: 'root/cimv2', className: 'A' });
const again: Buffer = fromCimRs(rest, { schema: Schema.cim(), limits: { bytes: 9 } });
message.instances.map((it) => it.toCimRs({ schema: Schema.cim() }));
// @ts-expect-error instances of CIM-RS have the types of classes
document.toCimRs({ root: '/cimrs' });
for (const { bytes: body } of [request, respond(message)]) void fetch('http://x/', { method: 'POST', body });
const path: Path = Path.parse('CIM_Fan.DeviceID="1"').with({ namespace: 'root/cimv2', keys: { A: 1n } });
const reference: Reference = path.toReference('http://x/', { addressing: '2005' });
enumerate(classUri('*'), { to: 'http://x/', associated: { instance: reference, resultClass: 'CIM_Fan' } });
get(path.resourceUri, { to: 'http://x/', instance: path });
const typed: string = message.toJson({ schema: Schema.cim(), integers: 'strings' });
const { reply, taken }: { reply: Reply; taken: number } = respondItems(message, '7', message.instances, { limit: 9000 });
const statusName: string | undefined = message.fault?.cimErrors[0]?.statusName;
const born = message.instances[0]?.moment('InstallDate') ?? momentOf('2024-05-17');
if (born !== undefined && !Array.isArray(born)) {
  if (born.kind === 'interval') born.nanoseconds.toString();
  else if (born.kind === 'point') born.toDate()?.getTime();
  // @ts-expect-error only a point has all of a Date
  else born.toDate();
}
Draft.of('A', 'urn:a').set('B', [new Date(), null]);
// @ts-expect-error CIM has no arrays of arrays
Draft.of('A', 'urn:a').set('B', [[1]]);
const draft: Draft | undefined = Draft.ofClass(Schema.cim(), 'CIM_Fan')?.set('Speed', 7n).leaveOutUnchanged();
// @ts-expect-error an address is a string
path.toReference(7);
// @ts-expect-error documents have no schema until they are asked for instances
decodeDocument('<a/>', { schema: Schema.cim() });

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

void [pulses, rest, again, typed, reply, taken, statusName, draft, later, action, shown, body, speed, request, bytes, status, xml];
