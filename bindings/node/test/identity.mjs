// One program of the identity test (tests/suite/identity.rs): messages in, canonical JSON or errors
// out, each framed by its length in four bytes, little-endian.

import { CimwireError, decode } from 'cimwire';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const input = Buffer.concat(chunks);
const output = [];
for (let at = 0; at < input.length; ) {
  const end = at + 4 + input.readUInt32LE(at);
  output.push(framed(told(input.subarray(at + 4, end))));
  at = end;
}
process.stdout.write(Buffer.concat(output));

function told(message) {
  try {
    return decode(message).toJson();
  } catch (error) {
    if (!(error instanceof CimwireError)) throw error;
    const { code, offset, line, column, path, text } = error;
    return ['error', code, offset, line, column, path, text].join('\t');
  }
}

function framed(text) {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}
