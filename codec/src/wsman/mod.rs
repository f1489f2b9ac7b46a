//! Messages of WS-Management (DSP0226): what they ask and say, with types.

mod kind;
