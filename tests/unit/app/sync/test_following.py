"""What a centre tells of cases is believed only where it is well formed; a file only where it is the one told of."""

import hashlib
import json

import pyrage
import pytest

from app.domain.case import CaseStatus
from app.domain.errors import CentreRefused, CentreUnreachable
from app.domain.following import Asked, FollowedCase, Happening, OfficeWord, ReadyResult
from app.domain.mailing import Mailing, MailingState
from app.domain.person import IdentityCard

CASES = ("POST", "/api/v1/followed-cases")
BY_NUMBER = ("POST", "/api/v1/followed-cases/by-number")
PDF = b"%PDF-1.7 whole"
TOLD = {
    "id": "c1",
    "number": "BM0120260318-00000007",
    "item": "temporary-id-card",
    "item_version": "1.0",
    "status": "returned",
    "reason": "看不清",
    "submitted_at": "2026-03-18T02:30:00+00:00",
    "as_agent": False,
    "story": [{"what": "submitted", "at": "2026-03-18T02:30:00", "office": "", "text": ""}],
    "asked": [{"office": "licensing", "parts": ["photo"], "reason": "看不清"}],
    "offices": [{"office": "licensing", "word": "return"}],
    "results": [
        {
            "name": "a.pdf",
            "media_type": "application/pdf",
            "size": 3,
            "sha256": hashlib.sha256(PDF).hexdigest(),
            "made_at": "2026-03-18T02:30:00+00:00",
            "printed_at": None,
        }
    ],
}


@pytest.fixture
def card():
    return IdentityCard("resident", "欧阳翠花", "11010519491231002X", "2", None, None, None, sam_id="05.01")


@pytest.fixture
def following(station):
    return station.client.following


def test_the_proof_goes_sealed_and_the_cases_come_as_they_are(
    lying_centre, following, card, as_json, seal_for, open_payload
):
    def answer(body):
        asked = json.loads(body)
        assert json.loads(open_payload(asked["sealed"]))["id_number"] == card.id_number
        return as_json({"sealed": seal_for(asked["reply_to"], [TOLD])})

    lying_centre.answers[CASES] = answer
    [case] = following.cases_of(card)
    assert (case.status, case.told, case.here) == (CaseStatus.RETURNED, True, False)
    assert case.asked == (Asked(("photo",), "licensing", "看不清"),)
    assert case.offices == (OfficeWord("licensing", "return"),)
    assert [(each.what, each.at is not None and each.at.tzinfo is not None) for each in case.story] == [
        (Happening.SUBMITTED, True)
    ]
    assert card.id_number.encode() not in b"".join(body for *_, body in lying_centre.asked)


def test_where_the_parcel_is_comes_along(lying_centre, following, card, as_json, seal_for):
    sent = TOLD | {"status": "completed", "mailing": {"waybill": "EB123456789CN", "state": "on_the_way"}}

    def answer(body):
        return as_json({"sealed": seal_for(json.loads(body)["reply_to"], [TOLD | {"mailing": None}, sent])})

    lying_centre.answers[CASES] = answer
    told = [each.mailing for each in following.cases_of(card)]
    assert told == [None, Mailing("EB123456789CN", MailingState.ON_THE_WAY)]


def test_a_number_goes_sealed_too(lying_centre, following, as_json, seal_for, open_payload):
    def answer(body):
        asked = json.loads(body)
        assert json.loads(open_payload(asked["sealed"])) == {"number": TOLD["number"], "last_digits": "002X"}
        return as_json({"sealed": seal_for(asked["reply_to"], TOLD)})

    lying_centre.answers[BY_NUMBER] = answer
    assert following.track(TOLD["number"], "002X").id == "c1"


def test_no_such_case_is_a_no(lying_centre, following, problem):
    lying_centre.answers[BY_NUMBER] = lambda _: problem(404, "没有这样的办件。")
    with pytest.raises(CentreRefused):
        following.track("X", "0000")


@pytest.mark.parametrize(
    "spoilt",
    [
        {},
        [1],
        [TOLD | {"status": "unheard_of"}],
        [TOLD | {"story": None}],
        [TOLD | {"mailing": {"waybill": "EB123456789CN", "state": "flown away"}}],
        [TOLD | {"submitted_at": "yesterday"}],
        [TOLD | {"asked": [{"office": "a", "parts": "photo", "reason": ""}]}],
        [{key: value for key, value in TOLD.items() if key != "number"}],
    ],
)
def test_what_makes_no_case_is_no_answer(lying_centre, following, card, as_json, seal_for, spoilt):
    lying_centre.answers[CASES] = lambda body: as_json({"sealed": seal_for(json.loads(body)["reply_to"], spoilt)})
    with pytest.raises(CentreUnreachable) as told:
        following.cases_of(card)
    assert "看不清" not in str(told.value)


@pytest.mark.parametrize(("sent", "fits"), [(PDF, True), (PDF + b"!", False)])
def test_a_result_is_the_file_that_was_told_of(lying_centre, following, card, clock, sent, fits):
    case = FollowedCase("c1", "N", "i", "1", CaseStatus.COMPLETED, clock())
    ready = ReadyResult("a b.pdf", "application/pdf", len(PDF), hashlib.sha256(PDF).hexdigest(), clock())

    def answer(body):
        recipient = pyrage.x25519.Recipient.from_str(json.loads(body)["reply_to"])
        return 200, "application/octet-stream", pyrage.encrypt(sent, [recipient])

    lying_centre.answers[("POST", "/api/v1/followed-cases/c1/results/a%20b.pdf")] = answer
    if fits:
        assert following.result(case, ready, card) == PDF
    else:
        with pytest.raises(CentreUnreachable):
            following.result(case, ready, card)
