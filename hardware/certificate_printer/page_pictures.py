"""Pages of a PDF as pictures. PDFium is loaded when the first is asked for."""

from __future__ import annotations

import io


def page_pictures(pdf: bytes, dpi: int) -> list[bytes]:
    """One PNG a page."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        pictures = []
        for page in document:
            stream = io.BytesIO()
            page.render(scale=dpi / 72).to_pil().save(stream, "PNG")
            pictures.append(stream.getvalue())
        return pictures
    finally:
        document.close()
