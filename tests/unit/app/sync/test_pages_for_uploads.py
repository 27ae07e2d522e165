"""What something between a station and its centre says of an upload: only the centre knows that it is gone."""

import io
import json

import pytest

from app.domain.errors import CentreUnreachable

UPLOADS = ("POST", "/api/v1/uploads")
PATCH, HEAD, DELETE = (("PATCH", "/u/1"), ("HEAD", "/u/1"), ("DELETE", "/u/1"))
TUS = {"Tus-Resumable": "1.0.0"}
HALF = 1_000
PAGE = (404, "text/html", b"<h1>404 Not Found</h1>")
PROBLEM = (410, "application/problem+json", json.dumps({"status": 410, "title": "Gone"}).encode())


@pytest.fixture
def begun(station, lying_centre, opened_events, as_json, samples):
    """The centre has taken half of a file, and the line broke."""

    def events(body):
        verdicts = [{"id": each["id"], "verdict": "accepted"} for each in opened_events(body)]
        return as_json({"verdicts": verdicts, "gap": None})

    lying_centre.answers["POST", "/api/v1/events"] = events
    lying_centre.answers["GET", "/api/v1/changes"] = lambda _: as_json({"changes": [], "cursor": "0", "more": False})
    lying_centre.answers[UPLOADS] = lambda _: (201, "text/plain", b"", TUS | {"Location": "/u/1", "Upload-Offset": "0"})
    lying_centre.answers[PATCH] = lambda _: None
    lying_centre.answers[HEAD] = lambda _: (200, "text/plain", b"", TUS | {"Upload-Offset": "0"})
    station.store.cases.submit(samples.submission(attachments=samples.submission().attachments[:1]))
    with pytest.raises(CentreUnreachable):
        station.sync()
    return lying_centre


def asked(centre, what):
    return len([each for each in centre.asked if each[:2] == what])


def goes_on(centre):
    """It stands where it stood, and takes the rest."""
    centre.answers[HEAD] = lambda _: (200, "text/plain", b"", TUS | {"Upload-Offset": str(HALF)})

    def rest(body):
        return (204, "text/plain", b"", TUS | {"Upload-Offset": str(HALF + len(body))})

    centre.answers[PATCH] = rest


@pytest.mark.parametrize("page", [PAGE, PROBLEM], ids=["page", "problem"])
@pytest.mark.parametrize("methods", [(HEAD,), (PATCH,), (HEAD, PATCH)], ids=["head", "patch", "both"])
def test_a_page_that_is_not_the_centres_throws_away_nothing_of_what_had_come(station, begun, page, methods):
    for each in methods:
        begun.answers[each] = lambda _: page
    with pytest.raises(CentreUnreachable):
        station.sync()
    goes_on(begun)

    assert station.sync().waiting == 0

    assert asked(begun, UPLOADS) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_what_the_centre_itself_does_not_know_any_more_begins_anew(station, begun, status):
    begun.answers[HEAD] = lambda _: (status, "text/plain", b"", TUS)
    begun.answers[UPLOADS] = lambda body: (
        201, "text/plain", b"", TUS | {"Location": "/u/2", "Upload-Offset": str(len(body))}
    )  # fmt: skip

    assert station.sync().waiting == 0

    assert asked(begun, UPLOADS) == 2


def test_a_film_that_was_left_is_not_forgotten_because_of_a_page(station, begun, samples, clock):
    case_id = samples.case_id(2)
    station.store.early_uploads.begin_early(case_id, "medical-video", "video/mp4", io.BytesIO(b"film" * HALF))
    with pytest.raises(CentreUnreachable):
        station.sync()
    station.store.early_uploads.leave(case_id)
    goes_on(begun)
    begun.answers[DELETE] = lambda _: PAGE
    station.sync()
    begun.answers[DELETE] = lambda _: (404, "text/plain", b"", TUS)
    for _ in range(2):
        clock.forward(hours=1)
        station.sync()

    assert asked(begun, DELETE) == 2
