// Times cimwire against its peers in one process: node bench/compare.mjs PULL.xml GET.xml PACK.
//
// `cargo xtask bench node` makes these files, brings the peers and runs it. Contenders take turns,
// round for round; a cell is the best of all rounds, a ratio the median over the rounds of that to
// the reference.

import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { createRequire } from 'node:module';
import { XMLParser } from 'fast-xml-parser';
import * as txml from 'txml';
import xml2js from 'xml2js';
import { Schema, decode } from '../index.mjs';

const native = createRequire(import.meta.url)('../lib/native.js');
const ROUNDS = Number(process.env.ROUNDS ?? 21);
/** Long enough that each contender pays for its own garbage, and not for that of the one before. */
const ROUND_MS = 100;
/** What was made last, so that nothing is made for nobody. */
let kept;

const [pull, get, pack] = process.argv.slice(2).map((name) => readFileSync(name));
const schema = Schema.open(pack);
const parser = new XMLParser({ ignoreAttributes: false, removeNSPrefix: true });
const plain = new XMLParser();

const reading = {
  'fast-xml-parser': () => plain.parse(pull),
  'fast-xml-parser, attributes, no prefixes': () => parser.parse(pull),
  xml2js: () => xml2js.parseString(pull.toString(), { async: false }, () => {}),
  txml: () => txml.parse(pull.toString()),
  'cimwire decode only': () => decode(pull),
  'cimwire eager typed objects': () => decode(pull, { schema }).toObjects(),
  'cimwire eager objects, no class': () => decode(pull).toObjects(),
  'cimwire lazy, 3 properties each': () => three(decode(pull)),
  'cimwire lazy typed, 3 properties each': () => three(decode(pull, { schema })),
  'cimwire toJson': () => decode(pull).toJson(),
};

const eager = 'cimwire eager typed objects';
checkAnswers();
const times = await compare(reading, pull.length);
goal(times, eager, 'fast-xml-parser', 45);
goal(times, eager, 'fast-xml-parser, attributes, no prefixes', 45);
goal(times, eager, 'xml2js', 45);
goal(times, eager, 'txml', 5);
const request = decode(get);
await small('no-op call', () => native.layout());
await small(`decode of a request, ${get.length} bytes`, () => decode(get));
await small('decode and kind, action, selectors', () => {
  const message = decode(get);
  return [message.kind, message.action, message.selectors];
});
await small('kind of a message', () => request.kind);

/** What is timed has to say what is there. */
function checkAnswers() {
  const typed = reading[eager]();
  if (typed.length !== 200) throw new Error(`expected 200 services, found ${typed.length}`);
  const [first] = typed;
  const types = [first.Name, first.Started, first.ProcessId, first.Dependencies].map((it) => typeof it);
  if (types.join() !== 'string,boolean,number,object') throw new Error(`found ${types}`);
  const told = parser.parse(pull).Envelope.Body.PullResponse.Items.Win32_Service;
  if (told[199].Name !== typed[199].Name) throw new Error('expected the same names as fast-xml-parser');
}

function three(message) {
  let length = 0;
  for (const it of message.items) length += it.Name.length + it.State.length + it.DisplayName.length;
  return length;
}

/** Milliseconds of each round, for each contender. */
async function compare(contenders, bytes) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const time = await timed(run);
      if (round >= 0) times[name].push(time);
    }
  }
  const [reference] = Object.values(times);
  for (const [name, own] of Object.entries(times)) {
    const speed = bytes / 1e3 / Math.min(...own);
    console.log(`| ${name} | ${speed.toFixed(0)} MB/s (${ratio(reference, own).toFixed(2)}x) |`);
  }
  return times;
}

/**
 * The milliseconds of processor time of one run, from as many as a round takes. Runs are turns of the
 * event loop, as messages that arrive are: Node frees what addons hold between turns only.
 */
async function timed(run) {
  const start = spent();
  let runs = 0;
  let now = start;
  while (now - start < ROUND_MS) {
    kept = run();
    runs += 1;
    await turn();
    now = spent();
  }
  return (now - start) / runs;
}

/** Milliseconds of processor time that this process took, its collector of garbage included. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

function ratio(ours, theirs) {
  const ratios = ours.map((time, round) => time / theirs[round]).sort((a, b) => a - b);
  return ratios[ratios.length >> 1];
}

function goal(times, ours, peer, wanted) {
  const found = ratio(times[peer], times[ours]);
  console.log(`| ${ours} | ${peer} | ${wanted}x | ${found.toFixed(1)}x | ${found >= wanted ? 'met' : 'MISSED'} |`);
}

async function small(name, run) {
  const count = 2_000;
  let best = Infinity;
  for (let round = 0; round < 100; round += 1) {
    const start = spent();
    for (let at = 0; at < count; at += 1) kept = run();
    await turn();
    best = Math.min(best, (spent() - start) / count);
  }
  console.log(`| ${name} | ${best < 1e-3 ? `${(best * 1e6).toFixed(0)} ns` : `${(best * 1e3).toFixed(2)} us`} |`);
}


