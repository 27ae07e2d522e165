"""All that talks to the centre, built over one station's settings and outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.domain.ports import Outbox, Settings
from app.sync.centre_time import Hear
from app.sync.enrol import StationEnroller
from app.sync.manners import AS_THE_LINE_IS, UploadManners
from app.sync.services import StationServices
from app.sync.session import Sessions
from app.sync.synchronizer import CentreSynchronizer


class CentreClient:
    """`enroller`, `synchronizer` and `services` implement the ports of these names."""

    def __init__(
        self,
        settings: Settings,
        outbox: Outbox,
        clock: Callable[[], datetime],
        hear: Hear | None = None,
        manners: UploadManners = AS_THE_LINE_IS,
    ) -> None:
        self.enroller = StationEnroller(settings, clock)
        self._sessions = Sessions(self.enroller, hear)
        self.synchronizer = CentreSynchronizer(self._sessions, outbox, settings, clock, manners)
        self.services = StationServices(self._sessions, clock)

    def close(self) -> None:
        self._sessions.close()
