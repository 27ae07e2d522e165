"""A counter whose real, small disk is nearly full: what waits goes to the real centre with the reserve's help."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.catalogue import load_catalogue
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.case import NewAttachment, Submission
from app.domain.errors import DiskFull, StationFrozen
from app.domain.outbox import Backlog
from app.storage.layout import Layout

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts")

MIB = 1 << 20
DISK_MIB = 80
RESERVE_MIB = 24
SCAN = 10 * MIB
LEFT = 9 * MIB + MIB // 2
CASE = "01900000-0000-7000-8000-000000000001"
LIMITS = f"disk_warn_mb = 44\ndisk_no_video_mb = 42\ndisk_stop_mb = 40\nreserve_mb = {RESERVE_MIB}"


@pytest.fixture(autouse=True)
def schema_from_memory(first_schema_from_memory: None) -> None:
    """Of the station and the centre."""


class Counter:
    """Enrolled at a centre whose own disk has room."""

    def __init__(self, disk: Path, centre: Path) -> None:
        self.disk, self.home = disk, disk / "counter"
        self.home.mkdir()
        (self.home / "station.toml").write_text(f'[station]\nkind = "counter"\n\n[limits]\n{LIMITS}\n', "utf-8")
        self.parts = Parts(load_settings(self.home))
        self.catalogue = load_catalogue()
        self.office = Administration(centre)

    def submit(self, scan: bytes) -> None:
        item = self.catalogue.item("temporary-id-card")
        file = NewAttachment("scan", "application/pdf", scan)
        # Of an older version of the item, whose attachments the centre has no list of.
        self.parts.store.submit(Submission(CASE, item.code, "2025.1", make_sample(item, 1).data, (file,)))

    def fill(self, leaving: int) -> None:
        """The reserve is made first, while there is room."""
        reserve = self.parts._store().database.reserve
        assert reserve.make_whole(leaving=0)
        with (self.disk / "ballast").open("wb", buffering=0) as ballast:
            while (free := shutil.disk_usage(self.disk).free) > leaving:
                ballast.write(bytes(min(MIB, free - leaving)))

    def shrink_ballast(self, by: int) -> None:
        ballast = self.disk / "ballast"
        os.truncate(ballast, ballast.stat().st_size - by)

    @property
    def reserve_bytes(self) -> int:
        return Layout(self.home).reserve.stat().st_size

    def at_the_centre(self) -> list[str]:
        case = self.office.get_case(CASE)
        return [] if case is None else [each["name"] for each in case["attachments"]]

    def backlog(self) -> Backlog:
        return self.parts.outbox_desk.backlog(self.parts.now())


@pytest.fixture
def counter(mounted: Callable[[str], Path], tmp_path: Path) -> Iterator[Counter]:
    centre = tmp_path / "centre"
    with EmbeddedCentre(centre, load_catalogue()) as running, Administration(centre) as office:
        made = Counter(mounted(f"size={DISK_MIB}m"), centre)
        with closing(made.parts), made.office:
            made.parts.enroller.enrol(running.url, office.make_enrolment_code("hall-01"), "counter")
            made.parts.synchronizer.once()
            yield made


def test_a_scan_larger_than_the_free_room_goes_to_the_centre(counter: Counter) -> None:
    counter.submit(os.urandom(SCAN))
    counter.fill(leaving=LEFT)
    report = counter.parts.synchronizer.once()
    assert report.waiting == 0
    assert counter.at_the_centre() == ["scan"]
    assert list(Layout(counter.home).spool.iterdir()) == []


def test_the_reserve_is_whole_again_after_it_although_the_disk_is_as_full_as_before(counter: Counter) -> None:
    counter.submit(os.urandom(SCAN))
    counter.fill(leaving=LEFT)
    counter.parts.synchronizer.once()
    assert counter.reserve_bytes == 0
    counter.parts.tend()
    assert counter.reserve_bytes == RESERVE_MIB * MIB
    with pytest.raises(StationFrozen):
        counter.parts.require_open()


def test_the_reserve_does_not_freeze_a_station_that_is_open(counter: Counter) -> None:
    """What is free suffices for cases, but not for the reserve beside it: that is made when there is room for both."""
    counter.fill(leaving=4 * MIB)
    counter.parts.tend()
    assert counter.reserve_bytes == 0
    counter.shrink_ballast(by=(50 - 4 - RESERVE_MIB) * MIB)
    counter.parts.tend()
    assert counter.reserve_bytes == 0
    counter.parts.require_open()


def test_what_does_not_fit_even_with_the_reserve_waits_in_clear_words_and_does_not_use_it_up(counter: Counter) -> None:
    counter.submit(os.urandom(30 * MIB))
    counter.fill(leaving=LEFT)
    with pytest.raises(DiskFull) as caught:
        counter.parts.synchronizer.once()
    assert "kiosk export" in caught.value.what_to_do
    backlog = counter.backlog()
    (waiting,) = backlog.items
    assert "要 35 MB，只有 33 MB" in waiting.why
    assert (waiting.answer, "磁盘" in backlog.answer) == ("", False), "the centre said nothing of our disk"
    assert counter.reserve_bytes == RESERVE_MIB * MIB
    counter.shrink_ballast(by=4 * MIB)
    assert counter.parts.synchronizer.once().waiting == 0
    assert counter.at_the_centre() == ["scan"]
