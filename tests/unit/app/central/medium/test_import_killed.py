"""An import that dies by SIGKILL wherever it stands, and is run again: everything is there once, at the end.

The child watches its own calls (`sys.setprofile`) and ends itself at the n-th call made from the centre's rooms; every
fork starts from the same warm process.
"""

import os
import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")

CHILD = textwrap.dedent(
    """
    import os, random, signal, sys
    from pathlib import Path
    from app.catalogue import load_catalogue
    from app.central.medium.importing import import_medium
    from app.central.settings import CentralSettings
    import obstore.store

    settings, stick = CentralSettings(Path(sys.argv[1]), load_catalogue()), Path(sys.argv[2])
    places, wanted = random.Random(int(sys.argv[3])), int(sys.argv[4])

    def killed_after(deadline):
        calls = 0
        def profile(frame, event, argument):
            nonlocal calls
            if event in ("call", "c_call") and "app/central/" in frame.f_code.co_filename.replace(os.sep, "/"):
                calls += 1
                if calls == deadline:
                    os.kill(os.getpid(), signal.SIGKILL)
        return profile

    deaths = 0
    for attempt in range(wanted):
        child = os.fork()
        if child == 0:
            sys.setprofile(killed_after(places.randrange(200, 2500)))
            import_medium(settings, stick)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        deaths += os.WIFSIGNALED(status)
    print(deaths)
    """
)


def test_an_import_that_dies_again_and_again_takes_everything_once(town, hall, counted):
    for seed in (1, 2, 3):
        hall.submit(seed)
    hall.export()
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(town.settings.data_dir), str(hall.stick), "5", "7"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
        check=False,
    )
    assert child.returncode == 0, child.stderr
    assert int(child.stdout) >= 3

    accepted, duplicate, files = counted(town.take(hall.stick))

    assert (accepted + duplicate, files) == (3, 6)
    cases = town.cases_of(hall.id)
    assert len(cases) == len({each["number"] for each in cases}) == 3
    assert all(each["arrived"] for case in cases for each in case["attachments"])
    assert hall.export().package == ""
    assert (hall.store.outbox.waiting(), list(hall.stick.iterdir())) == (0, [])
