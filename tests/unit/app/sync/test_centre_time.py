"""What time the centre says it is, and a station whose clock is so wrong that the centre refuses its tokens."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import jwt
import pytest

from app.sync.centre_time import LONGEST_ANSWER_S, listen
from app.sync.client import CentreClient

NOON = datetime(2026, 3, 18, 4, tzinfo=UTC)
JSON = {"content-type": "application/json", "date": format_datetime(NOON, usegmt=True)}


class Ear:
    def __init__(self, wrong=timedelta(0)):
        self.heard, self.wrong = [], wrong

    def __call__(self, centre, doubt):
        self.heard.append((centre, doubt))
        return self.wrong


@pytest.mark.parametrize(
    ("status", "headers", "counts"),
    [
        (200, JSON, True),
        (401, JSON | {"content-type": "application/problem+json"}, True),
        (204, {"tus-resumable": "1.0.0", "date": JSON["date"]}, True),
        (200, JSON | {"content-type": "text/html"}, False),
        (503, JSON, False),
        (200, {"content-type": "application/json"}, False),
        (200, JSON | {"date": "noon"}, False),
        (200, JSON | {"date": ""}, False),
        (200, JSON | {"date": "Thu, 01 Jan 1970 00:00:10 GMT"}, False),
        (200, JSON | {"date": "Fri, 31 Dec 9999 23:59:59 GMT"}, False),
        (200, JSON | {"date": "Fri, 31 Dec 9999 23:59:59 -2359"}, False),
    ],
)
def test_only_the_centre_itself_is_believed(status, headers, counts):
    ear = Ear()
    listen(status, headers, 0.0, ear)
    assert bool(ear.heard) is counts


def test_half_the_way_is_added_and_doubted():
    ear = Ear()
    listen(200, JSON, 4.0, ear)
    listen(200, JSON, LONGEST_ANSWER_S + 0.1, ear)
    ((centre, doubt),) = ear.heard
    assert NOON + timedelta(seconds=2) <= centre <= NOON + timedelta(seconds=3)
    assert timedelta(seconds=2) < doubt < timedelta(seconds=5)


@pytest.mark.parametrize(("wrong_s", "again"), [(0, False), (29, False), (31, True), (-31, True)])
def test_only_a_clock_that_was_far_off_is_a_reason_to_ask_again(wrong_s, again):
    assert listen(401, JSON, 0.0, Ear(timedelta(seconds=wrong_s))) is again


def test_a_refused_request_is_asked_once_more_with_a_token_of_the_right_time(
    store, clock, lying_centre, enrolment_answer, as_json
):
    """The clock stands years behind; the centre refuses, and says in its header what time it is."""
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer()
    heard = []

    def hear(centre, _doubt):
        wrong = centre - clock.now
        clock.now = centre
        heard.append(wrong)
        return wrong

    client = CentreClient(store.settings, store.outbox, clock, hear)
    client.enroller.enrol(lying_centre.url, "CODE", "self_service")
    lying_centre.asked.clear()
    made = []

    def refuse_old_tokens(_body):
        token = lying_centre.asked[-1][2]["Authorization"].removeprefix("Bearer ")
        claims = jwt.decode(token, options={"verify_signature": False})
        made.append(claims["iat"])
        if abs(claims["iat"] - datetime.now(UTC).timestamp()) > 300:
            body = b'{"type":"about:blank","title":"Unauthorized","status":401}'
            return (401, "application/problem+json", body)
        return as_json({"time": datetime.now(UTC).isoformat(), "changes": False})

    lying_centre.answers["POST", "/api/v1/heartbeat"] = refuse_old_tokens
    client.services.heartbeat({})
    client.close()

    assert len(made) == 2
    assert abs(heard[0]) > timedelta(days=1)
    assert abs(heard[1]) < timedelta(seconds=30)
