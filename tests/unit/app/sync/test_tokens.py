"""Every request carries a token of its own, good for one time; what a line has doubled is said once more."""

import json
from base64 import urlsafe_b64decode

import pytest

from app.domain.errors import CentreRefused
from app.domain.ports import SyncReport

EVENTS = ("POST", "/api/v1/events")
CHANGES = ("GET", "/api/v1/changes")


def claims_of(headers):
    payload = headers["Authorization"].removeprefix("Bearer ").split(".")[1]
    return json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


@pytest.fixture
def honest(lying_centre, opened_events, as_json):
    lying_centre.answers[EVENTS] = lambda body: as_json(
        {"verdicts": [{"id": each["id"], "verdict": "accepted"} for each in opened_events(body)], "gap": None}
    )
    lying_centre.answers[CHANGES] = lambda _: as_json({"changes": [], "cursor": "0", "more": False})
    return lying_centre


def replayed(times, truth):
    left = [times]

    def answer(body):
        if left[0]:
            left[0] -= 1
            told = {"title": "Unauthorized", "status": 401, "code": "token_replayed", "detail": "x"}
            return (401, "application/problem+json", json.dumps(told).encode())
        return truth(body)

    return answer


def test_no_two_requests_carry_the_same_token(station, honest, samples):
    for index in (1, 2):
        station.store.cases.submit(samples.submission(index, attachments=()))
        station.sync()

    tokens = [claims_of(headers) for _, _, headers, _ in honest.asked]
    assert len(tokens) >= 4
    assert len({each["jti"] for each in tokens}) == len(tokens)
    assert all(each["once"] is True for each in tokens)


def test_a_token_for_trying_by_hand_is_good_until_it_expires(station):
    assert "once" not in claims_of({"Authorization": f"Bearer {station.client.enroller.token()}"})


def test_a_request_whose_token_was_used_already_is_sent_once_more_with_another(station, honest, samples):
    station.store.cases.submit(samples.submission(attachments=()))
    honest.answers[EVENTS] = replayed(1, honest.answers[EVENTS])

    assert station.sync() == SyncReport(sent=1, accepted=1)

    first, second = (headers for method, path, headers, _ in honest.asked if (method, path) == EVENTS)
    assert claims_of(first)["jti"] != claims_of(second)["jti"]


def test_a_centre_that_takes_no_token_at_all_is_asked_twice_and_no_more(station, honest, samples):
    station.store.cases.submit(samples.submission(attachments=()))
    honest.answers[EVENTS] = replayed(100, honest.answers[EVENTS])

    with pytest.raises(CentreRefused):
        station.sync()

    assert len([each for each in honest.asked if each[:2] == EVENTS]) == 2
    assert station.store.outbox.waiting() == 1
