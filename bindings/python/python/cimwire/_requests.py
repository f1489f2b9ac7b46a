"""Requests to send: one function for each operation of DSP0226.

A resource is given by its URI, or by what names an instance with its selectors: a path, an endpoint
reference, or the instance itself as it was read. An instance is named by the reference that came with
it, else by the keys that its class has in its schema; where ``selectors`` or a ``reference`` name it,
only the URI of its class is taken. What cannot be known is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Union, Unpack, overload

from . import _cimwire
from ._cimwire import Draft, Element, Instance, Path, Reference

if TYPE_CHECKING:
    from ._types import Association, Request

__all__ = [
    "Common",
    "create",
    "create_fragment",
    "delete",
    "enumerate",
    "enumeration_status",
    "get",
    "identify",
    "invoke",
    "pull",
    "put",
    "put_fragment",
    "release",
    "renew",
    "renew_enumeration",
    "status",
    "subscribe",
    "unsubscribe",
]

Scalar: TypeAlias = Union[str, bool, int, float, date, timedelta]
Value: TypeAlias = Union[Scalar, Element, Instance, Draft, Reference]
Document: TypeAlias = Union[
    Element, Instance, Draft, Reference, str, bytes, Mapping[str, object]
]
Resource: TypeAlias = Union[str, Path, Reference, Instance, Draft]
Pairs: TypeAlias = Union[Mapping[str, object], Iterable[tuple[str, object]]]
Context: TypeAlias = Union[str, Element]


class Common(TypedDict, total=False):
    """Settings of all requests but Identify. A duration is a timedelta, or text as ``PT60S``."""

    to: str | None
    """The address it goes to (DSP0226 §5.3)."""
    reference: Reference | Element | None
    """Address, resource and selectors in one (DSP0226 §5.1.1), beside no selectors of your own."""
    selectors: Pairs | None
    """Which instance of the resource (DSP0226 §5.1.2.2): values are scalars or references."""
    namespace: str | None
    """The CIM namespace, as ``root/cimv2``, where the resource URI does not say it (DSP0227 §5.2)."""
    show_extensions: bool
    """Asks for instances that say their keys, versions and types (DSP0227 §13.1)."""
    options: Pairs | None
    """Switches for the resource's provider (DSP0226 §6.4)."""
    required_options: Pairs | None
    """Those that the service has to obey or to refuse (DSP0226 R6.4-6)."""
    timeout: timedelta | str | None
    """How long the service may take (DSP0226 §6.1)."""
    max_envelope_size: int | None
    """The most octets of the answer, at least 8192 (DSP0226 §6.2)."""
    locale: str | None
    """The language of texts in the answer, as ``en-US`` (DSP0226 §6.3)."""
    message_id: str | None
    """The MessageID, in place of a fresh one (DSP0226 §5.4.4)."""
    request_reference: bool
    """Asks for the endpoint reference of the resource that is returned (DSP0226 §6.5)."""
    headers: Iterable[Document] | None
    """Header blocks of any name."""
    addressing: Literal["2004", "2005"] | None
    """The version of WS-Addressing: 2004/08 (the usual one), or 1.0 of 2005/08."""


def get(resource: Resource, *, fragment: str | None = None, **common: Unpack[Common]) -> Request:
    """Asks for the representation of a resource (DSP0226 §7.3), or for the fragment of it that an
    XPath expression selects (§7.7)."""
    return _cimwire.request("get", (resource,), {**common, "fragment": fragment})


@overload
def put(resource: Instance | Draft, /, **common: Unpack[Common]) -> Request: ...
@overload
def put(resource: Resource, instance: Document, /, **common: Unpack[Common]) -> Request: ...
def put(resource: Resource, /, *instance: Document, **common: Unpack[Common]) -> Request:
    """Replaces the representation of a resource (DSP0226 §7.4) by an instance or element, given as
    such, as XML, or as a dict of `Element.to_dict`. An instance alone is put where it is from."""
    if not instance and isinstance(resource, (Instance, Draft)):
        instance = (resource,)
    if len(instance) != 1:
        raise TypeError(f"expected one instance to put, found {len(instance)}")
    return _cimwire.request("put", (resource, *instance), {**common})


def put_fragment(
    resource: Resource, path: str, value: Value, **common: Unpack[Common]
) -> Request:
    """Replaces what an XPath expression selects of a resource (DSP0226 §7.9)."""
    return _cimwire.request("put_fragment", (resource, path, value), {**common})


def create(resource: Resource, instance: Document, **common: Unpack[Common]) -> Request:
    """Makes a resource of an instance or element (DSP0226 §7.6), given as for `put`."""
    return _cimwire.request("create", (resource, instance), {**common})


def create_fragment(
    resource: Resource, path: str, value: Value, **common: Unpack[Common]
) -> Request:
    """Adds a fragment to a resource where an XPath expression says (DSP0226 §7.11)."""
    return _cimwire.request("create_fragment", (resource, path, value), {**common})


def delete(resource: Resource, *, fragment: str | None = None, **common: Unpack[Common]) -> Request:
    """Deletes a resource (DSP0226 §7.5), or a fragment of it."""
    return _cimwire.request("delete", (resource,), {**common, "fragment": fragment})


def enumerate(
    resource: Resource,
    *,
    wql: str | None = None,
    cql: str | None = None,
    select: Pairs | None = None,
    associated: Association | None = None,
    associations: Association | None = None,
    filter: tuple[str, Value] | None = None,
    optimize: int | None = None,
    mode: Literal["EnumerateEPR", "EnumerateObjectAndEPR"] | None = None,
    polymorphism: Literal["IncludeSubClassProperties", "ExcludeSubClassProperties", "None"]
    | None = None,
    estimate: bool = False,
    expires: str | timedelta | date | None = None,
    **common: Unpack[Common],
) -> Request:
    """Begins an enumeration (DSP0226 §8.2).

    Only some items are let through by a query (``wql``, ``cql``), by selectors (``select``, DSP0226
    annex E), by what is ``associated`` with an instance or its ``associations`` themselves (DSP0227
    §9), or by any other ``filter``: a dialect and what it says. ``optimize`` asks for so many items
    in the answer already; ``mode`` is what items are; ``polymorphism`` how instances of subclasses
    are shown (DSP0227 §8.1); ``estimate`` asks how many there are.
    """
    settings = {
        "wql": wql,
        "cql": cql,
        "select": select,
        "associated": associated,
        "associations": associations,
        "filter": filter,
        "optimize": optimize,
        "mode": mode,
        "polymorphism": polymorphism,
        "estimate": estimate,
        "expires": expires,
    }
    return _cimwire.request("enumerate", (resource,), {**common, **settings})


def pull(
    resource: Resource,
    context: Context,
    *,
    max_elements: int | None = None,
    max_characters: int | None = None,
    max_time: str | timedelta | None = None,
    estimate: bool = False,
    **common: Unpack[Common],
) -> Request:
    """Asks for the next items of an enumeration (DSP0226 §8.4); the context is that of the last
    answer, `Message.enumeration_context`."""
    settings = {
        "max_elements": max_elements,
        "max_characters": max_characters,
        "max_time": max_time,
        "estimate": estimate,
    }
    return _cimwire.request("pull", (resource, context), {**common, **settings})


def release(resource: Resource, context: Context, **common: Unpack[Common]) -> Request:
    """Ends an enumeration early (DSP0226 §8.5)."""
    return _cimwire.request("release", (resource, context), {**common})


def renew_enumeration(
    resource: Resource,
    context: Context,
    *,
    expires: str | timedelta | date | None = None,
    **common: Unpack[Common],
) -> Request:
    """Asks for more time for an enumeration; DSP0226 R8.1-4 advises against it."""
    subject = (resource, context)
    return _cimwire.request("renew_enumeration", subject, {**common, "expires": expires})


def enumeration_status(resource: Resource, context: Context, **common: Unpack[Common]) -> Request:
    """Asks how much time an enumeration has; DSP0226 R8.1-4 advises against it."""
    return _cimwire.request("enumeration_status", (resource, context), {**common})


def invoke(
    resource: Resource,
    method: str,
    parameters: Pairs | None = None,
    *,
    input: Document | None = None,
    **common: Unpack[Common],
) -> Request:
    """Invokes a method (DSP0226 §9) of a class, given as its URI, or of an instance, with parameters,
    those of an array as a list; or with an element in place of one made of parameters."""
    settings = {"parameters": parameters, "input": input}
    return _cimwire.request("invoke", (resource, method), {**common, **settings})


def identify() -> Request:
    """Asks a service what it is (DSP0226 §11); without header blocks, and so without settings."""
    return _cimwire.request("identify", (), {})


def subscribe(
    resource: Resource,
    sink: str | None = None,
    *,
    delivery: Literal["push", "push_with_ack", "events", "pull"] = "push",
    wql: str | None = None,
    filter: tuple[str, Value] | None = None,
    expires: str | timedelta | date | None = None,
    end_to: str | None = None,
    heartbeats: str | timedelta | None = None,
    retry: tuple[int, str | timedelta] | None = None,
    max_elements: int | None = None,
    max_time: str | timedelta | None = None,
    max_delivery_size: tuple[int, Literal["CancelSubscription", "Skip", "Notify"]] | None = None,
    event_locale: str | None = None,
    content_encoding: Literal["UTF-8", "UTF-16"] | None = None,
    auth: str | None = None,
    send_bookmarks: bool = False,
    bookmark: Context | None = None,
    **common: Unpack[Common],
) -> Request:
    """Subscribes to events (DSP0226 §10.2), each sent to the address of a sink: alone (``push``),
    alone and acknowledged (``push_with_ack``), or in batches (``events``); or kept until they are
    pulled (``pull``), without a sink."""
    if delivery not in ("push", "push_with_ack", "events", "pull"):
        raise ValueError(f"expected push, push_with_ack, events or pull, found {delivery!r}")
    if (sink is None) != (delivery == "pull"):
        expected = "no sink" if delivery == "pull" else "the address of a sink"
        raise TypeError(f"expected {expected} for delivery by {delivery}")
    settings = {
        "wql": wql,
        "filter": filter,
        "expires": expires,
        "end_to": end_to,
        "heartbeats": heartbeats,
        "retry": retry,
        "max_elements": max_elements,
        "max_time": max_time,
        "max_delivery_size": max_delivery_size,
        "event_locale": event_locale,
        "content_encoding": content_encoding,
        "auth": auth,
        "send_bookmarks": send_bookmarks,
        "bookmark": bookmark,
    }
    subject = (resource,) if sink is None else (resource, sink)
    return _cimwire.request(f"subscribe_{delivery}", subject, {**common, **settings})


def renew(
    manager: Reference,
    *,
    expires: str | timedelta | date | None = None,
    **common: Unpack[Common],
) -> Request:
    """Asks for more time for a subscription; the manager is `Message.subscription_manager`."""
    return _cimwire.request("renew", (manager,), {**common, "expires": expires})


def status(manager: Reference, **common: Unpack[Common]) -> Request:
    """Asks how much time a subscription has."""
    return _cimwire.request("status", (manager,), {**common})


def unsubscribe(manager: Reference, **common: Unpack[Common]) -> Request:
    """Ends a subscription."""
    return _cimwire.request("unsubscribe", (manager,), {**common})
