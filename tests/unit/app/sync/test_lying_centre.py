"""A centre that answers anything but what a centre answers: all is kept, nothing false is believed."""

import json

import pytest

from app.domain.case import CaseStatus
from app.domain.errors import CentreRefused, CentreUnreachable, WrongInput
from app.domain.ports import SyncReport
from app.sync import limits
from app.sync.client import CentreClient

EVENTS = ("POST", "/api/v1/events")
UPLOADS = ("POST", "/api/v1/uploads")
CHANGES = ("GET", "/api/v1/changes")
HTML = (200, "text/html", b"<html>Please log in to the network</html>")


def verdicts_for(sent, verdict="accepted", **extra):
    return [{"id": each["id"], "verdict": verdict, **extra} for each in sent]


@pytest.fixture
def honest(lying_centre, opened_events, as_json):
    """The lying centre while it does not lie."""

    def events(body):
        return as_json({"verdicts": verdicts_for(opened_events(body)), "gap": None})

    def changes(_body):
        return as_json({"changes": [], "cursor": "0", "more": False})

    lying_centre.answers[EVENTS] = events
    lying_centre.answers[CHANGES] = changes
    return lying_centre


LIES = {
    "500": lambda sent, as_json: (500, "text/plain", b"Internal Server Error"),
    "500 with a problem": lambda sent, as_json: (500, "application/problem+json", b'{"detail": "x"}'),
    "503": lambda sent, as_json: (503, "application/problem+json", b'{"detail": "busy"}'),
    "429": lambda sent, as_json: (429, "application/problem+json", b'{"detail": "slow down"}'),
    "a login page": lambda sent, as_json: HTML,
    "a 404 page of another server": lambda sent, as_json: (404, "text/html", b"<h1>404</h1>"),
    "a redirect": lambda sent, as_json: (302, "text/html", b"", {"Location": "http://127.0.0.1:1/"}),
    "no JSON": lambda sent, as_json: (200, "application/json", b'{"verdicts": ['),
    "JSON of another shape": lambda sent, as_json: as_json(["accepted"]),
    "no verdicts": lambda sent, as_json: as_json({"ok": True}),
    "NaN": lambda sent, as_json: (200, "application/json", b'{"verdicts": NaN}'),
    "half a character": lambda sent, as_json: (200, "application/json", b'{"verdicts": [], "x": "\\ud800"}'),
    "bottomless nesting": lambda sent, as_json: (200, "application/json", b"[" * 100_000),
    "an unknown word": lambda sent, as_json: as_json({"verdicts": verdicts_for(sent, "splendid")}),
    "a verdict without id": lambda sent, as_json: as_json({"verdicts": [{"verdict": "accepted"}]}),
    "a verdict that is none": lambda sent, as_json: as_json({"verdicts": ["accepted"]}),
    "verdicts on other events": lambda sent, as_json: as_json(
        {"verdicts": [{"id": "01900000-0000-7000-8000-00000000dead", "verdict": "accepted"}]}
    ),
    "verdicts on these and others": lambda sent, as_json: as_json(
        {"verdicts": [*verdicts_for(sent), {"id": "01900000-0000-7000-8000-00000000dead", "verdict": "accepted"}]}
    ),
    "two verdicts on one": lambda sent, as_json: as_json(
        {"verdicts": verdicts_for(sent) + verdicts_for(sent, "conflict")}
    ),
    "a missing verdict": lambda sent, as_json: as_json({"verdicts": []}),
    "a cut": lambda sent, as_json: None,
    "a cut in the middle of the answer": lambda sent, as_json: (
        200,
        "application/json",
        b'{"ver',
        {"Content-Length": "900"},
    ),
    "broken compression": lambda sent, as_json: (200, "application/json", b"no gzip", {"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_lie_about_events_loses_nothing_and_is_believed_in_nothing(
    station, honest, samples, opened_events, as_json, lie
):
    truth = honest.answers[EVENTS]
    saved = station.store.cases.submit(samples.submission(attachments=()))
    honest.answers[EVENTS] = lambda body: lie(opened_events(body), as_json)

    with pytest.raises(CentreUnreachable) as caught:
        station.sync()

    assert caught.value.exit_code == 5
    assert station.store.outbox.waiting() == 1
    assert station.store.outbox.conflicts() == 0
    assert station.store.cases.case(saved.id).status is CaseStatus.SAVED
    honest.answers[EVENTS] = truth
    assert station.sync() == SyncReport(sent=1, accepted=1)


def test_a_no_of_the_centre_is_told_as_a_no_and_keeps_all(station, honest, samples, problem):
    station.store.cases.submit(samples.submission(attachments=()))
    honest.answers[EVENTS] = lambda _: problem(401, "没有认出这台工作站 330782199001011234。")

    with pytest.raises(CentreRefused) as caught:
        station.sync()

    assert caught.value.exit_code == 6
    assert "没有认出这台工作站" in caught.value.message
    assert "330782199001011234" not in caught.value.message
    assert station.store.outbox.waiting() == 1


def test_what_failed_rests_in_the_background_and_is_tried_at_once_when_a_person_asks(station, honest, samples, clock):
    truth = honest.answers[EVENTS]
    station.store.cases.submit(samples.submission(attachments=()))
    honest.answers[EVENTS] = lambda _: HTML
    with pytest.raises(CentreUnreachable):
        station.sync()
    honest.answers[EVENTS] = truth

    assert station.client.synchronizer.once(due_only=True) == SyncReport(waiting=1)
    clock.forward(seconds=10)
    assert station.client.synchronizer.once(due_only=True) == SyncReport(sent=1, accepted=1)


def test_a_centre_that_is_not_there_is_not_held_against_the_events(station, honest, samples, clock):
    station.store.cases.submit(samples.submission(attachments=()))
    honest.close()
    for _ in range(3):
        with pytest.raises(CentreUnreachable, match="连接不上"):
            station.sync()
    (event,) = station.store.outbox.due_events(clock(), 10)
    assert event.attempts == 0

    asked = len(honest.asked)
    assert station.client.synchronizer.once(due_only=True) == SyncReport(waiting=1)
    assert len(honest.asked) == asked
    clock.forward(hours=1)
    with pytest.raises(CentreUnreachable):
        station.client.synchronizer.once(due_only=True)


def test_one_event_the_centre_chokes_on_does_not_hold_back_the_others(station, honest, samples, opened_events):
    """The centre breaks at the one event, whatever comes with it; in a few rounds it travels alone."""
    truth = honest.answers[EVENTS]
    poison = samples.case_id(7)
    for index in range(1, 31):
        station.store.cases.submit(samples.submission(index, attachments=()))

    def choking(body):
        sent = opened_events(body)
        return (500, "text/plain", b"") if poison in {each["case_id"] for each in sent} else truth(body)

    honest.answers[EVENTS] = choking
    for _ in range(6):
        with pytest.raises(CentreUnreachable):
            station.sync()

    assert station.store.outbox.waiting() == 1
    assert not station.store.outbox.taken(poison)


@pytest.mark.parametrize("answer", ["breaks", "says no"])
def test_what_the_centre_never_takes_does_not_hold_back_a_new_case_when_everything_is_hastened(
    station, honest, samples, opened_events, problem, answer
):
    """They are due again with every press of the button, and stand before whatever came later."""
    truth = honest.answers[EVENTS]
    poison = {samples.case_id(index) for index in range(1, limits.FAILED_BATCHES_MAX + 2)}
    for index in range(1, 31):
        station.store.cases.submit(samples.submission(index, attachments=()))

    def choking(body):
        if poison & {each["case_id"] for each in opened_events(body)}:
            return (500, "text/plain", b"") if answer == "breaks" else problem(422, "x")
        return truth(body)

    honest.answers[EVENTS] = choking
    for _ in range(12):
        with pytest.raises((CentreUnreachable, CentreRefused)):
            station.sync()
    assert station.store.outbox.waiting() == len(poison)

    station.store.cases.submit(samples.submission(99, attachments=()))
    with pytest.raises((CentreUnreachable, CentreRefused)):
        station.sync()

    assert station.store.outbox.taken(samples.case_id(99))


def test_a_batch_has_a_bounded_number_of_events(station, honest, samples, opened_events, monkeypatch):
    monkeypatch.setattr(limits, "EVENTS_PER_BATCH", 100)
    monkeypatch.setattr(limits, "PACKED_FROM", 1_000)  # this centre reads JSON alone
    for index in range(1, 131):
        station.store.cases.submit(samples.submission(index, attachments=()))

    assert station.sync().accepted == 130

    sizes = [len(opened_events(body)) for method, path, _, body in honest.asked if (method, path) == EVENTS]
    assert sizes == [limits.EVENTS_PER_BATCH, 30]


def test_events_travel_sealed_and_signed(station, honest, samples, opened_events, identity, open_payload):
    station.store.cases.submit(samples.submission(attachments=()))
    station.sync()

    _, _, headers, body = next(each for each in honest.asked if each[:2] == EVENTS)
    (event,) = opened_events(body)
    assert headers["Authorization"].startswith("Bearer ey")
    assert event["station_id"] == "hall-01"
    assert set(event) == {
        "id", "station_id", "sequence", "kind", "case_id", "occurred_at", "catalogue_version",
        "payload_sha256", "payload",
    }  # fmt: skip
    told = json.loads(open_payload(event["payload"]))
    assert told["data"]["applicant"] == samples.applicant
    assert samples.applicant["name"] not in json.dumps(event, ensure_ascii=False)


def test_without_enrolment_nothing_is_sent(lying_centre, store, clock, samples):
    store.cases.submit(samples.submission())
    with pytest.raises(WrongInput, match="登记"):
        CentreClient(store.settings, store.outbox, clock).synchronizer.once()
    assert lying_centre.asked == []


GONE = (404, "application/problem+json", b'{"code": "upload_unknown"}', {"Tus-Resumable": "1.0.0"})
UPLOAD_LIES = {
    "500": lambda: (500, "text/plain", b""),
    "no address": lambda: (201, "text/plain", b""),
    "an address elsewhere": lambda: (201, "text/plain", b"", {"Location": "http://127.0.0.1:1/uploads/1"}),
    "an offset beyond the end": lambda: (201, "text/plain", b"", {"Location": "/u/1", "Upload-Offset": "99999999"}),
    "an offset that is no number": lambda: (201, "text/plain", b"", {"Location": "/u/1", "Upload-Offset": "-1"}),
    "a login page": lambda: HTML,
    "a cut": lambda: None,
    "an address it then does not know": lambda: (201, "text/plain", b"", {"Location": "/u/1", "Upload-Offset": "0"}),
}


@pytest.mark.parametrize("lie", UPLOAD_LIES.values(), ids=UPLOAD_LIES.keys())
def test_a_lie_about_an_upload_loses_nothing(station, honest, samples, lie):
    saved = station.store.cases.submit(samples.submission())
    honest.answers[UPLOADS] = lambda _: lie()
    honest.answers["PATCH", "/u/1"] = honest.answers["HEAD", "/u/1"] = lambda _: GONE

    with pytest.raises((CentreUnreachable, CentreRefused)):
        station.sync()

    assert station.store.outbox.waiting() == 2
    assert not station.store.outbox.taken(saved.id)
    honest.answers[UPLOADS] = lambda body: (
        201, "text/plain", b"", {"Location": "/u/2", "Upload-Offset": str(len(body))}
    )  # fmt: skip
    station.sync()
    assert station.store.outbox.taken(saved.id)


def test_an_upload_begun_at_an_earlier_centre_takes_its_token_nowhere_else(station, honest, samples, clock):
    station.store.cases.submit(samples.submission())
    honest.answers[UPLOADS] = lambda _: (500, "text/plain", b"")
    with pytest.raises(CentreUnreachable):
        station.sync()
    station.store.outbox.hasten(clock())
    for each in station.store.outbox.due_uploads(clock(), 10):
        station.store.outbox.begin_upload(each.id, "http://127.0.0.1:1/uploads/7")
    honest.answers[UPLOADS] = lambda body: (
        201, "text/plain", b"", {"Location": "/u/2", "Upload-Offset": str(len(body))}
    )  # fmt: skip

    assert station.sync().waiting == 0


CHANGE_LIES = {
    "no list": {"changes": "none", "cursor": "1"},
    "no cursor": {"changes": [], "cursor": 5},
    "a cursor nobody can ask from": {"changes": [], "cursor": "9" * 19},
    "a cursor that is no number": {"changes": [], "cursor": "5\u0000x"},
    "no end": {"changes": [], "cursor": "", "more": True},
}


@pytest.mark.parametrize("lie", CHANGE_LIES.values(), ids=CHANGE_LIES.keys())
def test_a_lie_about_changes_moves_nothing(station, honest, as_json, lie):
    honest.answers[CHANGES] = lambda _: as_json(lie)

    with pytest.raises(CentreUnreachable):
        station.sync()

    assert station.store.outbox.cursor() == ""


def test_what_was_sent_stays_sent_when_the_changes_are_a_lie(station, honest, samples):
    saved = station.store.cases.submit(samples.submission(attachments=()))
    honest.answers[CHANGES] = lambda _: HTML

    with pytest.raises(CentreUnreachable):
        station.sync()

    assert station.store.outbox.taken(saved.id)


def test_changes_are_fetched_page_after_page(station, honest, samples, as_json):
    saved = station.store.cases.submit(samples.submission(attachments=()))
    words = iter(["received", "accepted", "completed"])

    def page(number):
        told = {"cursor": str(number), "kind": "case.status", "case_id": saved.id, "status": next(words), "reason": ""}
        return as_json({"changes": [told], "cursor": str(number), "more": number < 3})

    pages = iter([1, 2, 3])
    honest.answers[CHANGES] = lambda _: page(next(pages))

    station.sync()

    assert station.store.cases.case(saved.id).status is CaseStatus.COMPLETED
    assert station.store.outbox.cursor() == "3"
