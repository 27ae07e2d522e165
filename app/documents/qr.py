"""QR codes as SVG, for papers and pages, and as pictures."""

from __future__ import annotations

import io

QUIET_ZONE = 4
"""Modules of white around a code (ISO/IEC 18004)."""


def qr_svg(content: str) -> str:
    """Error correction M, no quiet zone: the paper around it gives that.

    Always bytes in UTF-8: some Chinese would else be packed as Shift JIS, which not every phone turns back.
    """
    import segno

    stream = io.BytesIO()
    code = segno.make(content, error="m", micro=False, mode="byte", encoding="utf-8")
    code.save(stream, kind="svg", xmldecl=False, border=0)
    return stream.getvalue().decode()


def qr_png(content: str, scale: int = 6) -> bytes:
    """A picture with its quiet zone, `scale` pixels a module; otherwise as `qr_svg`."""
    import segno

    stream = io.BytesIO()
    code = segno.make(content, error="m", micro=False, mode="byte", encoding="utf-8", boost_error=False)
    code.save(stream, kind="png", scale=scale, border=QUIET_ZONE)
    return stream.getvalue()
