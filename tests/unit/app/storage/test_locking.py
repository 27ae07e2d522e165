import os
import subprocess
import sys

import pytest

from app.domain.errors import DataDirBusy
from app.storage import lock_data_dir

HOLDS = (
    "import sys; from pathlib import Path; from app.storage import lock_data_dir; "
    "lock = lock_data_dir(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def other_terminal(data_dir):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(data_dir)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    with child:
        assert child.stdout.readline() == b"held\n"
        yield child
        child.kill()


def test_a_second_terminal_on_the_same_data_directory_is_told_so(data_dir, other_terminal):
    with pytest.raises(DataDirBusy) as caught:
        lock_data_dir(data_dir)

    assert caught.value.exit_code == 7
    assert "另一个终端" in caught.value.message


def test_a_terminal_that_was_killed_frees_its_directory(data_dir, other_terminal):
    other_terminal.kill()
    other_terminal.wait()

    lock_data_dir(data_dir).close()


def test_a_lock_is_given_back_when_closed(data_dir):
    with lock_data_dir(data_dir), pytest.raises(DataDirBusy):
        lock_data_dir(data_dir)

    lock_data_dir(data_dir).close()


def test_commands_work_beside_a_running_terminal(store, other_terminal, samples):
    assert other_terminal.poll() is None
    assert store.cases.submit(samples.submission()).number == "L20260318-0001"
