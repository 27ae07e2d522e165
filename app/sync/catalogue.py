"""The centre's catalogue, fetched once the centre told of another one than is in use here, and once after enrolment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.catalogue.travelling import Files, PackUnsound, digest_of, unpack
from app.domain.catalogue_shelf import OFFERED_DIGEST, CatalogueShelf
from app.domain.ports import ChangeOutcome, Outbox, Settings
from app.sync import limits, names
from app.sync.failures import CentreAnsweredWrongly
from app.sync.session import Session

FILES = "/api/v1/catalogue/files"
KEPT_BY_HAND = "kept_by_hand"
_UNCHANGED, _NOT_OFFERED = 304, 404
_DETAIL_LENGTH = 200


def fetch_catalogue(
    session: Session, outbox: Outbox, settings: Settings, shelf: CatalogueShelf | None, now: datetime
) -> bool:
    """Whether the centre is to be told what became of it. `shelf` None: this station's catalogue is kept by hand.

    Raises CentreUnreachable, CentreRefused, StorageProblem; then it is tried again after a while.
    """
    if shelf is None:
        return outbox.end_catalogue(ChangeOutcome.REFUSED, KEPT_BY_HAND)
    offered, here = settings.get(OFFERED_DIGEST) or "", shelf.digest()
    if offered and offered == here:
        return outbox.end_catalogue(ChangeOutcome.DONE)
    if not _is_due(settings, offered, now):
        return False
    _ask_again(settings, offered, now + limits.CATALOGUE_ASKED_AGAIN)
    told = _asked(session, here)
    if told is None or (offered and told.digest != offered):
        return False  # the replica that answered has another one than that which told: it is being exchanged
    if not told.files:
        settings.put({OFFERED_DIGEST: here})
        return outbox.end_catalogue(ChangeOutcome.DONE)
    return _put(told, outbox, settings, shelf, now)


def _put(told: Told, outbox: Outbox, settings: Settings, shelf: CatalogueShelf, now: datetime) -> bool:
    digest = told.digest
    wrong = shelf.put(told.files, digest)
    settings.put({OFFERED_DIGEST: digest})
    outbox.catalogue_was_put(digest, wrong)
    if not wrong:
        return outbox.end_catalogue(ChangeOutcome.DONE)
    # A newer program may well take it: it is looked at again, but not for each exchange.
    _ask_again(settings, digest, now + limits.REFUSED_CATALOGUE_ASKED_AGAIN)
    said = "".join(each for each in wrong if each.isprintable())
    return outbox.end_catalogue(ChangeOutcome.REFUSED, said[:_DETAIL_LENGTH])


@dataclass(frozen=True, slots=True)
class Told:
    """`files` is empty where the centre has what is here."""

    digest: str
    files: Files = field(repr=False)


def _asked(session: Session, here: str) -> Told | None:
    """None where it is a centre of before there was anything to fetch."""
    headers = {"If-None-Match": f'"{here}"'}
    answer = session.http.send("GET", FILES, headers=headers, passing={_UNCHANGED, _NOT_OFFERED})
    if answer.status == _NOT_OFFERED:
        return None
    if answer.status == _UNCHANGED:
        return Told(here, {})
    try:
        files = unpack(answer.body)
    except PackUnsound as unsound:
        raise CentreAnsweredWrongly("事项目录读不出来") from unsound
    told = Told(digest_of(files), files)
    if answer.headers.get("etag") != f'"{told.digest}"':
        raise CentreAnsweredWrongly("事项目录在路上坏了")
    return told


def _is_due(settings: Settings, offered: str, now: datetime) -> bool:
    """At once for what was not asked for yet; also where the clock has been set back since."""
    asked, _, text = (settings.get(names.CATALOGUE_ASKED) or "").partition(" ")
    if not text or asked != offered:
        return True
    due = datetime.fromisoformat(text)
    return not now < due <= now + max(limits.CATALOGUE_ASKED_AGAIN, limits.REFUSED_CATALOGUE_ASKED_AGAIN)


def _ask_again(settings: Settings, offered: str, due: datetime) -> None:
    settings.put({names.CATALOGUE_ASKED: f"{offered} {due.isoformat()}"})
