"""What goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._cimwire import Message
    from ._types import Fault

__all__ = ["CimwireError", "DecodeError", "EncodeError", "FaultError"]


class CimwireError(Exception):
    """Whatever this package raises of its own accord."""


class _PlacedError(CimwireError, ValueError):
    def __init__(
        self,
        code: int,
        kind: str,
        offset: int,
        line: int,
        column: int,
        path: str,
        text: str,
    ) -> None:
        super().__init__(code, kind, offset, line, column, path, text)
        self.code = code
        """A number that keeps its meaning: 1xx XML, 2xx limits, 3xx SOAP, 4xx CIM, 5xx JSON."""
        self.kind = kind
        """The name of the code, the same in every language."""
        self.offset = offset
        """Bytes from the start of the input; of a ``str``, bytes of its UTF-8."""
        self.line = line
        """From 1."""
        self.column = column
        """From 1, in characters."""
        self.path = path
        """The elements around the place, as ``Envelope/Body/Items/CIM_Fan[3]/Speed``."""
        self.text = text
        """What was expected and what was found."""

    def __str__(self) -> str:
        around = f" in {self.path}" if self.path else ""
        return f"{self.line}:{self.column}: {self.kind} ({self.code}): {self.text}{around}"


class DecodeError(_PlacedError):
    """A message was refused: what is wrong with it, and where."""


class EncodeError(_PlacedError):
    """A message cannot be written as asked; the place is one in the JSON, where there is one."""


class FaultError(CimwireError):
    """The answer is a fault, and somebody asked for it to be raised."""

    def __init__(self, fault: Fault, message: Message | None = None) -> None:
        super().__init__(fault, message)
        self.fault = fault
        """Why the request failed."""
        self.message = message
        """The message that says so."""

    def __str__(self) -> str:
        name = self.fault.short_subcode or self.fault.subcode or self.fault.code or "fault"
        text = self.fault.text or self.fault.meaning
        return f"{name}: {text}" if text else name
