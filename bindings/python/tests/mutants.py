"""Decodes mutated messages and uses all that comes of them: python tests/mutants.py [COUNT [SEED]].

Nothing but the errors of cimwire may come out, and memory stays flat. The messages are the golden
vectors, and those of the shared corpus where it is there (``CIMWIRE_SHARED``).
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import cimwire

ROOT = Path(__file__).resolve().parents[3]
GROWTH = 48 << 20
"""Bytes that the process may grow by after the first tenth, allocators' habits included."""


def main(count: int = 100_000, seed: int = 1) -> None:
    messages = list(corpus())
    schema = cimwire.Schema()
    chance = random.Random(seed)
    refused, settled = 0, 0
    for number in range(count):
        data = mutated(chance.choice(messages), chance)
        try:
            use(cimwire.decode(data, salvage=number % 5 == 0, schema=schema if number % 3 else None))
        except cimwire.CimwireError:
            refused += 1
        if number == count // 10:
            settled = resident()
    grown = resident() - settled
    print(f"{count} mutants of {len(messages)} messages: {refused} refused, grown by {grown >> 10} KiB")
    if grown > GROWTH:
        sys.exit(f"expected to grow by at most {GROWTH >> 20} MiB")


def corpus() -> Iterator[bytes]:
    """Messages of at most 20 kB, so that many are tried."""
    shared = Path(os.environ.get("CIMWIRE_SHARED", ROOT.parent / "shared")) / "corpus"
    for folder in (ROOT / "tests/corpus", shared):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".xml", "") and path.stat().st_size < 20_000:
                yield path.read_bytes()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A message with some bytes changed, cut, doubled, or exchanged for others of markup."""
    changing = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(changing) + 1)
        end = min(len(changing), at + chance.choice((1, 1, 1, 2, 16)))
        # Half of them change a letter, so that many are still messages.
        if chance.random() < 0.5:
            changing[at:end] = bytes(chance.choice(b"aZ0 9.:/-") for _ in range(end - at))
            continue
        match chance.randrange(5):
            case 0:
                changing[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
            case 1:
                del changing[at:end]
            case 2:
                changing[at:at] = changing[at:end]
            case 3:
                changing[at:end] = chance.choice((b"<", b">", b"&amp;", b"</", b'="', b"]]>", b"\0", b"\xff"))
            case _:
                other = chance.randrange(len(changing) + 1)
                changing[at:end] = changing[other : other + 16]
    return bytes(changing)


def use(message: cimwire.Message) -> None:
    """Reads all there is."""
    message.headers, message.selectors, message.options, message.deviations, message.repairs
    message.fault, message.method, message.refusal(), repr(message), message.to_dict()
    for item in message.items:
        if isinstance(item, cimwire.Instance):
            item.misfits, [item.text(name) for name in item], item.reference
            change(item)
    dicts = [dict(item) if isinstance(item, cimwire.Instance) else {} for item in message.items]
    assert repr(message.items.to_dicts()) == repr(dicts)
    cimwire.columns(message.items)


def change(item: cimwire.Instance) -> None:
    """Writes it with its own values, and asks where it is."""
    for work in (lambda: item.replace(item.to_dict()), lambda: item.path):
        try:
            work()
        except cimwire.CimwireError:
            pass


def resident() -> int:
    """Bytes of memory that the process has; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
