"""The `alsa` driver: sentences through ALSA's own player; on Windows through the system's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Lock
from typing import Any, Protocol

from hardware.errors import AddressInvalid, OptionInvalid
from hardware.faults import status_of
from hardware.speaker.interface import NotPlayed, Played, PlayOutcome, Speaker
from hardware.speaker.wave_sound import WaveSound, at_volume, parse_wav
from hardware.status import DeviceState, DeviceStatus
from hardware.transport.addresses import AlsaAddress, parse_address

DEVICE = "speaker"
PROGRAM = "aplay"
LIMIT_S = 3.0
LOUDEST = 100
LARGEST_BYTES = 16 * 1024 * 1024
CLOSE_WAIT_S = 5.0


class Player(Protocol):
    def play(self, sound: WaveSound, is_stopped: Callable[[], bool]) -> str: ...

    def probe(self, is_stopped: Callable[[], bool]) -> str: ...


def open_driver(address: str, options: Mapping[str, Any]) -> Speaker:
    """Options: `volume` (100), `limit_s` (3.0: what a sentence may take over its length), `program` (aplay).

    Opens no device. Raises AddressInvalid, OptionInvalid.
    """
    parsed = parse_address(address)
    if not isinstance(parsed, AlsaAddress):
        raise AddressInvalid(
            "喇叭不能用这种地址", device=DEVICE, address=address, what_to_do="写成 alsa:default 或 alsa:plughw:0,0"
        )
    limit_s, volume = options.get("limit_s", LIMIT_S), options.get("volume", LOUDEST)
    if isinstance(limit_s, bool) or not isinstance(limit_s, int | float) or not 0 < limit_s <= 60:
        raise OptionInvalid(
            "limit_s 要写 0 到 60 的数", device=DEVICE, address=address, what_to_do="例如 limit_s = 3.0"
        )
    if isinstance(volume, bool) or not isinstance(volume, int) or not 0 <= volume <= LOUDEST:
        raise OptionInvalid(
            "volume 要写 0 到 100 的整数", device=DEVICE, address=address, what_to_do="例如 volume = 80"
        )
    return PcmSpeaker(_player(parsed, str(options.get("program", PROGRAM)), float(limit_s)), volume)


def _player(address: AlsaAddress, program: str, limit_s: float) -> Player:
    if sys.platform == "win32":
        from hardware.speaker.winsound_player import WinsoundPlayer

        return WinsoundPlayer(limit_s)
    from hardware.speaker.aplay import AplayPlayer

    return AplayPlayer(address, program, limit_s)


class PcmSpeaker:
    """One sound at a time; the volume is put into the samples, so it needs no mixer."""

    def __init__(self, player: Player, volume: int = LOUDEST) -> None:
        self._player = player
        self._volume = volume
        self._voice = Lock()
        self._device = Lock()
        self._stop = Event()

    def say(self, sound: Path | bytes, cancel: Event | None = None) -> PlayOutcome:
        if not self._voice.acquire(blocking=False):
            return NotPlayed("busy")
        try:
            with self._device:  # a look at the device that is under way gives way
                self._stop.clear()
                return self._say(sound, lambda: self._stop.is_set() or (cancel is not None and cancel.is_set()))
        finally:
            self._voice.release()

    def set_volume(self, percent: int) -> None:
        if not 0 <= percent <= LOUDEST:
            raise ValueError(f"volume must be 0 to {LOUDEST}, not {percent}")
        self._volume = percent

    def status(self) -> DeviceStatus:
        """Never disturbs what is being said, nor waits for it."""
        if self._voice.locked():
            return DeviceStatus(DeviceState.BUSY)
        with self._device:
            word = self._player.probe(self._voice.locked)
        if word in ("", "cancelled"):
            return DeviceStatus(DeviceState.ONLINE) if self._volume else status_of(DEVICE, "muted")
        return status_of(DEVICE, word)

    def _say(self, sound: Path | bytes, is_stopped: Callable[[], bool]) -> PlayOutcome:
        try:
            wave = at_volume(parse_wav(_read(sound)), self._volume)
        except (OSError, ValueError):
            return NotPlayed("bad_sound")
        cause = self._player.play(wave, is_stopped)
        return NotPlayed(cause) if cause else Played()

    def close(self) -> None:
        self._stop.set()
        if self._device.acquire(timeout=CLOSE_WAIT_S):
            self._device.release()


def _read(sound: Path | bytes) -> bytes:
    """Raises OSError for a file that cannot be read, ValueError for one that is no sentence."""
    if isinstance(sound, bytes):
        return sound
    with sound.open("rb") as file:
        data = file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise ValueError("too large")
    return data
