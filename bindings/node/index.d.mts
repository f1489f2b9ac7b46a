import * as cimwire from './index.js';

export * from './index.js';
export default cimwire;
