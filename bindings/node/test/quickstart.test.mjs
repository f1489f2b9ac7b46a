// The snippets of the README print what they say.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${folder}/README.md`, 'utf8');
const main = readFileSync(`${folder}/../../README.md`, 'utf8').split('**Node**')[1] ?? '';
const snippets = [...`${readme}${main.split('**')[0]}`.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);

test('there are snippets for both kinds of modules', () => {
  assert.ok(snippets.some((it) => it.includes('require(')) && snippets.some((it) => it.startsWith('import ')));
});

for (const snippet of snippets) {
  test(`a quick start of ${snippet.split('\n')[0]}`, () => {
    assert.ok(snippet.split('\n').length <= 30, 'expected fewer than 30 lines');
    const type = snippet.startsWith('import ') ? 'module' : 'commonjs';
    const { stdout, stderr } = spawnSync(process.execPath, [`--input-type=${type}`, '-e', snippet], { cwd: folder });
    assert.equal(stderr.toString(), '');
    const expected = [...snippet.matchAll(/console\.log\(.*; \/\/ (.*)/g)].map(([, text]) => text);
    assert.deepEqual(stdout.toString().trim().split('\n'), expected);
  });
}
