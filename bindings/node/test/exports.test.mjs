// What the package gives has types, what has types is given, to both kinds of modules.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import * as imported from 'cimwire';

const required = createRequire(import.meta.url)('cimwire');
const types = new URL('../types/', import.meta.url);

test('both kinds of modules have the same', () => {
  assert.deepEqual(Object.keys(imported).filter((name) => name !== 'default').sort(), Object.keys(required).sort());
  for (const [name, value] of Object.entries(required)) assert.equal(imported[name], value, name);
});

test('everything has a type, and each type something', () => {
  const text = readdirSync(types).map((file) => readFileSync(new URL(file, types), 'utf8')).join('\n');
  const declared = [...text.matchAll(/^export (?:class|function|const) (\w+)/gm)].map(([, name]) => name);
  declared.push(...[...text.matchAll(/^export \{ \w+ as (\w+) \}/gm)].map(([, name]) => name));
  assert.deepEqual([...new Set(declared)].sort(), Object.keys(required).sort());
});

test('every member of a class has a type', () => {
  const text = readdirSync(types).map((file) => readFileSync(new URL(file, types), 'utf8')).join('\n');
  for (const [name, value] of Object.entries(required)) {
    if (!/^class /.test(String(value))) continue;
    const body = new RegExp(`^export class ${name}\\b.*?^}`, 'ms').exec(text)[0];
    const own = [...Object.getOwnPropertyNames(value.prototype), ...Object.getOwnPropertyNames(value)];
    const isKnown = (it) => INTERNAL.includes(it) || it in Function.prototype || it in Object.getPrototypeOf(value.prototype);
    const members = own.filter((it) => !isKnown(it));
    for (const member of members) assert.match(body, new RegExp(`\\b${member}\\b`), `${name}.${member}`);
  }
});

test('whatever has a type says what it is', () => {
  const isDeclared = /^(?:  (?!private|protected)[\w[].*;$|export (?:class|interface|type|function|const) )/;
  for (const file of readdirSync(types)) {
    const lines = readFileSync(new URL(file, types), 'utf8').split('\n');
    lines.forEach((line, at) => {
      if (!isDeclared.test(line)) return;
      const above = lines[at - 1];
      const isOverload = above.startsWith(`${/^ *\w*/.exec(line)[0]}<`);
      assert.ok(above.endsWith('*/') || isOverload, `${file}: ${line}`);
    });
  }
});

/** For this package only. */
const INTERNAL = ['intoObject', 'asCodec', 'codec', 'prototype'];
