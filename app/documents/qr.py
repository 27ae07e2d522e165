"""QR codes as SVG, for papers and pages."""

from __future__ import annotations

import io


def qr_svg(content: str) -> str:
    """Error correction M, no quiet zone: the paper around it gives that.

    Always bytes in UTF-8: some Chinese would else be packed as Shift JIS, which not every phone turns back.
    """
    import segno

    stream = io.BytesIO()
    code = segno.make(content, error="m", micro=False, mode="byte", encoding="utf-8")
    code.save(stream, kind="svg", xmldecl=False, border=0)
    return stream.getvalue().decode()
