"""QR codes as SVG, for papers and pages."""

from __future__ import annotations

import io


def qr_svg(content: str) -> str:
    """Error correction M, no quiet zone: the paper around it gives that."""
    import segno

    stream = io.BytesIO()
    segno.make(content, error="m", micro=False).save(stream, kind="svg", xmldecl=False, border=0)
    return stream.getvalue().decode()
