"""Items become data frames: what pandas and Polars make of columns and of dicts."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

import pytest
from conftest import pulled

import cimwire

ITEMS = (
    "<f:CIM_Fan><f:DeviceID>1</f:DeviceID><f:DesiredSpeed>18446744073709551615</f:DesiredSpeed>"
    "<f:EnabledState>2</f:EnabledState><f:VariableSpeed>true</f:VariableSpeed>"
    "<f:InstallDate><c:Datetime>2025-03-01T08:30:00+01:00</c:Datetime></f:InstallDate>"
    "<f:OperationalStatus>2</f:OperationalStatus><f:OperationalStatus>3</f:OperationalStatus>"
    "</f:CIM_Fan>"
    "<f:CIM_Fan><f:DeviceID>007</f:DeviceID><f:DesiredSpeed>9223372036854775808</f:DesiredSpeed>"
    "<f:EnabledState i:nil='true'/><f:VariableSpeed>false</f:VariableSpeed>"
    "<f:InstallDate><c:Datetime>2025-03-02T08:30:00+01:00</c:Datetime></f:InstallDate>"
    "<f:Caption>last</f:Caption></f:CIM_Fan>"
)
ZONE = timezone(timedelta(hours=1))
DAYS = [datetime(2025, 3, day, 8, 30, tzinfo=ZONE) for day in (1, 2)]
SPEEDS = [18446744073709551615, 9223372036854775808]


@pytest.fixture
def items(schema: cimwire.Schema) -> cimwire.Items:
    return pulled(ITEMS, schema=schema).items


def test_columns_are_of_the_types_of_the_class(items: cimwire.Items) -> None:
    assert cimwire.columns(items) == {
        "DeviceID": ["1", "007"],
        "DesiredSpeed": SPEEDS,
        "EnabledState": [2, None],
        "VariableSpeed": [True, False],
        "InstallDate": DAYS,
        "OperationalStatus": [[2, 3], None],
        "Caption": [None, "last"],
    }


def test_pandas_reads_columns_and_dicts(items: cimwire.Items) -> None:
    pandas = pytest.importorskip("pandas")
    for frame in [
        pandas.DataFrame(cimwire.columns(items)),
        pandas.DataFrame(cimwire.columns(items.to_dicts())),
        pandas.DataFrame(items.to_dicts()),
        pandas.DataFrame.from_records(items.to_dicts()),
    ]:
        assert list(frame.columns) == list(cimwire.columns(items))
        assert str(frame.dtypes["DesiredSpeed"]) == "uint64"
        assert list(frame["DesiredSpeed"]) == SPEEDS
        assert str(frame.dtypes["VariableSpeed"]) == "bool"
        assert pandas.api.types.is_datetime64_any_dtype(frame.dtypes["InstallDate"])
        assert [moment.to_pydatetime() for moment in frame["InstallDate"]] == DAYS
        assert list(frame["DeviceID"]) == ["1", "007"]
        assert frame["EnabledState"][0] == 2 and math.isnan(frame["EnabledState"][1])
        assert frame["OperationalStatus"][0] == [2, 3]
        assert pandas.isna(frame["Caption"][0]) and frame["Caption"][1] == "last"
    exact = pandas.DataFrame(cimwire.columns(items)).convert_dtypes()
    assert str(exact.dtypes["EnabledState"]) == "Int64" and exact["EnabledState"][1] is pandas.NA


def test_polars_reads_columns_and_dicts(items: cimwire.Items) -> None:
    polars = pytest.importorskip("polars")
    for frame in [
        polars.DataFrame(cimwire.columns(items)),
        polars.DataFrame(items.to_dicts(), infer_schema_length=None),
    ]:
        assert frame.columns == list(cimwire.columns(items))
        assert frame.schema["VariableSpeed"] == polars.Boolean
        assert frame.schema["EnabledState"] == polars.Int64
        assert frame["EnabledState"].to_list() == [2, None]
        assert frame["Caption"].to_list() == [None, "last"]
        assert frame["InstallDate"].dtype.time_unit == "us"
        assert frame["InstallDate"].to_list() == DAYS
        assert frame.schema["OperationalStatus"] == polars.List(polars.Int64)
        assert frame["OperationalStatus"].to_list() == [[2, 3], None]
    # It takes integers for Int64 unless told.
    wide = polars.DataFrame(cimwire.columns(items), schema_overrides={"DesiredSpeed": polars.UInt64})
    assert wide["DesiredSpeed"].to_list() == SPEEDS
