"""A terminal and a counter that never meet a centre while they hand a case over."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

import jwt
import pyrage
import pytest

from app.catalogue import load_catalogue
from app.catalogue.samples import make_sample
from app.domain.errors import WrongInput
from app.domain.hand_over import GOOD_FOR, HandedOver, MoreToCome, NotTaken, Unfinished, WhyNot
from app.domain.scanned_code import CodeRules, HandOverCode, classify
from app.sync import names
from app.sync.enrol import StationEnroller
from app.sync.hand_over import limits
from app.sync.hand_over.exchange import HandOverExchange
from app.sync.station_keys import new_key, public_key

CASE = "01900000-0000-7000-8000-000000000001"


class Used:
    """The port over a set."""

    def __init__(self):
        self.nonces = set()

    def use(self, nonce, good_until, case_id, station_id, draft=None):
        is_new = nonce not in self.nonces
        self.nonces.add(nonce)
        return is_new


@dataclass
class Hall:
    """Stations by name, each with its own settings, all knowing each other."""

    settings_of: type
    clock: object
    identity: object = field(default_factory=pyrage.x25519.Identity.generate)
    keys: dict = field(default_factory=dict)
    kept: dict = field(default_factory=dict)

    def station(self, station_id, *, counter=False, known=True, key=None, identity=None):
        key = key or new_key()
        settings = self.settings_of()
        settings.put(
            {
                names.STATION_ID: station_id,
                names.STATION_KEY: key,
                names.NUMBER_PREFIX: "BM01",
                names.CENTRE_URL: "http://centre.example",
                names.SEAL_RECIPIENT: str(self.identity.to_public()),
                names.SIGNING_CERTIFICATE: "-",
                names.ISSUER_CERTIFICATE: "-",
            }
        )
        if known:
            self.keys[station_id] = public_key(key)
        self.kept[station_id] = settings
        for each, kept in self.kept.items():
            told = {
                "recipient": str(self.identity.to_public()),
                "identity": str(identity or self.identity) if each in self.counters(station_id, counter) else "",
                "stations": self.keys,
            }
            kept.put({names.HALL: json.dumps(told)})
        return HandOverExchange(StationEnroller(settings, self.clock), settings, Used(), self.clock)

    def counters(self, station_id, is_counter):
        self._counters = getattr(self, "_counters", set()) | ({station_id} if is_counter else set())
        return self._counters


@pytest.fixture
def hall(settings_in_memory, clock):
    return Hall(type(settings_in_memory), clock)


@pytest.fixture
def terminal(hall):
    return hall.station("hall-01")


@pytest.fixture
def counter(hall, terminal):
    return hall.station("window-03", counter=True)


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


def unfinished(**changes):
    whole = {
        "case_id": CASE,
        "item_code": "temporary-id-card",
        "item_version": "2026.1",
        "data": {
            "applicant": {"name": "欧阳翠花", "id_number": "11010519491231002X"},
            "form": {"phone": "13812345678"},
        },
        "materials": ("photo",),
    }
    return Unfinished(**whole | changes)


@pytest.mark.parametrize("code", ["temporary-id-card", "residence-permit-endorsement", "social-insurance-proof"])
def test_what_was_filled_in_arrives_whole(catalogue, terminal, counter, code):
    item = catalogue.item(code)
    for seed in range(1, 8):
        case = unfinished(item_code=item.code, item_version=item.version, data=make_sample(item, seed).data)
        codes = terminal.make(case)
        assert len(codes) <= 2
        taken = counter.take(codes)
        assert isinstance(taken, HandedOver)
        assert taken.case == case
        assert (taken.station_id, taken.good_until - taken.made_at) == ("hall-01", GOOD_FOR)


def test_every_code_is_one_that_a_scanner_knows_and_says_nothing_in_the_clear(terminal):
    (code,) = terminal.make(unfinished())
    assert classify(code, CodeRules()) == HandOverCode(code.removeprefix("bianmin:handover:"))
    assert len(code) <= limits.LONGEST_CODE_CHARS
    payload = jwt.PyJWS().decode_complete(code.removeprefix("bianmin:handover:"), options={"verify_signature": False})[
        "payload"
    ]
    for text in ("欧阳翠花", "11010519491231002X", "13812345678", "temporary-id-card"):
        assert text.encode() not in payload


def test_a_code_is_taken_once(terminal, counter):
    codes = terminal.make(unfinished())
    assert isinstance(counter.take(codes), HandedOver)
    assert counter.take(codes) == NotTaken(WhyNot.USED)
    assert isinstance(counter.take(terminal.make(unfinished())), HandedOver)


def test_a_desk_that_does_not_do_the_item_uses_nothing_up(hall, terminal, counter):
    elsewhere = HandOverExchange(
        counter._enroller, counter._settings, counter._used, counter._clock, is_done_here=lambda code: code != "x"
    )
    codes = terminal.make(unfinished(item_code="x"))
    assert elsewhere.take(codes) == NotTaken(WhyNot.ITEM_UNKNOWN)
    assert isinstance(counter.take(codes), HandedOver)


def test_who_can_make_codes_and_who_can_take_them(hall, terminal, counter):
    assert (terminal.makes(), terminal.takes()) == (True, False)
    assert (counter.makes(), counter.takes()) == (True, True)
    hall.kept["hall-01"].put({names.HALL: ""})
    assert (terminal.makes(), terminal.takes()) == (False, False)


def test_a_long_form_goes_on_several_codes_in_any_order(terminal, counter):
    import random

    letters = random.Random(4)
    text = "".join(chr(letters.randrange(0x4E00, 0x9FA5)) for _ in range(700))
    case = unfinished(data={"form": {"statement": text}})
    codes = list(terminal.make(case))
    assert len(codes) >= 3
    assert counter.take(codes[:1]) == MoreToCome(tuple(range(2, len(codes) + 1)), len(codes))
    assert counter.take([codes[-1], codes[0]]) == MoreToCome(tuple(range(2, len(codes))), len(codes))
    taken = counter.take([*reversed(codes), codes[0]])
    assert isinstance(taken, HandedOver)
    assert taken.case == case


def test_codes_of_two_papers_are_not_mixed(terminal, counter):
    import random

    letters = random.Random(5)
    text = "".join(chr(letters.randrange(0x4E00, 0x9FA5)) for _ in range(700))
    first, second = (list(terminal.make(unfinished(data={"form": {"text": text}}))) for _ in range(2))
    assert counter.take([first[0], *second[1:]]) == NotTaken(WhyNot.MIXED)


def test_far_too_much_is_refused_in_words(terminal):
    import random

    letters = random.Random(6)
    text = "".join(chr(letters.randrange(0x4E00, 0x9FA5)) for _ in range(5000))
    with pytest.raises(WrongInput, match="接力码放不下"):
        terminal.make(unfinished(data={"form": {"text": text}}))


def test_it_is_good_for_a_time_only(terminal, counter, clock):
    late, later = terminal.make(unfinished()), terminal.make(unfinished())
    clock.forward(hours=2, minutes=9)
    assert isinstance(counter.take(late), HandedOver)
    clock.forward(minutes=2)
    assert counter.take(later) == NotTaken(WhyNot.TOO_LATE)


def test_a_code_from_tomorrow_shows_a_wrong_clock(terminal, counter, clock):
    codes = terminal.make(unfinished())
    clock.forward(minutes=-11)
    assert counter.take(codes) == NotTaken(WhyNot.TOO_EARLY)


def test_a_terminal_cannot_open_what_it_or_another_made(hall, terminal, counter):
    assert terminal.take(terminal.make(unfinished())) == NotTaken(WhyNot.NOT_HERE)


def test_before_the_hall_is_known_nothing_is_made(settings_in_memory, clock, hall, terminal):
    hall.kept["hall-01"].put({names.HALL: ""})
    with pytest.raises(WrongInput, match="接力密钥"):
        terminal.make(unfinished())


def test_a_station_the_hall_does_not_know_is_refused(hall, counter):
    stranger = hall.station("hall-99", known=False)
    assert counter.take(stranger.make(unfinished())) == NotTaken(WhyNot.STATION_UNKNOWN)


def test_a_station_with_anothers_name_is_refused(hall, terminal, counter):
    thief = hall.station("hall-01", known=False, key=new_key())
    assert counter.take(thief.make(unfinished())) == NotTaken(WhyNot.SIGNATURE)


def test_another_halls_counter_cannot_open_it(hall, terminal):
    other = hall.station("window-09", counter=True, identity=pyrage.x25519.Identity.generate())
    assert other.take(terminal.make(unfinished())) == NotTaken(WhyNot.OTHER_HALL)


def test_what_one_terminal_sealed_another_cannot_sign_as_its_own(hall, terminal, counter):
    key = new_key()
    hall.station("hall-02", key=key)
    (code,) = terminal.make(unfinished())
    found = jwt.PyJWS().decode_complete(code.removeprefix(limits.SCHEME), options={"verify_signature": False})
    stolen = limits.SCHEME + jwt.PyJWS().encode(
        found["payload"], key, algorithm="ES256", headers={"typ": limits.JWS_TYPE, "kid": "hall-02"}
    )
    assert counter.take([stolen]) == NotTaken(WhyNot.SIGNATURE)


def test_a_bearer_token_is_no_hand_over(hall, terminal, counter):
    token = StationEnroller(hall.kept["hall-01"], lambda: datetime.now(UTC)).token()
    assert counter.take([limits.SCHEME + token]) == NotTaken(WhyNot.SIGNATURE)


def test_an_altered_code_is_never_taken(terminal, counter):
    (code,) = terminal.make(unfinished())
    for place in range(len(limits.SCHEME), len(code), 17):
        letter = "A" if code[place] != "A" else "B"
        outcome = counter.take([code[:place] + letter + code[place + 1 :]])
        assert isinstance(outcome, NotTaken)
        assert outcome.why in {WhyNot.DAMAGED, WhyNot.SIGNATURE, WhyNot.STATION_UNKNOWN}
    for text in ("", "bianmin:handover:", "bianmin:handover:a.b.c", "bianmin:case:ABCDEF", code[:-3], "x" * 4000):
        assert isinstance(counter.take([text]), NotTaken)
    assert counter.take([]) == NotTaken(WhyNot.DAMAGED)
    assert isinstance(counter.take([code]), HandedOver)


@pytest.mark.parametrize(
    "changes",
    [
        {"case": "x"},
        {"nonce": "AA=="},
        {"until": 10**12},
        {"made": None},
        {"data": []},
        {"materials": "photo"},
        {"item": 7},
    ],
    ids=str,
)
def test_what_a_station_signs_is_still_read_with_care(terminal, counter, monkeypatch, changes):
    from app.sync.hand_over import exchange

    told = exchange._told
    monkeypatch.setattr(exchange, "_told", lambda *given: told(*given) | changes)
    assert counter.take(terminal.make(unfinished())) == NotTaken(WhyNot.DAMAGED)


def test_compressed_air_is_neither_made_nor_blown_up(terminal, counter, monkeypatch):
    air = unfinished(data={"form": {"text": "满" * 200_000}})
    with pytest.raises(WrongInput, match="接力码放不下"):
        terminal.make(air)
    with monkeypatch.context() as without_bounds:
        without_bounds.setattr(limits, "PLAIN_MAX_BYTES", 10**9)
        codes = terminal.make(air)
    assert counter.take(codes) == NotTaken(WhyNot.DAMAGED)
