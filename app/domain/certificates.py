"""A certificate that is printed: what stands on it, and whoever makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """All that stands on a certificate; `record` fills the template."""

    item_code: str
    template: str
    case_id: str
    number: str
    code: str
    verify_url: str
    issued_at: datetime
    office: str
    record: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Certificate:
    pdf: bytes = field(repr=False)
    sha256: str = ""


class CertificateMaker(Protocol):
    def make(self, request: CertificateRequest) -> Certificate:
        """PDF/A-2, tagged, with the code as QR, signed. Raises OurFault when a template is broken."""

    def warm_up(self) -> None:
        """Load fonts while nobody waits."""
