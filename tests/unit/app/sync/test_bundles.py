"""A case and its small papers in one request: they arrive together and once, wherever the line breaks."""

import base64
import json
from datetime import timedelta
from email.parser import BytesParser
from hashlib import sha256

import pyrage
import pytest

from app.domain.case import NewAttachment
from app.domain.errors import CentreUnreachable
from app.domain.ports import SyncReport
from app.sync import limits

EVENTS = ("POST", "/api/v1/events")
UPLOADS = ("POST", "/api/v1/uploads")
CHANGES = ("GET", "/api/v1/changes")


def parts_of(headers, body):
    """Read by the library of another, as any mail program would."""
    head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
    return BytesParser().parsebytes(head + body).get_payload()


def metadata_of(part):
    pairs = (pair.split(" ") for pair in part["Upload-Metadata"].split(","))
    return {key: base64.b64decode(value).decode() for key, value in pairs}


def name_of(part):
    return part.get_filename()


@pytest.fixture
def bundling(lying_centre, as_json):
    """A centre that takes bundles and finds everything good; `verdict_on` may be replaced."""
    lying_centre.takes_bundles = True
    lying_centre.verdict_on = lambda part: "accepted"
    lying_centre.more = []

    def take(body):
        headers = lying_centre.asked[-1][2]
        if not headers["Content-Type"].startswith("multipart/"):
            return lying_centre.plain(body)
        first, *files = parts_of(headers, body)
        events = json.loads(first.get_payload(decode=True))["events"]
        told = [{"sha256": name_of(each), "verdict": lying_centre.verdict_on(each)} for each in files]
        verdicts = [{"id": each["id"], "verdict": "accepted"} for each in events]
        return as_json({"verdicts": verdicts, "gap": None, "attachments": told + lying_centre.more})

    lying_centre.answers[EVENTS] = take
    lying_centre.answers[CHANGES] = lambda _: as_json({"changes": [], "cursor": "0", "more": False})
    return lying_centre


@pytest.fixture
def plain_verdicts(bundling, opened_events, as_json):
    bundling.plain = lambda body: as_json(
        {"verdicts": [{"id": each["id"], "verdict": "accepted"} for each in opened_events(body)], "gap": None}
    )
    return bundling


def asked_for(centre, *what):
    return [each for each in centre.asked if each[:2] == what]


def test_one_request_carries_the_case_and_its_papers_sealed(station, bundling, samples, identity):
    saved = station.store.cases.submit(samples.submission())

    assert station.sync() == SyncReport(sent=1, accepted=1)

    ((_, _, headers, body),) = asked_for(bundling, *EVENTS)
    assert asked_for(bundling, *UPLOADS) == []
    first, *files = parts_of(headers, body)
    assert first.get_content_type() == "application/json"
    assert [each.get_content_type() for each in files] == ["application/octet-stream"] * 2
    plain = {"photo": b"JPEG" * 500, "signature": b"PNG"}
    for each in files:
        sealed = each.get_payload(decode=True)
        told = metadata_of(each)
        assert name_of(each) == sha256(sealed).hexdigest()
        content = pyrage.decrypt(sealed, [identity])
        assert content == plain.pop(told["name"])
        assert (told["case_id"], told["size"]) == (saved.id, str(len(content)))
        assert told["sha256"] == sha256(content).hexdigest()
    assert plain == {}
    assert station.store.outbox.taken(saved.id)


def test_a_paper_that_is_not_small_goes_by_itself(station, bundling, samples):
    large = NewAttachment("contract", "application/pdf", b"x" * limits.SMALL_UPLOAD_BYTES)
    small = NewAttachment("photo", "image/jpeg", b"JPEG")
    station.store.cases.submit(samples.submission(attachments=(large, small)))
    bundling.answers[UPLOADS] = lambda _: (500, "text/plain", b"")

    with pytest.raises(CentreUnreachable):
        station.sync()

    ((_, _, headers, body),) = asked_for(bundling, *EVENTS)
    assert [metadata_of(each)["name"] for each in parts_of(headers, body)[1:]] == ["photo"]
    assert station.store.outbox.waiting() == 1


def test_no_request_carries_more_papers_than_the_centre_takes(station, bundling, samples, monkeypatch):
    monkeypatch.setattr(limits, "PACKED_FROM", 1_000)  # this centre reads JSON alone
    for index in range(1, 41):
        station.store.cases.submit(samples.submission(index))

    assert station.sync() == SyncReport(sent=40, accepted=40)

    requests = asked_for(bundling, *EVENTS)
    assert [len(parts_of(headers, body)) - 1 for _, _, headers, body in requests] == [limits.BUNDLE_PARTS, 16]


def test_a_paper_the_centre_refuses_goes_by_itself_the_next_time(station, plain_verdicts, samples):
    saved = station.store.cases.submit(samples.submission())
    plain_verdicts.verdict_on = lambda part: "rejected" if metadata_of(part)["name"] == "photo" else "accepted"
    plain_verdicts.answers[UPLOADS] = lambda body: (
        201, "text/plain", b"", {"Location": "/u/2", "Upload-Offset": str(len(body))}
    )  # fmt: skip

    station.sync()
    assert not station.store.outbox.taken(saved.id)
    station.sync()

    assert station.store.outbox.taken(saved.id)
    ((_, _, headers, _),) = asked_for(plain_verdicts, *UPLOADS)
    assert "name cGhvdG8=" in headers["Upload-Metadata"]


def test_a_paper_nobody_spoke_of_is_not_taken_for_sent(station, bundling, samples):
    saved = station.store.cases.submit(samples.submission())
    truth = bundling.answers[EVENTS]

    def silent(body):
        status, kind, content = truth(body)[:3]
        told = json.loads(content)
        return status, kind, json.dumps({**told, "attachments": told["attachments"][:1]}).encode()

    bundling.answers[EVENTS] = silent
    bundling.answers[UPLOADS] = lambda _: (500, "text/plain", b"")
    with pytest.raises(CentreUnreachable):
        station.sync()

    assert not station.store.outbox.taken(saved.id)


LIES = {
    "a part never sent": [{"sha256": "0" * 64, "verdict": "accepted"}],
    "an unknown word": [{"sha256": "", "verdict": "splendid"}],
    "no object": ["accepted"],
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_an_answer_about_other_papers_is_believed_in_nothing(station, bundling, samples, lie):
    saved = station.store.cases.submit(samples.submission())
    bundling.more = lie

    with pytest.raises(CentreUnreachable):
        station.sync()

    assert station.store.outbox.waiting() == 3
    assert not station.store.outbox.taken(saved.id)


@pytest.mark.parametrize("status", [415, 422])
def test_a_centre_of_before_bundles_gets_the_papers_one_by_one_and_is_asked_again_later(
    station, plain_verdicts, samples, clock, problem, status
):
    truth = plain_verdicts.answers[EVENTS]

    def older(body):
        is_bundle = plain_verdicts.asked[-1][2]["Content-Type"].startswith("multipart/")
        return problem(status, "media type") if is_bundle else truth(body)

    plain_verdicts.answers[EVENTS] = older
    plain_verdicts.answers[UPLOADS] = lambda body: (
        201, "text/plain", b"", {"Location": "/u/2", "Upload-Offset": str(len(body))}
    )  # fmt: skip
    for index in (1, 2):
        station.store.cases.submit(samples.submission(index))
        assert station.sync().accepted == 1
    kinds = [headers["Content-Type"].partition("/")[0] for _, _, headers, _ in asked_for(plain_verdicts, *EVENTS)]
    assert kinds == ["multipart", "application", "application"]
    assert len(asked_for(plain_verdicts, *UPLOADS)) == 4

    plain_verdicts.answers[EVENTS] = truth
    clock.now += limits.BUNDLING_ASKED_AGAIN + timedelta(seconds=1)
    station.store.cases.submit(samples.submission(3))
    station.sync()

    assert len(asked_for(plain_verdicts, *UPLOADS)) == 4
