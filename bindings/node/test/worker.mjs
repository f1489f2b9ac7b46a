// Runs in a thread of its own: tells the JSON of the message it is given.

import { parentPort, workerData } from 'node:worker_threads';
import { decode } from 'cimwire';

parentPort.postMessage(decode(workerData).toJson());
