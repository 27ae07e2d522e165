"""Certificates: the template filled in, the code as QR, PDF/A-2a, signed."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from app.documents.qr import qr_svg
from app.documents.rendering import TEMPLATES, TypstRenderer
from app.documents.signing import DocumentSigner
from app.domain.certificates import Certificate, CertificateRequest
from app.domain.formats import CHINA, long_day


class SignedCertificateMaker:
    """The domain's `CertificateMaker`. Keys are PEM: the station's own, its certificate, the issuer's certificate.

    `request.record` is what the register answered; each template's head says its shape. For social-insurance-proof:
    `{"person": {"name", "id_number"}, "unit", "period": {"from": "YYYY-MM", "to"}, "insurances": [{"kind", "state",
    "since", "months", "unit"}], "months": [{"month", "base_fen", "personal_fen"}]}`.
    """

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

    def warm_up(self) -> None:
        """Load the fonts while nobody waits."""
        self._renderer.warm_up()

    def make(self, request: CertificateRequest) -> Certificate:
        """See the port. The record is not kept."""
        issued_at = request.issued_at.astimezone(CHINA)
        pdf = self._renderer.render(
            request.template, _given(request, issued_at), qr_svg(request.verify_url), at=issued_at
        )
        signed = self._signer.sign(pdf, reason=f"证明编号 {request.number}", location=request.office)
        return Certificate(signed, hashlib.sha256(signed).hexdigest())


def _given(request: CertificateRequest, issued_at: datetime) -> dict[str, Any]:
    return {
        "number": request.number,
        "code": request.code,
        "verify_url": request.verify_url,
        "office": request.office,
        "issued_on": long_day(issued_at.date()),
        "issued_at": f"{issued_at:%Y-%m-%d %H:%M}",
        "record": dict(request.record),
    }
