"""What time the centre says it is, and a station whose clock is so wrong that the centre refuses its tokens."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import jwt
import pytest

from app.domain.errors import TerminalError
from app.sync.centre_time import LONGEST_ANSWER_S, Spoken, listen
from app.sync.client import CentreClient

NOON = datetime(2026, 3, 18, 4, tzinfo=UTC)
DATE = {"date": format_datetime(NOON, usegmt=True)}
JSON = DATE | {"content-type": "application/json"}
PROBLEM = DATE | {"content-type": "application/problem+json"}
CHANGES, BEAT, STANDING, EVENTS = (f"/api/v1/{each}" for each in ("changes", "heartbeat", "standing", "events"))

REFUSED = Spoken(CHANGES, 401, PROBLEM, b'{"status": 401}')


def spoken(status=200, headers=JSON, path=CHANGES, **fields):
    return Spoken(path, status, headers, json.dumps(fields or {"changes": [], "cursor": "0"}).encode())


class Ear:
    def __init__(self, wrong=timedelta(0)):
        self.heard, self.wrong = [], wrong

    def __call__(self, centre, doubt):
        self.heard.append((centre, doubt))
        return self.wrong


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (spoken(), True),
        (spoken(path=BEAT, changes=False), True),
        (spoken(path=STANDING, sequence=0), True),
        (spoken(path=EVENTS, verdicts=[]), True),
        (Spoken("/api/v1/uploads/1", 204, DATE | {"tus-resumable": "1.0.0"}, b""), True),
        (REFUSED, True),
        (spoken(401, PROBLEM, login="please"), False),
        (replace(REFUSED, headers=JSON), False),
        (spoken(login="please"), False),
        (spoken(path="/api/v1/tickets", tickets=[]), False),
        (Spoken(CHANGES, 200, JSON, b'["changes", "cursor"]'), False),
        (Spoken(CHANGES, 200, JSON, b"{"), False),
        (Spoken(CHANGES, 200, JSON, b""), False),
        (spoken(headers=JSON | {"content-type": "text/html"}), False),
        (spoken(503), False),
        (spoken(headers={"content-type": "application/json"}), False),
        (spoken(headers=JSON | {"date": "noon"}), False),
        (spoken(headers=JSON | {"date": ""}), False),
        (spoken(headers=JSON | {"date": "Thu, 01 Jan 1970 00:00:10 GMT"}), False),
        (spoken(headers=JSON | {"date": "Fri, 31 Dec 9999 23:59:59 GMT"}), False),
        (spoken(headers=JSON | {"date": "Fri, 31 Dec 9999 23:59:59 -2359"}), False),
    ],
)
def test_only_the_centre_itself_is_believed(answer, counts):
    ear = Ear()
    listen(answer, 0.0, ear)
    assert bool(ear.heard) is counts


def test_half_the_way_is_added_and_doubted():
    ear = Ear()
    listen(spoken(), 4.0, ear)
    listen(spoken(), LONGEST_ANSWER_S + 0.1, ear)
    ((centre, doubt),) = ear.heard
    assert NOON + timedelta(seconds=2) <= centre <= NOON + timedelta(seconds=3)
    assert timedelta(seconds=2) < doubt < timedelta(seconds=5)


@pytest.mark.parametrize(("wrong_s", "again"), [(0, False), (29, False), (31, True), (-31, True)])
def test_only_a_clock_that_was_far_off_is_a_reason_to_ask_again(wrong_s, again):
    assert listen(REFUSED, 0.0, Ear(timedelta(seconds=wrong_s))) is again


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


@pytest.mark.parametrize("body", [{"login": "please"}, {"changes": [], "cursor": "0", "more": False}])
def test_a_log_in_page_in_json_says_nothing_of_the_time_and_the_centre_does(
    store, clock, lying_centre, enrolment_answer, as_json, body
):
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer()
    for asked in [("GET", "/api/v1/changes"), ("GET", "/healthz"), ("POST", "/api/v1/heartbeat")]:
        lying_centre.answers[asked] = lambda _: as_json(body)
    ear = Ear()
    client = CentreClient(store.settings, store.outbox, clock, ear)
    client.enroller.enrol(lying_centre.url, "CODE", "self_service")
    client.services.reachable()
    assert ear.heard == [], "what anybody is told says nothing either"
    with suppress(TerminalError):
        client.ask_if_taken()
    client.services.heartbeat({})
    client.close()
    assert len(ear.heard) == (0 if "login" in body else 2)
