"""Instances go to CIM-RS and come back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import FAN, ROOT, fan

import cimwire

CORPUS = ROOT / "tests/corpus"
PLACE: Any = {"root": "/ns", "namespace": "acme/plant"}


@pytest.fixture(scope="module")
def acme() -> cimwire.Schema:
    """CIM with the classes of the pumps."""
    return cimwire.Schema((CORPUS / "schema/acme.cimpack").read_bytes())


@pytest.fixture(scope="module")
def pumps(acme: cimwire.Schema) -> cimwire.Message:
    """Two pumps, the first with a reference to it."""
    return cimwire.decode((CORPUS / "cim/pumps.xml").read_bytes(), schema=acme)


def test_what_a_message_brings_is_a_collection(pumps: cimwire.Message, acme: cimwire.Schema) -> None:
    expected = (CORPUS / "cim/pumps.cim-rs.json").read_text().strip()
    assert pumps.to_cim_rs(**PLACE) == expected
    bare = cimwire.decode(bytes(pumps))
    assert bare.to_cim_rs(acme, **PLACE) == expected
    with pytest.raises(TypeError, match="expected a schema"):
        bare.to_cim_rs(**PLACE)
    above = json.loads(pumps.to_cim_rs(class_name="CIM_LogicalDevice", **PLACE))
    assert above["class"] == "CIM_LogicalDevice" and len(above["instances"]) == 2
    with pytest.raises(cimwire.EncodeError, match="class that was asked for"):
        pumps.to_cim_rs(class_name="CIM_Fan", **PLACE)


def test_an_instance_goes_and_comes_back(pumps: cimwire.Message, acme: cimwire.Schema) -> None:
    instances = json.loads(pumps.to_cim_rs(**PLACE))["instances"]
    for pump, one in zip(pumps.items, instances, strict=True):
        text = pump.to_cim_rs(**PLACE)
        assert json.loads(text) == one
        for given in [text, text.encode(), one]:
            again = cimwire.from_cim_rs(given, acme, **PLACE)
            assert again.class_name == "ACME_Pump" and again.DeviceID == pump.DeviceID
            assert json.loads(again.to_cim_rs(**PLACE)) == one
    put = cimwire.put(again.path, again.replace(DeviceID="8"), to="http://server/wsman")
    sent = cimwire.decode(put.body, schema=acme).instance
    assert sent is not None and sent.DeviceID == "8"


def test_an_embedded_instance_has_the_class_of_its_type(pumps: cimwire.Message) -> None:
    first, second = pumps.items
    [setting] = first.embedded
    assert setting == first.Setting and second.embedded == []
    inner = json.loads(setting.to_cim_rs(**PLACE))
    assert (inner["class"], inner["properties"]["Limit"]) == ("ACME_PumpSetting", 7000)


def test_what_does_not_fit_is_refused_with_its_place(pumps: cimwire.Message, acme: cimwire.Schema) -> None:
    with pytest.raises(cimwire.EncodeError) as refused:
        fan("<f:DesiredSpeed>fast</f:DesiredSpeed>", schema=acme).to_cim_rs(**PLACE)
    assert refused.value.kind == "Misfit"
    with pytest.raises(cimwire.EncodeError, match="expected a CIM namespace"):
        pumps.items[1].to_cim_rs()
    with pytest.raises(TypeError, match="expected a schema"):
        fan("").to_cim_rs(**PLACE)
    one = pumps.items[0].to_cim_rs(**PLACE)
    with pytest.raises(cimwire.EncodeError) as refused:
        cimwire.from_cim_rs(one.replace('"Mode":2', '"Mode":"2"'), acme, **PLACE)
    assert (refused.value.kind, refused.value.path) == ("JsonForm", "properties.Mode")
    with pytest.raises(cimwire.EncodeError) as refused:
        cimwire.from_cim_rs(one, acme, root="/other")
    assert refused.value.path == "properties.Controller"
    with pytest.raises(cimwire.EncodeError, match="Limit"):
        cimwire.from_cim_rs(one, acme, bytes=9, **PLACE)
    missing = {"kind": "instance", "class": "CIM_Fan", "properties": {}}
    with pytest.raises(cimwire.EncodeError, match="CreationClassName"):
        cimwire.from_cim_rs(missing, acme)


def test_where_a_message_goes_is_read_without_its_body() -> None:
    request = cimwire.get(FAN, selectors={"DeviceID": "a<b"}, to="http://server/wsman")
    message = cimwire.decode(request.body)
    cut = request.body[: request.body.index(b"</s:Header>") + len(b"</s:Header>")]
    head = cimwire.decode_head(cut)
    assert isinstance(head, cimwire.Head) and cimwire.decode_head(request.body) == head
    for name in ["kind", "action", "to", "resource_uri", "selectors", "message_id", "reply_to", "addressing"]:
        assert getattr(head, name) == getattr(message, name), name
    assert (head.kind, head.selectors, head.options) == ("Get", {"DeviceID": "a<b"}, ())
    answer = cimwire.decode_head(cimwire.fault(message, "w:AccessDenied", "no").body)
    assert answer.relates_to == (request.message_id,)
    for wrong, kind in [(b"<a/>", "NotSoap"), (cut[:-5], "UnexpectedEnd")]:
        with pytest.raises(cimwire.DecodeError) as refused:
            cimwire.decode_head(wrong)
        assert refused.value.kind == kind
    with pytest.raises(cimwire.DecodeError, match="Limit"):
        cimwire.decode_head(request.body, depth=1)
    with pytest.raises(TypeError, match="unexpected keyword"):
        cimwire.decode_head(request.body, schema=None)  # type: ignore[call-arg]
