import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from app.domain.errors import OurFault
from app.vision import dlib_work
from app.vision.face_process import FaceProcess

HOUSE = Path(__file__).parents[4]
EMPTY = np.zeros((100, 100), np.uint8)


def gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


def wait_until_gone(number: int) -> None:
    while not gone(number):
        time.sleep(0.01)  # the test's own time limit ends this


def test_faces_are_looked_for_in_another_process() -> None:
    process = FaceProcess()
    assert not process.running
    number = process.do(os.getpid)
    assert number != os.getpid()
    assert process.do(dlib_work.boxes, EMPTY) == []
    assert process.do(os.getpid) == number
    process.close()
    wait_until_gone(number)
    assert not process.running


def test_a_process_that_died_is_started_again() -> None:
    process = FaceProcess()
    number = process.do(os.getpid)
    os.kill(number, signal.SIGKILL)
    wait_until_gone(number)
    assert process.do(abs, -7) == 7
    process.close()


def test_work_that_kills_the_process_each_time_is_our_fault_and_not_our_end() -> None:
    process = FaceProcess()
    with pytest.raises(OurFault):
        process.do(os._exit, 1)
    assert process.do(abs, -7) == 7
    process.close()


def test_nobody_looked_at_for_a_while_ends_the_process() -> None:
    process = FaceProcess(idle_end_s=0.05)
    number = process.do(os.getpid)
    wait_until_gone(number)
    assert not process.running
    assert process.do(os.getpid) != number
    process.close()


def test_closing_while_another_thread_asks_disturbs_nobody() -> None:
    process = FaceProcess()
    results: list[int] = []
    asking = Thread(target=lambda: results.extend(process.do(abs, -7) for _ in range(200)))
    asking.start()
    for _ in range(2):
        process.do(os.getpid)
        process.close()
    asking.join(60)
    assert results == [7] * 200
    process.close()


def test_what_the_work_raises_reaches_the_one_who_asked(process: FaceProcess) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        process.do(int, "no number")
    assert process.do(abs, -7) == 7


def test_the_process_ends_with_the_terminal_however_that_ended() -> None:
    program = """
import os, time
from app.vision.face_process import FaceProcess
if __name__ == "__main__":
    print(FaceProcess().do(os.getpid), flush=True)
    os.kill(os.getpid(), 9)
"""
    terminal = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=HOUSE, timeout=60)
    assert terminal.returncode == -signal.SIGKILL
    wait_until_gone(int(terminal.stdout))


def test_a_process_that_hangs_is_ended_and_the_next_face_has_another(monkeypatch: pytest.MonkeyPatch) -> None:
    process = FaceProcess()
    number = process.do(os.getpid)
    with monkeypatch.context() as impatient:
        impatient.setattr("app.vision.face_process.REPLY_WAIT_S", 0.05)
        with pytest.raises(OurFault):
            process.do(time.sleep, 3600)
    wait_until_gone(number)
    assert process.do(os.getpid) != number
    process.close()
