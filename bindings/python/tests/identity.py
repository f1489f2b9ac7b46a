"""Reads framed messages and writes what each says: one more language for tests/suite/identity.rs.

A frame is a length of 4 bytes, little-endian, and so many bytes. The answer to a message is its
canonical JSON, or `error`, code, offset, line, column, path and text with tabs between them.
"""

from __future__ import annotations

import sys
from typing import BinaryIO

import cimwire


def main() -> None:
    while (message := read(sys.stdin.buffer)) is not None:
        answer = said(message).encode("utf-8")
        sys.stdout.buffer.write(len(answer).to_bytes(4, "little") + answer)
    sys.stdout.buffer.flush()


def read(frames: BinaryIO) -> bytes | None:
    """The next message; None at the end."""
    head = frames.read(4)
    return frames.read(int.from_bytes(head, "little")) if head else None


def said(data: bytes) -> str:
    try:
        return cimwire.decode(data).to_json()
    except (cimwire.DecodeError, cimwire.EncodeError) as error:
        place = (error.code, error.offset, error.line, error.column, error.path, error.text)
        return "\t".join(["error", *map(str, place)])


if __name__ == "__main__":
    main()
