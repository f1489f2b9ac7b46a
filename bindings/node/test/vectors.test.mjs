// The golden vectors, and the shared corpus where it is: what JavaScript reads from the tape is what
// the codec says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CimwireError, Schema, decode, encode } from 'cimwire';
import { corpus, vectors } from './corpus.mjs';
import { asCodec } from './codec.cjs';

const cim = Schema.cim();

test('vectors have one JSON in every language', () => {
  const all = vectors();
  assert.ok(all.length > 300, `${all.length} vectors`);
  for (const { name, xml, json } of all) {
    const message = decode(xml);
    assert.equal(message.toJson(), json, name);
    assert.deepEqual(message.toObject(), JSON.parse(json), name);
    assert.equal(JSON.stringify(message), json, name);
    assert.equal(decode(encode(json)).toJson(), json, name);
    agrees(message, name);
  }
});

test('the corpus is read from the tape as by the codec', (t) => {
  // All of it takes a minute; a part of it every time finds what breaks.
  const files = corpus().filter((_, at) => process.env.CIMWIRE_ALL || at % 8 === 0);
  if (files.length === 0) return t.skip('CIMWIRE_SHARED has no corpus');
  let instances = 0;
  for (const file of files) {
    const message = messageOf(file);
    if (message !== undefined) instances += agrees(message, file);
  }
  assert.ok(instances > 100, `${instances} instances`);
});

/** Whether all ways to read the instances of a message say the same; returns how many there are. */
function agrees(message, name) {
  const { body } = message.toObject();
  const told = Array.isArray(body?.items) ? body.items.map((it) => it.instance ?? it) : [body];
  const instances = message.instances;
  const objects = message.toObjects();
  assert.equal(objects.length, instances.length, name);
  message.items.forEach((item, at) => {
    const properties = told.length === message.items.length ? told[at]?.properties : undefined;
    const instance = item.kind === 'both' ? item.instance : item;
    if (properties === undefined || !instances.includes(instance)) return;
    assert.deepEqual(instance.toObject(), properties, name);
    assert.deepEqual(objects[instances.indexOf(instance)], properties, name);
  });
  for (const schema of [undefined, cim]) {
    const typed = schema === undefined ? message : messageOf(message.envelope.toXml(), { schema });
    const all = typed.toObjects();
    typed.instances.forEach((instance, at) => {
      const byCodec = asCodec(instance);
      assert.deepEqual(instance.toObject(), byCodec.toObject(), name);
      assert.deepEqual(all[at], byCodec.toObject(), name);
      for (const key of byCodec.keys()) {
        assert.deepEqual(shown(instance.get(key)), shown(byCodec.get(key)), `${name} ${key}`);
        assert.deepEqual(instance.text(key), byCodec.text(key), `${name} ${key}`);
      }
      assert.deepEqual(instance.keys(), byCodec.keys(), name);
    });
  }
  return instances.length;
}

/** A value of which equal ones are equal: views by their XML. */
function shown(value) {
  if (Array.isArray(value)) return value.map(shown);
  return value?.toXml?.() ?? value?.view?.toXml() ?? value;
}

function messageOf(input, options) {
  try {
    return decode(typeof input === 'string' && input.endsWith('.xml') ? readFileSync(input) : input, options);
  } catch (error) {
    assert.ok(error instanceof CimwireError, String(error));
    return undefined;
  }
}
