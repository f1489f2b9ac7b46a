// A slice of the mutants; `node test/mutants.mjs 100000` reads the rest.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { survive } from './mutants.mjs';

test('mutated messages are read or refused', async () => {
  const { read, refused, growth } = await survive(1500, 7);
  assert.ok(read > 100 && refused > 100, `${read} read, ${refused} refused`);
  assert.ok(growth < 64, `${growth} MiB more`);
});
