import base64
import contextlib
import json
import socket
import ssl
import threading

import pytest

from app.domain.errors import CentreRefused, CentreUnreachable, WrongInput
from app.domain.person import IdentityCard
from app.domain.ports import ELicence, PaymentStatus
from app.sync.enrol import StationEnroller

QUERY = ("POST", "/api/v1/queries/social-insurance-proof")
LICENCES = ("GET", "/api/v1/licences")
PAYMENTS = ("POST", "/api/v1/payments")
SLIPS = ("POST", "/api/v1/mailing-slips")


@pytest.fixture
def card():
    return IdentityCard("resident", "欧阳翠花", "11010519491231002X", "2", None, None, None, sam_id="05.01-20260318")


@pytest.fixture
def services(station):
    return station.client.services


def test_a_query_goes_sealed_and_its_answer_opens_for_this_question_only(
    lying_centre, services, card, as_json, seal_for, open_payload
):
    def answer(body):
        asked = json.loads(body)
        proof = json.loads(open_payload(asked["sealed"]))
        assert (proof["id_number"], proof["sam_id"]) == (card.id_number, card.sam_id)
        return as_json({"sealed": seal_for(asked["reply_to"], {"months": 120})})

    lying_centre.answers[QUERY] = answer

    assert services.query("social-insurance-proof", card) == {"months": 120}
    assert services.query("social-insurance-proof", card) == {"months": 120}
    first, second = (json.loads(body)["reply_to"] for _, _, _, body in lying_centre.asked)
    assert first != second
    assert card.id_number.encode() not in b"".join(body for *_, body in lying_centre.asked)


def test_no_record_is_a_no(lying_centre, services, card, problem):
    lying_centre.answers[QUERY] = lambda _: problem(404, "没有查到这个人的记录。")

    with pytest.raises(CentreRefused, match="没有查到"):
        services.query("social-insurance-proof", card)


@pytest.mark.parametrize("sealed", [None, 7, "", "no base64!", base64.b64encode(b"no age").decode()])
def test_an_answer_that_does_not_open_is_no_answer(lying_centre, services, card, as_json, sealed):
    lying_centre.answers[QUERY] = lambda _: as_json({"sealed": sealed})

    with pytest.raises(CentreUnreachable) as caught:
        services.query("social-insurance-proof", card)
    assert card.name not in str(caught.value)


def test_an_answer_sealed_to_somebody_else_is_no_answer(lying_centre, services, card, as_json, seal_for, recipient):
    lying_centre.answers[QUERY] = lambda _: as_json({"sealed": seal_for(recipient, {"months": 120})})

    with pytest.raises(CentreUnreachable, match="打不开"):
        services.query("social-insurance-proof", card)


def test_only_licences_that_were_asked_for_come_back(lying_centre, services, card, as_json, seal_for, query_of):
    def answer(_body):
        told = [
            {"code": code, "name": "居住证", "number": "N1", "media_type": "application/pdf", "content": "JVBERg=="}
            for code in ("residence-permit", "another")
        ]
        return as_json({"sealed": seal_for(query_of(lying_centre)["reply_to"], told)})

    lying_centre.answers[LICENCES] = answer

    assert services.licences(card, ["residence-permit"]) == [
        ELicence("residence-permit", "居住证", "N1", "application/pdf", b"%PDF")
    ]
    assert query_of(lying_centre)["codes"] == "residence-permit"


@pytest.mark.parametrize("change", [{"content": "%%%"}, {"content": None}, {"number": 5}, {"name": ""}])
def test_a_licence_that_cannot_be_read_is_no_answer(lying_centre, services, card, as_json, seal_for, query_of, change):
    told = {"code": "x", "name": "x", "number": "x", "media_type": "x/x", "content": ""} | change
    lying_centre.answers[LICENCES] = lambda _: as_json({"sealed": seal_for(query_of(lying_centre)["reply_to"], [told])})

    with pytest.raises(CentreUnreachable):
        services.licences(card, ["x"])


def test_a_payment_is_opened_and_watched(lying_centre, services, as_json):
    lying_centre.answers[PAYMENTS] = lambda _: as_json({"id": "p/1", "code_url": "https://c/pay/1"}, 201)
    words = iter(["waiting", "paid"])
    lying_centre.answers["GET", "/api/v1/payments/p%2F1"] = lambda _: as_json({"status": next(words)})

    order = services.open_payment("case", "temporary-id-card", 1000)

    assert (order.id, order.code_url, order.amount_fen) == ("p/1", "https://c/pay/1", 1000)
    assert [services.payment_status(order.id), services.payment_status(order.id)] == [
        PaymentStatus.WAITING,
        PaymentStatus.PAID,
    ]


@pytest.mark.parametrize("answer", [{}, {"id": "1"}, {"id": "1", "code_url": "javascript:alert(1)"}])
def test_a_payment_without_a_web_address_is_no_answer(lying_centre, services, as_json, answer):
    lying_centre.answers[PAYMENTS] = lambda _: as_json(answer, 201)

    with pytest.raises(CentreUnreachable):
        services.open_payment("case", "temporary-id-card", 1000)


def test_paid_is_believed_only_when_it_says_paid(lying_centre, services, as_json):
    lying_centre.answers["GET", "/api/v1/payments/1"] = lambda _: as_json({"status": True})

    with pytest.raises(CentreUnreachable):
        services.payment_status("1")


def test_the_address_on_a_slip_opens_for_the_sitting_that_asked(lying_centre, services, as_json, seal_for):
    address = {"recipient": "欧阳翠花", "phone": "13812345678", "address": "佛堂镇双林路88号"}
    kept = {}

    def opened(body):
        kept["reply_to"] = json.loads(body)["reply_to"]
        return as_json({"code": "K7", "url": "https://c/m/K7"}, 201)

    lying_centre.answers[SLIPS] = opened
    lying_centre.answers["GET", "/api/v1/mailing-slips/K7"] = lambda _: as_json({"filled": False, "sealed": None})
    slip = services.open_mailing_slip("case")
    assert not services.mailing_slip(slip.code).filled
    lying_centre.answers["GET", "/api/v1/mailing-slips/K7"] = lambda _: as_json(
        {"filled": True, "sealed": seal_for(kept["reply_to"], address)}
    )

    filled = services.mailing_slip(slip.code)

    assert (filled.filled, filled.recipient, filled.phone, filled.address) == (True, *address.values())
    assert address["recipient"] not in repr(filled)


def test_a_slip_of_another_sitting_does_not_open(lying_centre, services, as_json):
    lying_centre.answers["GET", "/api/v1/mailing-slips/OLD"] = lambda _: as_json({"filled": True, "sealed": "x"})

    with pytest.raises(WrongInput):
        services.mailing_slip("OLD")


def test_a_centre_that_takes_the_line_and_says_nothing_is_not_reachable(lying_centre, services):
    silent = threading.Event()
    lying_centre.answers["GET", "/healthz"] = lambda _: silent.wait() and None

    try:
        assert not services.reachable()
    finally:
        silent.set()


def test_a_centre_with_a_certificate_nobody_vouches_for_is_not_believed(
    tmp_path, settings_in_memory, clock, certified_tls
):
    listener = socket.create_server(("127.0.0.1", 0))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certified_tls(tmp_path))

    def greet():
        taken, _ = listener.accept()
        with taken, contextlib.suppress(OSError):
            context.wrap_socket(taken, server_side=True)

    worker = threading.Thread(target=greet)
    worker.start()
    url = f"https://127.0.0.1:{listener.getsockname()[1]}"

    with listener, pytest.raises(CentreUnreachable, match="证书不可信"):
        StationEnroller(settings_in_memory, clock).enrol(url, "CODE", "self_service")
    worker.join()


def test_a_centre_is_reachable_when_it_answers_as_a_centre(lying_centre, services, as_json):
    assert not services.reachable()
    lying_centre.answers["GET", "/healthz"] = lambda _: (200, "text/html", b"<html>Wi-Fi login</html>")
    assert not services.reachable()
    lying_centre.answers["GET", "/healthz"] = lambda _: as_json({"status": "ok"})
    assert services.reachable()
    lying_centre.close()
    assert not services.reachable()
