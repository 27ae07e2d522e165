"""One enrolled station's line to its centre, opened when first needed and again after another enrolment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import ConfigInvalid
from app.domain.ports import Enrolment
from app.sync.centre_time import Hear
from app.sync.enrol import StationEnroller
from app.sync.http import Http
from app.sync.seal import Sealer
from app.sync.taken import Heed
from app.sync.tls import Know


@dataclass(frozen=True, slots=True)
class Session:
    http: Http
    enrolment: Enrolment
    sealer: Sealer


class Sessions:
    def __init__(
        self,
        enroller: StationEnroller,
        hear: Hear | None = None,
        heeding: Callable[[str], Heed] | None = None,
        know: Know | None = None,
    ) -> None:
        """`heeding` makes, of the certificate of an enrolment, what is told whether the centre takes what we say."""
        self._heeding = heeding
        self._enroller = enroller
        self._hear = hear
        self._know = know
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._retired: list[Session] = []
        """Of earlier enrolments; another thread may be in the middle of a request on one."""

    def current(self) -> Session:
        """Raises WrongInput when the station is not enrolled."""
        enrolment = self._enroller.required()
        with self._lock:
            if self._session is None or self._session.enrolment != enrolment:
                self._retired += [self._session] if self._session is not None else []
                self._session = self._open(enrolment)
            return self._session

    def close(self) -> None:
        with self._lock:
            for each in (*self._retired, self._session):
                if each is not None:
                    each.http.close()
            self._retired, self._session = [], None

    def _open(self, enrolment: Enrolment) -> Session:
        try:
            sealer = Sealer(enrolment.seal_recipient)
        except ValueError:
            raise ConfigInvalid("保存的中心平台公钥不能用。", "请重新登记：运行 kiosk enrol。") from None
        heed = self._heeding(enrolment.signing_certificate) if self._heeding is not None else None
        http = Http(self._enroller.address(), self._enroller.token_maker(), self._hear, heed, self._know)
        return Session(http, enrolment, sealer)
