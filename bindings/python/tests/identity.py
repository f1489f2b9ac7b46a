"""What this package says of many inputs: one more language for tests/suite/identity.rs.

``identity.py TASK [PACK…]``; docs/bindings.md says what it is asked and how it answers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import cimwire


def main(task: str, *packs: str) -> None:
    files = [Path(pack).read_bytes() for pack in packs if pack != "cim"]
    schema = cimwire.Schema(*files, cim="cim" in packs) if packs else None
    say = tasks(schema)[task]
    for data in frames(sys.stdin.buffer):
        answer = answered(say, data)
        sys.stdout.buffer.write(len(answer).to_bytes(4, "little") + answer)
    sys.stdout.buffer.flush()


def frames(stream: BinaryIO) -> Iterator[bytes]:
    while head := stream.read(4):
        yield stream.read(int.from_bytes(head, "little"))


def answered(say: Say, data: bytes) -> bytes:
    try:
        answer = say(data)
    except (cimwire.DecodeError, cimwire.EncodeError) as error:
        place = (error.code, error.offset, error.line, error.column, error.path, error.text)
        answer = tabbed("error", *place)
    return answer if isinstance(answer, bytes) else answer.encode()


def tasks(schema: cimwire.Schema | None) -> dict[str, Say]:
    def read(data: bytes) -> cimwire.Message:
        return cimwire.decode(data, schema=schema)

    form: dict[str, Any] = {"schema": schema, "root": "/ns", "namespace": "acme/plant"}
    return {
        "json": lambda data: read(data).to_json(typed=schema is not None),
        "json-strings": lambda data: read(data).to_json(typed=True, integers="strings"),
        "json-numbers": lambda data: read(data).to_json(typed=True, integers="numbers"),
        "document": lambda data: cimwire.decode_element(data).to_json(),
        "xml": lambda data: cimwire.encode(data, schema=schema),
        "cim-rs": lambda data: read(data).to_cim_rs(**form),
        "from-cim-rs": lambda data: cimwire.from_cim_rs(data, **form).to_xml(),
        "check": lambda data: checked(read(data)),
        "misfits": lambda data: "".join(misfits(read(data))),
        "pack": lambda data: "\n".join(cimwire.Schema(data, cim=False)),
    }


def checked(message: cimwire.Message) -> bytes:
    lines = [tabbed(it.rule or "", *it[1:]) + "\n" for it in message.deviations]
    refusal = message.refusal()
    refused = b"" if refusal is None else b"refused\t%d\t%b" % (refusal.status, bytes(refusal))
    return "".join(lines).encode() + refused


def misfits(message: cimwire.Message) -> Iterator[str]:
    for item in message.items:
        if isinstance(item, cimwire.Instance):
            for it in item.misfits:
                yield tabbed(it.kind, it.offset, it.property, it.expected) + "\n"


def tabbed(*cells: object) -> str:
    return "\t".join(map(str, cells))


Say = Callable[[bytes], bytes | str]

if __name__ == "__main__":
    main(*sys.argv[1:])
