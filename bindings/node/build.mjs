// Builds the addon and puts it beside the package; arguments go to cargo. Needs cargo, nothing else.

import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { platformName } = createRequire(import.meta.url)('./lib/platform.js');
const given = process.argv.slice(2);
const profile = given.length > 0 ? given : ['--release'];
const cargo = spawnSync(
  'cargo',
  ['build', '-p', 'cimwire-node', '--message-format=json-render-diagnostics', ...profile],
  { cwd: new URL('.', import.meta.url), stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 },
);
if (cargo.error) throw new Error(`cargo does not run: ${cargo.error.message}`);
if (cargo.status !== 0) process.exit(cargo.status ?? 1);

const artifacts = cargo.stdout.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line));
const library = artifacts.findLast((it) => it.target?.name === 'cimwire_node' && it.filenames);
const place = new URL(`cimwire.${platformName()}.node`, import.meta.url);
copyFileSync(library.filenames[0], place);
console.log(`built ${place.pathname.split('/').pop()}`);
