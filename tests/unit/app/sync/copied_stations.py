"""A centre, and stations whose data directories can be copied while they are closed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.case import NewAttachment, Submission, SubmittedCase
from app.domain.ports import SyncReport
from app.storage import open_store
from app.storage.trusted_clock import TrustedClock

ITEM = "temporary-id-card"


class Hall:
    """One centre, and stations on data directories that can be copied while they are closed."""

    def __init__(self, home: Path, catalogue: LoadedCatalogue, url: str, office: Administration) -> None:
        self.home = home
        self.office = office
        self._catalogue = catalogue
        self._url = url
        self._open: dict[str, Parts] = {}
        self._seed = 0

    def station(self, name: str) -> Parts:
        if name not in self._open:
            self._open[name] = Parts(load_settings(self.home / name))
        return self._open[name]

    def enrol(self, name: str) -> None:
        self.station(name).enroller.enrol(self._url, self.office.make_enrolment_code(name), "self_service")

    def switch_off(self, name: str) -> None:
        if name in self._open:
            self._open.pop(name).close()

    def copy(self, name: str, to: str) -> None:
        self.switch_off(name)
        self.switch_off(to)
        shutil.rmtree(self.home / to, ignore_errors=True)
        shutil.copytree(self.home / name, self.home / to)

    def submit(self, name: str) -> SubmittedCase:
        self._seed += 1
        parts, item = self.station(name), self._catalogue.item(ITEM)
        sample = make_sample(item, self._seed)
        files = tuple(NewAttachment(each.name, each.media_type, each.content) for each in sample.attachments.values())
        return parts.store.submit(Submission(parts.new_id(), item.code, item.version, sample.data, files))

    def sync(self, name: str) -> SyncReport:
        return self.station(name).synchronizer.once()

    def numbers(self) -> dict[str, str]:
        """At the centre, by case."""
        return {each["id"]: each["number"] for each in self.office.list_cases()}

    def happened(self, name: str) -> list[str]:
        with open_store(self.home / name, TrustedClock()) as store:
            return [json.loads(each.record)["event"] for each in store.audit.every()]

    def close(self) -> None:
        for each in self._open.values():
            each.close()


@contextmanager
def open_hall(home: Path, centre: str = "centre") -> Iterator[Hall]:
    """The centre's own directory is called `centre` and stands in `home`, as those of the stations do."""
    catalogue = load_catalogue()
    with EmbeddedCentre(home / centre, catalogue) as running, Administration(home / centre) as office:
        made = Hall(home, catalogue, running.url, office)
        yield made
        made.close()
