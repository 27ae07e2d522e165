"""A station from before contents had tables of their own: each is found where it lies now, and there only."""

import hashlib
import os
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from sqlalchemy import text

import app.storage.schema
from app.domain.case import Kept, Submission
from app.domain.ports import EventVerdict
from app.storage import open_store
from app.storage.schema import upgrade
from tests.migrations.before import FirstVersion
from tests.unit.app.storage.raw_pages import raw_pages
from tests.unit.app.storage.unpacked import unpacked

MOMENT = datetime(2026, 3, 18, 2, 30, tzinfo=UTC)
READABLE, SEALED, ERASED = (f"01900000-0000-7000-8000-00000000000{number}" for number in (1, 2, 3))
DATA = {"applicant": {"id_number": "1"}, "form": {"why": "因为要用" * 2000}}
SEALED_PAYLOAD = b"age-encryption.org/v1 sealed to the centre" * 100
NOTICES = 1_100
"""More than are carried at once."""


OPENS_WHERE_NO_FILE_MAY_GROW = textwrap.dedent(
    """
    import resource, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from app.domain.errors import StorageProblem
    from app.storage import open_store

    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        open_store(Path(sys.argv[1]), lambda: datetime(2026, 3, 18, tzinfo=UTC))
    except StorageProblem as error:
        sys.exit(error.exit_code)
    """
)


def clock():
    return MOMENT


def notice(number):
    return f'{{"id":"{number}","words":"{"旧" * 40}"}}'.encode()


@pytest.fixture
def before(tmp_path):
    """A data directory as the program before left it: a readable case, a sealed one, an erased one, and notices."""
    first = FirstVersion(tmp_path / "before", MOMENT)
    first.case(Submission(READABLE, "social-insurance-proof", "2026.1", DATA, ()), "L20260318-0001")
    with first.database.writing() as connection, patch.object(app.storage.schema, "HEAD", "0014"):
        upgrade(connection, "0001")
    others = ((SEALED, "sealed", SEALED_PAYLOAD, "waiting"), (ERASED, "erased", b"", "settled"))
    for place, (case_id, kept, payload, state) in enumerate(others, 2):
        case = {"item_code": "temporary-id-card", "item_version": "2026.1", "status": "saved", "reason": ""}
        case |= {"submitted_at": first.at, "channel": "self_service", "operator": "", "data": "", "kept": kept}
        first.put("cases", id=case_id, number=f"L20260318-000{place}", **case)
        event(first, place, payload, case_id=case_id, state=state, sealed_to="age1somebody")
    with first.database.writing() as connection:
        for number in range(NOTICES):
            row = event_row(first, 10 + number, notice(number), kind="notice.given")
            connection.execute(text(put(row)), row)
    first.put("counters", name="case_number:L20260319", value=3)
    first.close()
    return tmp_path / "before"


def event_row(first, sequence, payload, **given):
    row = {"sequence": sequence, "id": f"event-{sequence}", "kind": "case.submitted", "case_id": f"about-{sequence}"}
    row |= {"occurred_at": first.at, "catalogue_version": "2026.1", "payload": payload, "state": "waiting"}
    row |= {"payload_sha256": hashlib.sha256(payload).hexdigest(), "attempts": 0, "due_at": first.at, "reason": ""}
    return row | given


def put(row):
    return f"INSERT INTO outbox_events ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"  # noqa: S608


def event(first, sequence, payload, **given):
    row = event_row(first, sequence, payload, **given)
    with first.database.writing() as connection:
        connection.execute(text(put(row)), row)


def of_payloads(store):
    with store.database.reading() as connection:
        return dict(connection.execute(text("SELECT sequence, payload FROM outbox_payloads")).all())


def test_every_content_comes_along_whole_and_the_file_grows_by_little(before):
    size = (before / "terminal.db").stat().st_size
    with open_store(before, clock) as store:
        whole = store.cases.case(READABLE)
        assert (whole.kept, whole.data) == (Kept.READABLE, DATA)
        assert [(each.kept, each.data) for each in map(store.cases.case, (SEALED, ERASED))] == [
            (Kept.SEALED, {}), (Kept.ERASED, {})
        ]  # fmt: skip
        own, sealed = store.outbox.due_events(clock(), 2)
        assert hashlib.sha256(unpacked(own.payload)).hexdigest() == own.payload_sha256
        assert (sealed.payload, sealed.sealed_to) == (SEALED_PAYLOAD, "age1somebody")
        kept = of_payloads(store)
        assert set(kept) == {1, 2, *range(10, 10 + NOTICES)}
        assert [unpacked(kept[10 + number]) for number in range(NOTICES)] == [notice(n) for n in range(NOTICES)]
        with store.database.reading() as connection:
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    assert (before / "terminal.db").stat().st_size < 1.5 * size


def test_where_contents_lay_before_nothing_of_them_is_left_on_the_disk(before):
    lying = raw_pages(before)
    assert all(each in lying for each in (notice(7), SEALED_PAYLOAD[:100], "因为要用".encode()))

    with open_store(before, clock) as store:
        store.database.forget_old_pages()
        assert notice(7) not in raw_pages(before)
        store.outbox.settle_events(
            [(each.id, EventVerdict.ACCEPTED, "") for each in store.outbox.due_events(clock(), 2)]
        )
        store.life.make_room()
        store.database.forget_old_pages()
        assert {1, 2} & of_payloads(store).keys() == {1}

    left = raw_pages(before)
    assert SEALED_PAYLOAD[:100] not in left
    assert "因为要用".encode() in left


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_without_room_for_it_the_database_stays_as_it_was_until_there_is_some(before):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    command = [sys.executable, "-c", OPENS_WHERE_NO_FILE_MAY_GROW, str(before)]
    assert subprocess.run(command, env=environment, check=False).returncode == 7

    with open_store(before, clock) as store:
        assert store.cases.case(READABLE).data == DATA
        assert len(of_payloads(store)) == NOTICES + 2
    assert subprocess.run(command, env=environment, check=False).returncode == 0
