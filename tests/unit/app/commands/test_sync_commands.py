"""kiosk sync status and release: what waits and why, for scripts and for people."""

import pytest

from app.composition import open_parts
from app.config import load_settings
from app.domain.ports import EventVerdict

ACT = ("--operator", "0007", "--reason", "资料补齐了")


@pytest.fixture
def parked(kiosk, sample, data_dir):
    """A case whose event the centre refused, and the event's id."""
    saved = kiosk("case", "submit", *sample().words(), "--evaluate", 5).document
    with open_parts(load_settings(data_dir)) as parts:
        event = parts.outbox.due_events(parts.now(), 1)[0]
        parts.outbox.settle_events([(event.id, EventVerdict.REJECTED, "item_unknown")])
    return saved, event.id


def test_it_says_of_each_row_what_holds_it_and_what_the_centre_said(kiosk, parked):
    saved, event_id = parked

    status = kiosk("sync", "status", "--json").document

    first, *others = status["items"]
    assert (first["id"], first["kind"], first["state"]) == (event_id, "case.submitted", "parked")
    assert (first["why"], first["answer"], first["case_number"]) == ("item_unknown", "rejected", saved["number"])
    assert first["answered_at"] is not None
    assert {each["state"] for each in others} == {"held"}
    assert {each["kind"] for each in others} == {"case.evaluated", "attachment"}
    assert {"kind": "case.submitted", "state": "parked", "count": 1} in status["counts"]
    assert (status["waiting"], status["conflict"]) == (0, 1)
    assert status["last_answer"]["said"] == "rejected"
    assert status["oldest"] is not None


def test_people_are_told_in_words(kiosk, parked):
    saved, event_id = parked

    said = kiosk("sync", "status").out

    assert f"{event_id}　办件　{saved['number']}　要人看" in said
    assert "item_unknown" in said
    assert "排在同一办件后面" in said


def test_what_was_parked_is_sent_again_by_somebody_who_answers_for_it(kiosk, parked):
    _, event_id = parked

    assert kiosk("sync", "release", event_id, *ACT, "--json").document == {"id": event_id, "state": "due"}

    status = kiosk("sync", "status", "--json").document
    (released,) = [each for each in status["items"] if each["id"] == event_id]
    assert (released["state"], released["why"]) == ("due", None)
    assert status["conflict"] == 0
    assert kiosk("audit", "verify", "--json").document["intact"]


def test_a_refused_attachment_is_told_in_words_with_its_code_and_sent_again(kiosk, sample, data_dir):
    kiosk("case", "submit", *sample().words())
    with open_parts(load_settings(data_dir)) as parts:
        event = parts.outbox.due_events(parts.now(), 1)[0]
        parts.outbox.settle_events([(event.id, EventVerdict.ACCEPTED, "")])
        file = parts.outbox.due_uploads(parts.now(), 1)[0]
        for _ in range(2):
            parts.outbox.refuse_upload(file.id, parts.now(), "attachment_size", "大小不一样。（attachment_size）")

    status = kiosk("sync", "status", "--json").document
    assert status["conflict"] == 1
    first = status["items"][0]
    assert (first["id"], first["state"], first["why"]) == (file.id, "parked", "attachment_size")
    assert "大小不一样。（attachment_size）" in kiosk("sync", "status").out

    assert kiosk("sync", "release", file.id, *ACT, "--json").document == {"id": file.id, "state": "due"}
    assert kiosk("sync", "status", "--json").document["conflict"] == 0


def test_who_released_it_and_why_is_kept_and_the_number_is_in_the_audit(kiosk, parked, data_dir):
    _, event_id = parked
    kiosk("sync", "release", event_id, *ACT)

    with open_parts(load_settings(data_dir)) as parts:
        store = parts._store()
        with store.database.reading() as connection:
            row = connection.exec_driver_sql(
                "SELECT released_by, released_because FROM outbox_events WHERE released_by > ''"
            )
            assert row.all() == [("0007", "资料补齐了")]
        told = [each.record for each in store.audit.records() if b"outbox.released" in each.record]
    assert len(told) == 1
    assert b'"operator":"0007"' in told[0]


@pytest.mark.parametrize("operator", ["王建国", "330782199001011234", ""])
def test_a_name_or_an_identity_number_is_no_operator(kiosk, parked, operator):
    answer = kiosk("sync", "release", parked[1], "--operator", operator, "--reason", "x", "--json")

    assert answer.code == 2
    assert kiosk("sync", "status", "--json").document["conflict"] == 1


def test_what_is_not_parked_is_not_released(kiosk, parked):
    assert kiosk("sync", "release", parked[0]["id"], *ACT, "--json").code == 2


def test_an_empty_outbox_says_so(kiosk):
    status = kiosk("sync", "status", "--json").document

    assert (status["waiting"], status["conflict"], status["items"], status["counts"]) == (0, 0, [], [])
    assert (status["oldest"], status["next"], status["last_answer"]) == (None, None, None)


def test_what_a_restored_centre_lacks_and_is_gone_here_is_told_by_number(kiosk, sample, data_dir):
    saved = kiosk("case", "submit", *sample().words()).document
    with open_parts(load_settings(data_dir)) as parts:
        (event,) = parts.outbox.due_events(parts.now(), 5)
        parts.outbox.settle_events([(event.id, EventVerdict.ACCEPTED, "")], (), event.sequence)
        files = parts.outbox.due_uploads(parts.now(), 50)
        for each in files:
            parts.outbox.settle_upload(each.id)
        parts.personal.erase(sample().application["applicant"]["id_number"], "0007")
        assert parts.accounts.hear_told(0, event.sequence)

    assert kiosk("sync", "status", "--json").document["missing"] == [
        {"case_id": saved["id"], "case_number": saved["number"], "events": 1, "attachments": len(files)}
    ]
    assert f"{saved['number']}　上报 1 条　附件 {len(files)} 个" in kiosk("sync", "status").out
