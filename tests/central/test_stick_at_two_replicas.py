"""Two replicas over one PostgreSQL take the same stick at the same moment: everything once, both answers alike."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from uuid_utils import uuid7

from app.catalogue import LoadedCatalogue
from app.catalogue.samples import make_sample
from app.domain.case import NewAttachment, Submission
from app.storage import open_store
from app.sync.client import CentreClient
from app.sync.medium.exporter import MediumExport
from tests.central.conftest import Running

IMPORT = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from app.catalogue import load_catalogue
    from app.central.medium.importing import import_medium
    from app.central.settings import CentralSettings
    from app.domain.ports import EventVerdict

    settings = CentralSettings(Path(sys.argv[1]), load_catalogue(), sys.argv[2])
    print("ready", flush=True)
    sys.stdin.readline()
    done = import_medium(settings, Path(sys.argv[3]), Path(sys.argv[4]))
    print(done.verdicts[EventVerdict.ACCEPTED], done.verdicts[EventVerdict.DUPLICATE], done.attachments, flush=True)
    """
)
CASES = 4


def now() -> datetime:
    return datetime.now(UTC)


def test_the_same_stick_at_two_replicas_of_one_postgresql(
    centres: Callable[[str], Running], catalogue: LoadedCatalogue, tmp_path: Path
) -> None:
    running = centres("postgresql")
    stick = tmp_path / "stick"
    stick.mkdir()
    name = f"hall-{uuid7().hex[-8:]}"
    with open_store(tmp_path / "station", now) as store:
        client = CentreClient(store.settings, store.outbox, now)
        client.enroller.enrol(running.centre.url, running.office.make_enrolment_code(name), "self_service")
        item = catalogue.item("temporary-id-card")
        for seed in range(1, CASES + 1):
            sample = make_sample(item, seed)
            files = tuple(NewAttachment(f.name, f.media_type, f.content) for f in sample.attachments.values())
            store.cases.submit(Submission(str(uuid7()), item.code, item.version, sample.data, files))
        medium = MediumExport(client.enroller, store.outbox_reading, store.outbox, now)
        assert medium.export(stick).events == CASES
        both = [started(running, stick, tmp_path / f"answers-{number}") for number in (1, 2)]
        for each in both:
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n"
        for each in both:
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
        told = [tuple(map(int, each.communicate()[0].split())) for each in both]
        assert [each.returncode for each in both] == [0, 0]
        assert [sum(counts) for counts in zip(*told, strict=True)] == [CASES, CASES, 4 * CASES]
        cases = [each for each in running.office.list_cases() if each["station"] == name]
        assert len(cases) == CASES
        assert all(file["arrived"] for each in cases for file in each["attachments"])
        for answers in (tmp_path / "answers-1", tmp_path / "answers-2"):
            for answer in answers.iterdir():
                answer.rename(stick / answer.name)
            assert medium.export(stick).answers == 1
            assert store.outbox.waiting() == 0
        client.close()


def started(running: Running, stick: Path, answers: Path) -> subprocess.Popen[str]:
    answers.mkdir()
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(running.data_dir), running.url, str(stick), str(answers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
    )
