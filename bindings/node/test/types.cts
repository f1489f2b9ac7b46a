// The same package by require, as CommonJS has it.

import cimwire = require('cimwire');

const message: cimwire.Message = cimwire.decode('<a/>');
const objects: Record<string, cimwire.Datum>[] = message.toObjects();
void [objects, cimwire.remove, cimwire.delete];
