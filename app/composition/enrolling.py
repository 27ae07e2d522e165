"""Enrolment with its record in the log, and with the first numbers, which the centre gives now that it is there."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.errors import CentreUnreachable, WrongInput
from app.domain.ports import Enrolment
from app.domain.service_item import STATION_KIND_NAMES, StationKind

if TYPE_CHECKING:
    from app.storage.store import Store
    from app.sync.client import CentreClient

_log = logging.getLogger(__name__)


class AuditedEnroller:
    """Implements the port `Enroller`."""

    def __init__(self, client: CentreClient, store: Store) -> None:
        self._client = client
        self._store = store

    def enrol(self, centre_url: str, code: str, station_kind: str, *, leave_behind: bool = False) -> Enrolment:
        from app.audit import audit_event
        from app.storage.sealed_elsewhere import SealedElsewhere

        def accept(enrolment: Enrolment) -> Mapping[str, str]:
            stranded, kept = SealedElsewhere(self._store.database).stranded_by(enrolment)
            if stranded and not leave_behind:
                raise _would_strand(stranded)
            return kept

        enrolment = self._client.enroller.enrol(centre_url, code, station_kind, accept)
        self._store.audit.append(audit_event("station.enrolled", station_id=enrolment.station_id))
        self._store.life.seal_up()
        try:
            self._client.lease_numbers()
        except CentreUnreachable as error:
            _log.warning("no numbers were leased yet: %s", error.code)  # the next sync asks again
        return enrolment

    def enrolment(self) -> Enrolment | None:
        return self._client.enroller.enrolment()

    def token(self) -> str:
        return self._client.enroller.token()


def require_kind(store: Store, kind: StationKind) -> None:
    """Raises WrongInput where the station is enrolled as another kind; one enrolled before that was kept is let be."""
    from app.sync import names

    enrolled = store.settings.get(names.STATION_KIND) or ""
    if enrolled in STATION_KIND_NAMES and enrolled != kind:
        raise WrongInput(
            f"本机登记的是{STATION_KIND_NAMES[enrolled]}，不能作为{STATION_KIND_NAMES[kind]}运行。",
            f"去掉 --station；一定要换，向中心要一个登记码（kiosk central enrolment-code --kind {kind}），"
            f'在 station.toml 写 kind = "{kind}" 再登记；只是试一试，用 --data-dir 换一个数据目录。',
        )


def _would_strand(cases: int) -> WrongInput:
    return WrongInput(
        f"本机有 {cases} 件办件封给了原来登记的中心，新的中心打不开；没有换，原来的登记照旧。",
        "先送完：kiosk sync once，或用 kiosk export 带到原来的中心再读回回执。一定要换，就加上 --leave-behind "
        "再运行一次（登记码还能用）：这些办件留在本机等着，不送给新的中心，登记回原来的中心才能送。",
    )
