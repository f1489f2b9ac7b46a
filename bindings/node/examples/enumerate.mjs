// A whole enumeration with fetch: node examples/enumerate.mjs URL RESOURCE-URI [WQL]

import { CONTENT_TYPE, decode, enumerate, pull } from 'cimwire';

/** The items of a resource, a page at a time. */
export async function* items(url, uri, { ask, ...options } = {}) {
  const send = async ({ bytes }) => {
    const headers = { 'content-type': CONTENT_TYPE };
    const response = await fetch(url, { method: 'POST', headers, body: bytes });
    return decode(await response.arrayBuffer(), options).raiseForFault();
  };
  let answer = await send(enumerate(uri, { to: url, optimize: 100, ...ask }));
  yield* answer.items;
  while (!answer.isEndOfSequence) {
    answer = await send(pull(uri, answer.enumerationContext, { to: url, maxElements: 100 }));
    yield* answer.items;
  }
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const [, , url, uri, wql] = process.argv;
  for await (const item of items(url, uri, { ask: { wql } })) console.log(item.toObject());
}
