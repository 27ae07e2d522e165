"""The tone of the hearing test as a WAV: 512 Hz, the pitch of the common tuning fork (C2), for 1.5 s on one channel.

The other channel is silent, so that each ear has its own loudspeaker. How loud it is depends on amplifier and room: the
station's volume is set once with a sound-level meter, 50 cm before each loudspeaker.
"""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array

from app.journeys.medical.findings import Ear

FREQUENCY_HZ = 512
SECONDS = 1.5
RATE_HZ = 44100
CHANNELS = 2
SAMPLE_BYTES = 2
LOUDEST = 16384
"""Half of what 16 bits hold: no loudspeaker distorts at it."""
FADE_S = 0.05
"""A tone that begins at once clicks, and a click is heard at every pitch."""


def tone_wav(ear: Ear) -> bytes:
    """16-bit PCM, stereo, 44.1 kHz; the left channel is the left ear's."""
    samples = array("h")
    for at in range(round(SECONDS * RATE_HZ)):
        value = round(LOUDEST * _swell(at / RATE_HZ) * math.sin(2 * math.pi * FREQUENCY_HZ * at / RATE_HZ))
        samples.extend((value, 0) if ear is Ear.LEFT else (0, value))
    if sys.byteorder == "big":
        samples.byteswap()
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(CHANNELS)
        writer.setsampwidth(SAMPLE_BYTES)
        writer.setframerate(RATE_HZ)
        writer.writeframes(samples.tobytes())
    return out.getvalue()


def _swell(second: float) -> float:
    """From silence to full and back, along half a cosine."""
    edge = min(second, SECONDS - second, FADE_S) / FADE_S
    return (1 - math.cos(math.pi * edge)) / 2
