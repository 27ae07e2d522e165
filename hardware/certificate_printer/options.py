"""The driver's own keys in station.toml."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hardware.certificate_printer.capabilities import PaperChoice
from hardware.certificate_printer.job_cancel import Patience

_LONGEST_USER = 63


@dataclass(frozen=True, slots=True)
class Options:
    """`user` is whose jobs these are at the printer: two stations that share one must differ in it."""

    paper: PaperChoice = field(default_factory=PaperChoice)
    patience: Patience = field(default_factory=Patience)
    ca_file: str = ""
    user: str = ""


def read_options(options: Mapping[str, Any]) -> Options:
    """`options`: media, sides, source (tray), ca_file (for ipps:), user, hand_patience_s (how long trouble may last
    before the job is taken back), answer_limit_s, watch_every_s. Raises ValueError for what is no number.
    """
    paper, patience = PaperChoice(), Patience()
    return Options(
        PaperChoice(
            str(options.get("media", paper.media)),
            str(options.get("sides", paper.sides)),
            str(options.get("source", paper.source)),
        ),
        Patience(
            float(options.get("answer_limit_s", patience.answer_s)),
            float(options.get("hand_patience_s", patience.hand_s)),
            float(options.get("watch_every_s", patience.every_s)),
        ),
        str(options.get("ca_file", "")),
        str(options.get("user", "")) or f"bianmin-terminal@{socket.gethostname()}"[:_LONGEST_USER],
    )
