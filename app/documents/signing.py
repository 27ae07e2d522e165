"""PAdES signatures (ETSI EN 319 142, B-B): put under a PDF/A without taking its conformance, and checked again.

The signature field is invisible, printable and of no size: what PDF/A-2 (ISO 19005-2, 6.3) allows.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.domain.errors import OurFault

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import CertificateStore

FIELD_NAME = "Signature1"
DIGEST = "sha256"


class DocumentSigner:
    """`key_pem` is PKCS#8 without password; `issuer_pem` goes into the signature, so that readers find the chain."""

    def __init__(self, key_pem: bytes, certificate_pem: bytes, issuer_pem: bytes) -> None:
        self._key_pem = key_pem
        self._certificate_pem = certificate_pem
        self._issuer_pem = issuer_pem
        self._signer: SimpleSigner | None = None
        self._lock = Lock()

    def sign(self, pdf: bytes, reason: str, location: str) -> bytes:
        """The same pages, certified: any later change breaks the signature. Raises OurFault for an unusable key."""
        from pyhanko.sign import signers
        from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter

        from app.documents.conforming_writer import ConformingWriter

        metadata = signers.PdfSignatureMetadata(
            field_name=FIELD_NAME,
            md_algorithm=DIGEST,
            reason=reason,
            location=location,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        field = SigFieldSpec(
            FIELD_NAME,
            invis_sig_settings=InvisSigSettings(set_print_flag=True, set_hidden_flag=False),
            readable_field_name="电子签章",
        )
        with self._lock:  # asn1crypto takes a certificate apart when first asked, and not safely for threads
            signer = signers.PdfSigner(metadata, self._ready(), new_field_spec=field)
            return bytes(signer.sign_pdf(ConformingWriter(io.BytesIO(pdf))).getvalue())

    def _ready(self) -> SimpleSigner:
        if self._signer is None:
            from pyhanko.keys import load_private_key_from_pemder_data
            from pyhanko.sign.signers import SimpleSigner
            from pyhanko_certvalidator.registry import SimpleCertificateStore

            store: CertificateStore = SimpleCertificateStore()  # type: ignore[no-untyped-call]
            try:
                key = load_private_key_from_pemder_data(self._key_pem, passphrase=None)
                certificate, issuer = _certificate(self._certificate_pem), _certificate(self._issuer_pem)
            except (ValueError, TypeError) as cause:
                raise OurFault("签章密钥或证书无法读取", "请重新登记本终端") from cause
            store.register_multiple([certificate, issuer])
            self._signer = SimpleSigner(certificate, key, store)
        return self._signer


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """`intact`: the bytes are those that were signed; `trusted`: the signer's chain ends at a given root;
    `whole_file`: nothing was added behind. `signer` is the certificate's common name. `problem` says what is missing.
    """

    intact: bool
    trusted: bool
    whole_file: bool
    signer: str = ""
    signed_at: datetime | None = None
    problem: str = ""

    @property
    def valid(self) -> bool:
        return self.intact and self.trusted and self.whole_file and not self.problem


def verify_signature(pdf: bytes, trust_roots: Sequence[bytes]) -> SignatureReport:
    """Check the one signature of a certificate against PEM roots; nothing is fetched from a network."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import SigningError

    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if len(signatures) != 1:
            return SignatureReport(False, False, False, problem=f"{len(signatures)} signatures, wanted 1")
        return _judged(signatures[0], [_certificate(root) for root in trust_roots])
    except (PdfError, SigningError, ValueError) as cause:
        return SignatureReport(False, False, False, problem=type(cause).__name__)


def _judged(signature: Any, roots: list[Any]) -> SignatureReport:
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    status = validate_pdf_signature(signature, context, key_usage_settings=usage)
    return SignatureReport(
        intact=bool(status.valid and status.intact),
        trusted=bool(status.trusted),
        whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        signer=str(status.signing_cert.subject.native.get("common_name", "")),
        signed_at=status.signer_reported_dt,
        problem="" if status.bottom_line else "not valid",
    )


def _certificate(pem: bytes) -> Any:
    """The first certificate of a PEM. Raises ValueError."""
    from pyhanko.keys import load_certs_from_pemder_data

    for certificate in load_certs_from_pemder_data(pem):
        return certificate
    raise ValueError("no certificate in the PEM")
