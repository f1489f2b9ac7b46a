"""The examples run against a server that answers through cimwire itself."""

from __future__ import annotations

import asyncio
import importlib.util
import runpy
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from conftest import FAN, ROOT

import cimwire

EXAMPLES = ROOT / "bindings/python/examples"
FANS = [{"DeviceID": f"fan{number}", "DesiredSpeed": number} for number in range(130)]


class Service(BaseHTTPRequestHandler):
    """Has fans, and hands them out in pages."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        request = cimwire.decode(self.rfile.read(int(self.headers["Content-Length"])))
        reply = request.refusal() or self.answer(request)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def answer(self, request: cimwire.Message) -> cimwire.Reply:
        if request.resource_uri != FAN:
            return cimwire.fault(request, "a:DestinationUnreachable")
        context = request.enumeration_context
        start = int(context.text) if context is not None else 0
        most = request.body[0].find("{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}MaxElements") if (
            context is None and request.body is not None
        ) else None
        end = start + (int(most.text) if most is not None else 50)
        is_last = end >= len(FANS)
        return cimwire.respond(
            request,
            items=FANS[start:end],
            class_uri=FAN,
            context=None if is_last else str(end),
            end_of_sequence=is_last,
        )

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/wsman"
        server.shutdown()


def example(name: str) -> ModuleType:
    pytest.importorskip(name)
    path = EXAMPLES / f"enumerate_{name}.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert len(path.read_text().splitlines()) < 30
    return module


def ids(items: list[cimwire.Instance]) -> list[str]:
    return [item.DeviceID for item in items]


ALL = [fan["DeviceID"] for fan in FANS]


def test_requests(url: str) -> None:
    module = example("requests")
    assert ids(list(module.enumerate_all(url, FAN))) == ALL
    with pytest.raises(cimwire.FaultError, match="a:DestinationUnreachable"):
        list(module.enumerate_all(url, FAN + "x"))


@pytest.mark.parametrize("name", ["httpx", "aiohttp"])
def test_asynchronously(url: str, name: str) -> None:
    module = example(name)

    async def run() -> list[cimwire.Instance]:
        return [item async for item in module.enumerate_all(url, FAN)]

    assert ids(asyncio.run(run())) == ALL


@pytest.mark.parametrize("readme", ["README.md", "bindings/python/README.md"])
def test_the_quick_start_runs(readme: str, tmp_path: Path) -> None:
    text = (ROOT / readme).read_text()
    snippets = [part.split("```")[0] for part in text.split("```python\n")[1:]]
    assert snippets
    for number, snippet in enumerate(snippets):
        assert len(snippet.splitlines()) < 30
        script = tmp_path / f"snippet{number}.py"
        script.write_text(snippet)
        runpy.run_path(str(script))
