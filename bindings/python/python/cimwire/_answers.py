"""Answers to send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias, Union

from . import _cimwire

if TYPE_CHECKING:
    from ._cimwire import Element, Instance, Message, Reference
    from ._requests import Context, Document
    from ._types import Reply

__all__ = ["fault", "respond"]

Item: TypeAlias = Union["dict[str, Any]", "Instance", "Reference", "Element"]


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
) -> Reply:
    """An answer to a request: it copies what the rules say to copy, and speaks as the request does.
    Without a body an acknowledgement.

    To an Enumerate or Pull it brings ``items`` (DSP0226 §8.4): instances and references, or dicts of
    the class whose URI is ``class_uri``, in which None is nil and a list is an array; with the
    ``context`` that the next Pull brings, or ``end_of_sequence``.
    """
    if items is None and (class_uri is not None or context is not None or end_of_sequence):
        raise TypeError("expected items with class_uri, context or end_of_sequence")
    if items is not None and body is not None:
        raise TypeError("expected a body or items, found both")
    return _cimwire.respond(
        request,
        body=body,
        items=items,
        class_uri=class_uri,
        context=context,
        end_of_sequence=end_of_sequence,
        action=action,
        message_id=message_id,
    )


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
    return _cimwire.respond(
        request, fault=name, reason=reason, detail_code=detail_code, message_id=message_id
    )
