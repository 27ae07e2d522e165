"""Who is a station: one-time codes, enrolment, and the short token on every request (RFC 7523 style, ES256)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection

from app.central import codes, operators
from app.central.issuer import Issuer, checked_request
from app.central.storage import changes, former_enrolments, stations, tokens
from app.central.storage.database import Database
from app.central.storage.stations import EnrolmentCode, Station
from app.domain.errors import CentreRefused, WrongInput
from app.domain.service_item import STATION_KIND_NAMES, StationKind

CODE_LIFETIME = timedelta(hours=24)
TOKEN_MAX_SECONDS = 300
CLOCK_SLACK_SECONDS = 60
_JTI = re.compile(r"[\x21-\x7e]{8,64}")
_STATION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class NotIdentified(Exception):
    """`reason` is a stable word: station_unknown, station_revoked, or token_ and what is wrong with it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OtherStationKind(Exception):
    """The code is right, and `meant` for another kind of station than `asked`. Whoever holds it is no guesser."""

    def __init__(self, meant: str, asked: str) -> None:
        super().__init__(meant)
        self.meant = meant
        self.words = f"这个登记码是给{STATION_KIND_NAMES[meant]}的，来登记的是{STATION_KIND_NAMES[asked]}。"


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    code: str
    station_kind: str
    public_key: str
    signing_request: str


def make_code(database: Database, station_id: str, kind: str | None, at: datetime) -> str:
    """One one-time code, shown once, kept as its hash. Raises WrongInput."""
    if not _STATION_ID.fullmatch(station_id):
        raise WrongInput("工作站编号只能用字母、数字、点和横线，最多 64 位。", "例如 hall-01。")
    if kind and kind not in set(StationKind):
        raise WrongInput("没有这种工作站。", "可用：" + "、".join(StationKind) + "。")
    code = codes.new_code(codes.ENROLMENT_CODE_LENGTH)
    with database.write() as connection:
        entry = EnrolmentCode(station_id, kind or "", at + CODE_LIFETIME, None)
        stations.keep_code(connection, codes.fingerprint(code), entry, at)
    return codes.grouped(code)


def enrol(database: Database, issuer: Issuer, asked: EnrolmentRequest, at: datetime) -> Station:
    """Use up the code. The same station asking again with the same keys gets the same answer: its first may be lost.

    Raises CentreRefused for a code that is wrong, used or too old, OtherStationKind for one of another kind (it stays
    good), WrongInput for keys that cannot be used.
    """
    public_key = _checked_public_key(asked.public_key)
    request = checked_request(asked.signing_request)
    signing_key = _fingerprint(request)
    code_sha256 = codes.fingerprint(codes.typed(asked.code))
    with database.write() as connection:
        code = stations.code_of(connection, code_sha256)
        if code is None or code.expires_at <= at:
            raise CentreRefused("登记码不对，或者过期了。", "请在中心重新生成一个登记码。")
        known = stations.station(connection, code.station_id)
        if code.used_at is not None:
            if known is None or (known.public_key, known.signing_key_sha256) != (public_key, signing_key):
                raise CentreRefused("这个登记码已经用过了。", "请在中心重新生成一个登记码。")
            _check_kind(known.kind, asked)
            return known
        _check_kind(code.kind, asked)
        station = Station(
            id=code.station_id,
            kind=asked.station_kind,
            enrolment=known.enrolment + 1 if known else 1,
            number_prefix="",
            public_key=public_key,
            signing_key_sha256=signing_key,
            signing_certificate=issuer.sign(request, code.station_id),
        )
        if known is not None:
            former_enrolments.keep(connection, known, at)
        stations.save(connection, station, at)
        station = replace(station, number_prefix=stations.next_prefix(connection, station.id))
        stations.save(connection, station, at)
        stations.use_code(connection, code_sha256, at)
        changes.end_commands(connection, station.id, "enrolled_anew", at)
        if told := operators.notice(connection):
            changes.tell(connection, station.id, [told], at)
    return station


def _check_kind(meant: str, asked: EnrolmentRequest) -> None:
    """A code without a kind is for any. Raises OtherStationKind."""
    if meant and meant != asked.station_kind:
        raise OtherStationKind(meant, asked.station_kind)


def authenticate(database: Database, token: str, audiences: Collection[str]) -> Station:
    """The station that signed this token. Raises NotIdentified."""
    try:
        station_id = str(jwt.get_unverified_header(token).get("kid", ""))
    except jwt.InvalidTokenError as error:
        raise NotIdentified("token_malformed") from error
    if not _STATION_ID.fullmatch(station_id):
        raise NotIdentified("station_unknown")
    with database.read() as connection:
        station = stations.station(connection, station_id)
    if station is None:
        raise NotIdentified("station_unknown")
    claims = _claims(token, station.public_key)
    _check_claims(claims, station_id, audiences)
    if station.revoked_at is not None:
        raise NotIdentified("station_revoked")
    if claims.get("once") is True:
        _use_once(database, station_id, claims)
    return station


def still_speaks(connection: Connection, station: Station) -> int:
    """Hold the station's row until the transaction ends; its contiguous sequence.

    Raises NotIdentified where it was revoked or enrolled anew since it was identified: then nothing of it counts.
    """
    held = stations.held(connection, station.id)
    if held.revoked_at is not None:
        raise NotIdentified("station_revoked")
    if held.enrolment != station.enrolment:
        raise NotIdentified("token_invalid")
    return held.contiguous


def hold_ended(connection: Connection, station: Station) -> int:
    """The same hold for an enrolment that is over, for which a person vouches; its contiguous sequence as far as it is
    known still."""
    held = stations.held(connection, station.id)
    return held.contiguous if held.enrolment == station.enrolment else 0


def _claims(token: str, public_key: str) -> dict[str, Any]:
    """Signed by the station, neither run out nor from the future (`exp`, `nbf`, `iat`). Raises NotIdentified."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            public_key,
            algorithms=["ES256"],
            leeway=CLOCK_SLACK_SECONDS,
            options={"require": ["iss", "sub", "aud", "iat", "exp"], "verify_aud": False},
        )
    except jwt.ExpiredSignatureError as error:
        raise NotIdentified("token_expired") from error
    except jwt.ImmatureSignatureError as error:
        raise NotIdentified("token_early") from error
    except (jwt.InvalidTokenError, OverflowError) as error:
        raise NotIdentified("token_invalid") from error
    return claims


def _check_claims(claims: dict[str, Any], station_id: str, audiences: Collection[str]) -> None:
    if claims["iss"] != station_id or claims["sub"] != station_id:
        raise NotIdentified("token_subject")
    if not all(isinstance(claims[each], int | float) for each in ("exp", "iat")):
        raise NotIdentified("token_invalid")
    if claims["exp"] - claims["iat"] > TOKEN_MAX_SECONDS:
        raise NotIdentified("token_too_long")
    named = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if not any(str(audience).rstrip("/") in audiences for audience in named):
        raise NotIdentified("token_audience")


def _use_once(database: Database, station_id: str, claims: dict[str, Any]) -> None:
    jti = claims.get("jti")
    if not isinstance(jti, str) or not _JTI.fullmatch(jti):
        raise NotIdentified("token_invalid")
    until = datetime.fromtimestamp(claims["exp"], UTC) + timedelta(seconds=CLOCK_SLACK_SECONDS)
    if not tokens.use(database, station_id, jti, until):
        raise NotIdentified("token_replayed")


def _checked_public_key(pem: str) -> str:
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except (ValueError, TypeError) as error:
        raise WrongInput("工作站公钥读不出来。") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise WrongInput("工作站公钥必须是 P-256。")
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def _fingerprint(request: x509.CertificateSigningRequest) -> str:
    key = request.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(key).hexdigest()
