"""The power of attorney that a principal signed at the glass, as a sealed PDF/A-2a. Always in Chinese: it is for the
office, and for a court."""

from __future__ import annotations

import base64
from pathlib import Path

from app.catalogue.power_text import TITLE, power_clauses, power_rows
from app.documents.rendering import TEMPLATES, TypstRenderer
from app.documents.signing import DocumentSigner
from app.domain.errors import WrongInput
from app.domain.formats import CHINA, long_day
from app.domain.powers import PowerOfAttorney, holds_until

TEMPLATE = "power-of-attorney"
_PNG = b"\x89PNG\r\n\x1a\n"


class SealedPowerMaker:
    """The domain's `PowerMaker`. Keys are PEM: the station's own, its certificate, the issuer's certificate."""

    def __init__(
        self,
        signing_key: bytes,
        signing_certificate: bytes,
        issuer_certificate: bytes,
        *,
        templates: Path = TEMPLATES,
        font_paths: tuple[Path, ...] = (),
    ) -> None:
        self._renderer = TypstRenderer(templates, font_paths)
        self._signer = DocumentSigner(signing_key, signing_certificate, issuer_certificate)

    def __call__(self, power: PowerOfAttorney) -> bytes:
        signed_at = power.signed_at.astimezone(CHINA).replace(microsecond=0)
        until = holds_until(signed_at.date())
        given = {
            "title": TITLE.zh_cn,
            "office": power.item.office.zh_cn,
            "rows": [
                [label, value.split("\n")]
                for label, value in power_rows(power.item, power.principal, power.agent, power.relation, until)
            ],
            "clauses": list(power_clauses()),
            "signed_on": long_day(signed_at.date()),
            "signed_at": f"{signed_at:%Y-%m-%d %H:%M}",
            "station": power.station,
        }
        pdf = self._renderer.render(TEMPLATE, given, _picture(power.signature), at=signed_at)
        return self._signer.sign(pdf, reason=TITLE.zh_cn, location=power.item.office.zh_cn)


def _picture(png: bytes) -> str:
    """The signature as an SVG around the PNG, which is how a picture reaches a template."""
    if not png.startswith(_PNG) or len(png) < 24:
        raise WrongInput("签名不是图片", "请本人再签一次")
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    content = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{content}"/></svg>'
    )
