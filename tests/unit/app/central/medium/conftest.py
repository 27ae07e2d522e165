"""A real centre, a real station enrolled with it, and a stick between the two."""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from uuid_utils import uuid7

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.medium.importing import import_medium
from app.central.server import EmbeddedCentre
from app.central.settings import CentralSettings
from app.domain.case import NewAttachment, Submission
from app.domain.ports import EventVerdict
from app.storage import open_store
from app.storage.store import Store
from app.sync.client import CentreClient
from app.sync.medium.exporter import MediumExport

ITEM = "temporary-id-card"


def now():
    return datetime.now(UTC)


@dataclass
class Clock:
    """The station's; its store keeps the true one."""

    ahead: timedelta = timedelta(0)

    def __call__(self):
        return now() + self.ahead


@dataclass
class Town:
    """The centre's side."""

    settings: CentralSettings
    url: str
    office: Administration

    def take(self, folder, answers=None, of_revoked=None):
        return import_medium(self.settings, folder, answers, of_revoked)

    def cases_of(self, station_id):
        return [each for each in self.office.list_cases() if each["station"] == station_id]


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    folder, catalogue = tmp_path_factory.mktemp("centre"), load_catalogue()
    with EmbeddedCentre(folder, catalogue) as centre, Administration(folder) as office:
        yield Town(CentralSettings(folder, catalogue), centre.url, office)


@dataclass
class Hall:
    """One station that has no line after its enrolment."""

    id: str
    store: Store
    client: CentreClient
    clock: Clock
    stick: Path
    catalogue: LoadedCatalogue

    def enrol(self, town):
        self.client.enroller.enrol(town.url, town.office.make_enrolment_code(self.id), "self_service")

    def submit(self, seed=1, item_code=ITEM, **more):
        """`more` are parts of the data."""
        item = self.catalogue.item(item_code)
        sample = make_sample(item, seed)
        files = tuple(NewAttachment(each.name, each.media_type, each.content) for each in sample.attachments.values())
        return self.store.cases.submit(
            Submission(str(uuid7()), item.code, item.version, {**sample.data, **more}, files)
        )

    def export(self):
        store = self.store
        medium = MediumExport(
            self.client.enroller, store.outbox_reading, store.outbox, self.clock, store.seals, store.accounts
        )
        return medium.export(self.stick)

    def package(self):
        (package,) = sorted(each for each in self.stick.iterdir() if each.is_dir())
        return package


@pytest.fixture(scope="session")
def new_data_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new") / "data"
    open_store(folder, now).close()
    return folder


@pytest.fixture
def halls(town, new_data_dir, tmp_path):
    """`halls()` is another station with a stick of its own."""
    with ExitStack() as closing:

        def another(name=""):
            station_id = name or f"hall-{uuid7().hex[-8:]}"
            place = tmp_path / f"{station_id}-{uuid7().hex[-4:]}"
            shutil.copytree(new_data_dir, place / "data")
            (place / "stick").mkdir()
            store = closing.enter_context(open_store(place / "data", now))
            clock = Clock()
            client = CentreClient(store.settings, store.outbox, clock)
            closing.callback(client.close)
            hall = Hall(station_id, store, client, clock, place / "stick", town.settings.catalogue)
            hall.enrol(town)
            return hall

        yield another


@pytest.fixture
def hall(halls):
    return halls()


@pytest.fixture
def exported(hall):
    """A station with one case on its stick."""
    hall.submit()
    hall.export()
    return hall


def counted(done):
    return done.verdicts[EventVerdict.ACCEPTED], done.verdicts[EventVerdict.DUPLICATE], done.attachments


@pytest.fixture(name="counted", scope="session")
def _counted():
    return counted
