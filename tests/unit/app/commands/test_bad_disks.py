"""`kiosk case submit` on disks that do not do their part: exit 7, words, whole cases only; afterwards it works again.

Full and read-only are made by the system itself (a small file system of its own). A disk that answers with EIO would
need a device mapper or a file system in user space, which a test cannot count on: a damaged file stands in for it.
"""

import shutil
import subprocess
import sys

import pytest

from app.catalogue import load_catalogue
from app.central.server import EmbeddedCentre
from app.domain.errors import StorageProblem

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts")


def remounted(place, options):
    subprocess.run(["mount", "-o", f"remount,{options}", place], check=True)


@pytest.fixture
def small(mounted):
    """A station on a small disk; its ladder of free space stands so low that the disk itself is what ends things."""
    place = mounted("size=16m")
    (place / "station").mkdir()
    limits = "disk_stop_mb = 1\ndisk_no_video_mb = 1\ndisk_warn_mb = 1\n"
    (place / "station" / "station.toml").write_text(f"[limits]\n{limits}", "utf-8")
    return place


def fill(place):
    """Whatever is free, by somebody else's file."""
    with (place / "somebody-elses.bin").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


def whole_cases(kiosk, home, files):
    """How many cases there are; each with all its attachments, the audit trail whole."""
    rows = kiosk("case", "list", "--json", home=home).document
    for row in rows:
        shown = kiosk("case", "show", row["id"], "--json", home=home).document
        assert {each["name"] for each in shown["attachments"]} == set(files.files)
    assert kiosk("audit", "verify", "--json", home=home).document["intact"]
    return len(rows)


def test_a_full_disk(kiosk, small, sample):
    files, place = sample(), small
    home = place / "station"
    assert kiosk("case", "submit", *files.words(), home=home).code == 0
    fill(place)

    answer = kiosk("case", "submit", *files.words(), home=home)

    assert answer.code == 7
    assert answer.error["code"] in {"APP-702", "APP-706"}
    assert "磁盘" in answer.error["message"]
    assert answer.error["what_to_do"]
    (place / "somebody-elses.bin").unlink()
    assert whole_cases(kiosk, home, files) == 1
    assert kiosk("case", "submit", *files.words(), home=home).code == 0
    assert whole_cases(kiosk, home, files) == 2


def test_a_read_only_disk(kiosk, small, sample):
    files, place = sample(), small
    home = place / "station"
    assert kiosk("case", "submit", *files.words(), home=home).code == 0
    remounted(place, "ro")

    for words in (("case", "submit", *files.words()), ("case", "list", "--json"), ("sync", "status", "--json")):
        answer = kiosk(*words, home=home)
        assert (answer.code, answer.error["code"]) == (7, "APP-703"), words
        assert "只读" in answer.error["what_to_do"]

    remounted(place, "rw")
    assert whole_cases(kiosk, home, files) == 1
    assert kiosk("case", "submit", *files.words(), home=home).code == 0


def test_a_first_start_on_a_full_or_read_only_disk_leaves_nothing_half(kiosk, small, sample):
    files, place = sample(), small
    fill(place)
    assert kiosk("case", "submit", *files.words(), home=place / "station").code == 7
    (place / "somebody-elses.bin").unlink()
    remounted(place, "ro")
    assert kiosk("case", "submit", *files.words(), home=place / "station").code == 7
    remounted(place, "rw")
    assert kiosk("case", "submit", *files.words(), home=place / "station").code == 0
    assert whole_cases(kiosk, place / "station", files) == 1


DAMAGES = {
    "head": lambda content: bytes([content[0] ^ 1]) + content[1:],
    "middle": lambda content: b"".join((content[: len(content) // 8], bytes(len(content) // 2), content[-100:])),
    "cut short": lambda content: content[: len(content) // 3],
    "a stump": lambda content: content[:100],
    "another file": lambda _: b"%PDF-1.7\n" * 4000,
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
def test_a_damaged_database(kiosk, data_dir, sample, tmp_path, damage):
    files = sample()
    assert kiosk("case", "submit", *files.words()).code == 0
    shutil.copytree(data_dir, tmp_path / "backup")
    database = data_dir / "terminal.db"
    database.write_bytes(DAMAGES[damage](database.read_bytes()))
    before = database.read_bytes()

    for _ in range(2):
        answer = kiosk("case", "submit", *files.words())
        assert answer.code == 7, answer.out
        assert answer.error["message"]
        assert answer.error["what_to_do"]
    assert database.read_bytes() == before

    shutil.rmtree(data_dir)
    shutil.copytree(tmp_path / "backup", data_dir)
    assert whole_cases(kiosk, data_dir, files) == 1
    assert kiosk("case", "submit", *files.words()).code == 0


def test_a_centre_on_a_full_or_read_only_disk_costs_the_station_nothing(kiosk, mounted, data_dir, sample):
    files, place = sample(), mounted("size=24m")
    with EmbeddedCentre(place, load_catalogue()) as centre:
        code = kiosk("central", "enrolment-code", "--station", "T01", "--json", home=place).document["code"]
        assert kiosk("enrol", "--central", centre.url, "--code", code).code == 0
        assert kiosk("sync", "once", "--json").code == 0
        saved = kiosk("case", "submit", *files.words()).document
        waiting = kiosk("sync", "status", "--json").document["waiting"]
        fill(place)
        assert kiosk("sync", "once", "--json").code == 5
        assert kiosk("sync", "status", "--json").document["waiting"] == waiting
        (place / "somebody-elses.bin").unlink()
        centre.stop()
        remounted(place, "ro")
        with pytest.raises(StorageProblem):
            centre.start()
        assert kiosk("sync", "once", "--json").code == 5
        remounted(place, "rw")
        centre.start()
        assert kiosk("sync", "status", "--json").document["waiting"] == waiting
        assert kiosk("sync", "once", "--json").code == 0
        assert kiosk("sync", "status", "--json").document["waiting"] == 0
        (case,) = kiosk("central", "cases", "--json", home=place).document
        assert (case["id"], case["data"]) == (saved["id"], files.application)
        assert all(each["arrived"] for each in case["attachments"])
