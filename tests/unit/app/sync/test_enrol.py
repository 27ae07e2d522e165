import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from app.domain.errors import CentreRefused, CentreUnreachable, WrongInput
from app.sync.enrol import StationEnroller
from app.sync.station_keys import certifies, new_key, public_key, signing_request


@pytest.fixture
def settings(settings_in_memory):
    return settings_in_memory


@pytest.fixture
def enroller(settings, clock):
    return StationEnroller(settings, clock)


def test_what_the_centre_gave_is_kept(lying_centre, enroller, settings, enrolment_answer):
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer()

    enrolment = enroller.enrol(lying_centre.url + "/", "CODE", "self_service")

    assert enroller.enrolment() == enrolment
    assert (enrolment.station_id, settings.get("number_prefix")) == ("hall-01", "BM01")
    keys = enroller.signing_keys()
    assert certifies(keys.certificate, keys.private_key, keys.issuer)
    assert "PRIVATE" not in repr(keys)


def test_the_request_proves_possession_of_both_keys(lying_centre, enroller, settings, enrolment_answer):
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer()
    enroller.enrol(lying_centre.url, "CODE", "counter")

    asked = lying_centre.asked_json(0)
    assert (asked["code"], asked["station_kind"]) == ("CODE", "counter")
    assert (
        load_pem_public_key(asked["public_key"].encode())
        == load_pem_private_key(settings.get("station.key").encode(), None).public_key()
    )
    assert x509.load_pem_x509_csr(asked["signing_request"].encode()).is_signature_valid


def test_a_token_is_short_signed_and_for_this_centre_only(lying_centre, enroller, settings, clock, enrolment_answer):
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer(centre_url="https://centre.example")
    enroller.enrol(lying_centre.url, "CODE", "self_service")

    first, second = enroller.token(), enroller.token()

    claims = jwt.decode(
        first,
        public_key(settings.get("station.key")),
        algorithms=["ES256"],
        audience="https://centre.example",
        options={"verify_exp": False, "verify_iat": False},
    )
    assert jwt.get_unverified_header(first) == {"alg": "ES256", "typ": "JWT", "kid": "hall-01"}
    assert (claims["iss"], claims["sub"], claims["iat"]) == ("hall-01", "hall-01", int(clock().timestamp()))
    assert 0 < claims["exp"] - claims["iat"] <= 300
    assert first != second


def test_without_enrolment_there_is_no_token_and_no_signature(enroller):
    assert enroller.enrolment() is None
    with pytest.raises(WrongInput, match="登记"):
        enroller.token()
    with pytest.raises(WrongInput, match="登记"):
        enroller.signing_keys()


@pytest.mark.parametrize(
    "url",
    ["", "centre", "ftp://centre", "file:///etc/passwd", "http://", "http://a:b@centre", "http://c/?x=1", "http://[1"],
)
def test_only_web_addresses_are_centres(enroller, url):
    with pytest.raises(WrongInput, match="地址"):
        enroller.enrol(url, "CODE", "self_service")


@pytest.mark.parametrize(
    "changes",
    [
        {"station_id": ""},
        {"station_id": 7},
        {"number_prefix": "编号"},
        {"number_prefix": "A" * 40},
        {"centre_url": "javascript:alert(1)"},
        {"seal_recipient": "age1nonsense"},
        {"signing_certificate": "no certificate"},
        {"issuer_certificate": "no certificate"},
        {"signing_certificate": None},
    ],
)
def test_an_answer_that_cannot_be_used_enrols_nobody(lying_centre, enroller, enrolment_answer, changes):
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer(**changes)

    with pytest.raises(CentreUnreachable):
        enroller.enrol(lying_centre.url, "CODE", "self_service")

    assert enroller.enrolment() is None


def test_a_certificate_of_another_key_is_not_taken(lying_centre, enroller, enrolment_answer):
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer(request=signing_request(new_key()))

    with pytest.raises(CentreUnreachable, match="签名证书"):
        enroller.enrol(lying_centre.url, "CODE", "self_service")


def test_a_failed_enrolment_leaves_the_earlier_one(lying_centre, enroller, enrolment_answer, problem):
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer()
    before = enroller.enrol(lying_centre.url, "CODE", "self_service")
    key = enroller.signing_keys().private_key
    lying_centre.answers["POST", "/api/v1/stations"] = lambda _: problem(403, "这个登记码已经用过了。")

    with pytest.raises(CentreRefused, match="登记码已经用过了"):
        enroller.enrol(lying_centre.url, "CODE", "self_service")

    assert enroller.enrolment() == before
    assert enroller.signing_keys().private_key == key


def test_another_centre_begins_another_change_feed(lying_centre, enroller, settings, enrolment_answer):
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer()
    enroller.enrol(lying_centre.url, "CODE", "self_service")
    first = settings.get("changes.feed")
    enroller.enrol(lying_centre.url, "CODE", "self_service")

    assert first
    assert settings.get("changes.feed") != first


def test_after_a_lost_answer_the_same_keys_are_sent_again(lying_centre, enroller, enrolment_answer):
    lying_centre.answers["POST", "/api/v1/stations"] = lambda _: None
    with pytest.raises(CentreUnreachable):
        enroller.enrol(lying_centre.url, "CODE", "self_service")
    lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer()

    enroller.enrol(lying_centre.url, "CODE", "self_service")

    first, second = lying_centre.asked_json(0), lying_centre.asked_json(1)
    assert first["public_key"] == second["public_key"]
