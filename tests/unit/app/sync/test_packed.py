"""Many cases go under one seal; a centre that does not take that gets them in the older form at once."""

import base64
import json
import shutil
from datetime import timedelta
from email.parser import BytesParser
from hashlib import sha256

import pyrage
import pytest
import zstandard
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.storage import StoreChoices, open_store
from app.sync import limits

EVENTS = ("POST", "/api/v1/events")
PACKED = "application/vnd.bianmin.events"
MANY = limits.PACKED_FROM


def read(body, identity):
    """As docs/integration/batches.md says: the events with their plain payloads, and the sealed key."""
    end = 4 + int.from_bytes(body[:4], "big")
    head = json.loads(zstandard.ZstdDecompressor().decompress(body[4:end]))
    key = pyrage.decrypt(base64.b64decode(head["seal"]), [identity])
    payloads = []
    for place, length in enumerate(head["lengths"]):
        sealed, end = body[end : end + length], end + length
        if place in head["own"]:
            opened = pyrage.decrypt(sealed, [identity])
        else:
            opened = ChaCha20Poly1305(key).decrypt(place.to_bytes(12, "big"), sealed, None)
        payloads.append(zstandard.ZstdDecompressor().decompress(opened))
    assert end == len(body)
    return head["events"], payloads, head["own"], head["seal"]


@pytest.fixture
def centre(lying_centre, as_json, problem, identity, opened_events):
    """`takes` says which forms it knows; to the others it answers `status`."""
    lying_centre.takes_bundles = True
    lying_centre.takes = {PACKED, "multipart/mixed", "application/json"}
    lying_centre.status = 415
    lying_centre.packed = []

    def take(body):
        told = lying_centre.asked[-1][2]["Content-Type"]
        kind, files = told.partition(";")[0], []
        if kind not in lying_centre.takes:
            return problem(lying_centre.status, "media type")
        if kind == "multipart/mixed":
            first, *files = BytesParser().parsebytes(f"Content-Type: {told}\r\n\r\n".encode() + body).get_payload()
            kind, body = first.get_content_type(), first.get_payload(decode=True)
            if kind not in lying_centre.takes:
                return problem(400, "multipart_malformed")
        if kind == PACKED:
            lying_centre.packed.append(read(body, identity))
            events = lying_centre.packed[-1][0]
        else:
            events = json.loads(body)["events"] if files else opened_events(body)
        verdicts = [{"id": each["id"], "verdict": "accepted"} for each in events]
        papers = [{"sha256": each.get_filename(), "verdict": "accepted"} for each in files]
        return as_json({"verdicts": verdicts, "gap": None, "attachments": papers})

    lying_centre.answers[EVENTS] = take
    lying_centre.answers["GET", "/api/v1/changes"] = lambda _: as_json({"changes": [], "cursor": "0", "more": False})
    return lying_centre


def submit(station, samples, count, begin=1, **changes):
    for index in range(begin, begin + count):
        station.store.cases.submit(samples.submission(index, **changes))


def kinds(centre):
    asked = [headers["Content-Type"] for method, path, headers, _ in centre.asked if (method, path) == EVENTS]
    return [each.partition(";")[0] for each in asked]


def test_many_cases_go_under_one_seal_and_open_to_what_was_saved(station, centre, samples):
    submit(station, samples, MANY, attachments=())
    assert station.sync().accepted == MANY
    assert kinds(centre) == [PACKED]
    ((events, payloads, own, _),) = centre.packed
    assert [json.loads(each)["id"] for each in payloads] == [samples.case_id(index + 1) for index in range(MANY)]
    assert [sha256(each).hexdigest() for each in payloads] == [each["payload_sha256"] for each in events]
    assert [each["sequence"] for each in events] == [*range(1, MANY + 1)]
    assert own == []
    assert station.store.outbox.waiting() == 0


def test_each_request_has_a_key_of_its_own(station, centre, samples):
    for begin in (1, 101):
        submit(station, samples, MANY, begin, attachments=())
        station.sync()
    assert len({seal for *_, seal in centre.packed}) == 2


def test_few_cases_go_as_json(station, centre, samples):
    submit(station, samples, MANY - 1, attachments=())
    station.sync()
    assert kinds(centre) == ["application/json"]


def test_small_papers_go_along(station, centre, samples):
    submit(station, samples, MANY)
    assert station.sync().accepted == MANY
    assert kinds(centre) == ["multipart/mixed"]
    assert len(centre.packed) == 1
    assert station.store.outbox.waiting() == 0


@pytest.mark.parametrize("status", [400, 415, 422])
def test_a_centre_of_before_gets_json_at_once_and_is_asked_again_later(station, centre, samples, clock, status):
    centre.takes = {"multipart/mixed", "application/json"}
    centre.status = status
    for begin in (1, 101):
        submit(station, samples, MANY, begin, attachments=())
        assert station.sync().accepted == MANY
    assert kinds(centre) == [PACKED, "application/json", "application/json"]

    centre.takes.add(PACKED)
    clock.now += limits.PACKING_ASKED_AGAIN + timedelta(seconds=1)
    submit(station, samples, MANY, 201, attachments=())
    station.sync()
    assert kinds(centre)[3:] == [PACKED]


def test_a_centre_that_takes_bundles_but_nothing_packed_still_gets_the_papers_along(station, centre, samples):
    centre.takes = {"multipart/mixed", "application/json"}
    submit(station, samples, MANY)
    assert station.sync().accepted == MANY
    assert kinds(centre) == ["multipart/mixed", "multipart/mixed"]
    assert station.store.outbox.waiting() == 0


def test_a_centre_that_knows_neither_gets_everything_one_by_one(station, centre, samples):
    centre.takes = {"application/json"}
    centre.answers["POST", "/api/v1/uploads"] = lambda body: (
        201, "text/plain", b"", {"Location": "/u/2", "Upload-Offset": str(len(body))}
    )  # fmt: skip
    submit(station, samples, MANY)
    assert station.sync().accepted == MANY
    assert kinds(centre) == ["multipart/mixed", "multipart/mixed", "application/json"]
    assert station.store.outbox.waiting() == 0


def test_what_was_sealed_as_it_was_saved_travels_as_it_lies(new_data_dir, tmp_path, clock, centre, samples, enrolled):
    shutil.copytree(new_data_dir, tmp_path / "sealing")
    with open_store(tmp_path / "sealing", clock, StoreChoices(keeps_readable=False)) as store:
        station = enrolled(store)
        submit(station, samples, MANY, attachments=())
        lying = {each.payload for each in store.outbox.due_events(clock.now, MANY)}
        assert station.sync().accepted == MANY
        station.client.close()
    ((_, payloads, own, _),) = centre.packed
    assert own == [*range(MANY)]
    assert [json.loads(each)["id"] for each in payloads] == [samples.case_id(index + 1) for index in range(MANY)]
    body = next(body for _, path, _, body in centre.asked if path == EVENTS[1])
    assert len(lying) == MANY
    assert all(each in body for each in lying)
