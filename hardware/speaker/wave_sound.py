"""WAV in, louder or softer WAV out: pure functions (RIFF/WAVE, PCM, 16 bits a sample, little-endian)."""

from __future__ import annotations

import io
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SAMPLE_BYTES = 2
LONGEST_S = 60.0
"""A sentence that lasts longer is a mistake."""
RATES_HZ = range(8000, 48001)
CHANNELS = (1, 2)


@dataclass(frozen=True, slots=True)
class WaveSound:
    """`samples` 16-bit little-endian, channels interleaved."""

    rate_hz: int
    channels: int
    samples: bytes = field(repr=False)

    @property
    def seconds(self) -> float:
        return len(self.samples) / (SAMPLE_BYTES * self.channels * self.rate_hz)

    def as_wav(self) -> bytes:
        out = io.BytesIO()
        with wave.open(out, "wb") as writer:
            writer.setnchannels(self.channels)
            writer.setsampwidth(SAMPLE_BYTES)
            writer.setframerate(self.rate_hz)
            writer.writeframes(self.samples)
        return out.getvalue()


def parse_wav(data: bytes) -> WaveSound:
    """Raises ValueError for what is not a WAV of 16-bit PCM, mono or stereo, 8 to 48 kHz, at most 60 s, not empty."""
    try:
        with wave.open(io.BytesIO(data)) as reader:
            width, rate, channels = reader.getsampwidth(), reader.getframerate(), reader.getnchannels()
            samples = reader.readframes(reader.getnframes())
    except (wave.Error, EOFError, RuntimeError) as cause:
        raise ValueError("not a WAV file") from cause
    if width != SAMPLE_BYTES or channels not in CHANNELS or rate not in RATES_HZ:
        raise ValueError(f"{width * 8} bits, {channels} channels, {rate} Hz cannot be played")
    sound = WaveSound(rate, channels, samples[: len(samples) // (width * channels) * width * channels])
    if not 0 < sound.seconds <= LONGEST_S:
        raise ValueError(f"lasts {sound.seconds:.1f} s, 60 at most and more than none")
    return sound


def join_wavs(files: Sequence[Path], before_s: float = 0.08, after_s: float = 0.12) -> bytes:
    """Pieces of one kind as one WAV, with a breath before and after it. Raises ValueError, OSError."""
    sounds = [parse_wav(file.read_bytes()) for file in files]
    kinds = {(each.rate_hz, each.channels) for each in sounds}
    if len(kinds) != 1:
        raise ValueError(f"{len(kinds)} kinds of sound cannot be one")
    rate, channels = kinds.pop()
    before, after = (b"\0" * (round(rate * seconds) * channels * SAMPLE_BYTES) for seconds in (before_s, after_s))
    return WaveSound(rate, channels, before + b"".join(each.samples for each in sounds) + after).as_wav()


def at_volume(sound: WaveSound, percent: int) -> WaveSound:
    """Every sample by percent / 100; 100 is the very same bytes."""
    if percent == 100:
        return sound
    samples = array("h", sound.samples)
    if sys.byteorder == "big":
        samples.byteswap()
    softer = array("h", [sample * percent // 100 if sample >= 0 else -(-sample * percent // 100) for sample in samples])
    if sys.byteorder == "big":
        softer.byteswap()
    return WaveSound(sound.rate_hz, sound.channels, softer.tobytes())
