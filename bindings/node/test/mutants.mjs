// Mutated messages: node test/mutants.mjs COUNT [SEED]. Every one is read or refused with an error
// of the package, whatever is asked of it; memory stays as it is.

import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CimwireError, Path, Schema, decode, decodeDocument, decodeHead, put } from 'cimwire';
import { corpus, vectors } from './corpus.mjs';

const VALUES = ['', ' ', '007', '-1', '18446744073709551616', '&amp;', '&#xe9;', 'a:b', 's:Body', 'TRUE', '<![CDATA[x]]>', '1e9', '\xc3\xa4'];
const MARKS = ['<', '>', '&', '"', ':', '/', ']]>', '<![CDATA[', '<!--', '&#0;', 'xsi:nil="true"', '\0', '\xff', '7', ' '];

const cim = Schema.cim();

/** Reads so many mutants; returns how many were messages, how many not, and MiB of growth. */
export async function survive(count, seed) {
  const random = randomFrom(seed);
  const messages = [...vectors().map(({ xml }) => xml), ...corpus().map((file) => readFileSync(file))].filter(
    (message) => message.length < 1 << 16,
  );
  const options = [undefined, { strict: true }, { salvage: true }, { schema: cim }];
  const told = { read: 0, refused: 0, growth: 0 };
  let settled;
  for (let round = 0; round < count; round += 1) {
    const mutant = mutated(messages[random(messages.length)], random);
    told[isRead(mutant, options[random(options.length)]) ? 'read' : 'refused'] += 1;
    if (round % 4 === 0) useAsDocument(mutant);
    // Node frees what addons hold between turns only.
    if (round % 20 === 0) await turn();
    // Caches and heaps have their size after a while.
    if (round === count >> 1) settled = process.memoryUsage().rss;
  }
  told.growth = (process.memoryUsage().rss - settled) >> 20;
  return told;
}

function isRead(bytes, options) {
  return isDone(bytes, () => {
    const message = decode(bytes, options);
    message.toJson();
    message.toObjects();
    for (const item of message.items) use(item.instance ?? item);
    void [message.method?.toObject(), message.method?.meaning('ReturnValue')];
    void [message.kind, message.head, message.headers, message.fault, message.deviations, message.repairs];
    void [message.isEndOfSequence, message.enumerationContext?.text, message.refusal()];
  });
}

/** Other ways to read the same bytes, each of which may refuse them. */
function useAsDocument(bytes) {
  isDone(bytes, () => decodeHead(bytes));
  isDone(bytes, () => Path.of(decode(bytes)).toReference('http://x/').toXml());
  isDone(bytes, () => decode(bytes).toJson({ schema: cim }));
  isDone(bytes, () => decode(bytes, { schema: cim }).instances.forEach((it) => put(it, { to: 'http://x/' })));
  isDone(bytes, () => {
    const document = decodeDocument(bytes, { salvage: true });
    const same = decodeDocument(document.canon());
    if (document.canon() !== same.canon()) throw new Error('expected the same canonical print');
    void [document.toJson(), document.deviations, document.misfits(cim), document.redacted().diff(document)];
    for (const it of document.instances({ schema: cim })) void [it.toObject(), it.draft().build().misfits];
  });
}

/** Whether something is done, and not refused. */
function isDone(bytes, work) {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof CimwireError) return false;
    throw new Error(`${bytes.toString('base64')}: ${error.stack}`);
  }
}

function use(item) {
  if (item.kind === 'reference') return void [item.toObject(), item.address, item.resourceUri, item.selectors];
  for (const key of item.keys()) void [item.get(key), item.text(key)];
  void [item.className, item.namespace, item.misfits, item.toJSON(), item.view.toXml(), item.view.nodes];
}

function mutated(message, random) {
  let bytes = Buffer.from(message);
  for (let changes = random(4) === 0 ? 3 : 1; changes > 0; changes -= 1) {
    bytes = (random(3) === 0 ? torn : changed)(bytes, random);
  }
  return bytes;
}

/** With an element that holds text twice, without it, or with another text in it. */
function changed(bytes, random) {
  const at = random(bytes.length);
  const text = bytes.toString('latin1', at, at + 4000);
  const element = /<([\w:]+)[^<>]*>[^<]*<\/\1>/.exec(text);
  if (element === null) return bytes;
  const [whole, name] = element;
  const value = VALUES[random(VALUES.length)];
  const others = [whole + whole, '', `<${name}>${value}</${name}>`, `<${name} a="${value}"/>`];
  const start = at + element.index;
  const other = Buffer.from(others[random(others.length)], 'latin1');
  return Buffer.concat([bytes.subarray(0, start), other, bytes.subarray(start + whole.length)]);
}

/** With a mark somewhere, or without a piece. */
function torn(bytes, random) {
  const at = random(bytes.length + 1);
  const mark = Buffer.from(MARKS[random(MARKS.length)], 'latin1');
  const rests = [at, at + mark.length, at + random(200), random(100) === 0 ? bytes.length : at];
  return Buffer.concat([bytes.subarray(0, at), mark, bytes.subarray(rests[random(rests.length)])]);
}

/** Numbers below a bound, the same for the same seed (xorshift, 32 bits). */
function randomFrom(seed) {
  let state = seed || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , count = '100000', seed = '1'] = process.argv;
  const { read, refused, growth } = await survive(Number(count), Number(seed));
  console.log(`${read} read, ${refused} refused, ${growth} MiB more in the second half`);
}
