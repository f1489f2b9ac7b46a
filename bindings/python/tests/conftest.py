"""Messages that several tests read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import cimwire

ROOT = Path(__file__).resolve().parents[3]
FAN = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan"
ENVELOPE = (
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
    "xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' "
    "xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration' "
    "xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd' "
    "xmlns:c='http://schemas.dmtf.org/wbem/wscim/1/common' "
    "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' "
    f"xmlns:f='{FAN}'>{{}}</s:Envelope>"
)


def pulled(items: str, **options: object) -> cimwire.Message:
    """A PullResponse with items."""
    body = f"<s:Body><n:PullResponse><n:Items>{items}</n:Items></n:PullResponse></s:Body>"
    return cimwire.decode(ENVELOPE.format(body), **options)  # type: ignore[arg-type]


def fan(properties: str, **options: object) -> cimwire.Instance:
    """A fan with properties."""
    [item] = pulled(f"<f:CIM_Fan>{properties}</f:CIM_Fan>", **options).items
    assert isinstance(item, cimwire.Instance)
    return item


def shared() -> Path:
    """The folder of real messages; skips where it is absent."""
    folder = Path(os.environ.get("CIMWIRE_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(f"{folder} is not there: no real messages")
    return folder


@pytest.fixture(scope="session")
def schema() -> cimwire.Schema:
    """The classes of CIM 2.49."""
    return cimwire.Schema()
