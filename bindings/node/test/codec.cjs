'use strict';

// An instance as the codec reads it, for comparison: not a part of the package's face.

exports.asCodec = (instance) => instance.asCodec();
