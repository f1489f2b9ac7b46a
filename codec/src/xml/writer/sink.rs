//! Where written bytes go.

use std::io;

use bytes::BytesMut;

/// Takes the bytes of a [`Writer`](super::Writer).
pub trait Sink {
    /// Bytes that a writer gathers before it hands them over, more or less.
    const CHUNK: usize = 16 << 10;

    /// Takes all that is in `written` and leaves it empty.
    ///
    /// # Errors
    /// Whatever keeps it from taking them; the writer makes it an
    /// [`ErrorKind::Sink`](crate::ErrorKind::Sink).
    fn take(&mut self, written: &mut Vec<u8>) -> io::Result<()>;

    /// Memory to gather bytes in; what it holds is given to [`Sink::take`] before them.
    fn buffer(&mut self) -> Vec<u8> {
        Vec::new()
    }
}

/// Bytes are appended, without a detour.
impl Sink for Vec<u8> {
    const CHUNK: usize = usize::MAX;

    fn take(&mut self, written: &mut Vec<u8>) -> io::Result<()> {
        if self.is_empty() {
            std::mem::swap(self, written);
        } else {
            self.append(written);
        }
        Ok(())
    }

    fn buffer(&mut self) -> Vec<u8> {
        std::mem::take(self)
    }
}

/// Bytes are appended.
impl Sink for BytesMut {
    fn take(&mut self, written: &mut Vec<u8>) -> io::Result<()> {
        self.extend_from_slice(written);
        written.clear();
        Ok(())
    }
}

impl<K: Sink> Sink for &mut K {
    const CHUNK: usize = K::CHUNK;

    fn take(&mut self, written: &mut Vec<u8>) -> io::Result<()> {
        (**self).take(written)
    }

    fn buffer(&mut self) -> Vec<u8> {
        (**self).buffer()
    }
}

/// Calls a function with every chunk.
///
/// ```
/// use std::io::Write;
/// use cimwire::xml::{Chunks, Name, Writer};
/// let mut file = std::io::sink();
/// let mut writer = Writer::new(Chunks(|chunk: &[u8]| file.write_all(chunk)));
/// writer.leaf(Name { namespace: "urn:fans", local: "Speed" }, "4200")?;
/// writer.finish()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub struct Chunks<F>(pub F);

impl<F: FnMut(&[u8]) -> io::Result<()>> Sink for Chunks<F> {
    fn take(&mut self, written: &mut Vec<u8>) -> io::Result<()> {
        self.0(written)?;
        written.clear();
        Ok(())
    }
}
