"""A program that breaks tells where, never of whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
NAME, NUMBER = "欧阳翠花", "11010519491231002X"
FALLS = f"""
import threading
from app.composition.discretion import leave_no_memory_behind, log_faults_without_their_words

leave_no_memory_behind()
log_faults_without_their_words()

def fall():
    raise ValueError("{NAME} {NUMBER}")

thread = threading.Thread(target=fall)
thread.start()
thread.join()
from PySide6.QtCore import QCoreApplication, QTimer
application = QCoreApplication([])
QTimer.singleShot(0, fall)
QTimer.singleShot(0, application.quit)
application.exec()
fall()
"""


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)


def test_uncaught_exceptions_tell_their_kind_and_place_and_no_word_more() -> None:
    done = run(FALLS)
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert told.count("uncaught: ValueError via") == 3
    assert "fall:" in told
    assert NAME not in told
    assert NUMBER not in told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core dumps by itself")
def test_a_crash_leaves_no_core_behind_nor_does_that_of_a_process_it_started() -> None:
    limit = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    done = run(
        "import subprocess, sys\n"
        "from app.composition.discretion import leave_no_memory_behind\n"
        "leave_no_memory_behind()\n"
        f"subprocess.run([sys.executable, '-c', {limit!r}], check=True)"
    )
    assert done.stdout.strip() == "0"


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is of Linux")
def test_not_even_a_collector_gets_the_memory() -> None:
    asked = "import ctypes\nprint(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"  # PR_GET_DUMPABLE
    done = run(f"from app.composition.discretion import leave_no_memory_behind\nleave_no_memory_behind()\n{asked}")
    assert done.stdout.strip() == "0"
