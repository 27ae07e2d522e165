"""Registering this station with a centre. Implements the port `Enroller`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from app.domain.audit_seals import Seals
from app.domain.catalogue_shelf import OFFERED_DIGEST
from app.domain.errors import OtherStationKind, WrongInput
from app.domain.ports import Enrolment, Settings
from app.domain.service_item import STATION_KIND_NAMES
from app.sync import names
from app.sync.audit_seals import DaySealer
from app.sync.failures import CentreAnsweredWrongly, CentreSaidNo
from app.sync.http import Http, checked_url
from app.sync.restoring import told_restore_id
from app.sync.seal import Sealer
from app.sync.station_keys import certifies, new_key, public_key, signing_request
from app.sync.token import station_token

_KEPT_AS: Mapping[str, str] = {
    "station_id": names.STATION_ID,
    "number_prefix": names.NUMBER_PREFIX,
    "centre_url": names.CENTRE_URL,
    "seal_recipient": names.SEAL_RECIPIENT,
    "signing_certificate": names.SIGNING_CERTIFICATE,
    "issuer_certificate": names.ISSUER_CERTIFICATE,
}


Accept = Callable[[Enrolment], Mapping[str, str]]
"""Looks at what the centre gave before it is kept; gives settings to be kept together with it."""


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """What signs documents: private key, its certificate and the issuer's certificate, all PEM."""

    private_key: str = field(repr=False)
    certificate: str
    issuer: str


class StationEnroller:
    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock

    def enrol(self, centre_url: str, code: str, station_kind: str, accept: Accept | None = None) -> Enrolment:
        """Make the keys, register them with the one-time code, keep what the centre gave.

        Where the answer got lost, the same call again sends the same keys, so that a centre can give the same
        answer. Raises WrongInput, CentreUnreachable, CentreRefused; an earlier enrolment then stays. So it does with
        whatever `accept` raises; the code and the keys then stay good for another try.
        """
        url = checked_url(centre_url)
        station_key, signing_key = self._pending_keys()
        asked = {
            "code": code,
            "station_kind": station_kind,
            "public_key": public_key(station_key),
            "signing_request": signing_request(signing_key),
        }
        http = Http(url)
        try:
            fields = http.post_json("/api/v1/stations", asked).fields()
            enrolment = _checked(fields, signing_key)
        except CentreSaidNo as no:
            _check_kind(no, station_kind)
            raise
        finally:
            http.close()
        also = accept(enrolment) if accept is not None else {}
        also = {names.STATION_KIND: station_kind, **also}
        self._keep(enrolment, url, (station_key, signing_key), told_restore_id(fields), also)
        return enrolment

    def enrolment(self) -> Enrolment | None:
        values = {field: self._settings.get(name) for field, name in _KEPT_AS.items()}
        found = {field: value for field, value in values.items() if value}
        return Enrolment(**found) if len(found) == len(_KEPT_AS) else None

    def required(self) -> Enrolment:
        """The enrolment. Raises WrongInput where there is none."""
        enrolment = self.enrolment()
        if enrolment is None:
            raise WrongInput("本机还没有在中心平台登记。", "请向中心平台要一个登记码，运行 kiosk enrol。")
        return enrolment

    def address(self) -> str:
        """Where the centre was reached at enrolment."""
        return self._settings.get(names.CENTRE_ADDRESS) or self.required().centre_url

    def token(self) -> str:
        """For trying the interface by hand: any client may use it until it expires."""
        return self._token_maker(once=False)()

    def token_maker(self) -> Callable[[], str]:
        """Makes one token a request without asking the store each time. Raises WrongInput when not enrolled."""
        return self._token_maker(once=True)

    def _token_maker(self, *, once: bool) -> Callable[[], str]:
        enrolment, key = self.required(), self._secret(names.STATION_KEY)
        return lambda: station_token(key, enrolment.station_id, enrolment.centre_url, self._clock(), once=once)

    def station_key(self) -> str:
        """The private key (PEM) that says who speaks. Raises WrongInput when not enrolled."""
        return self._secret(names.STATION_KEY)

    def day_sealer(self, seals: Seals) -> DaySealer:
        """What seals the days of the audit trail as this station. Raises WrongInput when not enrolled."""
        return DaySealer(seals, self.required().station_id, self._secret(names.STATION_KEY), self._clock)

    def signing_keys(self) -> SigningKeys:
        """Raises WrongInput when not enrolled."""
        enrolment = self.required()
        return SigningKeys(self._secret(names.SIGNING_KEY), enrolment.signing_certificate, enrolment.issuer_certificate)

    def _secret(self, name: str) -> str:
        value = self._settings.get(name)
        if not value:
            raise WrongInput("本机的登记资料不完整。", "请重新登记：运行 kiosk enrol。")
        return value

    def _pending_keys(self) -> tuple[str, str]:
        station_key = self._settings.get(names.PENDING_STATION_KEY)
        signing_key = self._settings.get(names.PENDING_SIGNING_KEY)
        if not station_key or not signing_key:
            station_key, signing_key = new_key(), new_key()
            self._settings.put({names.PENDING_STATION_KEY: station_key, names.PENDING_SIGNING_KEY: signing_key})
        return station_key, signing_key

    def _keep(
        self, enrolment: Enrolment, url: str, made: tuple[str, str], restore_id: str, also: Mapping[str, str]
    ) -> None:
        """The same centre's id stays what it was: where it tells another now, it lost something meanwhile."""
        values = {name: str(getattr(enrolment, field)) for field, name in _KEPT_AS.items()}
        values[names.CENTRE_ADDRESS] = url
        issuer = sha256(enrolment.issuer_certificate.encode("utf-8")).hexdigest()
        feed = f"{issuer[:16]}/{enrolment.station_id}"
        known = self._settings.get(names.RESTORE_ID) if self._settings.get(names.CHANGES_FEED) == feed else ""
        values |= {names.CHANGES_FEED: feed, names.RESTORE_ID: known or restore_id}
        keys = dict(zip((names.STATION_KEY, names.SIGNING_KEY), made, strict=True))
        done = {names.PENDING_STATION_KEY: "", names.PENDING_SIGNING_KEY: "", names.KNOCK_AGAIN_AT: ""}
        done[names.LAST_FAILURE] = ""
        unasked = {names.TOLD_SEQUENCE: "", OFFERED_DIGEST: "", names.CATALOGUE_ASKED: ""}
        self._settings.put({**values, **keys, **done, **unasked, **also})


def _check_kind(no: CentreSaidNo, own: str) -> None:
    """Raises OtherStationKind where the code is right and only the kind of station is not."""
    meant = no.station_kind
    if no.problem == "station_kind_differs" and meant in STATION_KIND_NAMES:
        raise OtherStationKind(
            f"这个登记码是给{STATION_KIND_NAMES[meant]}的，本机是{STATION_KIND_NAMES.get(own, own)}。",
            f'在 station.toml 的 [station] 里写 kind = "{meant}" 再登记；登记码没有用掉。',
        ) from no


def _checked(fields: Mapping[str, Any], signing_key: str) -> Enrolment:
    """Raises CentreAnsweredWrongly where the answer cannot be used."""
    values = {name: fields.get(name) for name in _KEPT_AS}
    texts = {name: value for name, value in values.items() if isinstance(value, str) and value}
    if len(texts) != len(_KEPT_AS):
        raise CentreAnsweredWrongly("登记回执不完整")
    enrolment = Enrolment(**texts)
    if not (
        enrolment.number_prefix.isascii() and enrolment.number_prefix.isalnum() and len(enrolment.number_prefix) <= 12
    ):
        raise CentreAnsweredWrongly("编号前缀不能用")
    try:
        checked_url(enrolment.centre_url)
        Sealer(enrolment.seal_recipient)
    except (WrongInput, ValueError):
        raise CentreAnsweredWrongly("登记回执里的地址或公钥不能用") from None
    if not certifies(enrolment.signing_certificate, signing_key, enrolment.issuer_certificate):
        raise CentreAnsweredWrongly("签名证书不是发给本机的")
    return enrolment
