"""What the tests of this room share."""

from __future__ import annotations

from typing import Any

from hardware.certificate_printer.frames import Attribute, Message
from hardware.certificate_printer.vocabulary import Group, PrinterState, StatusCode, Tag

QUICK: dict[str, Any] = {"answer_limit_s": 20.0, "hand_patience_s": 0.1, "watch_every_s": 0.01}

ONE_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""As few bytes as a page can be: PDFium mends the missing table of places."""


def answer(state: PrinterState, *reasons: str, accepting: bool = True, more: tuple[Attribute, ...] = ()) -> Message:
    """Get-Printer-Attributes."""
    attributes = (
        Attribute(Tag.ENUM, "printer-state", (int(state),)),
        Attribute(Tag.KEYWORD, "printer-state-reasons", reasons or ("none",)),
        Attribute(Tag.BOOLEAN, "printer-is-accepting-jobs", (accepting,)),
        *more,
    )
    return Message(StatusCode.OK, 1, ((Group.PRINTER, attributes),))
