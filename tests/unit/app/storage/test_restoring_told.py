"""A station hears another restore id of its centre: what came after the back-up goes again, a hole or none."""

import shutil
from datetime import UTC, datetime, timedelta

import pyrage
import pytest

from app.domain.ports import EventVerdict, UploadVerdict
from app.domain.standing import CentreRestoring
from app.storage import StoreChoices, open_store

REACHED = 6
A_HOLE_THAT_LASTS = {"centre.told_sequence": "0"}
"""As after a new enrolment."""


@pytest.fixture
def store(new_data_dir, tmp_path, clock, samples):
    """Six cases, each with two papers, all taken by the centre on one day."""
    folder, choices = tmp_path / "station", StoreChoices(keeps_readable=False)
    shutil.copytree(new_data_dir, folder)
    with open_store(folder, clock, choices) as opened:
        opened.settings.put({"centre.seal_recipient": str(pyrage.x25519.Identity.generate().to_public())})
    with open_store(folder, clock, choices) as opened:
        for index in range(1, REACHED + 1):
            opened.cases.submit(samples.submission(index))
        resent(opened, clock)
        yield opened


def resent(store, clock):
    """(sequence of the event, attachments with it), as they go."""
    sent = []
    while events := store.outbox.due_events(clock(), 1):
        (event,) = events
        uploads = store.outbox.small_uploads([event.case_id], 1 << 20)
        sent.append((event.sequence, len(uploads)))
        taken = [UploadVerdict(each.id, EventVerdict.ACCEPTED, "") for each in uploads]
        store.outbox.settle_events([(event.id, EventVerdict.ACCEPTED, "")], taken, event.sequence)
    return sent


def heard_id(store, told="A"):
    """The first id that is heard is no restoring."""
    assert not store.accounts.hear_restoring(CentreRestoring(told), REACHED, "")
    assert store.accounts.restore_id() == told


@pytest.fixture
def days_between(store, clock, samples):
    """A seventh case, taken two days after the others."""
    clock.forward(days=2)
    saved = store.cases.submit(samples.submission(7))
    resent(store, clock)
    return saved


def test_with_another_id_the_centre_gets_again_what_it_took_since_its_backup(store, clock, days_between):
    heard_id(store)
    store.settings.put(A_HOLE_THAT_LASTS)
    assert store.accounts.hear_restoring(CentreRestoring("B", clock() - timedelta(hours=1)), 0, "A")
    assert resent(store, clock) == [(7, 2)]
    assert store.accounts.restore_id() == "B"
    assert not store.accounts.hear_restoring(CentreRestoring("B"), 0, "B")


def test_what_it_had_once_goes_again_whatever_the_clocks_say(store, clock, days_between):
    heard_id(store)
    assert store.accounts.hear_restoring(CentreRestoring("B", clock() + timedelta(days=400)), 4, "A")
    assert [sequence for sequence, _ in resent(store, clock)] == [5, 6, 7]


def test_where_the_centre_cannot_tell_since_when_it_gets_all_that_is_here_again(store, clock, days_between):
    heard_id(store)
    store.settings.put(A_HOLE_THAT_LASTS)
    assert store.accounts.hear_restoring(CentreRestoring("B"), 0, "A")
    assert [sequence for sequence, _ in resent(store, clock)] == [1, 2, 3, 4, 5, 6, 7]


def test_what_is_gone_here_and_may_be_there_is_not_called_missing(store, clock, days_between, samples):
    heard_id(store)
    store.settings.put(A_HOLE_THAT_LASTS)
    store.personal.erase(samples.applicant["id_number"], "T01")
    assert store.accounts.hear_restoring(CentreRestoring("B"), 0, "A")
    assert store.outbox.backlog(clock(), 10).missing == ()
    assert store.accounts.hear_restoring(CentreRestoring("C", clock() - timedelta(hours=1)), 0, "B")
    assert [each.case_id for each in store.outbox.backlog(clock(), 10).missing] == [days_between.id]


def test_what_was_answered_right_after_the_last_thing_the_centre_knows_is_not_called_missing(
    store, clock, days_between, samples
):
    heard_id(store)
    store.settings.put(A_HOLE_THAT_LASTS)
    store.personal.erase(samples.applicant["id_number"], "T01")
    assert store.accounts.hear_restoring(CentreRestoring("B", clock() - timedelta(minutes=1)), 0, "A")
    assert store.outbox.backlog(clock(), 10).missing == ()
    assert store.accounts.hear_restoring(CentreRestoring("C", datetime.max.replace(tzinfo=UTC)), 0, "B")


def test_an_id_that_comes_late_and_a_moment_beyond_all_calendars_do_no_harm(store, clock):
    heard_id(store)
    assert not store.accounts.hear_restoring(CentreRestoring("late"), 0, "")
    assert store.accounts.restore_id() == "A"
    assert store.outbox.waiting() == 0
    first_day = datetime.min.replace(tzinfo=UTC)
    assert store.accounts.hear_restoring(CentreRestoring("B", first_day), REACHED, "A")
    assert resent(store, clock) == []
