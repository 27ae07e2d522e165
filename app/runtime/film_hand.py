"""Films a sitting: what the camera gives goes to the film piece by piece, whatever page is shown meanwhile."""

from __future__ import annotations

import time
from threading import Event as Flag
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import StorageProblem, TerminalError
from app.domain.films import FilmStore, TravellingFilm
from app.journeys.delays import FILM_END_S, FILM_TICK_MS
from app.journeys.events import Event, FilmBegan, FilmBroke
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Worker
from hardware import Camera, HardwareError, RecordingFailed

if TYPE_CHECKING:
    from hardware import Recorder, Segment

FILM = "film"
PICTURE_WAIT_S = 2.0


class FilmClock(QObject):
    """How long the film is, for the pill that stands in the head as long as it runs."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before_s = 0
        self._since: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(FILM_TICK_MS)
        self._timer.timeout.connect(self.changed.emit)

    @property
    def seconds(self) -> int | None:
        """None while nothing is filmed."""
        return None if self._since is None else self._before_s + int(time.monotonic() - self._since)

    def run(self, before_s: int) -> None:
        self._before_s, self._since = before_s, time.monotonic()
        self._timer.start()
        self.changed.emit()

    def stop(self) -> None:
        self._since = None
        self._timer.stop()
        self.changed.emit()


class FilmHand:
    """One worker for the film: camera and judge go on beside it with the same pictures."""

    def __init__(self, machine: Machine, errands: Errands) -> None:
        self._machine = machine
        self._errands = errands
        self.worker = Worker("film")
        self.clock = FilmClock()
        self._begun = False
        self._kept = Flag()
        """Set once everything that was filmed before the last end is on the disk."""
        self._kept.set()

    def begin(self, case_id: str) -> None:
        camera, films = self._machine.bench.camera, self._machine.films
        if camera is None or films is None:
            self._errands.say(FilmBroke())
            return
        self._begun = True
        self._errands.start(FILM, self.worker, lambda stop: self._film(camera, films(), case_id, stop), self._ended)

    def _film(self, camera: Camera, films: FilmStore, case_id: str, stop: Flag) -> None:
        from hardware import Recorder  # brings the encoder along, for which no first screen waits

        before_s = films.seconds_of(case_id)
        under_way = films.begin(case_id)

        def keep(segment: Segment) -> None:
            under_way.append(segment.data)

        recorder = Recorder(keep, lambda _: None)
        try:
            self._follow(camera, recorder, before_s, stop)
        finally:
            recorder.finish(FILM_END_S)
        under_way.finish()

    def _follow(self, camera: Camera, recorder: Recorder, before_s: int, stop: Flag) -> None:
        number = 0
        while not stop.is_set():
            shot = camera.next_shot(number, PICTURE_WAIT_S)
            recorder.push(shot)
            if not number:
                self._errands.meanwhile(self.worker, stop, lambda: self._began(before_s))
            number = shot.number

    def _began(self, before_s: int) -> Event:
        self.clock.run(before_s)
        return FilmBegan()

    def _ended(self, result: Any) -> Event | None:
        """Only what ended by itself is told: a film that was stopped has no more to say."""
        self.clock.stop()
        return FilmBroke() if said_failed(result, HardwareError, TerminalError, RecordingFailed) else None

    def end(self) -> None:
        """Its worker goes on in order: the next film of the same desk begins when this one is kept."""
        self.clock.stop()
        self._errands.stop(FILM)
        if self._begun:
            self._begun, kept = False, Flag()
            self._kept = kept
            self._errands.loose(self.worker, lambda _: kept.set(), lambda _: None)

    def of(self, case_id: str) -> TravellingFilm | None:
        """In the store's worker: the whole film, once its last piece is kept. Raises StorageProblem."""
        if self._machine.films is None:
            return None
        self._wait_until_kept()
        return self._machine.films().travelling_of(case_id)

    def forget(self, case_id: str) -> None:
        """In the store's worker: the case holds it now, or nobody wants the case. Raises StorageProblem."""
        if self._machine.films is not None:
            self._wait_until_kept()
            self._machine.films().remove_of(case_id)

    def _wait_until_kept(self) -> None:
        if not self._kept.wait(2 * FILM_END_S):
            raise StorageProblem("录像没有按时存完。", "再存一次；还不行就请联系技术人员检查磁盘。")
