"""A change that cannot be used stops neither its neighbours nor what comes after it."""

import json
import logging

import pytest

from app.domain.errors import CentreUnreachable
from app.domain.ports import Change

CHANGES = ("GET", "/api/v1/changes")
ACKNOWLEDGED = ("POST", "/api/v1/changes/acknowledgements")
LONG = "9" * 100_000


def lock(cursor):
    return {"cursor": cursor, "kind": "command", "body": {"id": f"c-{cursor}", "name": "lock"}}


def heard(centre):
    bodies = [body for method, path, _, body in centre.asked if (method, path) == ACKNOWLEDGED]
    return {each["cursor"]: each["outcome"] for body in bodies for each in json.loads(body)["acknowledgements"]}


@pytest.mark.parametrize(
    "odd",
    [{"kind": "k"}, {"cursor": 5, "kind": "k"}, "x", None, lock(LONG), lock(""), lock("4\u0000x"), lock("٤")],
    ids=["no cursor", "a number", "a word", "nothing", "too long", "empty", "NUL", "other digits"],
)
def test_a_change_without_a_usable_cursor_is_passed_over_and_its_neighbours_are_done(
    station, feed, as_json, odd, caplog
):
    page = as_json({"changes": [lock("3"), odd, lock("5")], "cursor": "5", "more": False})
    feed.answers[CHANGES] = lambda _: page

    with caplog.at_level(logging.WARNING, "app.sync.changes"):
        station.sync()

    assert station.store.outbox.locked()
    assert heard(feed) == {"3": "done", "5": "done"}
    assert station.store.outbox.cursor() == "5"
    assert "1 changes" in caplog.text


@pytest.mark.parametrize("kind", [None, 5, ["lock"], "k" * 1_000_000], ids=["none", "number", "list", "long"])
def test_a_change_of_no_kind_is_kept_and_told_as_unknown(station, feed, as_json, kind):
    page = as_json({"changes": [{"cursor": "1", "kind": kind}, lock("2")], "cursor": "2", "more": False})
    feed.answers[CHANGES] = lambda _: page

    station.sync()

    assert heard(feed) == {"1": "unknown", "2": "done"}


def test_a_cursor_that_cannot_be_asked_for_is_never_kept(station, feed, as_json):
    honest = feed.answers[CHANGES]
    feed.answers[CHANGES] = lambda _: as_json({"changes": [lock(LONG)], "cursor": LONG, "more": False})
    with pytest.raises(CentreUnreachable):
        station.sync()
    feed.answers[CHANGES] = honest
    feed.entries = [lock("1")]

    station.sync()

    assert station.store.outbox.locked()


def test_a_station_that_keeps_such_a_cursor_goes_on_from_the_furthest_change_it_has(station, feed, query_of):
    """As a program of before left it: the cursor, and the change it came with, which nobody can be answered."""
    outbox = station.store.outbox
    outbox.apply_changes([Change("9", "k", {}), Change("12", "k", {})], "12")
    outbox.apply_changes([Change(LONG, "k", {})], LONG)
    feed.entries = [lock("11"), lock("13")]
    asked = []
    honest = feed.answers[CHANGES]

    def noting(body):
        asked.append(query_of(feed))
        return honest(body)

    feed.answers[CHANGES] = noting

    station.sync()

    assert asked[-1]["after"] == "12"
    assert outbox.cursor() == "13"
    assert set(heard(feed)) == {"9", "12", "13"}
    assert outbox.acknowledgements(10) == []
