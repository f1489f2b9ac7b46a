"""Hostile messages, many threads."""

from __future__ import annotations

import gc
import io
import itertools
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import FAN, ROOT, pulled, shared

import cimwire

HERE = Path(__file__).parent


def test_mutants_bring_nothing_but_our_errors() -> None:
    done = subprocess.run(
        [sys.executable, HERE / "mutants.py", "2000"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_threads_share_messages_and_items() -> None:
    fans = "".join(f"<f:CIM_Fan><f:DeviceID>{n}</f:DeviceID></f:CIM_Fan>" for n in range(500))
    message = pulled(fans)
    data, walk = message.to_bytes(), iter(message.items)

    def work(number: int) -> tuple[int, list[str]]:
        own = cimwire.decode(data)
        assert own == message and own.items.to_dicts() == message.items.to_dicts()
        return len(own.items), [item.DeviceID for item in walk]

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(32)))
    assert {count for count, _ in results} == {500}
    assert sorted(int(name) for _, names in results for name in names) == list(range(500))


def test_threads_decode_at_the_same_time() -> None:
    fans = "<f:CIM_Fan><f:DeviceID>1</f:DeviceID></f:CIM_Fan>" * 20_000
    data = pulled(fans).to_bytes()
    with ThreadPoolExecutor(4) as pool:
        kinds = list(pool.map(lambda _: cimwire.decode(data).kind, range(16)))
    assert kinds == ["PullResponse"] * 16


def test_the_interpreter_is_let_go() -> None:
    """A thread that only counts gets on while another is inside one call."""
    data = pulled("<f:CIM_Fan><f:DeviceID>1</f:DeviceID></f:CIM_Fan>" * 200_000).to_bytes()
    counts = itertools.count()
    done = threading.Event()

    def count() -> None:
        while not done.is_set():
            next(counts)

    thread = threading.Thread(target=count)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(60)  # nobody is made to give way
    try:
        thread.start()
        before = next(counts)
        cimwire.decode(data)
        after = next(counts)
    finally:
        sys.setswitchinterval(interval)
        done.set()
        thread.join()
    assert after - before > 100


@pytest.mark.parametrize("depth", [2, 50_000, None])
def test_arrays_of_arrays_are_refused_however_deep(depth: int | None) -> None:
    nested: list[object] = []
    if depth is None:
        nested.append(nested)
    for _ in range(depth or 0):
        nested = [nested]
    asked = cimwire.decode(cimwire.enumerate(FAN, to="https://bmc/wsman", optimize=5).body)
    draft = cimwire.Draft("CIM_Fan", FAN)
    for write in [
        lambda: draft.update(OperationalStatus=nested),
        lambda: draft.build().replace(OperationalStatus=nested),
        lambda: cimwire.respond(asked, items=[{"OperationalStatus": nested}], class_uri=FAN),
    ]:
        with pytest.raises(TypeError, match="found list"):
            write()


def test_a_draft_may_be_a_value_of_itself() -> None:
    draft = cimwire.Draft("CIM_Fan", FAN)
    draft["Own"] = draft
    draft["Own"] = draft
    assert draft.to_xml().count("CIM_Fan") > 2


def test_halves_of_characters_are_our_error_with_a_place() -> None:
    with pytest.raises(cimwire.DecodeError) as caught:
        cimwire.decode("<a>\n\ud800</a>")
    assert (caught.value.kind, caught.value.line) == ("Encoding", 2)


def test_nothing_is_kept_of_what_is_dropped() -> None:
    data = bytes(pulled("<f:CIM_Fan><f:DeviceID>1</f:DeviceID></f:CIM_Fan>").to_bytes())
    count = sys.getrefcount(data)
    for _ in range(100):
        items = cimwire.decode(data).items
        [item] = items
        del items, item
    gc.collect()
    assert sys.getrefcount(data) <= count + 1


def test_deep_wide_and_many_shaped_messages_are_read_or_refused() -> None:
    with pytest.raises(cimwire.DecodeError, match="DepthLimit"):
        cimwire.decode("<a>" * 300 + "</a>" * 300)
    shapes = "".join(f"<f:CIM_Fan><f:P{n}>1</f:P{n}></f:CIM_Fan>" for n in range(5000))
    items = pulled(shapes).items
    assert len(items.to_dicts()) == 5000
    with pytest.raises(ValueError, match="too many columns"):
        items.columns()


def test_errors_are_those_of_the_command() -> None:
    """What tests/suite/identity.rs compares for all languages, framed as it does."""
    frames = [b"<a>\n<b></a>", (ROOT / "tests/corpus/get.xml").read_bytes()]
    stdin = b"".join(struct.pack("<I", len(frame)) + frame for frame in frames)
    done = subprocess.run(
        [sys.executable, HERE / "identity.py", "json"], input=stdin, capture_output=True, check=True
    )
    out = io.BytesIO(done.stdout)
    first, second = (out.read(int.from_bytes(out.read(4), "little")).decode() for _ in frames)
    text = "expected the end tag `</b>`, found `</a>`"
    assert first.split("\t") == ["error", "105", "7", "2", "4", "a/b", text]
    assert second == (ROOT / "tests/corpus/get.json").read_text().strip()


def test_the_corpus_reads_the_same_in_both_ways() -> None:
    """Eager and lazy, typed and not."""
    schema = cimwire.Schema()
    seen = 0
    for path in sorted((shared() / "corpus").rglob("*"))[::5]:
        if not path.is_file():
            continue
        try:
            message = cimwire.decode(path.read_bytes(), schema=schema)
        except cimwire.DecodeError:
            continue
        for item, eager in zip(message.items, message.items.to_dicts()):
            if isinstance(item, cimwire.Instance):
                seen += 1
                assert dict(item) == eager == {name: item[name] for name in eager}, path
    assert seen > 100
