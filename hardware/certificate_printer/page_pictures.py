"""Pages of a PDF, counted and as pictures. PDFium is loaded when first needed, and never entered by two threads."""

from __future__ import annotations

import io
from functools import lru_cache
from threading import Lock

_PDFIUM = Lock()


def page_count(pdf: bytes) -> int:
    """How many pages; 0 for what is no PDF."""
    from pypdfium2 import PdfDocument, PdfiumError

    with _PDFIUM:
        try:
            document = PdfDocument(pdf)
        except PdfiumError:
            return 0
        try:
            return len(document)
        finally:
            document.close()


@lru_cache(maxsize=16)
def page_pictures(pdf: bytes, dpi: int) -> tuple[bytes, ...]:
    """One PNG a page; drawn once."""
    from pypdfium2 import PdfDocument

    with _PDFIUM:
        document = PdfDocument(pdf)
        try:
            pictures = []
            for page in document:
                stream = io.BytesIO()
                page.render(scale=dpi / 72).to_pil().save(stream, "PNG")
                pictures.append(stream.getvalue())
            return tuple(pictures)
        finally:
            document.close()
