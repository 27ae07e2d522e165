"""`python -m app` is `kiosk`; so is the packaged program."""

from __future__ import annotations

import sys


def start() -> int:
    if getattr(sys, "frozen", False):
        # In a packaged program the face process is this program again; then nothing else may happen.
        from multiprocessing import freeze_support

        freeze_support()
    from app.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(start())
