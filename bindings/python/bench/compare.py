"""Times cimwire against its peers in one process: python bench/compare.py PULL.xml GET.xml PACK.

`cargo xtask bench python` makes these files and runs it. Contenders take turns, round for round; a cell is
the best of all rounds, a ratio the median over the rounds of that to the reference.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import lxml.etree
import xmltodict

import cimwire

SERVICE = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service"
ROUNDS = 41
SECONDS = 0.01


def main() -> None:
    pull, get, pack = (Path(name).read_bytes() for name in sys.argv[1:4])
    schema = cimwire.Schema(pack, cim=False)
    check(pull, schema)
    reading = {
        "lxml.etree.fromstring": lambda: lxml.etree.fromstring(pull),
        "ElementTree to dicts": lambda: dicts_of(ElementTree.fromstring(pull)),
        "lxml to dicts": lambda: dicts_of(lxml.etree.fromstring(pull)),
        "xmltodict.parse": lambda: xmltodict.parse(pull),
        "cimwire decode only": lambda: cimwire.decode(pull),
        "cimwire eager dicts": lambda: cimwire.decode(pull).items.to_dicts(),
        "cimwire eager typed dicts": lambda: cimwire.decode(pull, schema=schema).items.to_dicts(),
        "cimwire lazy, 3 attributes each": lambda: attributes(cimwire.decode(pull)),
        "cimwire lazy, 3 keys each": lambda: keys(cimwire.decode(pull)),
        "cimwire lazy typed, 3 attributes each": lambda: attributes(
            cimwire.decode(pull, schema=schema)
        ),
        "cimwire columns": lambda: cimwire.decode(pull).items.columns(),
    }
    times = compare(reading, len(pull))
    eager, lazy = "cimwire eager typed dicts", "cimwire lazy, 3 attributes each"
    goals(times, eager, [("ElementTree to dicts", 11), ("lxml.etree.fromstring", 4), ("xmltodict.parse", 30)])
    goals(times, lazy, [("lxml.etree.fromstring", 12)])

    services = [flat(it) for it in cimwire.decode(pull).items.to_dicts()]
    request = cimwire.decode(bytes(cimwire.pull(SERVICE, "uuid:1", to="http://server/wsman")))
    xml = bytes(pull_response(request, services))
    assert cimwire.decode(xml).items.to_dicts() == services
    writing = {
        "lxml build + tostring": lambda: lxml_built(services),
        "cimwire.respond with dicts": lambda: pull_response(request, services),
    }
    times = compare(writing, len(xml))
    goals(times, "cimwire.respond with dicts", [("lxml build + tostring", 30)])

    message = cimwire.decode(get)
    small = {
        "no-op call": lambda: message.end_of_sequence,
        "lxml.etree.fromstring, Get": lambda: lxml.etree.fromstring(get),
        "ElementTree.fromstring, Get": lambda: ElementTree.fromstring(get),
        "cimwire.decode, Get": lambda: cimwire.decode(get),
    }
    compare(small, len(get))


def check(pull: bytes, schema: cimwire.Schema) -> None:
    """All read the same of the message, as far as each tells it."""
    ours = cimwire.decode(pull).items.to_dicts()
    theirs = dicts_of(lxml.etree.fromstring(pull))
    assert len(ours) == len(theirs) == 200
    assert all(a["Name"] == b["Name"] and a.keys() == b.keys() for a, b in zip(ours, theirs))
    typed = cimwire.decode(pull, schema=schema)
    assert isinstance(typed.items[0].ProcessId, int) and typed.items[1].Started is False


def dicts_of(root: ElementTree.Element) -> list[dict[str, object]]:
    """The items as dicts of text, as one writes it by hand: lists for what repeats."""
    items = root.find(".//{http://schemas.xmlsoap.org/ws/2004/09/enumeration}Items")
    assert items is not None
    dicts: list[dict[str, object]] = []
    for item in items:
        properties: dict[str, object] = {}
        for element in item:
            name = element.tag.rpartition("}")[2]
            value = element.text if len(element) == 0 else element[0].text
            if name in properties:
                first = properties[name]
                if isinstance(first, list):
                    first.append(value)
                else:
                    properties[name] = [first, value]
            else:
                properties[name] = value
        dicts.append(properties)
    return dicts


def attributes(message: cimwire.Message) -> int:
    count = 0
    for item in message.items:
        if item.Name and item.State and item.ProcessId is not None:
            count += 1
    return count


def keys(message: cimwire.Message) -> int:
    count = 0
    for item in message.items:
        if item["Name"] and item["State"] and item["ProcessId"] is not None:
            count += 1
    return count


def flat(item: dict[str, object]) -> dict[str, object]:
    """An item whose values all contenders can write: text, lists of it, and None."""
    return {
        name: value if isinstance(value, (str, list)) or value is None else str(value)
        for name, value in item.items()
    }


def pull_response(request: cimwire.Message, services: list[dict[str, object]]) -> cimwire.Reply:
    return cimwire.respond(request, items=services, class_uri=SERVICE, end_of_sequence=True)


def lxml_built(services: list[dict[str, object]]) -> bytes:
    """The same answer, built as an lxml tree."""
    soap = "http://www.w3.org/2003/05/soap-envelope"
    addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
    enumeration = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
    nil = "{http://www.w3.org/2001/XMLSchema-instance}nil"
    names = {"s": soap, "a": addressing, "n": enumeration, "p": SERVICE, "xsi": nil[1:-4]}
    root = lxml.etree.Element(f"{{{soap}}}Envelope", nsmap=names)
    header = lxml.etree.SubElement(root, f"{{{soap}}}Header")
    for name, text in [("To", "urn:x"), ("Action", "urn:y"), ("RelatesTo", "uuid:1")]:
        lxml.etree.SubElement(header, f"{{{addressing}}}{name}").text = text
    body = lxml.etree.SubElement(root, f"{{{soap}}}Body")
    response = lxml.etree.SubElement(body, f"{{{enumeration}}}PullResponse")
    items = lxml.etree.SubElement(response, f"{{{enumeration}}}Items")
    for service in services:
        item = lxml.etree.SubElement(items, f"{{{SERVICE}}}Win32_Service")
        for name, value in service.items():
            for one in value if isinstance(value, list) else [value]:
                element = lxml.etree.SubElement(item, f"{{{SERVICE}}}{name}")
                if one is None:
                    element.set(nil, "true")
                else:
                    element.text = one
    return lxml.etree.tostring(root)


def compare(contenders: dict[str, Callable[[], object]], size: int) -> dict[str, list[float]]:
    """Seconds of each contender in each round."""
    counts = {name: calls(work) for name, work in contenders.items()}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, work in contenders.items():
            start = time.thread_time()
            for _ in range(counts[name]):
                work()
            times[name].append((time.thread_time() - start) / counts[name])
    reference = next(iter(contenders))
    print(f"\n| {size} bytes | microseconds | MB/s | ratio to {reference} |\n|---|---|---|---|")
    for name, own in times.items():
        best = min(own)
        print(f"| {name} | {best * 1e6:.2f} | {size / best / 1e6:.0f} | {ratio(times, name, reference):.2f}x |")
    return times


def calls(work: Callable[[], object]) -> int:
    """How many calls a round takes."""
    start = time.thread_time()
    work()
    return max(1, int(SECONDS / max(time.thread_time() - start, 1e-7)))


def ratio(times: dict[str, list[float]], name: str, reference: str) -> float:
    return statistics.median(b / a for a, b in zip(times[name], times[reference]))


def goals(times: dict[str, list[float]], name: str, wanted: list[tuple[str, float]]) -> None:
    for rival, goal in wanted:
        measured = ratio(times, name, rival)
        print(f"goal: {name} at least {goal}x {rival}: {measured:.1f}x, {'met' if measured >= goal else 'MISSED'}")


if __name__ == "__main__":
    main()
