"""The centre of a chaos run: `kiosk central serve` itself, in a fork of a warm process.

python -m tests.chaos.centre COUNTDOWN_FILE
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import uvicorn.protocols.http.h11_impl  # noqa: F401 - imported before the first fork

import app.central.api.application
import app.commands.central
import app.sync.client  # noqa: F401 - imported before the first fork
from app import catalogue
from app.cli import main
from tests.chaos.countdown import Countdown, watch
from tests.chaos.zygote import live

WATCHED = ("app/central/", "sqlalchemy/engine/default", "uvicorn/protocols/http", "fastapi/routing")


def serve(countdown: Countdown, asked: Mapping[str, Any]) -> None:
    """`arguments` are those of the command line."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    watch(countdown.cells, WATCHED)
    code = main(asked["arguments"])
    sys.setprofile(None)
    if code:
        raise RuntimeError(f"the centre ended with exit code {code}")


if __name__ == "__main__":
    loaded = catalogue.load_catalogue()
    catalogue.load_catalogue = lambda directory=None: loaded
    steps = Countdown(Path(sys.argv[1]))
    live(lambda asked: serve(steps, asked))
