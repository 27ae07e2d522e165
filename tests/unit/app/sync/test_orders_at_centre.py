"""Commands, keys and lists from a real centre: done here, and the centre knows it."""

import io
import shutil
from datetime import UTC, datetime

import pytest

from app.catalogue import load_catalogue
from app.central import operators
from app.central.administration import Administration
from app.central.key_rotation import rotate_hall_key, rotate_key
from app.central.server import EmbeddedCentre
from app.central.station_office import command, list_stations
from app.domain.ports import ChangeOutcome
from app.storage import open_store
from app.sync.client import CentreClient
from app.sync.hand_over.hall import kept_hall


def utc_now():
    return datetime.now(UTC)


@pytest.fixture
def office(tmp_path):
    with (
        EmbeddedCentre(tmp_path / "centre", load_catalogue()) as running,
        Administration(tmp_path / "centre") as opened,
    ):
        opened.url = running.url
        yield opened


@pytest.fixture
def hall(office, new_data_dir, tmp_path):
    shutil.copytree(new_data_dir, tmp_path / "station")
    with open_store(tmp_path / "station", utc_now) as store:
        client = CentreClient(store.settings, store.outbox, utc_now)
        client.enroller.enrol(office.url, office.make_enrolment_code("hall-01"), "self_service")
        yield store, client
        client.close()


def outcomes(office):
    (station,) = list_stations(office.database)
    return {each["name"]: each["outcome"] for each in station["commands"]}


def test_the_office_sees_what_became_of_each_command(hall, office):
    store, client = hall
    for name in ("lock", "restart", "send_logs"):
        command(office.database, "hall-01", name)
    assert client.services.heartbeat({"cursor": store.outbox.cursor()})

    client.synchronizer.once()

    assert outcomes(office) == {"lock": "done", "restart": "waiting", "send_logs": "waiting"}
    assert store.outbox.locked()
    for each in store.outbox.open_commands():
        store.outbox.begin_command(each.cursor)
        if each.name == "send_logs":
            store.early_uploads.begin_log(each.id, io.BytesIO(b"bianmin-terminal 0\n"))
        store.outbox.end_command(each.cursor, ChangeOutcome.DONE)
    client.synchronizer.once()

    assert outcomes(office) == {"lock": "done", "restart": "done", "send_logs": "done"}
    assert store.outbox.due_uploads(utc_now(), 10) == []
    assert not client.services.heartbeat({"cursor": store.outbox.cursor()})


def test_a_new_key_and_a_new_list_of_operators_arrive_and_are_answered(hall, office):
    store, client = hall
    operators.add(office.database, "0007", "陈晓", ["technician"], "739152")
    told = rotate_key(office.database, office.keys)

    client.synchronizer.once()

    assert client.enroller.required().seal_recipient == told["recipient"]
    assert store.outbox.acknowledgements(10) == []
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT kind, outcome FROM changes ORDER BY kind").all()
    assert [tuple(row) for row in rows] == [("operators.changed", "done"), ("seal_key.changed", "done")]


def test_another_hall_key_is_fetched_with_the_exchange_that_tells_of_it(hall, office):
    store, client = hall
    client.synchronizer.once()
    before = kept_hall(store.settings).recipient
    told = rotate_hall_key(office.database, office.keys)

    client.synchronizer.once()

    assert kept_hall(store.settings).recipient == told["recipient"] != before
    assert store.outbox.acknowledgements(10) == []
