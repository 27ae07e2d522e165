"""Decoders of what people carry between stations and centre: hand-over codes, packages and answers on a stick."""

from __future__ import annotations

import base64
import json

import zstandard

from app.central.medium.files import Unfit
from app.central.medium.manifest import _unverified
from app.central.medium.taking import _json, _unpacked
from app.sync.hand_over.codes import Unusable, _piece, cut, read
from app.sync.hand_over.exchange import _read
from app.sync.hand_over.packing import packed, unpacked
from app.sync.json_answers import read_json
from app.sync.medium.answers import _seals, _told
from app.sync.medium.signing import Unsigned, signed
from app.sync.station_keys import new_key, public_key
from tests.fuzz.decoder import Decoder, whole

STATION = "hall-01"
KEY = new_key()
KEYS = {STATION: public_key(KEY)}
PAPER = b"12345678"
FORM = {
    "from": STATION,
    "nonce": base64.b64encode(bytes(16)).decode(),
    "case": base64.b64encode(bytes(16)).decode(),
    "item": "temporary-id-card",
    "version": "2026.1",
    "made": 1_773_800_000,
    "until": 1_773_807_200,
    "materials": ["photo"],
    "data": {"applicant": {"name": "欧阳翠花"}, "form": {"phone": "13812345678"}},
}
MANIFEST = {
    "format": "bianmin-medium/1",
    "package": "bianmin-hall-01-20260318T023000Z-1",
    "station_id": STATION,
    "number_prefix": "BM01",
    "parts": [{"path": "events/000001.json.zst", "kind": "events", "size": 9, "sha256": "0" * 64}],
}
VERDICTS = [{"id": "a", "verdict": "accepted", "reason": ""}, {"id": "b", "verdict": "conflict"}]
SEALS = [{"last": 7, "verdict": "accepted"}]


def _code(data: bytes) -> None:
    read(data.decode("utf-8", "replace"), KEYS)


def _form(data: bytes) -> None:
    _read(unpacked(data), STATION)


def _words(data: bytes) -> None:
    """As what was in the seal and came out of the compression."""
    value = read_json(data)
    if isinstance(value, dict):
        _read(value, STATION)


def _answer(data: bytes) -> None:
    value = read_json(data)
    _told(value)
    _seals(value)


def _events(data: bytes) -> None:
    _json(_unpacked(data))


CARRIED = {
    "hand_over.code": Decoder(
        whole(_code), tuple(each.encode() for each in cut(bytes(900), PAPER, STATION, KEY)), (Unusable,), max_len=1200
    ),
    "hand_over.piece": Decoder(
        whole(lambda data: _piece(STATION, data)), (b"\1" + PAPER + b"\1\1" + bytes(300),), (Unusable,)
    ),
    "hand_over.form": Decoder(whole(_form), (packed(FORM),), (ValueError, Unusable), max_len=400),
    "hand_over.words": Decoder(whole(_words), (json.dumps(FORM).encode(),), (ValueError, Unusable), max_len=500),
    "medium.manifest": Decoder(
        whole(_unverified), (signed(MANIFEST, KEY, "bianmin-manifest+jws", STATION).encode(),), (Unfit,), max_len=800
    ),
    "medium.events": Decoder(whole(_events), (zstandard.ZstdCompressor().compress(b'{"events": []}'),), (Unfit,)),
    "medium.answer": Decoder(
        whole(_answer), (json.dumps(VERDICTS).encode(), json.dumps(SEALS).encode()), (ValueError, Unsigned)
    ),
}
