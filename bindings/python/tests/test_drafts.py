"""Instances are changed and written, and have paths."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime, time, timedelta, timezone
from math import inf, nan

import pytest
from conftest import FAN, fan, pulled

import cimwire

WMI = "http://schemas.microsoft.com/wbem/wsman/1/wmi/"
SERVER = "http://server:5985/wsman"


def test_a_get_becomes_a_put_with_all_else_as_it_was(schema: cimwire.Schema) -> None:
    source = (
        "<f:Caption> a&#98;c </f:Caption><!-- kept --><f:DesiredSpeed>007</f:DesiredSpeed>\n"
        "<f:DeviceID>1</f:DeviceID><v:Own xmlns:v='urn:v'><v:x/></v:Own>"
    )
    it = fan(source, schema=schema)
    changed = it.replace({"caption": "x<y"}, DesiredSpeed=3900)
    assert (changed.Caption, changed.DesiredSpeed, changed.DeviceID) == ("x<y", 3900, "1")
    assert it.DesiredSpeed == 7 and changed.schema == schema
    expected = source.replace(" a&#98;c ", "x&lt;y").replace("007", "3900")
    assert copy.deepcopy(changed.draft()).to_xml() == changed.draft().to_xml()
    put = cimwire.put(FAN, changed, to=SERVER, selectors={"DeviceID": "1"})
    assert expected.encode() in put.body
    assert expected.encode() in cimwire.put(FAN, it.draft(), to=SERVER).body.replace(
        b" a&#98;c ", b"x&lt;y"
    ).replace(b"007", b"3900")


def test_a_draft_is_changed_like_a_dict(schema: cimwire.Schema) -> None:
    draft = fan("<f:Caption>a</f:Caption><f:Name>b</f:Name>", schema=schema).draft()
    draft["Caption"] = None
    del draft["name"]
    draft.update({"OperationalStatus": [2, None]}, DesiredSpeed=1)
    assert "Caption" in draft and "Name" not in draft and draft["Caption"] is None
    assert (draft.class_name, draft.namespace, draft.is_typed) == ("CIM_Fan", FAN, True)
    assert draft.changes == {"Caption": None, "OperationalStatus": [2, None], "DesiredSpeed": 1}
    assert draft.removed == ["name"]
    other = copy.copy(draft)
    other["DesiredSpeed"] = 2
    assert (draft["DesiredSpeed"], other["DesiredSpeed"]) == (1, 2)
    assert dict(draft.build()) == {"Caption": None, "DesiredSpeed": 1, "OperationalStatus": [2, None]}
    with pytest.raises(KeyError, match="Name"):
        draft["Name"]


def test_a_draft_is_compared_copied_and_pickled(schema: cimwire.Schema) -> None:
    read = fan("<f:Caption>a</f:Caption><f:Job i:type='f:CIM_Job_Type'><f:Name>a</f:Name></f:Job>")
    of_class = cimwire.Draft("CIM_Fan", schema=schema)
    drafts = [
        read.draft(),
        of_class,
        cimwire.Draft("Acme", "urn:Acme"),
        cimwire.Draft.input(FAN, "RequestStateChange", schema=schema),
        cimwire.Draft.output(FAN, "RequestStateChange"),
    ]
    values = {
        "A": datetime(2025, 3, 1, 8, 30, 0, 5, tzinfo=timezone(timedelta(hours=1))),
        "B": [timedelta(days=-1), date(2025, 3, 1), time(8, 30)],
        "C": b"\xff",
        "D": [1 << 63, -1, 0.5, True, None, "a"],
        "E": read["Job"],
        "F": read.element,
        "G": read.element.find(f"{{{FAN}}}Caption"),
    }
    for draft in drafts:
        assert draft == copy.copy(draft) == pickle.loads(pickle.dumps(draft))
        draft.update(values)
        del draft["Caption"]
        assert draft.changes == values
        again = pickle.loads(pickle.dumps(draft))
        assert again == draft == copy.deepcopy(draft) and again.is_typed == draft.is_typed
        assert (again.changes, again.removed) == (values, ["Caption"])
        again["D"] = 1
        assert again != draft and draft != values
        with pytest.raises(TypeError, match="unhashable"):
            hash(draft)
    assert pickle.loads(pickle.dumps(drafts[0])).to_xml() == drafts[0].to_xml()
    assert len({str(draft.to_xml()) for draft in drafts if not draft.is_typed}) == 3
    assert of_class != cimwire.Draft("CIM_Fan", FAN)


def test_every_value_is_written_as_it_is_read(schema: cimwire.Schema) -> None:
    when = datetime(2025, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=1)))
    values: dict[str, object] = {
        "Caption": "a\nb",
        "DesiredSpeed": 18446744073709551615,
        "VariableSpeed": True,
        "InstallDate": when,
        "OperationalStatus": [2, 3],
        "StatusDescriptions": ("a", "b"),
        "DeviceID": "1",
    }
    draft = cimwire.Draft("CIM_Fan", schema=schema)
    assert draft.namespace == FAN
    draft.update(values)
    for key in ["CreationClassName", "SystemCreationClassName", "SystemName"]:
        draft[key] = "x"
    built = draft.build()
    assert built.to_dict().items() >= {**values, "StatusDescriptions": ["a", "b"]}.items()
    assert built.misfits == []
    untyped = cimwire.Draft("Acme", "urn:Acme")
    untyped.update(A=b"\xff", B=0.5, C=timedelta(days=1), D=built, E=-1, F=built.element)
    assert untyped.build().A == "/w==" and untyped.build().C == timedelta(days=1)
    assert isinstance(untyped.build().D, cimwire.Instance)


def test_reals_are_written_in_one_way(schema: cimwire.Schema) -> None:
    """In drafts, answers, selectors and parameters: Python's own ``nan`` and ``1e+22`` are none."""
    uri = cimwire.class_uri("CIM_AdjacentSlots")
    request = cimwire.decode(cimwire.pull(uri, "7", to="http://server").body)
    for value, text in [(nan, "NaN"), (inf, "INF"), (-inf, "-INF"), (0.5, "0.5"), (1e22, "1E22")]:
        told = {"DistanceBetweenSlots": value}
        reply = cimwire.respond(request, items=[told], class_uri=uri, end_of_sequence=True)
        [answered] = cimwire.decode(reply.body, schema=schema).items
        assert isinstance(answered, cimwire.Instance)
        assert repr(answered["DistanceBetweenSlots"]) == repr(value)
        assert {it.kind for it in answered.misfits} == {"Missing"}
        draft = cimwire.Draft("CIM_AdjacentSlots", uri)
        draft.update(told)
        assert answered.text("DistanceBetweenSlots") == draft.build()["DistanceBetweenSlots"] == text
        asked = cimwire.decode(cimwire.get(uri, selectors={"At": value}, to="http://server").body)
        assert asked.selectors == {"At": text}


def test_what_does_not_fit_its_class_is_refused_with_its_place(schema: cimwire.Schema) -> None:
    it = fan("<f:DeviceID>1</f:DeviceID>", schema=schema)
    for changes in [
        {"DesiredSpeed": "fast"},
        {"DesiredSpeed": -1},
        {"DesiredSpeed": 1 << 64},
        {"OperationalStatus": [2, -(1 << 64)]},
        {"VariableSpeed": 2},
    ]:
        with pytest.raises(cimwire.EncodeError) as refused:
            it.replace(changes)
        assert (refused.value.kind, refused.value.path) == ("Misfit", f"CIM_Fan/{[*changes][0]}")
    with pytest.raises(cimwire.EncodeError, match="CreationClassName"):
        cimwire.Draft("CIM_Fan", schema=schema).build()
    with pytest.raises(TypeError, match="namespace"):
        cimwire.Draft("No_Class", schema=schema)
    with pytest.raises(TypeError, match="found object"):
        it.replace(Caption=object())
    with pytest.raises(cimwire.EncodeError):
        it.replace(Caption="\0")


def test_a_put_can_leave_out_what_a_service_refuses(schema: cimwire.Schema) -> None:
    draft = fan("<f:Caption/><f:DeviceID/><f:Name/>", schema=schema).draft()
    draft["Name"] = "x"
    draft.leave_out_unchanged()
    assert list(draft.build()) == ["DeviceID", "Name"]
    draft = fan("<f:Caption/><f:DeviceID/>", schema=schema).draft()
    draft.leave_out_read_only()
    assert list(draft.build()) == ["DeviceID"]
    with pytest.raises(cimwire.EncodeError):
        fan("<f:Caption/>").draft().leave_out_read_only()


def test_a_method_is_called_with_a_draft(schema: cimwire.Schema) -> None:
    call = cimwire.Draft.input(FAN, "RequestStateChange", schema=schema)
    call["RequestedState"] = 2
    request = cimwire.invoke(FAN, "RequestStateChange", input=call, to=SERVER)
    message = cimwire.decode(request.body, schema=schema)
    assert message.method is not None and message.method.parameters == {"RequestedState": 2}
    answer = cimwire.Draft.output(FAN, "RequestStateChange", schema=schema)
    answer["ReturnValue"] = 0
    reply = cimwire.decode(cimwire.respond(message, answer).body, schema=schema)
    assert reply.method is not None and reply.method.return_value == 0
    assert reply.method.return_meaning == "Completed with No Error"
    assert message.method.meanings == {"RequestedState": "Enabled"}
    assert message.method.return_meaning is None
    call["RequestedState"] = 65536
    with pytest.raises(cimwire.EncodeError, match="RequestStateChange_INPUT/RequestedState"):
        call.build()


def test_a_path_is_text_reference_and_request() -> None:
    text = 'root/cimv2:Win32_Service.Name="WinRM"'
    path = cimwire.Path.parse(text).replace(base=WMI)
    assert str(path) == text and path.to_wmi() == 'root\\cimv2:Win32_Service.Name="WinRM"'
    assert (path.namespace, path.class_name, path.keys) == (
        "root/cimv2",
        "Win32_Service",
        {"Name": "WinRM"},
    )
    assert path == cimwire.Path("win32_service", {"NAME": "WinRM"}, namespace="ROOT/CIMV2", base=WMI)
    assert hash(path) == hash(cimwire.Path.parse(text).replace(base=WMI)) and path.is_instance
    uri = f"{WMI}root/cimv2/Win32_Service"
    assert path.resource_uri == uri == cimwire.class_uri("Win32_Service", "root/cimv2")
    reference = path.reference(SERVER)
    assert (reference.address, reference.resource_uri) == (SERVER, uri)
    assert reference.path == path
    get = cimwire.decode(cimwire.get(path, to=SERVER).body)
    assert (get.resource_uri, get.selectors, get.path) == (uri, {"Name": "WinRM"}, path)
    copied = pickle.loads(pickle.dumps(path))
    assert copied == path and copied.resource_uri == uri
    match path:
        case cimwire.Path("root/cimv2", name, {"Name": key}):
            assert (name, key) == ("Win32_Service", "WinRM")
        case _:
            pytest.fail("no match")


def test_an_instance_has_a_path_by_its_reference_or_its_keys(schema: cimwire.Schema) -> None:
    keys = "<f:DeviceID>1</f:DeviceID>" + "".join(
        f"<f:{name}>x</f:{name}>"
        for name in ["CreationClassName", "SystemCreationClassName", "SystemName"]
    )
    it = fan(keys, schema=schema)
    assert it.path.keys["DeviceID"] == "1" and it.path.resource_uri == FAN
    alone, beside = cimwire.put(it, to=SERVER), cimwire.put(it.path, it, to=SERVER)
    drafted = cimwire.decode(cimwire.put(it.draft(), to=SERVER).body)
    assert drafted.selectors == {**it.path.keys}
    asked = [cimwire.decode(request.body) for request in (alone, beside)]
    assert asked[0].selectors == asked[1].selectors == {**it.path.keys}
    assert asked[0].body.to_xml() == asked[1].body.to_xml()
    typed, misfits = it.path.typed(schema)
    assert typed == it.path and misfits == []
    with pytest.raises(cimwire.DecodeError):
        fan(keys).path
    epr = (
        "<a:EndpointReference><a:Address>http://x</a:Address><a:ReferenceParameters>"
        f"<w:ResourceURI>{FAN}</w:ResourceURI><w:SelectorSet><w:Selector Name='DeviceID'>7"
        "</w:Selector></w:SelectorSet></a:ReferenceParameters></a:EndpointReference>"
    )
    [both] = pulled(f"<w:Item><f:CIM_Fan>{keys}</f:CIM_Fan>{epr}</w:Item>").items
    assert both.path == cimwire.Path("CIM_Fan", {"DeviceID": 7})
    for broken in ["root:", "a.b=", ""]:
        with pytest.raises(cimwire.DecodeError) as refused:
            cimwire.Path.parse(broken)
        assert refused.value.kind == "Misfit"
    with pytest.raises(cimwire.EncodeError):
        cimwire.Path("Acme").resource_uri
    with pytest.raises(TypeError, match="None"):
        cimwire.Path("Acme", {"A": None})


def test_an_instance_goes_where_it_is_from(schema: cimwire.Schema) -> None:
    keys = {"DeviceID": "1", "CreationClassName": "x", "SystemCreationClassName": "x", "SystemName": "x"}
    xml = "".join(f"<f:{name}>{value}</f:{name}>" for name, value in keys.items())
    known, unknown = fan(xml, schema=schema), fan(xml)

    def asked(request: cimwire.Request) -> tuple[str | None, object, str | None]:
        message = cimwire.decode(request.body)
        return message.resource_uri, message.selectors, message.to

    for request in [
        cimwire.put(known, to=SERVER),
        cimwire.put(known.replace(DesiredSpeed=1), to=SERVER),
        cimwire.put(known, unknown, to=SERVER),
        cimwire.get(known, to=SERVER),
        cimwire.delete(known, to=SERVER),
        cimwire.invoke(known, "RequestStateChange", {"RequestedState": 2}, to=SERVER),
        cimwire.put(unknown, selectors=keys, to=SERVER),
        cimwire.put(FAN, unknown, selectors=keys, to=SERVER),
        cimwire.put(unknown, reference=known.path.reference(SERVER)),
        cimwire.get(known.path.reference(SERVER)),
        cimwire.get("urn:other", reference=known.path.reference("http://away"), to=SERVER),
    ]:
        assert asked(request) == (FAN, keys, SERVER)
    with pytest.raises(cimwire.EncodeError, match="of a class of a schema"):
        cimwire.put(unknown, to=SERVER)
    with pytest.raises(cimwire.EncodeError, match="expected a key"):
        cimwire.put(fan("<f:DeviceID>1</f:DeviceID>", schema=schema), to=SERVER)
    with pytest.raises(cimwire.EncodeError, match="SelectorSet"):
        cimwire.get(known.path.reference(SERVER), selectors=keys)
    with pytest.raises(cimwire.EncodeError, match="expected a ResourceURI in the reference"):
        cimwire.get(fan("<f:R><a:Address>http://x</a:Address></f:R>").R)
    for wrong in [(FAN,), (known.path,), (FAN, known, known), (FAN, None), (known, None)]:
        with pytest.raises(TypeError):
            cimwire.put(*wrong, to=SERVER)  # type: ignore[call-overload]


def test_a_reference_that_came_with_an_instance_says_where_it_is() -> None:
    epr = (
        "<a:EndpointReference><a:Address>http://x</a:Address><a:ReferenceParameters>"
        "<w:ResourceURI>urn:r</w:ResourceURI><w:SelectorSet><w:Selector Name='K'>7</w:Selector>"
        "</w:SelectorSet><v:Mark xmlns:v='urn:v'>m</v:Mark></a:ReferenceParameters></a:EndpointReference>"
    )
    [both] = pulled(f"<w:Item><f:CIM_Fan/>{epr}</w:Item>").items
    put = cimwire.decode(cimwire.put(both).body)
    assert (put.to, put.resource_uri, put.selectors) == ("http://x", "urn:r", {"K": "7"})
    assert [header.element.text for header in put.headers if header.element.name == "Mark"] == ["m"]


def test_numbers_are_those_of_the_schemas() -> None:
    for request in [
        lambda: cimwire.enumerate(FAN, optimize=0, to=SERVER),
        lambda: cimwire.pull(FAN, "7", max_characters=0, to=SERVER),
        lambda: cimwire.subscribe(FAN, SERVER, delivery="events", max_elements=0, to=SERVER),
        lambda: cimwire.get(FAN, timeout=timedelta(seconds=-1), to=SERVER),
    ]:
        with pytest.raises(cimwire.EncodeError, match="expected .*, found (0|-PT1S)") as refused:
            request()
        assert refused.value.kind == "Misfit" and refused.value.path.startswith("Envelope/")
    with pytest.raises(cimwire.EncodeError, match="8192"):
        cimwire.get(FAN, max_envelope_size=8191, to=SERVER)
    for wrong in [-1, 1 << 64, "5", 1.5]:
        with pytest.raises((TypeError, ValueError)):
            cimwire.pull(FAN, "7", max_elements=wrong, to=SERVER)  # type: ignore[arg-type]


def test_settings_are_neither_guessed_nor_left_out() -> None:
    for wrong in [
        {"selektors": {}},
        {"to": 5},
        {"locale": True},
        {"timeout": 60},
        {"selectors": {"a": None}},
        {"selectors": {1: "a"}},
        {"selectors": "ab"},
        {"options": {"a": {}}},
    ]:
        with pytest.raises(TypeError):
            cimwire.get(FAN, **{"to": SERVER, **wrong})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="found wql, cql"):
        cimwire.enumerate(FAN, wql="a", cql="b", to=SERVER)
    with pytest.raises(TypeError, match="Association"):
        cimwire.enumerate(FAN, associated="x", to=SERVER)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="parameters, input"):
        cimwire.invoke(FAN, "Stop", {"a": 1}, input="<x/>", to=SERVER)
    with pytest.raises(ValueError, match="fax"):
        cimwire.subscribe(FAN, SERVER, delivery="fax", to=SERVER)  # type: ignore[arg-type]
    reals = {"a": float("nan"), "b": float("inf"), "c": float("-inf"), "d": 0.5}
    asked = cimwire.decode(cimwire.get(FAN, selectors=reals, to=SERVER).body)
    assert asked.selectors == {"a": "NaN", "b": "INF", "c": "-INF", "d": "0.5"}
    call = cimwire.decode(cimwire.invoke(FAN, "M", {"a": (1, 2)}, to=SERVER).body)
    assert call.method is not None and call.method.parameters == {"a": ["1", "2"]}


def test_a_key_can_refer_to_another_instance() -> None:
    fan = cimwire.Path("CIM_Fan", {"DeviceID": "1"})
    path = cimwire.Path("CIM_AssociatedCooling", [("Antecedent", fan)])
    assert path.keys["Antecedent"] == fan
    assert cimwire.decode(cimwire.get(path, to=SERVER).body).path.class_name == path.class_name


def test_what_is_associated_is_enumerated() -> None:
    service = cimwire.Path.parse('root/cimv2:Win32_Service.Name="WinRM"').replace(base=WMI)
    every = cimwire.class_uri("*", "root/cimv2")
    by = cimwire.Association(
        service.reference(SERVER), result_class="Win32_Service", role="Antecedent", include=("Name",)
    )
    for request, name in [
        (cimwire.enumerate(every, associated=by, to=SERVER), b":AssociatedInstances>"),
        (cimwire.enumerate(every, associations=by, to=SERVER), b":AssociationInstances>"),
    ]:
        assert name in request.body and b":ResultClassName>Win32_Service<" in request.body
    with pytest.raises(cimwire.EncodeError, match="role"):
        cimwire.enumerate(every, associations=by._replace(result_role="x"), to=SERVER)
    asked = cimwire.enumerate(FAN, select={"DeviceID": "1"}, namespace="root/a", to=SERVER)
    assert cimwire.decode(asked.body).selectors == {"__cimnamespace": "root/a"}
    assert b"DeviceID" in asked.body
    assert b"select" in cimwire.enumerate(FAN, cql="select * from CIM_Fan", to=SERVER).body


def test_a_page_has_as_many_items_as_the_request_allows() -> None:
    fans = [fan(f"<f:DeviceID>{number}</f:DeviceID>") for number in range(5)]
    pull = cimwire.decode(cimwire.pull(FAN, "7", max_elements=2, to=SERVER).body)
    reply, taken = cimwire.page(pull, fans, "8")
    answer = cimwire.decode(reply.body)
    assert taken == 2 and list(answer.items) == fans[:2] and not answer.end_of_sequence
    assert answer.enumeration_context is not None and answer.enumeration_context.text == "8"
    last = cimwire.page(pull, fans[4:], "9")
    assert last.taken == 1 and cimwire.decode(last.reply.body).end_of_sequence
    large = fan(f"<f:Caption>{'x' * 9000}</f:Caption>")
    refused = cimwire.page(pull, [large], "8", limit=8192)
    fault = cimwire.decode(refused.reply.body).fault
    assert refused.taken == 0 and fault is not None and fault.short_subcode == "w:EncodingLimit"
    get = cimwire.decode(cimwire.get(FAN, max_envelope_size=8192, to=SERVER).body)
    assert cimwire.respond(get, large).status == 200
    assert cimwire.respond(get, large, within_limits=True).status == 400
    with pytest.raises(TypeError, match="limits"):
        cimwire.respond(pull, items=fans, within_limits=True)


def test_a_fault_tells_a_status_of_cim() -> None:
    get = cimwire.decode(cimwire.get(FAN, to=SERVER).body)
    answer = cimwire.decode(cimwire.cim_fault(get, 6, "no such fan").body)
    with pytest.raises(cimwire.FaultError) as raised:
        answer.raise_for_fault()
    [error] = raised.value.fault.cim_errors
    assert (error.status, error.status_name, error.message) == (6, "CIM_ERR_NOT_FOUND", "no such fan")
    with pytest.raises(cimwire.EncodeError, match="status"):
        cimwire.cim_fault(get, 4711, "x")


def test_an_embedded_instance_is_changed_and_put_back() -> None:
    it = fan("<f:Job i:type='f:CIM_Job_Type'><f:Name>a</f:Name></f:Job>").Job
    changed = it.replace(Name="b")
    assert (changed.class_name, dict(changed), dict(it)) == ("CIM_Job", {"Name": "b"}, {"Name": "a"})
    whole = fan("<f:Job i:type='f:CIM_Job_Type'><f:Name>a</f:Name></f:Job>").replace(Job=changed)
    assert isinstance(whole.Job, cimwire.Instance) and whole.Job.Name == "b"
    assert whole.Job.class_name == "CIM_Job"


def test_an_element_is_read_as_an_instance(schema: cimwire.Schema) -> None:
    element = cimwire.decode_element(f"<f:CIM_Fan xmlns:f='{FAN}'><f:DesiredSpeed>7</f:DesiredSpeed></f:CIM_Fan>")
    assert element.instance().DesiredSpeed == "7" and element.instance(schema).DesiredSpeed == 7
