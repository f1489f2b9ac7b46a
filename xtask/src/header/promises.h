/*
 * cimwire: WS-Management messages, from bytes to typed messages and back. No I/O.
 *
 * Calls. A function returns a code: CIMWIRE_OK, CIMWIRE_NONE where there is no such thing, or a
 * number from 100 on. It writes its results only where it returns CIMWIRE_OK. Where it takes an
 * `error` and that is not NULL, it writes an error handle there when it fails, and only then; free
 * it with cimwire_error_free. No call ends the process, throws, or touches errno or the locale.
 *
 * Memory is the system's, or yours (cimwire_set_allocator). A call that yours has not enough for ends
 * with CIMWIRE_NO_MEMORY and has done nothing, but that places for many results may have been written
 * to; what it was given is as it was and can be used, and a `_free` never lacks memory. Without functions
 * of yours, copies of the input, and what a decoder with a bound on memory takes, get that code too; only
 * where the system has no memory for anything else, the process ends.
 *
 * Handles. `cimwire_message *` and its like are handles: use them only here. Each is freed once,
 * with the `_free` of its type; nothing else is. A handle that is NULL, was freed, is of another
 * type or was never given out is told, and nothing is harmed: CIMWIRE_NULL or CIMWIRE_CLOSED.
 *
 * Texts and bytes that are told (`cimwire_str`) belong to the handle that was asked, or to what the
 * view is of, and live until that is freed; copy what you keep. They are UTF-8 and do not end with
 * a NUL. That a text is read after its handle was freed is the one misuse that cannot be told: so
 * it is with any address in C. Addresses that a call reads from or writes to must be good for that.
 *
 * Threads. Any thread may use any handle. Calls that only read one run side by side. A call that
 * changes one has it for itself: those on decoders, and what sets something in options, requests,
 * responses, paths and drafts, or refills a message. What comes in its way, or in whose way it comes,
 * ends with CIMWIRE_BUSY and does nothing: call again, or give each thread its own. A `_free` waits
 * for the calls that have the handle. The table behind the handles is all that the library keeps
 * outside of them.
 */
