// Whose bytes, which thread, how much memory.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker, isMainThread } from 'node:worker_threads';
import { decode, decodeAsync } from 'cimwire';
import { vectors } from './corpus.mjs';

const { xml, json } = vectors().find(({ name }) => name.endsWith('corpus/pull-response'));

test('what becomes of the bytes later changes nothing', async () => {
  for (const read of [decode, decodeAsync]) {
    const given = Buffer.from(xml);
    const pending = read(given);
    if (read === decodeAsync) given.fill(0x20);
    const message = await pending;
    given.fill(0x20);
    assert.equal(message.instances[0].get('DeviceID'), 'Fan.Chassis.1#Fan.1A');
    assert.equal(message.toJson(), json);
  }
});

test('the bytes are read where they are, and not changed', () => {
  const around = Buffer.concat([Buffer.from('<?'), xml, Buffer.from('>>')]);
  const before = Buffer.from(around);
  assert.equal(decode(around.subarray(2, -2)).toJson(), json);
  assert.ok(around.equals(before));
  const memory = new SharedArrayBuffer(xml.length);
  const shared = Buffer.from(memory);
  shared.set(xml);
  assert.equal(decode(shared).toJson(), json);
  assert.equal(decode(xml.buffer.slice(xml.byteOffset, xml.byteOffset + xml.length)).toJson(), json);
});

test('many messages at once', async () => {
  const messages = await Promise.all(Array.from({ length: 64 }, () => decodeAsync(xml)));
  for (const message of messages) assert.equal(message.toJson(), json);
});

test('worker threads', async () => {
  const url = new URL(import.meta.url);
  const work = () =>
    new Promise((done, failed) => {
      const worker = new Worker(new URL('worker.mjs', url), { workerData: xml });
      worker.on('message', done).on('error', failed);
    });
  assert.ok(isMainThread);
  for (const told of await Promise.all([work(), work(), work()])) assert.equal(told, json);
});

test('memory stays as it is', async () => {
  const rounds = async (count) => {
    for (let round = 0; round < count; round += 1) {
      decode(xml).toObjects();
      // Node frees what addons hold between turns only.
      if (round % 20 === 0) await turn();
    }
    return process.memoryUsage().rss;
  };
  const before = await rounds(3000);
  const growth = (await rounds(6000)) - before;
  assert.ok(growth < 48 << 20, `${growth >> 20} MiB more`);
});
