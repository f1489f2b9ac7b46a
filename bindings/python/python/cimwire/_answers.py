"""Answers to send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias, Union

from . import _cimwire
from ._types import Page

if TYPE_CHECKING:
    from ._cimwire import Draft, Element, Instance, Message, Reference
    from ._requests import Context, Document
    from ._types import Reply

__all__ = ["cim_fault", "fault", "page", "respond"]

Item: TypeAlias = Union["dict[str, Any]", "Instance", "Draft", "Reference", "Element"]


def respond(
    request: Message,
    body: Document | None = None,
    *,
    items: Iterable[Item] | None = None,
    class_uri: str | None = None,
    context: Context | None = None,
    end_of_sequence: bool = False,
    action: str | None = None,
    message_id: str | None = None,
    limit: int | None = None,
    within_limits: bool = False,
) -> Reply:
    """An answer to a request: it copies what the rules say to copy, and speaks as the request does.
    Without a body an acknowledgement.

    To an Enumerate or Pull it brings ``items`` (DSP0226 §8.4), all of them: instances and references,
    or dicts of the class whose URI is ``class_uri``, in which None is nil and a list is an array; with
    the ``context`` that the next Pull brings, or ``end_of_sequence``. `page` brings as many as the
    request allows.

    ``within_limits`` sends the fault that says so in place of a body that is larger than the request
    allows (DSP0226 §6.2); ``limit`` is the most octets that the service itself allows.
    """
    if items is None and (class_uri is not None or context is not None or end_of_sequence):
        raise TypeError("expected items with class_uri, context or end_of_sequence")
    if items is not None and (body is not None or limit is not None or within_limits):
        raise TypeError("expected items, found a body or limits with them")
    settings: dict[str, object] = {
        "body": body,
        "items": items,
        "class_uri": class_uri,
        "context": context,
        "end_of_sequence": end_of_sequence,
        "action": action,
        "message_id": message_id,
        "limit": limit,
        "within_limits": within_limits,
    }
    return _cimwire.respond(request, settings)


def page(
    request: Message,
    items: Iterable[Document],
    context: Context,
    *,
    limit: int | None = None,
    message_id: str | None = None,
) -> Page:
    """The answer to a Pull or an optimized Enumerate with as many of these items as it allows by its
    MaxElements, MaxCharacters and MaxEnvelopeSize, and as the service does by the octets of
    ``limit``; and how many those are. Behind the last item comes EndOfSequence, else the ``context``
    for the next Pull. Where not even one fits, it is the fault that says so (DSP0226 §8.4, §6.2)."""
    settings: dict[str, object] = {"limit": limit, "message_id": message_id}
    return Page(*_cimwire.page(request, items, context, settings))


def fault(
    request: Message,
    name: str,
    reason: str | None = None,
    *,
    detail_code: str | None = None,
    message_id: str | None = None,
) -> Reply:
    """Says that a request failed, with a fault of DSP0226 §14.6 by its name, as ``w:AccessDenied``.

    The reason is in English; without one it is that of the standard. The detail code is one of
    §14.2, as ``UnexpectedSelectors``."""
    settings: dict[str, object] = {
        "fault": name,
        "reason": reason,
        "detail_code": detail_code,
        "message_id": message_id,
    }
    return _cimwire.respond(request, settings)


def cim_fault(
    request: Message, status: int, message: str, *, message_id: str | None = None
) -> Reply:
    """Says that a request failed with a status of CIM, by its code: with the fault that tells it, and
    a ``CIM_Error`` with the status and a message (DSP0227 §12)."""
    settings: dict[str, object] = {
        "cim_status": status,
        "reason": message,
        "message_id": message_id,
    }
    return _cimwire.respond(request, settings)
