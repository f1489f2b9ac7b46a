"""Messages are read as Python's users expect."""

from __future__ import annotations

import copy
import mmap
import pickle
import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import ENVELOPE, FAN, pulled

import cimwire

HEADERS = ["To", "Action", "MessageID", "ReplyTo", "ResourceURI", "SelectorSet", "OperationTimeout"]
GET = cimwire.get(FAN, selectors={"DeviceID": "a<b"}, to="http://server/wsman", timeout="PT60S")


def test_a_message_says_where_it_goes() -> None:
    message = cimwire.decode(GET.body)
    assert (message.kind, message.to, message.resource_uri) == ("Get", "http://server/wsman", FAN)
    assert message.action == "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get"
    assert message.selectors == {"DeviceID": "a<b"}
    assert message.message_id == GET.message_id
    assert message.addressing == "2004/08"
    assert message.deviations == [] and message.refusal() is None
    names = [header.element.name for header in message.headers]
    assert sorted(names) == sorted(HEADERS)
    assert message.body is not None and len(message.body) == 0


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, lambda it: it.decode()])
def test_every_kind_of_bytes_is_read(kind: object) -> None:
    assert cimwire.decode(kind(GET.body)).kind == "Get"  # type: ignore[operator]


def test_a_file_in_memory_is_read(tmp_path: Path) -> None:
    path = tmp_path / "get.xml"
    path.write_bytes(GET.body)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        message = cimwire.decode(memory)
    assert message.selectors == {"DeviceID": "a<b"}


def test_bytes_are_kept_and_what_changes_is_copied() -> None:
    data = bytes(ENVELOPE.format("<s:Body/>"), "utf-8")
    count = sys.getrefcount(data)
    message = cimwire.decode(data)
    assert sys.getrefcount(data) > count
    del message
    assert sys.getrefcount(data) == count
    changing = bytearray(GET.body)
    message = cimwire.decode(changing)
    changing[:] = b"\0" * len(changing)
    assert message.to == "http://server/wsman"


@pytest.mark.parametrize("wrong", [None, 5, [b"<a/>"], {"a": 1}, object(), memoryview(b"ab").cast("H")])
def test_what_holds_no_bytes_is_a_type_error(wrong: object) -> None:
    with pytest.raises(TypeError, match="expected bytes"):
        cimwire.decode(wrong)  # type: ignore[arg-type]


def test_wrong_arguments_are_type_errors() -> None:
    with pytest.raises(TypeError):
        cimwire.decode(b"<a/>", strictt=True)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        cimwire.decode(b"<a/>", depth="deep")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        cimwire.decode(b"<a/>", schema="CIM")  # type: ignore[arg-type]
    for name, wrong in [("to", 5), ("to", b"abc"), ("message_id", True), ("timeout", 60), ("locale", [])]:
        with pytest.raises(TypeError, match="expected str"):
            cimwire.get(FAN, **{name: wrong})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected str or an element, found int"):
        cimwire.pull(FAN, 7)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="str or timedelta for timeout, found date"):
        cimwire.get(FAN, timeout=date(2025, 3, 1))  # type: ignore[arg-type]
    request = cimwire.decode(GET.body)
    for name in ["within_limits", "end_of_sequence"]:
        items = [] if name == "end_of_sequence" else None
        with pytest.raises(TypeError, match="str"):
            cimwire.respond(request, items=items, **{name: "no"})  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        cimwire.get(FAN, tow="x")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="depth"):
        cimwire.decode(b"<a/>", depth=-1)
    for octets in [-1, 1 << 64]:
        with pytest.raises(ValueError, match=f"max_envelope_size: expected .* found {octets}"):
            cimwire.get(FAN, max_envelope_size=octets)


def test_memory_that_was_given_back_says_so() -> None:
    view = memoryview(GET.body)
    view.release()
    with pytest.raises(ValueError, match="released"):
        cimwire.decode(view)


def test_limits_are_keywords() -> None:
    for limit, code in [("bytes", 201), ("depth", 202)]:
        with pytest.raises(cimwire.DecodeError) as caught:
            cimwire.decode(GET.body, **{limit: 2})  # type: ignore[arg-type]
        assert caught.value.code == code


def test_an_error_says_where_and_what() -> None:
    with pytest.raises(cimwire.DecodeError) as caught:
        cimwire.decode("<s:Envelope xmlns:s='urn:s'>\n<b></a></s:Envelope>")
    error = caught.value
    assert isinstance(error, ValueError)
    place = (error.offset, error.line, error.column, error.path)
    assert (error.code, error.kind, place) == (105, "EndTag", (32, 2, 4, "Envelope/b"))
    assert error.text.startswith("expected the end tag")
    assert str(error).startswith("2:4: EndTag (105): expected")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.path) == (str(error), error.path)


def test_strict_refuses_what_lenient_tells() -> None:
    lone = GET.body.replace(b"<a:To>http://server/wsman</a:To>", b"")
    assert lone != GET.body
    message = cimwire.decode(lone)
    [deviation] = message.check("shall")
    assert message.check() == message.check("note") == message.deviations
    assert (deviation.rule, deviation.level) == ("DSP0226:R5.3-1", "shall")
    with pytest.raises(cimwire.DecodeError) as caught:
        cimwire.decode(lone, strict=True)
    assert caught.value.kind == "Rule"
    with pytest.raises(ValueError, match="expected note"):
        message.check("must")


def test_salvage_tells_what_it_replaced() -> None:
    broken = ENVELOPE.format("<s:Body>\x01</s:Body>")
    with pytest.raises(cimwire.DecodeError):
        cimwire.decode(broken)
    message = cimwire.decode(broken, salvage=True)
    [repair] = message.repairs
    assert repair.replacement == "\ufffd" and "U+0001" in repair.found
    assert pickle.loads(pickle.dumps(message)) == message


def test_json_goes_both_ways() -> None:
    message = cimwire.decode(GET.body)
    as_dict = message.to_dict()
    assert as_dict["selectors"] == {"DeviceID": "a<b"}
    assert cimwire.decode(cimwire.encode(as_dict)) == message
    assert cimwire.decode(cimwire.encode(message.to_json())) == message
    with pytest.raises(cimwire.EncodeError) as caught:
        cimwire.encode({"kind": "Get", "what": 1})
    assert caught.value.kind == "JsonForm"
    with pytest.raises(cimwire.EncodeError):
        cimwire.encode("{")


def test_elements_are_sequences() -> None:
    message = cimwire.decode(GET.body)
    header = message.envelope[0]
    assert header.tag == "{http://www.w3.org/2003/05/soap-envelope}Header"
    to = header.find("{http://schemas.xmlsoap.org/ws/2004/08/addressing}To")
    assert to is not None and to.text == "http://server/wsman"
    assert header.find("To") is None
    assert [child.tag for child in header] == [header[at].tag for at in range(len(header))]
    assert header[-1] == list(header)[-1]
    with pytest.raises(IndexError):
        header[len(header)]
    [selector] = header.find("{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}SelectorSet") or []
    assert selector.attributes == {"Name": "DeviceID"}
    assert cimwire.decode_element(selector.to_xml()) == selector
    assert pickle.loads(pickle.dumps(selector)) == selector


def test_a_message_is_copied_pickled_and_compared() -> None:
    message = cimwire.decode(GET.body)
    assert copy.copy(message) is message and copy.deepcopy(message) is message
    assert pickle.loads(pickle.dumps(message)) == message
    other = cimwire.decode(GET.body.replace(b"PT60S", b"PT61S"))
    assert other != message and message != "Get"
    assert "Get" in repr(message)
    with pytest.raises(TypeError):
        hash(message)


def test_messages_match() -> None:
    match pulled("<f:CIM_Fan><f:DeviceID>7</f:DeviceID></f:CIM_Fan>"):
        case cimwire.Message(kind="PullResponse", items=[{"DeviceID": device}]):
            assert device == "7"
        case _:
            pytest.fail("expected a match")


def test_a_fault_is_raised_on_request() -> None:
    request = cimwire.decode(GET.body)
    reply = cimwire.fault(request, "w:InvalidSelectors", "no such fan", detail_code="UnexpectedSelectors")
    assert reply.status == 400
    answer = cimwire.decode(bytes(reply))
    with pytest.raises(cimwire.FaultError) as caught:
        answer.raise_for_fault()
    fault = caught.value.fault
    assert (fault.code, fault.short_subcode) == ("Sender", "w:InvalidSelectors")
    assert (fault.text, fault.detail_code) == ("no such fan", "UnexpectedSelectors")
    assert fault.reason("de") == "no such fan" and fault.meaning
    assert str(caught.value) == "w:InvalidSelectors: no such fan"
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.fault == fault and again.message == answer
    assert request.raise_for_fault() is request and request.fault is None


def test_an_envelope_inside_is_a_message() -> None:
    inner = pulled("<f:CIM_Fan/>")
    outer = cimwire.decode(ENVELOPE.format(f"<s:Body>{inner.envelope.to_xml()}</s:Body>"))
    assert outer.body is not None and outer.body[0].message() == inner


def test_json_has_the_types_of_a_schema(schema: cimwire.Schema) -> None:
    message = pulled(
        "<f:CIM_Fan><f:DesiredSpeed>9007199254740993</f:DesiredSpeed>"
        "<f:VariableSpeed>true</f:VariableSpeed></f:CIM_Fan>",
        schema=schema,
    )
    for integers, speed in [("exact", "9007199254740993"), ("numbers", 9007199254740993)]:
        typed = message.to_dict(typed=True, integers=integers)  # type: ignore[arg-type]
        text = repr(typed)
        assert f"'DesiredSpeed': {speed!r}" in text and "'VariableSpeed': True" in text
        assert cimwire.decode(cimwire.encode(typed, schema=schema), schema=schema) == message
    assert "'VariableSpeed': 'true'" in repr(message.to_dict())
    with pytest.raises(TypeError, match="schema"):
        cimwire.decode(bytes(message)).to_json(typed=True)
    with pytest.raises(ValueError, match="numbers"):
        message.to_json(integers="some")  # type: ignore[arg-type]


def test_documents_are_compared_printed_and_redacted() -> None:
    left, right = "<a x='1'><b>1</b><c/></a>", b"<a  x = '2'><b>2</b></a>"
    told = [(it.change, it.attribute, it.left, it.right) for it in cimwire.diff(left, right)]
    assert ("attribute", "x", "1", "2") in told and ("text", None, "1", "2") in told
    assert "missing" in [change for change, *_ in told] and cimwire.diff(left, left) == []
    assert cimwire.canon("<a><b/></a>") == cimwire.canon(b"<a><b></b></a>") != cimwire.canon("<a/>")
    secret = "<t:Password xmlns:t='urn:t'>hunter2</t:Password>"
    assert b"hunter2" not in cimwire.redact(secret) and b"***" in cimwire.redact(secret)
    for work in [cimwire.canon, cimwire.redact]:
        with pytest.raises(cimwire.DecodeError):
            work("<a>")


def test_a_document_tells_what_is_wrong_with_it(schema: cimwire.Schema) -> None:
    fan = f"<f:CIM_Fan xmlns:f='{FAN}'><f:EnabledState>x</f:EnabledState></f:CIM_Fan>"
    odd = "\n" + '<?xml version="1.0"?>' + fan
    document = cimwire.decode_document(odd)
    assert document.root == cimwire.decode_element(fan) and document.repairs == []
    [deviation] = document.deviations
    assert (deviation.kind, deviation.offset) == ("BeforeDeclaration", 0)
    with pytest.raises(cimwire.DecodeError, match="BeforeDeclaration"):
        cimwire.decode_document(odd, strict=True)
    told = [it for it in document.misfits(schema) if "EnabledState" in it.path]
    assert [(it.offset, it.path) for it in told] == [(odd.index("<f:Enabled"), "CIM_Fan/EnabledState")]
    with pytest.raises(cimwire.DecodeError):
        cimwire.decode_document("<a>\x01</a>")
    salvaged = cimwire.decode_document("<a>\x01</a>", salvage=True)
    assert [it.offset for it in salvaged.repairs] == [3] and salvaged.root.text == "\ufffd"
    with pytest.raises(cimwire.DecodeError):
        cimwire.decode_document("<a><b/></a>", depth=1)


def test_items_are_written_in_the_encoding_of_the_request() -> None:
    pull = cimwire.pull(FAN, "1", to="http://server/wsman").body.decode()
    request = cimwire.decode(("\ufeff" + pull).encode("utf-16-le"))
    items = [{"Caption": "\u00fc", "Name": None}, {"Caption": "<"}]
    reply = cimwire.respond(request, items=items, class_uri=FAN, context="2")
    assert reply.content_type.endswith("UTF-16") and reply.body.startswith(b"\xff\xfe")
    answer = cimwire.decode(reply.body)
    assert answer.items.to_dicts() == items and answer.enumeration_context is not None
    assert answer.enumeration_context.text == "2"
    get = cimwire.decode(cimwire.get(FAN, to="http://server/wsman").body)
    with pytest.raises(cimwire.EncodeError, match="Enumerate or a Pull"):
        cimwire.respond(get, items=items, class_uri=FAN)


def test_the_reason_in_a_language_is_that_of_the_codec() -> None:
    """A language is a word up to ``-``: ``eng`` is another than ``en``."""
    texts = [("eng", "first"), ("en-US", "second"), ("", "third")]
    given = "".join(f"<s:Text xml:lang='{language}'>{text}</s:Text>" for language, text in texts)
    body = f"<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason>{given}</s:Reason></s:Fault>"
    fault = cimwire.decode(ENVELOPE.format(f"<s:Body>{body}</s:Body>")).fault
    assert fault is not None and [tuple(it) for it in fault.reasons] == texts
    for language, reason in [("en", "second"), ("EN-gb", "second"), ("eng", "first"), ("e", "first")]:
        assert fault.reason(language) == reason
    assert (fault.text, fault.reason("")) == ("second", "third")
    assert cimwire.Fault("Sender", None, None, (), None, None, None).text is None
