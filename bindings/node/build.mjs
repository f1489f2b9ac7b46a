// Builds the addon and puts it beside the package: node build.mjs [zigbuild] [ARGUMENTS OF CARGO]. Needs
// cargo, nothing else; with `zigbuild`, cargo-zigbuild, which links for older systems and other machines.

import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { platformName } = createRequire(import.meta.url)('./lib/platform.js');
/** Platforms as Node names them, by the targets of Rust. */
const PLATFORMS = {
  'x86_64-unknown-linux-gnu': 'linux-x64-gnu',
  'aarch64-unknown-linux-gnu': 'linux-arm64-gnu',
};

const [first, ...rest] = process.argv.slice(2);
const isByZig = first === 'zigbuild';
const given = isByZig || first === undefined ? rest : [first, ...rest];
const profile = given.includes('--profile') ? [] : ['--release'];
const cargo = spawnSync(
  'cargo',
  [isByZig ? 'zigbuild' : 'build', '-p', 'cimwire-node', '--message-format=json-render-diagnostics', ...profile, ...given],
  { cwd: new URL('.', import.meta.url), stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 },
);
if (cargo.error) throw new Error(`cargo does not run: ${cargo.error.message}`);
if (cargo.status !== 0) process.exit(cargo.status ?? 1);

const artifacts = cargo.stdout.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line));
const library = artifacts.findLast((it) => it.target?.name === 'cimwire_node' && it.filenames);
const place = new URL(`cimwire.${platform()}.node`, import.meta.url);
copyFileSync(library.filenames[0], place);
console.log(`built ${place.pathname.split('/').pop()}`);

/** Which platform the addon is for. */
function platform() {
  const at = given.indexOf('--target');
  if (at < 0) return platformName();
  // cargo-zigbuild takes the version of glibc behind the target.
  const target = given[at + 1].replace(/\.[\d.]+$/, '');
  if (!Object.hasOwn(PLATFORMS, target)) throw new Error(`expected one of ${Object.keys(PLATFORMS)}, found ${target}`);
  return PLATFORMS[target];
}
