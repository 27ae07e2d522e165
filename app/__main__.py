"""`python -m app` is `kiosk`; so is the packaged program."""

from __future__ import annotations

import sys


def start() -> int:
    if getattr(sys, "frozen", False):
        # In a packaged program the face process and the photo decoder's are this program again; then nothing else may
        # happen.
        from multiprocessing import freeze_support

        from hardware.id_card_reader.decoder_child import run_if_asked

        freeze_support()
        if run_if_asked(sys.argv):
            return 0
    from app.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(start())
