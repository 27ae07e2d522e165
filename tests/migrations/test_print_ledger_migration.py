"""A terminal that has worked before the print ledger: its cases, papers and outbox come along, nothing is invented."""

import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from app.domain.case import NewAttachment, Submission
from app.domain.errors import OurFault
from app.domain.ports import IssuedDocument
from app.domain.prints import PaperKind, PrintState
from app.storage import open_store
from app.storage.database import Database
from tests.migrations.before import FirstVersion

CASE = "01900000-0000-7000-8000-000000000001"
NEW_CASE = "01900000-0000-7000-8000-000000000002"
NUMBER = "L20260318-0001"
CODE = "0123456789ABCDEFGHJK"
MOMENT = datetime(2026, 3, 18, 2, 30, tzinfo=UTC)
WATCHED = ("app/storage/", "alembic/runtime")


def clock():
    return MOMENT


def submission(case_id):
    files = (NewAttachment("photo", "image/jpeg", b"jpeg" * 100),)
    return Submission(case_id, "social-insurance-proof", "2026.1", {"applicant": {"id_number": "1"}}, files)


@pytest.fixture
def before(tmp_path):
    """A data directory as the program before left it, with one case and one certificate."""
    first = FirstVersion(tmp_path / "before", MOMENT)
    first.case(submission(CASE), NUMBER)
    paper = {"number": NUMBER, "code": CODE, "case_id": CASE, "item_code": "social-insurance-proof"}
    first.put("documents", **paper, sha256="ab" * 32, issued_at=first.at)
    first.close()
    return tmp_path / "before"


def test_the_directory_of_before_is_really_one(before):
    database = Database(before / "terminal.db", (before / "keys" / "database.key").read_text().strip())
    with database.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        assert not {"print_jobs", "document_papers"} & set(tables)
    database.close()


def test_everything_comes_along_and_the_ledger_begins_empty(before):
    with open_store(before, clock) as store:
        assert [each.number for each in store.cases.cases()] == [NUMBER]
        assert store.cases.attachment(CASE, "photo") == b"jpeg" * 100
        assert store.outbox.waiting() == 2
        assert store.audit.verify().intact
        assert b'"store.migrated"' in store.audit.records()[-1].record
        assert (store.prints.jobs(), store.prints.take_stock(), store.prints.pdf(NUMBER)) == ([], [], None)


def test_a_number_of_before_is_still_used_once(before):
    with open_store(before, clock) as store:
        store.cases.submit(submission(NEW_CASE))
        for number, code in ((NUMBER, "Z" * 20), ("L20260318-0002", CODE)):
            paper = IssuedDocument(NEW_CASE, "social-insurance-proof", number, code, "cd" * 32, MOMENT)
            with pytest.raises(OurFault):
                store.prints.issue(paper, b"%PDF")


def test_a_case_of_before_can_be_printed_through_the_ledger(before):
    with open_store(before, clock) as store:
        job = store.prints.queue(CASE, PaperKind.RECEIPT, NUMBER, "zh_CN")
        assert store.prints.sent(job.id).state is PrintState.SENT


def upgraded(folder, before):
    shutil.copytree(before, folder)
    return lambda: open_store(folder, clock).close()


@pytest.mark.parametrize("wanted", [10, pytest.param(40, marks=pytest.mark.slow)])
def test_an_upgrade_cut_anywhere_is_made_good_by_the_next_start(mortal, before, tmp_path, wanted):
    deaths = mortal.deaths(upgraded, tmp_path / "cuts", wanted, before, places=WATCHED)
    assert len(deaths.folders) == wanted
    for each in (deaths.whole, *deaths.folders):
        with open_store(each, clock) as store:
            assert [case.number for case in store.cases.cases()] == [NUMBER]
            assert store.prints.jobs() == []
            migrated = [record for record in store.audit.records() if b'"store.migrated"' in record.record]
            assert len(migrated) == 1
            assert store.audit.verify().intact
