"""What a scanned code is, before anybody acts on it. Pure.

Our own codes carry a scheme or the centre's address; a vendor's e-licence code [U] is known by a pattern of the
station's settings, and without one by nothing: it is never guessed. What a code says is not believed here: a case
or a slip is looked up at the centre, a hand-over is verified by its signature, an e-licence by its platform.

    https://CENTRE/m/CODE          mailing slip, filled in on a phone
    https://CENTRE/verify/CODE     one of our certificates
    https://CENTRE/e/CODE          the slip of a case: 好差评 on a phone, the case itself at a terminal
    bianmin:case:NUMBER            a case by its number, as printed on its slip; also what is booked with it
    bianmin:handover:A.B.C         a case handed over from another station: a compact JWS (RFC 7515, 3.1)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

LONGEST_CODE = 4096
"""The largest QR code holds 2953 bytes; other symbologies hold less."""
LONGEST_HANDOVER = 2900
PAGE_CODE_LENGTH = 20
"""Of the codes behind /m/, /verify/ and /e/ (100 random bits in Crockford's base 32)."""
SCHEME = "bianmin"

_CROCKFORD = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None})
_CASE_NUMBER = re.compile(r"[0-9A-Z]+(-[0-9A-Z]+)*", re.ASCII)
CASE_NUMBER_LENGTHS = range(4, 41)
_COMPACT_JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Control, direction, private, unassigned: a code that carries them was misread, or wants to be."""
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class ELicenceCode:
    """A licence shown on a phone, for the platform to open. `content` as scanned."""

    content: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CaseCode:
    """A case by its number: on the slip, with or without a time that is booked."""

    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EvaluationCode:
    """The code of a case's evaluation; the centre knows the case by it."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MailingCode:
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HandOverCode:
    """`token` is not verified yet."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class VerifyCode:
    code: str = field(repr=False)


class WhyUnknown(StrEnum):
    """What to tell a person: hold it again, or that this code belongs elsewhere."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    MISREAD = "misread"
    FOREIGN_ADDRESS = "foreign_address"
    NOT_FOR_HERE = "not_for_here"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Its content is not kept: it may be anything, also somebody's."""

    why: WhyUnknown


ScannedCode = ELicenceCode | CaseCode | EvaluationCode | MailingCode | HandOverCode | VerifyCode | UnknownCode


@dataclass(frozen=True, slots=True)
class CodeRules:
    """`centre_url` as enrolled, empty before; `e_licence_pattern` a regular expression for the whole of a code."""

    centre_url: str = ""
    e_licence_pattern: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError for a pattern that is none, or that would take anything for a licence."""
        try:
            pattern = re.compile(self.e_licence_pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise ValueError(f"not a regular expression: {error}") from error
        if self.e_licence_pattern and (pattern.fullmatch("") or pattern.fullmatch("x")):
            raise ValueError("the pattern takes anything for a licence")


def classify(text: str, rules: CodeRules) -> ScannedCode:
    """Never raises, whatever was scanned."""
    if len(text) > LONGEST_CODE:
        return UnknownCode(WhyUnknown.TOO_LONG)
    text = text.strip(" ")
    if not text:
        return UnknownCode(WhyUnknown.EMPTY)
    if _REPLACEMENT in text or any(unicodedata.category(letter) in _UNSEEN for letter in text):
        return UnknownCode(WhyUnknown.MISREAD)
    scheme, colon, rest = text.partition(":")
    if colon and scheme.lower() == SCHEME:
        return _ours(rest)
    if rules.e_licence_pattern and re.fullmatch(rules.e_licence_pattern, text):
        return ELicenceCode(text)
    if colon and scheme.lower() in ("http", "https"):
        return _page(text, rules.centre_url)
    return UnknownCode(WhyUnknown.UNKNOWN)


def case_code(number: str) -> str:
    """What the code on a slip says; empty for a number that no code could carry."""
    text = f"{SCHEME}:case:{number}"
    return text if isinstance(_ours(f"case:{number}"), CaseCode) else ""


def _ours(rest: str) -> ScannedCode:
    kind, _, content = rest.partition(":")
    match kind.lower():
        case "case":
            number = content.upper()
            is_whole = len(number) in CASE_NUMBER_LENGTHS and _CASE_NUMBER.fullmatch(number) is not None
            return CaseCode(number) if is_whole else UnknownCode(WhyUnknown.DAMAGED)
        case "handover":
            is_whole = len(content) <= LONGEST_HANDOVER and _COMPACT_JWS.fullmatch(content) is not None
            return HandOverCode(content) if is_whole else UnknownCode(WhyUnknown.DAMAGED)
        case _:
            return UnknownCode(WhyUnknown.NOT_FOR_HERE)


_PAGES: Mapping[str, Callable[[str], ScannedCode]] = {"m": MailingCode, "verify": VerifyCode, "e": EvaluationCode}


def _page(text: str, centre_url: str) -> ScannedCode:
    """A page of our centre, and of no other that looks like it."""
    try:
        told, centre = urlsplit(text), urlsplit(centre_url)
        is_ours = bool(centre_url) and _place(told.scheme, told.netloc) == _place(centre.scheme, centre.netloc)
    except ValueError:
        return UnknownCode(WhyUnknown.DAMAGED)
    base = centre.path.rstrip("/")
    if not is_ours or not told.path.startswith(f"{base}/"):
        return UnknownCode(WhyUnknown.FOREIGN_ADDRESS)
    words = told.path[len(base) :].strip("/").split("/")
    if len(words) != 2 or words[0] not in _PAGES or told.query or told.fragment:
        return UnknownCode(WhyUnknown.NOT_FOR_HERE)
    code = _typed(words[1])
    if len(code) != PAGE_CODE_LENGTH or not _CROCKFORD.issuperset(code):
        return UnknownCode(WhyUnknown.DAMAGED)
    return _PAGES[words[0]](code)


def _place(scheme: str, netloc: str) -> tuple[str, str]:
    """Scheme and host with port, as written in another case or with the usual port; a name before @ is kept."""
    usual = {"http": ":80", "https": ":443"}.get(scheme.lower(), "")
    host = netloc.lower()
    return scheme.lower(), host.removesuffix(usual) if usual else host


def _typed(text: str) -> str:
    """Capitals, no dashes, O is 0, I and L are 1."""
    return text.upper().translate(_LOOK_ALIKES)
