import os
import signal
import time

import numpy as np
import pytest

from app.domain.errors import OurFault
from app.vision import dlib_work
from app.vision.face_process import FaceProcess

EMPTY = np.zeros((100, 100), np.uint8)


def process_number() -> int:
    return os.getpid()


def stop_at_once() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


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
    assert process.do(dlib_work.boxes, EMPTY) == []
    process.close()


def test_work_that_kills_the_process_each_time_is_our_fault_and_not_our_end() -> None:
    process = FaceProcess()
    with pytest.raises(OurFault):
        process.do(os._exit, 1)
    assert process.do(dlib_work.boxes, EMPTY) == []
    process.close()


def test_nobody_looked_at_for_a_while_ends_the_process() -> None:
    process = FaceProcess(idle_end_s=0.05)
    number = process.do(os.getpid)
    wait_until_gone(number)
    assert not process.running
    assert process.do(os.getpid) != number
    process.close()
