"""Answers to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _cimwire

if TYPE_CHECKING:
    from ._cimwire import Message
    from ._requests import Document
    from ._types import Reply

__all__ = ["fault", "respond"]


def respond(
    request: Message,
    body: Document | None = None,
    *,
    action: str | None = None,
    message_id: str | None = None,
) -> Reply:
    """An answer to a request: it copies what the rules say to copy, and speaks as the request does.
    Without a body an acknowledgement."""
    return _cimwire.respond(request, body=body, action=action, message_id=message_id)


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
