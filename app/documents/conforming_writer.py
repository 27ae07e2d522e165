"""The one place where pyHanko is held back: a signature is added to a PDF/A-2 and nothing else is touched.

By itself pyHanko rewrites the XMP metadata (in a form PDF/A does not allow for extension schemas) and, for signatures
with elliptic curves, raises the version to PDF 2.0, which PDF/A-2 does not know.
"""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

_PDF_A2_VERSION = (1, 7)


class ConformingWriter(IncrementalPdfFileWriter):
    """Appends only what the signature needs."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        super().ensure_output_version(min(version, _PDF_A2_VERSION))  # type: ignore[no-untyped-call]

    def register_extension(self, ext: Any) -> None:
        if str(ext.base_version) != "/2.0":
            super().register_extension(ext)

    def _update_meta(self) -> None:
        """Metadata stays as it was typeset."""
