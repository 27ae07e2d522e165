"""Pages of a PDF, counted and as pictures. PDFium is loaded when first needed, and never entered by two threads."""

from __future__ import annotations

import io
from functools import lru_cache
from threading import Lock

from hardware.certificate_printer.pwg_raster import SYNC, decode_raster

PDFIUM_LOCK = Lock()


def page_count(pdf: bytes) -> int:
    """How many pages; 0 for what is no PDF."""
    from pypdfium2 import PdfDocument, PdfiumError

    with PDFIUM_LOCK:
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

    with PDFIUM_LOCK:
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


def document_pictures(document: bytes, dpi: int) -> tuple[bytes, ...]:
    """One PNG a page of a PDF or a PWG raster; the raster has its own dots an inch."""
    return raster_pictures(document) if document.startswith(SYNC) else page_pictures(document, dpi)


@lru_cache(maxsize=16)
def raster_pictures(document: bytes) -> tuple[bytes, ...]:
    """One PNG a page. Raises ValueError for what is no PWG raster."""
    from PIL import Image

    pictures = []
    for page in decode_raster(document):
        stream = io.BytesIO()
        mode = "L" if page.depth == 1 else "RGB"
        Image.frombytes(mode, (page.width, page.height), page.pixels).save(stream, "PNG")
        pictures.append(stream.getvalue())
    return tuple(pictures)
