/** WS-Management messages: bytes to typed messages and back. No I/O: bring your own HTTP. */

export * from './types/decode.js';
export * from './types/document.js';
export * from './types/error.js';
export * from './types/fault.js';
export * from './types/instance.js';
export * from './types/message.js';
export * from './types/moment.js';
export * from './types/path.js';
export * from './types/request.js';
export * from './types/response.js';
export * from './types/schema.js';
