"""What counts as the centre's taking what a station says, and what as its no to the station itself."""

import json
from contextlib import suppress

import pytest

from app.domain.errors import CentreRefused, TerminalError
from app.domain.freeze import ENROL_ANEW
from app.sync.client import CentreClient
from app.sync.taken import Taken, read_taken

BEAT = ("POST", "/api/v1/heartbeat")


@pytest.fixture
def client(store, clock, lying_centre, enrolment_answer):
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer()
    client = CentreClient(store.settings, store.outbox, clock)
    client.enroller.enrol(lying_centre.url, "CODE", "self_service")
    yield client
    client.close()


def refusal(code, status=401):
    body = json.dumps({"status": status, "code": code, "detail": "不"}).encode()
    return lambda _: (status, "application/problem+json", body)


def beat(client):
    with suppress(TerminalError):
        client.services.heartbeat({})


def test_a_request_that_was_taken_is_noted_and_the_public_page_is_not(client, store, clock, lying_centre, as_json):
    lying_centre.answers["GET", "/healthz"] = lambda _: as_json({"ok": True})
    assert client.services.reachable()
    assert read_taken(store.settings) == Taken()
    lying_centre.answers[BEAT] = lambda _: as_json({"changes": False})
    beat(client)
    assert read_taken(store.settings) == Taken(clock.now)


@pytest.mark.parametrize("code", ["station_revoked", "station_unknown"])
def test_a_no_to_the_station_itself_holds_until_it_is_taken_again(client, store, clock, lying_centre, as_json, code):
    lying_centre.answers[BEAT] = refusal(code)
    beat(client)
    told = read_taken(store.settings)
    assert (told.refusal.code, told.refusal.at) == (code, clock.now)
    lying_centre.answers[BEAT] = refusal("token_expired")
    beat(client)
    assert read_taken(store.settings) == told
    lying_centre.answers[BEAT] = lambda _: as_json({"changes": False})
    beat(client)
    assert read_taken(store.settings) == Taken(clock.now)


@pytest.mark.parametrize(
    "answer",
    [
        refusal("token_expired"),
        refusal("token_early"),
        refusal("token_replayed"),
        refusal("station_revoked", 403),
        lambda _: (401, "text/html", b'{"code": "station_revoked"}'),
        lambda _: (200, "text/html", b"log in here"),
        lambda _: (200, "application/json", b'{"login": "please"}'),
    ],
)
def test_whatever_may_pass_by_itself_says_neither(client, store, lying_centre, answer):
    lying_centre.answers[BEAT] = answer
    beat(client)
    assert read_taken(store.settings) == Taken()


def test_another_enrolment_begins_with_nothing_said(client, store, lying_centre):
    lying_centre.answers[BEAT] = refusal("station_revoked")
    beat(client)
    client.enroller.enrol(lying_centre.url, "CODE", "self_service")
    assert read_taken(store.settings) == Taken()


@pytest.mark.parametrize("code", ["station_revoked", "station_unknown"])
def test_a_station_that_is_not_admitted_is_told_to_enrol_anew_and_not_to_wait(client, lying_centre, code):
    lying_centre.answers["GET", "/api/v1/changes"] = refusal(code)

    with pytest.raises(CentreRefused) as caught:
        client.ask_if_taken()

    assert caught.value.what_to_do == f"{ENROL_ANEW}。"


def test_any_other_no_leaves_the_cases_to_go_by_themselves(client, lying_centre):
    lying_centre.answers["GET", "/api/v1/changes"] = refusal("token_expired")

    with pytest.raises(CentreRefused, match="不") as caught:
        client.ask_if_taken()

    assert "自动上报" in caught.value.what_to_do
