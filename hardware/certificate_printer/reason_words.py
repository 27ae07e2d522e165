"""Every keyword of printer-state-reasons in our words: RFC 8011 5.4.12, PWG 5100.9 (printer alerts), CUPS. Pure.

First the keywords that have a meaning of their own, then the shape `<part>-<what>` of PWG 5100.9 table 4.
"""

from __future__ import annotations

from collections.abc import Mapping

SEVERITIES = ("-error", "-warning", "-report")

CAUSES: Mapping[str, str] = {
    "media-jam": "media_jam",
    "media-path-jam": "media_jam",
    "media-path-input-jam": "media_jam",
    "media-path-output-jam": "media_jam",
    "output-media-tray-jam": "media_jam",
    "cover-open": "cover_open",
    "door-open": "cover_open",
    "interlock-open": "cover_open",
    "input-tray-missing": "tray_missing",
    "input-media-tray-missing": "tray_missing",
    "media-empty": "media_empty",
    "media-path-input-empty": "media_empty",
    "material-empty": "media_empty",
    "media-needed": "media_empty",
    "material-needed": "media_empty",
    "media-path-input-request": "media_empty",
    "input-manual-input-request": "media_wrong",
    "input-cannot-feed-size-selected": "media_wrong",
    "input-media-size-change": "media_wrong",
    "input-media-type-change": "media_wrong",
    "input-media-color-change": "media_wrong",
    "input-media-form-parts-change": "media_wrong",
    "input-media-weight-change": "media_wrong",
    "media-path-cannot-duplex-media-selected": "media_wrong",
    "toner-empty": "toner_empty",
    "marker-supply-empty": "toner_empty",
    "marker-ink-empty": "toner_empty",
    "marker-print-ribbon-empty": "toner_empty",
    "marker-toner-cartridge-missing": "toner_empty",
    "marker-toner-missing": "toner_empty",
    "marker-ink-missing": "toner_empty",
    "marker-supply-missing": "toner_empty",
    "marker-print-ribbon-missing": "toner_empty",
    "developer-empty": "toner_empty",
    "marker-developer-empty": "toner_empty",
    "marker-waste-full": "waste_full",
    "marker-waste-toner-receptacle-full": "waste_full",
    "marker-waste-ink-receptacle-full": "waste_full",
    "marker-waste-missing": "waste_full",
    "marker-waste-toner-receptacle-missing": "waste_full",
    "marker-waste-ink-receptacle-missing": "waste_full",
    "output-area-full": "output_full",
    "media-path-media-tray-full": "output_full",
    "media-path-output-full": "output_full",
    "stacker-full": "output_full",
    "output-tray-missing": "output_tray_missing",
    "media-path-media-tray-missing": "output_tray_missing",
    "fuser-over-temp": "fuser",
    "fuser-under-temp": "fuser",
    "marker-fuser-thermistor-failure": "fuser",
    "marker-fuser-timing-failure": "fuser",
    "marker-fuser-missing": "fuser",
    "opc-life-over": "drum_worn",
    "marker-opc-missing": "drum_worn",
    "spool-area-full": "spool_full",
    "interpreter-resource-unavailable": "device_error",
    "timed-out": "not_connected",
    "connecting-to-device": "not_connected",
    "offline": "not_connected",
    "shutdown": "offline",
    "power-down": "offline",
    "deactivated": "offline",
    "paused": "offline",
    "moving-to-paused": "offline",
    "stopping": "offline",
    "hold-new-jobs": "offline",
    "other": "device_error",
    "unknown": "device_error",
}
"""Keyword to cause, in the order in which causes are told when there are several."""

PASSING = frozenset({"connecting-to-device", "stopping", "fuser-under-temp", "interpreter-resource-unavailable"})
"""Pass by themselves in a moment: causes only where the printer has stopped, or a job waits on and on."""

LOWS: Mapping[str, str] = {
    "toner-low": "toner_low",
    "marker-supply-low": "toner_low",
    "marker-supply-almost-empty": "toner_low",
    "marker-ink-almost-empty": "toner_low",
    "marker-print-ribbon-almost-empty": "toner_low",
    "developer-low": "toner_low",
    "marker-developer-almost-empty": "toner_low",
    "media-low": "media_low",
    "material-low": "media_low",
    "marker-waste-almost-full": "waste_almost_full",
    "marker-waste-toner-receptacle-almost-full": "waste_almost_full",
    "marker-waste-ink-receptacle-almost-full": "waste_almost_full",
    "opc-near-eol": "drum_low",
    "output-area-almost-full": "output_almost_full",
    "media-path-media-tray-almost-full": "output_almost_full",
    "stacker-almost-full": "output_almost_full",
}
"""Keyword to warning, in the order in which warnings are told."""

_SHAPES = (
    ("-cover-open", "cover_open"),
    ("-interlock-open", "cover_open"),
    ("-door-open", "cover_open"),
    ("-jam", "media_jam"),
    ("-failure", "device_error"),
    ("-failed", "device_error"),
    ("-error", "device_error"),
    ("-life-over", "device_error"),
    ("-missing", "device_error"),
    ("-memory-exhausted", "device_error"),
    ("-over-temperature", "device_error"),
    ("-at-limit", "device_error"),
    ("-full", "device_error"),
    ("-empty", "device_error"),
    ("-offline", "device_error"),
)
_NO_TROUBLE = ("-almost-full", "-almost-empty", "-recoverable-failure")


def bare(reason: str) -> str:
    """Without its severity. `media-path-output-feed-error` ends in a word of its own, and keeps it."""
    word = reason.lower()
    for severity in SEVERITIES:
        if word.endswith(severity) and not word.endswith(("-feed-error", "-storage-error")):
            return word.removesuffix(severity)
    return word


def cause_word(keyword: str) -> str:
    """What a bare keyword keeps from working, or empty: a notice, a warning, a word nobody knows."""
    if keyword in CAUSES:
        return CAUSES[keyword]
    recoverable = keyword.endswith(_NO_TROUBLE) and not keyword.endswith("-unrecoverable-failure")
    if recoverable or keyword in LOWS:
        return ""
    return next((cause for shape, cause in _SHAPES if keyword.endswith(shape)), "")
