"""The codes of one paper: sealed bytes cut into pieces, each piece signed by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import jwt

from app.domain.hand_over import WhyNot
from app.sync.hand_over import limits


class Unusable(Exception):
    """A code that is not taken; it says nothing of what stands in it."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Piece:
    """`number` counts from 1."""

    station_id: str
    paper: bytes
    number: int
    total: int
    content: bytes = field(repr=False)


def room_in_a_code(station_id: str) -> int:
    """How many sealed bytes one code can carry for a station of this name."""
    header = json.dumps({"alg": "ES256", **_header(station_id)}, separators=(",", ":"))
    empty = len(limits.SCHEME) + -(-len(header) * 4 // 3) + 2 + limits.SIGNATURE_CHARS
    return (limits.LONGEST_CODE_CHARS - empty) * 3 // 4 - limits.HEADER_BYTES


def cut(sealed: bytes, paper: bytes, station_id: str, key: str) -> list[str]:
    """Raises ValueError where it does not go into as many codes as a person will show. `key` is the station's (PEM)."""
    room = room_in_a_code(station_id)
    total = -(-len(sealed) // room)
    if total > limits.CODES_MAX:
        raise ValueError("too long")
    length = -(-len(sealed) // total)  # equal pieces: no code is denser than it must be
    return [
        _signed(Piece(station_id, paper, number, total, sealed[(number - 1) * length : number * length]), key)
        for number in range(1, total + 1)
    ]


def read(code: str, keys: Mapping[str, str]) -> Piece:
    """A genuine piece. `keys` are the public keys (PEM) of the hall's stations. Raises Unusable."""
    token = code.strip()
    if not token.lower().startswith(limits.SCHEME):
        raise Unusable(WhyNot.DAMAGED)
    token = token[len(limits.SCHEME) :]
    try:
        station_id = str(jwt.get_unverified_header(token).get("kid", ""))
    except jwt.InvalidTokenError:
        raise Unusable(WhyNot.DAMAGED) from None
    if station_id not in keys:
        raise Unusable(WhyNot.STATION_UNKNOWN)
    try:
        found = jwt.PyJWS().decode_complete(token, keys[station_id], algorithms=["ES256"])
    except jwt.InvalidSignatureError:
        raise Unusable(WhyNot.SIGNATURE) from None
    except (jwt.InvalidTokenError, jwt.InvalidKeyError):
        raise Unusable(WhyNot.DAMAGED) from None
    if found["header"].get("typ") != limits.JWS_TYPE:
        raise Unusable(WhyNot.SIGNATURE)
    return _piece(station_id, found["payload"])


def _piece(station_id: str, payload: bytes) -> Piece:
    head, content = payload[: limits.HEADER_BYTES], payload[limits.HEADER_BYTES :]
    if len(head) < limits.HEADER_BYTES or head[0] != limits.FORMAT:
        raise Unusable(WhyNot.DAMAGED)
    number, total = head[-2], head[-1]
    if not 1 <= number <= total <= limits.CODES_MAX:
        raise Unusable(WhyNot.DAMAGED)
    return Piece(station_id, head[1 : 1 + limits.PAPER_BYTES], number, total, content)


def joined(pieces: Sequence[Piece]) -> bytes | tuple[int, ...]:
    """The sealed bytes, or the numbers of the pieces that are missing. Raises Unusable for pieces of two papers."""
    if len({(each.station_id, each.paper, each.total) for each in pieces}) != 1:
        raise Unusable(WhyNot.MIXED)
    by_number = {each.number: each.content for each in pieces}
    missing = tuple(number for number in range(1, pieces[0].total + 1) if number not in by_number)
    return missing or b"".join(by_number[number] for number in sorted(by_number))


def _signed(piece: Piece, key: str) -> str:
    payload = bytes([limits.FORMAT]) + piece.paper + bytes([piece.number, piece.total]) + piece.content
    return limits.SCHEME + jwt.PyJWS().encode(payload, key, algorithm="ES256", headers=_header(piece.station_id))


def _header(station_id: str) -> dict[str, str]:
    return {"typ": limits.JWS_TYPE, "kid": station_id}
