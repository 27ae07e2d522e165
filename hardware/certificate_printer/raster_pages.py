"""A PDF drawn as PWG raster pages, for printers that take no PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hardware.certificate_printer.page_pictures import PDFIUM_LOCK
from hardware.certificate_printer.pwg_raster import RasterPage, encode_raster

_A4_MM = (210, 297)
_DEPTHS = {"sgray_8": 1, "srgb_8": 3}


def pdf_as_raster(pdf: bytes, dpi: int, pixel_type: str, media: str, *, two_sided: bool = False) -> bytes:
    """`pixel_type`: sgray_8 or srgb_8. Every page fills an A4 sheet, or is fitted into its middle.

    Raises ValueError for bytes that are no PDF.
    """
    return encode_raster(_pages(pdf, dpi, _DEPTHS[pixel_type], media), two_sided=two_sided)


def _pages(pdf: bytes, dpi: int, depth: int, media: str) -> Iterator[RasterPage]:
    from pypdfium2 import PdfDocument, PdfiumError

    width, height = (round(side * dpi / 25.4) for side in _A4_MM)
    with PDFIUM_LOCK:
        try:
            document = PdfDocument(pdf)
        except PdfiumError as cause:
            raise ValueError("no PDF") from cause
        try:
            for page in document:
                pixels = _drawn(page, width, height, depth)
                yield RasterPage(width, height, depth, dpi, pixels, media)
        finally:
            document.close()


def _drawn(page: Any, width: int, height: int, depth: int) -> bytes:
    from PIL import Image

    across, along = page.get_size()
    scale = min(width / across, height / along)
    picture = page.render(scale=scale, grayscale=depth == 1).to_pil().convert("L" if depth == 1 else "RGB")
    sheet = Image.new(picture.mode, (width, height), "white")
    sheet.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
    return sheet.tobytes()
