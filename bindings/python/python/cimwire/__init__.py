"""WS-Management messages: bytes to typed messages and back.

    import cimwire

    request = cimwire.get(uri, selectors={"Name": "winmgmt"}, to="http://server:5985/wsman")
    message = cimwire.decode(answer).raise_for_fault()
    print(message.instance.State)

`decode` makes a `Message` of bytes; `get`, `enumerate`, `pull` and their like make requests;
`respond` and `fault` answer them. Nothing here opens a connection.
"""

from __future__ import annotations

from abc import ABCMeta
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from ._answers import cim_fault, fault, page, respond
from ._cimwire import (
    Document,
    Draft,
    Element,
    Instance,
    Items,
    Message,
    Path,
    Reference,
    Schema,
    __version__,
    canon,
    class_uri,
    decode,
    decode_document,
    decode_element,
    decode_head,
    diff,
    encode,
    from_cim_rs,
    redact,
)
from ._errors import CimwireError, DecodeError, EncodeError, FaultError
from ._requests import (
    Common,
    create,
    create_fragment,
    delete,
    enumerate,
    enumeration_status,
    get,
    identify,
    invoke,
    pull,
    put,
    put_fragment,
    release,
    renew,
    renew_enumeration,
    status,
    subscribe,
    unsubscribe,
)
from ._types import (
    Association,
    Call,
    CimError,
    Class,
    Deviation,
    Difference,
    Fault,
    Head,
    Header,
    Method,
    Misfit,
    Option,
    Page,
    Property,
    ProviderFault,
    Reason,
    Repair,
    Reply,
    Request,
    WindowsFault,
)

cast(ABCMeta, Mapping).register(Instance)
cast(ABCMeta, Mapping).register(Schema)
cast(ABCMeta, Sequence).register(Items)


def columns(items: Items | Iterable[Mapping[str, object]]) -> dict[str, list[object]]:
    """A list of values for each property of any item, None where one does not have it: what
    ``pandas.DataFrame`` and ``polars.DataFrame`` are made of."""
    if isinstance(items, Items):
        return items.columns()
    rows = [item for item in items]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


__all__ = [
    "Association",
    "Call",
    "CimError",
    "CimwireError",
    "Class",
    "Common",
    "DecodeError",
    "Deviation",
    "Difference",
    "Document",
    "Draft",
    "Element",
    "EncodeError",
    "Fault",
    "FaultError",
    "Head",
    "Header",
    "Instance",
    "Items",
    "Message",
    "Method",
    "Misfit",
    "Option",
    "Page",
    "Path",
    "Property",
    "ProviderFault",
    "Reason",
    "Reference",
    "Repair",
    "Reply",
    "Request",
    "Schema",
    "WindowsFault",
    "__version__",
    "canon",
    "cim_fault",
    "class_uri",
    "columns",
    "create",
    "create_fragment",
    "decode",
    "decode_document",
    "decode_element",
    "decode_head",
    "delete",
    "diff",
    "encode",
    "enumerate",
    "enumeration_status",
    "fault",
    "from_cim_rs",
    "get",
    "identify",
    "invoke",
    "page",
    "pull",
    "put",
    "put_fragment",
    "redact",
    "release",
    "renew",
    "renew_enumeration",
    "respond",
    "status",
    "subscribe",
    "unsubscribe",
]
