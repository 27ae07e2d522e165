"""A photo verdict as the command line prints it."""

from __future__ import annotations

from typing import Any

from app.domain.vision_ports import PhotoVerdict


def verdict_as_json(verdict: PhotoVerdict) -> dict[str, Any]:
    """The document of `kiosk device take-photo --json`."""
    return {
        "passed": verdict.passed,
        "rules": [
            {"name": rule.name, "passed": rule.passed, "measured": rule.measured, "wanted": rule.wanted}
            for rule in verdict.rules
        ],
    }
