// The messages that tests read: the project's own, and the shared corpus where it is.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export const shared = process.env.CIMWIRE_SHARED ?? path.join(root, '../shared');

/** Golden vectors: names without their ending, each with `.xml` and `.json`; not those with classes. Other
 * forms of JSON have no `.xml` of their own. */
export function vectors() {
  return files(path.join(root, 'tests/corpus'))
    .filter((file) => file.endsWith('.json') && !file.includes(`${path.sep}schema${path.sep}`))
    .map((file) => file.slice(0, -'.json'.length))
    .filter((name) => isThere(`${name}.xml`))
    .map((name) => ({ name: path.relative(root, name), xml: readFileSync(`${name}.xml`), json: readFileSync(`${name}.json`, 'utf8').trimEnd() }));
}

/** Files of the shared corpus; none where it is absent. */
export function corpus() {
  const folder = path.join(shared, 'corpus');
  return isThere(folder) ? files(folder).filter((file) => file.endsWith('.xml')) : [];
}

export function isThere(file) {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function files(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}
