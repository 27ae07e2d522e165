"""Plays the tone of the hearing test by the station's loudspeaker, in the worker that alone speaks to it."""

from __future__ import annotations

from threading import Event as Flag
from typing import Any

from app.journeys.events import Event
from app.journeys.medical.findings import Ear
from app.journeys.medical_events import ToneFailed, ToneWasPlayed
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Worker
from hardware import HardwareError, Played

GROUP = "tone"


class ToneHand:
    """`voice` is the speaker's worker. A station without a speaker says so at once: the tuning fork does it."""

    def __init__(self, machine: Machine, errands: Errands, voice: Worker) -> None:
        self._machine = machine
        self._errands = errands
        self._voice = voice

    def play(self, ear: Ear) -> None:
        speaker = self._machine.bench.speaker
        if speaker is None:
            self._errands.say(ToneFailed(ear))
            return

        def play(stop: Flag) -> Any:
            from app.runtime.tone import tone_wav

            return speaker.say(tone_wav(ear), stop)

        def played(result: Any) -> Event:
            came_out = not said_failed(result, HardwareError) and isinstance(result, Played)
            return ToneWasPlayed(ear) if came_out else ToneFailed(ear)

        self._errands.start(GROUP, self._voice, play, played)
