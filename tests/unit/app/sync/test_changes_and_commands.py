"""What the centre wants of a station: kept, done, and acknowledged until the centre has heard it."""

import json

import pytest

from app.domain.errors import CentreUnreachable
from app.domain.ports import ChangeOutcome

ACKNOWLEDGED = ("POST", "/api/v1/changes/acknowledgements")


def entry(cursor, kind, body=None, **more):
    told = {"cursor": str(cursor), "kind": kind, "at": "2026-03-18T02:00:00Z", "case_id": None, "status": None}
    return told | {"reason": None, "body": body} | more


def told(feed):
    """Every acknowledgement the centre has heard: cursor → outcome."""
    heard = {}
    for method, path, _, body in feed.asked:
        if (method, path) == ACKNOWLEDGED:
            heard |= {each["cursor"]: each["outcome"] for each in json.loads(body)["acknowledgements"]}
    return heard


def test_every_kind_is_answered_and_one_nobody_knows_is_no_error(station, feed, samples, recipient):
    saved = station.store.cases.submit(samples.submission(attachments=()))
    station.store.outbox.settle_event(
        station.store.outbox.due_events(station.store.cases.case(saved.id).submitted_at, 1)[0].id, "accepted"
    )
    document = {"name": "result", "media_type": "application/pdf", "size": 7, "sha256": "ab" * 32}
    feed.entries = [
        entry(1, "case.status", case_id=saved.id, status="received", reason=""),
        entry(
            2, "case.correction", {"case_id": saved.id, "parts": ["photo"], "reason": "照片不清楚"}, case_id=saved.id
        ),
        entry(3, "result.ready", {"case_id": saved.id, "document": document}, case_id=saved.id),
        entry(4, "catalogue.changed", {"version": "2026.4"}),
        entry(5, "seal_key.changed", {"recipient": recipient, "key_id": "2"}),
        entry(6, "weather.changed", {"rain": True}),
        entry(7, "case.correction", {"case_id": samples.case_id(99), "parts": ["photo"], "reason": ""}),
        entry(8, "seal_key.changed", {"recipient": "age1nonsense", "key_id": "3"}),
        entry(9, "command", {"id": "c-9", "name": "dance"}),
    ]

    station.sync()

    assert told(feed) == {
        "1": "done", "2": "done", "3": "done", "4": "done", "5": "done",
        "6": "unknown", "7": "refused", "8": "refused", "9": "unknown",
    }  # fmt: skip
    assert station.store.outbox.acknowledgements(100) == []


def test_an_acknowledgement_that_was_not_heard_is_told_again(station, feed, as_json):
    feed.entries = [entry(1, "catalogue.changed", {"version": "2026.4"})]
    feed.answers[ACKNOWLEDGED] = lambda _: (503, "text/plain", b"")
    with pytest.raises(CentreUnreachable):
        station.sync()
    assert len(station.store.outbox.acknowledgements(100)) == 1

    feed.answers[ACKNOWLEDGED] = lambda _: as_json({})
    station.sync()
    station.sync()

    assert len([each for each in feed.asked if each[:2] == ACKNOWLEDGED]) == 2
    assert told(feed) == {"1": "done"}


def test_a_centre_of_before_acknowledgements_is_a_centre_all_the_same(station, feed):
    feed.entries = [entry(1, "catalogue.changed", {"version": "2026.4"})]
    del feed.answers[ACKNOWLEDGED]

    station.sync()

    assert len(station.store.outbox.acknowledgements(100)) == 1


def test_what_is_sealed_after_a_new_key_is_sealed_to_it(station, feed, samples):
    import pyrage

    new = pyrage.x25519.Identity.generate()
    feed.entries = [entry(1, "seal_key.changed", {"recipient": str(new.to_public()), "key_id": "2"})]
    station.sync()

    assert station.client.enroller.required().seal_recipient == str(new.to_public())


def test_a_lock_and_its_end_are_done_with_the_row_that_brings_them(station, feed):
    feed.entries = [entry(1, "command", {"id": "c-1", "name": "lock"})]
    station.sync()
    assert station.store.outbox.locked()
    assert station.store.outbox.open_commands() == []

    feed.entries.append(entry(2, "command", {"id": "c-2", "name": "unlock"}))
    station.sync()

    assert not station.store.outbox.locked()
    assert told(feed) == {"1": "done", "2": "done"}


@pytest.mark.parametrize("name", ["restart", "send_logs"])
def test_a_command_is_acknowledged_when_it_was_carried_out_and_not_before(station, feed, name):
    feed.entries = [entry(1, "command", {"id": "c-1", "name": name})]
    station.sync()
    assert told(feed) == {}
    (command,) = station.store.outbox.open_commands()
    assert (command.id, command.name, command.begun) == ("c-1", name, False)

    station.store.outbox.begin_command(command.cursor)
    (begun,) = station.store.outbox.open_commands()
    assert begun.begun
    station.sync()
    assert told(feed) == {}
    station.store.outbox.end_command(command.cursor, ChangeOutcome.DONE)
    station.store.outbox.end_command(command.cursor, ChangeOutcome.REFUSED)
    station.sync()

    assert told(feed) == {"1": "done"}
    assert station.store.outbox.open_commands() == []
    assert len([each for each in station.store.audit.records() if b"command.ended" in each.record]) == 1


def test_the_same_command_told_twice_is_one(station, feed):
    feed.entries = [entry(1, "command", {"id": "c-1", "name": "restart"})]
    station.sync()
    station.store.settings.put({f"changes.cursor@{station.store.settings.get('changes.feed')}": "0"})
    station.sync()

    assert len(station.store.outbox.open_commands()) == 1


def test_a_heartbeat_hears_whether_there_is_something_to_fetch(station, feed, as_json):
    feed.answers["POST", "/api/v1/heartbeat"] = lambda _: as_json({"time": "2026-03-18T02:30:00Z", "changes": True})
    assert station.client.services.heartbeat({"cursor": "0"})
    feed.answers["POST", "/api/v1/heartbeat"] = lambda _: as_json({"time": "2026-03-18T02:30:00Z", "changes": False})
    assert not station.client.services.heartbeat({"cursor": "0"})
    feed.answers["POST", "/api/v1/heartbeat"] = lambda _: (204, "text/plain", b"")
    assert not station.client.services.heartbeat({})
