"""Keeping a station in order: its clock, the seals of its audit trail, its disk, and whether it is open."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from app.domain.errors import StationFrozen, TerminalError
from app.domain.freeze import MIB, Freeze, Frozen, Grade, Ground, judge
from app.runtime.upkeep import Upkeep

if TYPE_CHECKING:
    from app.composition.parts import Parts
    from app.storage.store import Store

_log = logging.getLogger(__name__)


def freeze_of(parts: Parts, store: Store) -> Freeze:
    """Raises StorageProblem."""
    from app.storage.freeze_facts import freeze_facts
    from app.sync.taken import read_taken

    taken = read_taken(store.settings)
    heard = taken.at
    if heard is None and parts.clock:  # an enrolment of before this was noted: then the centre was heard at least
        heard = parts.clock.state().centre_at
    facts = freeze_facts(store.database, store.database.reserve, heard, parts.now(), taken.refusal)
    return judge(facts, parts.settings.limits)


def refuse_if_frozen(freeze: Freeze, *only: Ground) -> None:
    """Raises StationFrozen where it is frozen; with `only` on those grounds alone."""
    if not isinstance(freeze, Frozen):
        return
    reasons = [each for each in freeze.reasons if each.grade is Grade.FROZEN and (not only or each.ground in only)]
    if reasons:
        words = "，".join(each.words for each in reasons)
        raise StationFrozen(f"本机先不收新的办件：{words}。", "；".join(each.what_to_do for each in reasons) + "。")


def _is_short_of_room(parts: Parts, store: Store) -> bool:
    """What the centre has is kept for the rare case; a new case comes first."""
    free = store.database.reserve.free()
    return free is not None and free < parts.settings.limits.disk_warn_mb * MIB


def _make_reserve(parts: Parts, store: Store) -> None:
    """An open station is not frozen by it; one that is frozen for room anyway gets back what sending has used of it."""
    from app.storage.reserve import CUT_BELOW_BYTES

    reserve, stop = store.database.reserve, parts.settings.limits.disk_stop_mb * MIB
    free = reserve.free()
    reserve.make_whole(leaving=CUT_BELOW_BYTES if free is not None and free < stop else stop)


def tend(parts: Parts, store: Store, *, keeps_reserve: bool) -> Upkeep:
    """To be called now and then by the terminal. Raises StorageProblem where the store cannot even be read."""
    store.database.reserve.help_out()
    parts.keep_clock()
    try:
        parts.seal_days()
    except TerminalError as error:
        _log.warning("the audit trail could not be sealed: %s", error.code)
    if _is_short_of_room(parts, store):
        store.life.make_room()
    if parts.settings.reserve_mb and keeps_reserve:
        _make_reserve(parts, store)
    return Upkeep(freeze_of(parts, store), parts.clock.state() if parts.clock else None)
