"""Nothing is loaded before the first frame that is only needed after it."""

from __future__ import annotations

import subprocess
import sys

LATER = ("subprocess", "socket", "select", "sqlite3", "sqlcipher3", "sqlalchemy", "cv2", "numpy", "serial", "pyudev")


def test_the_program_is_loaded_without_what_only_devices_and_the_end_need() -> None:
    asked = f"import sys, app.composition.program; print([each for each in {LATER} if each in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
