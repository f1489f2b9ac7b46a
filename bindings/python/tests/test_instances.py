"""Instances are mappings with attributes, typed by a schema."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone

import pytest
from conftest import FAN, ROOT, fan, pulled

import cimwire

TWO = (
    "<f:CIM_Fan><f:DeviceID>1</f:DeviceID><f:DesiredSpeed>7</f:DesiredSpeed></f:CIM_Fan>"
    "<f:CIM_Fan><f:DeviceID>2</f:DeviceID><f:Caption>b</f:Caption></f:CIM_Fan>"
)


def test_an_instance_is_a_mapping_with_attributes() -> None:
    it = fan("<f:DeviceID>1</f:DeviceID><f:Caption> a&amp;b </f:Caption><f:Caption>c</f:Caption>")
    assert isinstance(it, Mapping)
    assert it["DeviceID"] == it.DeviceID == it["deviceid"] == it.get("DEVICEID") == "1"
    assert it.Caption == [" a&b ", "c"] == it.text("Caption")
    assert list(it) == list(it.keys()) == ["DeviceID", "Caption"] and len(it) == 2
    assert dict(it) == it.to_dict() == dict(it.items()) == {"DeviceID": "1", "Caption": [" a&b ", "c"]}
    assert list(it.values()) == ["1", [" a&b ", "c"]] and it.keys() & {"Caption"}
    assert "Caption" in it and "Speed" not in it and 5 not in it
    assert it.get("Speed") is None and it.get("Speed", 5) == 5
    assert (it.class_name, it.namespace, it.reference) == ("CIM_Fan", FAN, None)
    assert "DeviceID" in dir(it) and "to_dict" in dir(it)
    with pytest.raises(KeyError, match="Speed"):
        it["Speed"]
    with pytest.raises(AttributeError):
        it.Speed
    with pytest.raises(AttributeError):
        it.DeviceID = "2"  # type: ignore[misc]
    with pytest.raises(TypeError):
        it["DeviceID"] = "2"  # type: ignore[index]


def test_each_dict_is_its_own_and_says_what_its_instance_says(schema: cimwire.Schema) -> None:
    fans = (
        "<f:CIM_Fan><f:Caption>a</f:Caption><f:EnabledState>2</f:EnabledState><f:Name i:nil='true'/>"
        "<f:OperationalStatus>2</f:OperationalStatus></f:CIM_Fan>"
        "<f:CIM_Fan><f:Caption>a</f:Caption><f:EnabledState>2</f:EnabledState><f:Name/>"
        "<f:OperationalStatus>2</f:OperationalStatus></f:CIM_Fan>"
        "<f:CIM_Fan><f:Caption>b</f:Caption></f:CIM_Fan>"
        "<f:CIM_Fan><f:Caption>a</f:Caption><f:EnabledState>x</f:EnabledState><f:Name i:nil='true'/>"
        "<f:OperationalStatus>2</f:OperationalStatus></f:CIM_Fan>"
    )
    for items in [pulled(fans).items, pulled(fans, schema=schema).items]:
        dicts = items.to_dicts()
        assert dicts == [dict(item) for item in items]
        assert [it.get("Name", "-") for it in dicts] == [None, "", "-", None]
        dicts[0]["Caption"] = dicts[0]["OperationalStatus"] = "changed"
        assert items.to_dicts() == [dict(item) for item in items]
        if isinstance(dicts[1]["OperationalStatus"], list):
            dicts[1]["OperationalStatus"].append(3)
            assert dicts[3]["OperationalStatus"] == [2]


def test_a_property_does_not_hide_a_method() -> None:
    it = fan("<f:keys>1</f:keys><f:to_dict>2</f:to_dict><f:Keys>3</f:Keys>")
    assert list(it.keys()) == ["keys", "to_dict", "Keys"]
    assert (it["keys"], it["to_dict"], it.Keys) == ("1", "2", "3")


def test_a_name_built_at_run_time_is_found() -> None:
    it = fan("<f:DeviceID>1</f:DeviceID>")
    assert it["".join(["Device", "ID"])] == getattr(it, "".join(["Device", "ID"])) == "1"


def test_names_of_other_namespaces_are_written_out(schema: cimwire.Schema) -> None:
    own, other, none = "<f:Speed>8</f:Speed>", "<x:Speed xmlns:x='urn:x'>7</x:Speed>", "<Speed>6</Speed>"
    for properties, expected in [
        (other + own, {"{urn:x}Speed": "7", "Speed": "8"}),
        (own + other, {"Speed": "8", "{urn:x}Speed": "7"}),
        (none, {"Speed": "6"}),
        (none + own, {"{}Speed": "6", "Speed": "8"}),
    ]:
        for it in [fan(properties), fan(properties, schema=schema)]:
            assert it.to_dict() == expected and all(it[key] == expected[key] for key in expected)
            assert it["Speed"] == it["speed"] == it.Speed == expected["Speed"]
    foreign = fan(other)
    assert list(foreign) == ["{urn:x}Speed"] and "speed" in foreign
    assert foreign["Speed"] == foreign.Speed == foreign["speed"] == foreign.text("Speed") == "7"
    items = pulled(f"<f:CIM_Fan>{other}{own}</f:CIM_Fan><f:CIM_Fan>{own}</f:CIM_Fan>").items
    assert items.columns() == {"{urn:x}Speed": ["7", None], "Speed": ["8", "8"]}


def test_names_are_those_of_json() -> None:
    compared = 0
    for path in sorted((ROOT / "tests/corpus/golden").rglob("*.xml")):
        message = cimwire.decode(path.read_bytes())
        body = message.to_dict()["body"]
        told = body["items"] if isinstance(body, dict) and "items" in body else [body]
        for item, json in zip(message.items, told, strict=False):
            json = json.get("instance", json) if isinstance(json, dict) else {}
            if isinstance(item, cimwire.Instance) and "properties" in json:
                assert list(item) == list(item.to_dict()) == list(json["properties"]), path
                compared += 1
        if message.method is not None:
            assert set(message.method.parameters) == set(body["properties"]) - {"ReturnValue"}, path
            compared += 1
    assert compared > 50, compared


def test_values_are_of_the_types_of_their_class(schema: cimwire.Schema) -> None:
    for properties, expected in [
        ("<f:DesiredSpeed>18446744073709551615</f:DesiredSpeed>", 18446744073709551615),
        ("<f:DesiredSpeed> 007 </f:DesiredSpeed>", 7),
        ("<f:VariableSpeed>TRUE</f:VariableSpeed>", True),
        ("<f:Caption> 007 </f:Caption>", " 007 "),
        ("<f:Caption i:nil='true'/>", None),
        ("<f:Caption/>", ""),
        ("<f:OperationalStatus>2</f:OperationalStatus>", [2]),
        ("<f:OperationalStatus>2</f:OperationalStatus><f:OperationalStatus i:nil='1'/>", [2, None]),
        ("<f:InstallDate>2025-03-01</f:InstallDate>", date(2025, 3, 1)),
        (
            "<f:InstallDate><c:Datetime>2025-03-01T08:30:00.5+01:00</c:Datetime></f:InstallDate>",
            datetime(2025, 3, 1, 8, 30, 0, 500000, timezone(timedelta(hours=1))),
        ),
        (
            "<f:InstallDate><c:CIM_DateTime>20250301083000.000001-300</c:CIM_DateTime></f:InstallDate>",
            datetime(2025, 3, 1, 8, 30, 0, 1, timezone(timedelta(hours=-5))),
        ),
        (
            "<f:InstallDate><c:Interval>P1DT2H</c:Interval></f:InstallDate>",
            timedelta(days=1, hours=2),
        ),
        (
            "<f:InstallDate><c:CIM_DateTime>00000001000000.000000:000</c:CIM_DateTime></f:InstallDate>",
            timedelta(days=1),
        ),
    ]:
        [value] = fan(properties, schema=schema).values()
        assert value == expected and type(value) is type(expected), properties


def instance(class_name: str, properties: str, schema: cimwire.Schema | None) -> cimwire.Instance:
    xml = f"<f:{class_name} xmlns:f='{cimwire.class_uri(class_name)}'>{properties}</f:{class_name}>"
    return cimwire.decode_element(xml).instance(schema)


def test_octets_are_bytes(schema: cimwire.Schema) -> None:
    """An octet string is base64 as a ``uint8[]``, and hexadecimal digits as items of a ``string[]``."""
    for name, octets, text in [
        ("ErrorData", b"\xff\x00", "<f:ErrorData>/wA=</f:ErrorData>"),
        ("ErrorData", b"", "<f:ErrorData/>"),
        ("AdditionalErrorData", b"\x01\x02\x03", "<f:AdditionalErrorData>AQID</f:AdditionalErrorData>"),
    ]:
        it = instance("CIM_CacheMemory", text, schema)
        assert it[name] == octets and type(it[name]) is bytes
        assert instance("CIM_CacheMemory", text, None)[name] == it.text(name)
        changed = instance("CIM_CacheMemory", "", schema).replace({name: octets})
        assert (changed[name], changed.text(name)) == (octets, it.text(name))
    lists = instance("CIM_CacheMemory", "<f:ErrorData>1</f:ErrorData><f:ErrorData>255</f:ErrorData>", schema)
    assert lists.ErrorData == [1, 255]
    certificate = instance("CIM_X509Certificate", "<f:Fingerprints>0aFF</f:Fingerprints>", schema)
    assert certificate.Fingerprints == [b"\x0a\xff"]
    changed = certificate.replace(Fingerprints=[b"\x00", b"\xff\xfe"])
    assert changed.Fingerprints == [b"\x00", b"\xff\xfe"]
    assert changed.text("Fingerprints") == ["00", "FFFE"]
    with pytest.raises(cimwire.EncodeError, match="CacheMemory/ErrorData"):
        lists.replace(ErrorData="no octets")


def test_what_python_cannot_hold_exactly_stays_text(schema: cimwire.Schema) -> None:
    for text in ["2025-03-01T08:30:00.1234567Z", "P1M", "2025-03-01Z", "-0044-03-15T00:00:00Z", "P9999999999D"]:
        form = "Interval" if text.startswith("P") else "Datetime" if "T" in text else "Date"
        it = fan(f"<f:InstallDate><c:{form}>{text}</c:{form}></f:InstallDate>", schema=schema)
        assert it.InstallDate == text and it.misfits[0].property != "InstallDate"


def test_what_does_not_fit_stays_text_and_is_told(schema: cimwire.Schema) -> None:
    it = fan("<f:DesiredSpeed>1e3</f:DesiredSpeed><f:EnabledState>65536</f:EnabledState>", schema=schema)
    assert (it.DesiredSpeed, it.EnabledState) == ("1e3", "65536")
    told = {misfit.property: misfit.expected for misfit in it.misfits}
    assert "from 0 to" in told["DesiredSpeed"] and "DeviceID" in told
    kinds = {misfit.property: misfit.kind for misfit in it.misfits}
    assert (kinds["DesiredSpeed"], kinds["EnabledState"]) == ("Lexical", "Range")
    outside = fan("<f:StatusInfo>7</f:StatusInfo>", schema=schema).misfits
    assert [it.property for it in outside if it.kind == "Disallowed"] == ["StatusInfo"]


def test_a_value_has_its_text_and_its_meaning(schema: cimwire.Schema) -> None:
    it = fan(
        "<f:EnabledState>02</f:EnabledState><f:OperationalStatus>2</f:OperationalStatus>", schema=schema
    )
    assert (it.EnabledState, it.text("EnabledState"), it.meaning("EnabledState")) == (2, "02", "Enabled")
    assert it.meaning("OperationalStatus") == ["OK"]
    foreign = fan("<x:EnabledState xmlns:x='urn:x'>2</x:EnabledState>", schema=schema)
    assert foreign["EnabledState"] == "2" and foreign.meaning("EnabledState") is None
    assert it.schema == schema
    with pytest.raises(KeyError):
        it.text("Speed")


def test_references_and_instances_are_values(schema: cimwire.Schema) -> None:
    epr = (
        "<a:Address>http://x</a:Address><a:ReferenceParameters><w:ResourceURI>urn:r</w:ResourceURI>"
        "<w:SelectorSet><w:Selector Name='K'>1</w:Selector></w:SelectorSet></a:ReferenceParameters>"
    )
    inner = "<f:Fan i:type='f:CIM_Fan_Type'><f:DesiredSpeed>5</f:DesiredSpeed></f:Fan>"
    it = fan(f"<f:Other>{epr}</f:Other>{inner}<f:Tree><x/><y/></f:Tree>", schema=schema)
    reference = it.Other
    assert isinstance(reference, cimwire.Reference)
    match reference:
        case cimwire.Reference("http://x", "urn:r", {"K": "1"}):
            pass
        case _:
            pytest.fail(f"expected a match, found {reference}")
    assert pickle.loads(pickle.dumps(reference)) == reference
    assert it.Fan.class_name == "CIM_Fan" and it.Fan.DesiredSpeed == 5
    assert pickle.loads(pickle.dumps(it.Fan)) == it.Fan
    assert isinstance(it.Tree, cimwire.Element) and [child.tag for child in it.Tree] == ["x", "y"]


def test_items_are_a_sequence() -> None:
    items = pulled(TWO).items
    assert isinstance(items, Sequence) and len(items) == 2
    assert [item.DeviceID for item in items] == ["1", "2"]  # type: ignore[union-attr]
    assert items[-1].DeviceID == "2" and items[:1] == [items[0]]  # type: ignore[union-attr]
    with pytest.raises(IndexError):
        items[2]
    with pytest.raises(TypeError):
        items["1"]  # type: ignore[call-overload]
    assert items[1] in items and items.index(items[1]) == items.count(items[1]) == 1
    assert [item.DeviceID for item in reversed(items)] == ["2", "1"]
    assert items == pulled(TWO).items == list(items) and items != pulled("").items
    assert pickle.loads(pickle.dumps(items)) == items


def test_items_become_dicts_and_columns() -> None:
    message = pulled(TWO)
    dicts = message.items.to_dicts()
    assert dicts == [{"DeviceID": "1", "DesiredSpeed": "7"}, {"DeviceID": "2", "Caption": "b"}]
    assert list(dicts[0])[0] is list(dicts[1])[0]
    expected = {"DeviceID": ["1", "2"], "DesiredSpeed": ["7", None], "Caption": [None, "b"]}
    assert cimwire.columns(message.items) == expected == cimwire.columns(dicts)


def test_items_may_be_references() -> None:
    epr = "<a:EndpointReference><a:Address>urn:e</a:Address></a:EndpointReference>"
    item = "<w:Item><f:CIM_Fan><f:DeviceID>1</f:DeviceID></f:CIM_Fan>" + epr + "</w:Item>"
    alone, both = pulled(epr + item).items
    assert isinstance(alone, cimwire.Reference) and alone.address == "urn:e"
    assert isinstance(both, cimwire.Instance)
    assert both.DeviceID == "1" and both.reference == alone
    again = pickle.loads(pickle.dumps(both))
    assert again == both and again.reference == alone


def test_an_instance_is_compared_copied_and_pickled(schema: cimwire.Schema) -> None:
    it = fan("<f:DeviceID>1</f:DeviceID><f:DesiredSpeed>7</f:DesiredSpeed>", schema=schema)
    assert it == {"DeviceID": "1", "DesiredSpeed": 7} and it != {"DeviceID": "1"}
    assert it != fan("<f:DeviceID>1</f:DeviceID><f:DesiredSpeed>7</f:DesiredSpeed>")
    again = pickle.loads(pickle.dumps(it))
    assert again == it and again.DesiredSpeed == 7
    assert copy.copy(it) is it and copy.deepcopy([it])[0] is it
    assert repr(it) == "<cimwire.Instance CIM_Fan {'DeviceID': '1', 'DesiredSpeed': 7}>"


def test_an_instance_outlives_its_message() -> None:
    [it] = pulled("<f:CIM_Fan><f:DeviceID>1</f:DeviceID></f:CIM_Fan>").items
    assert it.DeviceID == "1"  # type: ignore[union-attr]


def test_a_schema_is_a_mapping_of_classes(schema: cimwire.Schema) -> None:
    assert isinstance(schema, Mapping)
    assert "cim_fan" in schema and "ACME_Fan" not in schema and len(schema) > 1600
    declared = {it.name: it for it in schema["CIM_Fan"].properties}
    assert (declared["DesiredSpeed"].type, declared["OperationalStatus"].is_array) == ("uint64", True)
    assert declared["EnabledState"].values["2"] == "Enabled"
    assert schema.meaning("CIM_Fan", "EnabledState", 2) == "Enabled"
    assert ("CIM_Fan", "DesiredSpeed") in schema.find("desiredspeed")
    assert schema.sources == ["CIM 2.49.0"] and "CIM_Fan" in list(schema)
    assert pickle.loads(pickle.dumps(schema)) == schema != cimwire.Schema(cim=False)
    with pytest.raises(KeyError):
        schema["ACME_Fan"]
    with pytest.raises(cimwire.DecodeError) as caught:
        cimwire.Schema(b"cimpack")
    assert caught.value.kind == "Pack"
