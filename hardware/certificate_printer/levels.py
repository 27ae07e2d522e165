"""How much toner and paper is left, and whether a sheet lies in the output bin, where a printer tells. Pure.

Toner: marker-* (RFC 3805 by way of CUPS: names, levels, low-levels), else printer-supply (PWG 5100.13 5.6.38).
Trays: printer-input-tray (5.6.33), bins: printer-output-tray (5.6.36), octet strings of `key=value;` whose numbers are
those of RFC 3805: -1 other, -2 unknown, -3 at least something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from hardware.certificate_printer.frames import Message
from hardware.certificate_printer.reason_words import bare
from hardware.status import MediaState

_LOW_PERCENT = 10  # where the printer names no low level of its own
_IN_THE_BIN = frozenset({"output-area-full", "output-area-almost-full", "media-path-media-tray-full"})


@dataclass(frozen=True, slots=True)
class Level:
    """`percent` is None where the printer does not tell. A waste box fills up: its percent is what is in it, and
    `low` says that it is nearly full."""

    name: str
    percent: int | None
    low: bool = False
    waste: bool = False


@dataclass(frozen=True, slots=True)
class PrinterLevels:
    """`output`: NOT_PRESENT is an empty output bin, so a paper was taken; None where no sensor tells."""

    supplies: tuple[Level, ...] = ()
    trays: tuple[Level, ...] = ()
    output: MediaState | None = None

    @property
    def toner_low(self) -> bool:
        return any(each.low and not each.waste for each in self.supplies)


def levels_of(printer: Message) -> PrinterLevels:
    """What an answer to Get-Printer-Attributes tells of supplies, trays and the output bin."""
    supplies = tuple(_markers(printer)) or tuple(_supplies(printer))
    trays = tuple(
        Level(tray.get("name", ""), _percent(tray, "level")) for tray in map(fields, printer.raws("printer-input-tray"))
    )
    return PrinterLevels(supplies, trays, output_media(printer))


def output_media(printer: Message) -> MediaState | None:
    """Whether paper lies in the output bin. With several bins, or without a sensor, nobody knows: None."""
    if {bare(each) for each in printer.words("printer-state-reasons")} & _IN_THE_BIN:
        return MediaState.PRESENT
    bins = [fields(raw) for raw in printer.raws("printer-output-tray")]
    if len(bins) != 1:
        return None
    capacity, remaining = _number(bins[0], "maxcapacity"), _number(bins[0], "remaining")
    if capacity <= 0 or not 0 <= remaining <= capacity:
        return None
    return MediaState.NOT_PRESENT if remaining == capacity else MediaState.PRESENT


def fields(raw: bytes) -> Mapping[str, str]:
    """`key=value;` pairs; a piece that is none is passed over."""
    pieces = (piece.partition("=") for piece in raw.decode("utf-8", "replace").split(";"))
    return {key.strip().lower(): value.strip() for key, equals, value in pieces if equals}


def _markers(printer: Message) -> Iterator[Level]:
    names, kinds = printer.words("marker-names"), printer.words("marker-types")
    lows = printer.numbers("marker-low-levels")
    for place, level in enumerate(printer.numbers("marker-levels")):
        kind = kinds[place] if place < len(kinds) else ""
        name = names[place] if place < len(names) else kind
        low = lows[place] if place < len(lows) else None
        yield _level(name, _hundred(level), "waste" in (kind or name).lower(), low)


def _supplies(printer: Message) -> Iterator[Level]:
    supplies = [fields(raw) for raw in printer.raws("printer-supply")]
    names = printer.words("printer-supply-description")
    for supply, name in zip_longest(supplies, names[: len(supplies)]):
        waste = supply.get("class", "").lower() == "receptaclethatisfilled"
        yield _level(name or supply.get("type", ""), _percent(supply, "level"), waste)


def _level(name: str, percent: int | None, waste: bool, low: int | None = None) -> Level:
    border = low if low is not None and low >= 0 else _LOW_PERCENT
    near = percent is not None and (percent >= 100 - _LOW_PERCENT if waste else percent <= border)
    return Level(name, percent, near, waste)


def _hundred(level: int) -> int | None:
    return level if 0 <= level <= 100 else None


def _percent(told: Mapping[str, str], key: str) -> int | None:
    capacity, level = _number(told, "maxcapacity"), _number(told, key)
    return min(100, level * 100 // capacity) if capacity > 0 and level >= 0 else None


def _number(told: Mapping[str, str], key: str) -> int:
    try:
        return int(told.get(key, "-2"))
    except ValueError:
        return -2
