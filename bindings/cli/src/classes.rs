//! The classes that the command line asks for.

use cimwire_facade::{Bytes, Schema};

use crate::args::Classes;
use crate::input;
use crate::report::{Failure, report};

/// The classes of CIM and those of the packs that are asked for; none where one cannot be opened,
/// which is said.
pub(crate) fn open(classes: &Classes) -> Option<Schema> {
    let mut schema = Schema::cim();
    let packs = classes.schema.iter().filter(|path| path.as_os_str() != CIM);
    for path in packs {
        let pack = input::read(path, MOST).map_err(Failure::File);
        let with = pack.and_then(|pack| {
            // A line of a pack says nothing to people.
            let failure = |error| Failure::Message { error, input: Bytes::new() };
            schema.with(pack).map_err(failure)
        });
        match with {
            Ok(with) => schema = with,
            Err(failure) => {
                report(path, &failure, false);
                return None;
            }
        }
    }
    Some(schema)
}

/// Stands for the classes that are there anyway.
const CIM: &str = "cim";

/// Bytes of a pack; all of CIM has half a million.
const MOST: usize = 1 << 30;
