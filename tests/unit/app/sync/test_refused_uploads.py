"""A file the centre refuses as a whole is sent once more, for it may have been the line; then a person must look."""

# ruff: noqa: F811 - fixtures of the halls, used here by name

import pyrage
import pytest
from uuid_utils import uuid7

from app.domain.errors import CentreRefused
from app.domain.outbox import WaitState
from app.domain.prints import OperatorAct
from app.storage.settings import write_settings
from app.sync.failures import CentreSaidNo
from app.sync.names import SEAL_RECIPIENT
from tests.unit.app.sync.halls import MIB, Centre, Hall, centre, digests, hall, utc_now  # noqa: F401 - fixtures

ACT = OperatorAct("0007", "附件核对过了")


def declared(hall, name, digest):
    """What is declared of a file from now on, and what was before: another digest is damage to the centre."""
    with hall.store.database.writing() as connection:
        for table in ("attachments", "early_uploads"):
            found = connection.exec_driver_sql(f"SELECT sha256 FROM {table} WHERE name = ?", (name,)).scalar()  # noqa: S608
            if found is not None:
                before = found
                connection.exec_driver_sql(f"UPDATE {table} SET sha256 = ? WHERE name = ?", (digest, name))  # noqa: S608
    return before


def refused(hall):
    with pytest.raises(CentreRefused) as caught:
        hall.sync.once()
    return caught.value.message


@pytest.mark.parametrize("kind", [{"scan": 300_000}, {"video": 2 * MIB}], ids=["file", "video"])
def test_a_file_refused_twice_waits_for_a_person_and_is_sent_no_more(hall, kind):
    submission = hall.submit(1, **kind)
    name = submission.attachments[0].name
    true = declared(hall, name, "0" * 64)

    assert "附件的内容和登记的不一样" in refused(hall)
    assert hall.store.outbox.conflicts() == 0
    refused(hall)
    hall.sync.once()
    hall.sync.once()

    assert len(hall.outbox.begun) == 2
    backlog = hall.store.outbox.backlog(utc_now())
    (parked,) = backlog.items
    assert (parked.state, parked.why, backlog.waiting, backlog.conflicts) == (
        WaitState.PARKED, "attachment_sha256", 0, 1
    )  # fmt: skip
    assert parked.answer == "附件的内容和登记的不一样。（attachment_sha256）"
    assert not [each for each in (hall.folder / "spool").iterdir() if each.is_file()]

    declared(hall, name, true)
    assert hall.store.outbox.release(parked.id, ACT)
    assert not hall.store.outbox.release(parked.id, ACT)
    hall.sync.once()

    assert hall.held(submission) == digests(submission)
    assert (hall.store.outbox.waiting(), hall.store.outbox.conflicts()) == (0, 0)
    told = b"".join(each.record for each in hall.store.audit.records())
    assert b"outbox.rejected" in told
    assert b"outbox.released" in told
    assert hall.store.audit.verify().intact


def test_what_was_damaged_on_the_way_once_is_taken_the_next_time(hall):
    submission = hall.submit(1, scan=300_000)
    true = declared(hall, "scan", "0" * 64)
    refused(hall)
    declared(hall, "scan", true)

    hall.sync.once()

    assert hall.held(submission) == digests(submission)
    assert hall.store.outbox.conflicts() == 0


def test_a_small_paper_refused_with_its_case_has_had_its_first_try(hall):
    submission = hall.submit(1)
    name = submission.attachments[0].name
    declared(hall, name, "0" * 64)

    hall.sync.once()
    assert hall.store.outbox.conflicts() == 0
    refused(hall)

    assert hall.store.outbox.conflicts() == 1


def test_a_film_that_was_parked_before_its_case_waits_again_with_it(hall):
    case_id = str(uuid7())
    _, begun = hall.film(case_id, 300_000)
    true = declared(hall, "medical-video", "0" * 64)
    refused(hall)
    refused(hall)
    assert hall.store.outbox.conflicts() == 1
    assert [each.state for each in hall.store.outbox.backlog(utc_now()).items] == [WaitState.PARKED]
    declared(hall, "medical-video", true)

    submission = hall.submit(1, case_id=case_id, begun=(begun,))
    assert hall.store.outbox.conflicts() == 0
    hall.sync.once()

    assert hall.held(submission)["medical-video"] == begun.sha256


def sealed_to(hall, recipient):
    """What is sealed from now on; the recipient before."""
    before = hall.store.settings.get(SEAL_RECIPIENT)
    with hall.store.database.writing() as connection:
        write_settings(connection, {SEAL_RECIPIENT: recipient})
    return before


def test_a_film_for_which_the_centre_lacks_the_key_waits_for_nobody(hall):
    hall.film(str(uuid7()), 300_000)
    true = sealed_to(hall, str(pyrage.x25519.Identity.generate().to_public()))
    for _ in range(3):
        assert "另一把密钥" in refused(hall)
    (waiting,) = hall.store.outbox.backlog(utc_now()).items
    assert (waiting.state, waiting.why) == (WaitState.RESTING, "attachment_recipient")

    sealed_to(hall, true)
    hall.sync.once()

    assert (hall.store.outbox.waiting(), hall.store.outbox.conflicts()) == (0, 0)


def test_a_film_that_was_parked_is_released_before_its_case(hall):
    hall.film(str(uuid7()), 300_000)
    true = declared(hall, "medical-video", "0" * 64)
    refused(hall)
    refused(hall)
    declared(hall, "medical-video", true)
    (parked,) = hall.store.outbox.backlog(utc_now()).items

    assert hall.store.outbox.release(parked.id, ACT)
    hall.sync.once()

    assert (hall.store.outbox.waiting(), hall.store.outbox.conflicts()) == (0, 0)


@pytest.mark.parametrize(
    ("error", "message", "said"),
    [
        (CentreSaidNo(422, "附件太大。", "upload_too_large"), "附件太大。", "附件太大。（upload_too_large）"),
        (CentreSaidNo(422, "", "attachment_seal"), "attachment_seal", "中心平台没有收下（attachment_seal）"),
        (CentreSaidNo(422, "", "<b>110105194912310021"), "422", "中心平台没有收下（422）"),
    ],
)
def test_a_no_is_told_in_words_with_its_code(error, message, said):
    assert error.message == f"中心平台没有同意：{message}"
    assert error.said == said
