"""Why nothing goes to the centre is kept, for another program to tell, until it goes again."""

from datetime import timedelta

import pytest

from app.domain.errors import CentreRefused, CentreUnreachable
from app.sync.last_failure import NOTED_EVERY, LastFailure, read_failure

CHANGES = ("GET", "/api/v1/changes")


@pytest.fixture
def failure(station):
    return lambda: read_failure(station.store.settings)


def empty(as_json):
    return lambda _: as_json({"changes": [], "cursor": "0", "more": False})


def test_it_is_kept_since_when_and_when_last_and_goes_with_a_pass_that_went_well(
    station, lying_centre, as_json, clock, failure
):
    assert failure() is None
    began = clock.now
    lying_centre.answers[CHANGES] = lambda _: (502, "text/html", b"<h1>Bad gateway</h1>")
    for _ in range(2):
        with pytest.raises(CentreUnreachable) as caught:
            station.sync()
        clock.forward(minutes=1)

    told = LastFailure(began, began + timedelta(minutes=1), "APP-502", caught.value.message)
    assert failure() == told
    assert told.is_the_line
    lying_centre.answers[CHANGES] = empty(as_json)
    station.sync()
    assert failure() is None


def test_nobody_there_and_a_no_are_told_apart(station, lying_centre, problem, clock, failure):
    lying_centre.answers[CHANGES] = lambda _: problem(401, "令牌不对。")
    with pytest.raises(CentreRefused):
        station.sync()
    assert (failure().code, failure().is_the_line) == ("APP-601", False)
    clock.forward(minutes=1)
    lying_centre.close()

    with pytest.raises(CentreUnreachable):
        station.sync()

    assert (failure().code, failure().since, failure().is_the_line) == ("APP-501", clock.now, True)


def test_a_terminal_that_only_asks_whether_the_centre_is_there_notes_it_now_and_then(
    station, lying_centre, clock, failure
):
    lying_centre.close()
    began = clock.now
    for _ in range(3):
        assert not station.client.services.reachable()
        clock.forward(seconds=5)
    assert (failure().since, failure().at) == (began, began)
    clock.forward(seconds=NOTED_EVERY.total_seconds())

    assert not station.client.services.reachable()

    assert (failure().since, failure().at) == (began, clock.now)


def test_another_enrolment_begins_without_one(station, lying_centre, failure):
    lying_centre.answers[CHANGES] = lambda _: None
    with pytest.raises(CentreUnreachable):
        station.sync()

    station.client.enroller.enrol(lying_centre.url, "CODE", "self_service")

    assert failure() is None
