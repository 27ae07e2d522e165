"""Whom to believe over TLS, and by which time: OpenSSL knows only the wall clock, which dies with its battery.

As long as OpenSSL is content nothing else is asked. Where it refuses a certificate for its dates alone, and the station
knows that its wall clock is wrong, the same is tried again without OpenSSL's look at the time: every certificate of the
verified chain is then held against the time the station knows, before a byte of ours goes out.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import certifi
from cryptography import x509

from app.domain.formats import CHINA

NO_CHECK_TIME: Final = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME; the module `ssl` has no name for it."""
NOT_YET_VALID, EXPIRED = 9, 10
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED."""
WRONG_FROM = timedelta(minutes=10)
"""A wall clock that is wrong by less decides by itself: no certificate hangs on that."""
_DER: Final = 2  # _ssl.ENCODING_DER


@dataclass(frozen=True, slots=True)
class KnownTime:
    """`at` where the wall clock says `wall`. `is_least`: it is at least so late, and nobody knows by how much more."""

    at: datetime
    wall: datetime
    is_least: bool

    @property
    def is_better(self) -> bool:
        """Whether the wall clock is known to be wrong by it."""
        ahead = self.at - self.wall
        return ahead > WRONG_FROM or (not self.is_least and -ahead > WRONG_FROM)


Know = Callable[[], KnownTime | None]
"""None where nobody but the wall clock says what time it is."""


def trusted() -> ssl.SSLContext:
    """Whom to believe: the system's authorities, a city's own among them, and the public ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    return context


def trusted_by(know: Know) -> ssl.SSLContext:
    """The same authorities, but for the time: that is asked of `know` at each handshake."""

    class HeldAgainstIt(ssl.SSLSocket):
        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            _hold_against(know(), _chain(self))

    context = trusted()
    context.verify_flags |= NO_CHECK_TIME
    context.sslsocket_class = HeldAgainstIt
    return context


def refusal(error: BaseException) -> ssl.SSLCertVerificationError | None:
    """Why a certificate was refused, where that is what an error of the HTTP library came from."""
    at: BaseException | None = error
    while at is not None and not isinstance(at, ssl.SSLCertVerificationError):
        at = at.__cause__ or at.__context__
    return at


def is_for_its_dates(refused: ssl.SSLCertVerificationError) -> bool:
    return refused.verify_code in (NOT_YET_VALID, EXPIRED)


def in_words(refused: ssl.SSLCertVerificationError) -> str:
    """For a person; the date is the one they would have to put right."""
    clock = f"本机时钟是 {datetime.now(CHINA):%Y-%m-%d %H:%M}"
    if refused.verify_code == NOT_YET_VALID:
        return f"它的网站证书还没有生效，{clock}，多半是时钟不对，请先调准"
    if refused.verify_code == EXPIRED:
        return f"它的网站证书已经过期，{clock}：时钟不对就先调准，时钟没错就请中心平台换证书"
    return "它的网站证书不可信"


def _hold_against(known: KnownTime | None, chain: Iterable[x509.Certificate]) -> None:
    """Raises SSLCertVerificationError; also where nothing is known after all."""
    if known is None or not known.is_better:
        raise _refused(NOT_YET_VALID)
    for each in chain:
        if each.not_valid_after_utc < known.at:
            raise _refused(EXPIRED)
        if each.not_valid_before_utc > known.at and not known.is_least:
            raise _refused(NOT_YET_VALID)


def _refused(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed by the time the station knows")
    error.verify_code = code
    return error


def _chain(connected: ssl.SSLSocket) -> list[x509.Certificate]:
    """All that was verified, the authority's own included, as OpenSSL looks at the dates of all. Never empty.

    `ssl` has a public name for it from Python 3.13 on; before, the same stands one floor below.
    """
    inner: Any = connected
    if not hasattr(inner, "get_verified_chain"):
        inner = inner._sslobj
    found = [each if isinstance(each, bytes) else each.public_bytes(_DER) for each in inner.get_verified_chain()]
    if not found:
        raise _refused(EXPIRED)
    return [x509.load_der_x509_certificate(each) for each in found]
