"""Every decoder of bytes from outside, by name."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fuzz.carried import CARRIED
from tests.fuzz.decoder import Decoder
from tests.fuzz.messages import MESSAGES
from tests.fuzz.printers import PRINTERS
from tests.fuzz.streams import STREAMS
from tests.fuzz.talks import TALKS

DECODERS: Mapping[str, Decoder] = {**STREAMS, **MESSAGES, **PRINTERS, **TALKS, **CARRIED}
