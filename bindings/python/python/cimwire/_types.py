"""Parts of messages that are no more than their fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ._cimwire import _reason

if TYPE_CHECKING:
    from ._cimwire import Element, Reference

__all__ = [
    "Association",
    "Call",
    "CimError",
    "Class",
    "Deviation",
    "Difference",
    "Fault",
    "Head",
    "Header",
    "Method",
    "Misfit",
    "Option",
    "Page",
    "Property",
    "ProviderFault",
    "Reason",
    "Repair",
    "Reply",
    "Request",
    "WindowsFault",
]


class Header(NamedTuple):
    """A header block."""

    element: Element
    """The block."""
    must_understand: bool | None
    """What it says of mustUnderstand; None where it says nothing."""


class Option(NamedTuple):
    """A switch for the resource's provider (DSP0226 §6.4)."""

    name: str
    value: str
    must_comply: bool
    """Whether a service has to obey or to refuse (DSP0226 R6.4-6)."""


class Head(NamedTuple):
    """Where a message goes; blanks around URIs are left out."""

    kind: str
    """As `Message.kind`; without the body, told by action and resource alone."""
    action: str | None
    """What it asks for or says, as a URI (DSP0226 §5.4.5)."""
    to: str | None
    """The address it goes to (DSP0226 §5.3)."""
    resource_uri: str | None
    """The kind of resource it is for (DSP0226 §5.1.2.1)."""
    selectors: dict[str, str | Reference | list[str | Reference]]
    """Which instance of the resource it is for (DSP0226 §5.1.2.2), as `Message.selectors`."""
    options: tuple[Option, ...]
    """Switches for the resource's provider (DSP0226 §6.4)."""
    message_id: str | None
    """What no other message has (DSP0226 §5.4.4)."""
    relates_to: tuple[str, ...]
    """The messages it is about, an answer's request first (DSP0226 §5.4.4)."""
    reply_to: str | None
    """The address that answers go to (DSP0226 §5.4.2)."""
    addressing: str | None
    """The version of WS-Addressing: ``2004/08`` or ``2005/08``."""


class Reason(NamedTuple):
    """Why a request failed, in a language."""

    language: str
    """As ``en-US``; empty where it is not said."""
    text: str


class Deviation(NamedTuple):
    """Something that is not as it should be, and was read all the same."""

    rule: str | None
    """The rule it departs from, as ``DSP0226:R5.3-1``; None where there is no rule for it."""
    kind: str
    """The name of the error a strict decoder gives."""
    level: str
    """How binding the rule is: ``note``, ``may``, ``should`` or ``shall``."""
    offset: int
    """Bytes from the start of the input."""
    line: int
    column: int
    path: str
    """The elements around the place, where they are known."""
    text: str
    """What it is."""


class Difference(NamedTuple):
    """In what two messages differ."""

    path: str
    """The element: on the left, unless it is only on the right."""
    change: str
    """``name``, ``attribute``, ``text``, ``missing`` (only on the left) or ``extra``."""
    attribute: str | None
    """The name of the attribute, as ``{namespace}local``."""
    left: str | None
    """The value on the left, where there is one."""
    right: str | None


class Repair(NamedTuple):
    """Something XML cannot hold that salvage replaced."""

    offset: int
    """Bytes from the start of the input."""
    found: str
    """What stood there, in words."""
    replacement: str
    """What stands in the message instead."""


class Misfit(NamedTuple):
    """Something that is not as the class has it; the value stays as it is on the wire."""

    property: str
    """The name of the property."""
    offset: int
    """Bytes from the start of the input."""
    expected: str
    """What was expected."""
    kind: str
    """How it does not fit: `Lexical` for a text that is none of its type, `Range` for a number that its
    type cannot hold, `Form`, `Repeated`, `Null`, `Missing`, `Unknown`, or `Disallowed` for a value of its
    type that the class does not allow."""


class Association(NamedTuple):
    """From which instance, and by which associations, instances are found (DSP0227 §9); what is None
    does not matter."""

    instance: Reference | Element
    """As `Path.reference` makes it."""
    association_class: str | None = None
    """The class of the associations."""
    role: str | None = None
    """The property by which the association refers to the instance."""
    result_class: str | None = None
    """The class of what is found."""
    result_role: str | None = None
    """The property by which the association refers to that."""
    include: tuple[str, ...] = ()
    """The properties that are wanted of it; all where there are none."""


class Call(NamedTuple):
    """The call of a method of a class, or its answer."""

    name: str
    """The method."""
    class_name: str
    is_output: bool
    """Whether it is the answer."""
    parameters: dict[str, Any]
    """Names to values, as those of an `Instance`: ``{namespace}name`` for those of another namespace
    than the class's."""
    return_value: Any
    """What the method returned; None for a call."""
    misfits: tuple[Misfit, ...]
    """What is not as the class has it."""
    meanings: dict[str, str | None | list[str | None]]
    """What the values of the parameters mean by the class, as `Instance.meaning`."""
    return_meaning: str | None
    """What the value that the method returned means."""


class Property(NamedTuple):
    """What a class says about a property or a reference, or a method about a parameter."""

    name: str
    class_name: str
    """The class that declares it, or the last one to override it."""
    type: str
    """Its type as MOF has it, as ``uint16`` or ``reference`` (DSP0004 §5.2)."""
    of_class: str | None
    """The class that it refers to, or whose instance a string holds."""
    is_array: bool
    is_key: bool
    is_required: bool
    is_writable: bool
    is_in: bool
    """Whether a parameter goes with the call."""
    is_out: bool
    """Whether a parameter comes with the answer."""
    is_embedded: bool
    """Whether a string holds an instance or class."""
    is_octets: bool
    """Whether it is an octet string."""
    max_len: int | None
    min_value: int | None
    max_value: int | None
    units: str | None
    values: dict[str, str | None]
    """Which values there are, as text or ranges as ``0x8000..``, and what they mean."""
    bits: dict[str, str | None]
    """Which bits there are, from 0, and what they mean."""


class Method(NamedTuple):
    """What a method of a class is called with and answers."""

    name: str
    class_name: str
    """The class that declares it, or the last one to override it."""
    type: str | None
    """The type of its return value; None for ``void``."""
    is_static: bool
    parameters: tuple[Property, ...]
    values: dict[str, str | None]
    """Which values it returns, and what they mean."""


class Class(NamedTuple):
    """A class of a `Schema`, with all that it inherits."""

    name: str
    superclass: str | None
    namespace: str
    """The namespace of its elements, which is its resource URI (DSP0227 §5.1)."""
    version: str | None
    is_abstract: bool
    is_association: bool
    is_indication: bool
    properties: tuple[Property, ...]
    """In the order of the elements of an instance."""
    methods: tuple[Method, ...]
    """By name."""


class CimError(NamedTuple):
    """An error of CIM in the detail of a fault: a ``CIM_Error``, or of a class below it."""

    class_name: str
    status: int | None
    """The status of CIM."""
    status_name: str | None
    """The same as a name, as ``CIM_ERR_NOT_FOUND``."""
    message: str | None
    message_id: str | None
    owning_entity: str | None
    """Whose number the message's is."""
    element: Element


class ProviderFault(NamedTuple):
    """What a provider says of a fault."""

    provider: str | None
    path: str | None
    """The library that it is in."""
    message: str
    extended_status: Element | None
    """The extended status of WMI."""
    element: Element


class WindowsFault(NamedTuple):
    """What Windows says of a fault: ``f:WSManFault`` (MS-WSMV §2.2.4.43)."""

    code: int | None
    """An HRESULT or an error of Win32."""
    machine: str | None
    message: str
    providers: tuple[ProviderFault, ...]
    element: Element


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a request failed (SOAP 1.2 part 1 §5.4, DSP0226 §14)."""

    code: str | None
    """Whose fault it is: ``Sender``, ``Receiver``, ``MustUnderstand``, ``VersionMismatch`` or
    ``DataEncodingUnknown``; None for anything else."""
    subcode: str | None
    """What is wrong, as ``{namespace}local``."""
    short_subcode: str | None
    """The same in short, as ``w:AccessDenied``, where a standard has it."""
    reasons: tuple[Reason, ...]
    """Why, in words, by language."""
    detail_code: str | None
    """The last part of the standard's URI in its detail, as ``UnexpectedSelectors``."""
    meaning: str | None
    """What the standard says of it."""
    detail: Element | None
    """The element of the detail, which a vendor may put anything into."""
    cim_errors: tuple[CimError, ...] = ()
    """The errors of CIM in its detail (DSP0227 §12)."""
    windows: WindowsFault | None = None
    """What Windows says in its detail."""

    @property
    def text(self) -> str | None:
        """Why, in English if that is given, else in the first language."""
        return self.reason("en")

    def reason(self, language: str) -> str | None:
        """Why, in a language such as ``de-AT`` or one that begins alike, else in the first."""
        return _reason(self.reasons, language)


@dataclass(frozen=True)
class _Sendable:
    body: bytes
    """The message, in UTF-8."""
    content_type: str
    """The content type of HTTP."""

    @property
    def headers(self) -> dict[str, str]:
        """The headers of HTTP."""
        return {"Content-Type": self.content_type}

    def __bytes__(self) -> bytes:
        return self.body


@dataclass(frozen=True)
class Request(_Sendable):
    """A request to send: ``requests.post(url, data=bytes(it), headers=it.headers)``."""

    message_id: str | None
    """What its answer will relate to."""


@dataclass(frozen=True)
class Reply(_Sendable):
    """An answer to send."""

    status: int
    """The status of HTTP: 200, or for a fault 400 where the sender is to blame, else 500."""


class Page(NamedTuple):
    """An answer with some of the items of an enumeration."""

    reply: Reply
    taken: int
    """How many items it has; 0 where it is a fault."""
