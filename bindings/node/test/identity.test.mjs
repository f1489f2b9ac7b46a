// The program of the identity test keeps to its frames.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { vectors } from './corpus.mjs';

test('frames in, frames out', () => {
  const { xml, json } = vectors()[0];
  const program = fileURLToPath(new URL('identity.mjs', import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [program, 'json'], { input: Buffer.concat([framed(xml), framed('<a>')]) });
  assert.equal(status, 0);
  const first = stdout.subarray(4, 4 + stdout.readUInt32LE(0)).toString();
  assert.equal(first, json);
  const second = stdout.subarray(4 + Buffer.byteLength(first) + 4).toString();
  assert.match(second, /^error\t101\t3\t1\t4\ta\texpected /);
});

function framed(message) {
  const bytes = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}
