"""Where this station takes the medical check: its screen, and the rule pack it measures by."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from app.catalogue.rules import BodyLimits, body_limits
from app.config import Settings
from app.domain.errors import TerminalError
from app.journeys.medical.chart import Chart
from app.viewmodels.facts import CheckPlace

_log = logging.getLogger(__name__)


def check_place(settings: Settings) -> CheckPlace:
    """Without limits the check is taken all the same: judging comes later, and says what it lacks."""

    def limits(pack: str, classes: Sequence[str], on: date) -> BodyLimits | None:
        try:
            return body_limits(pack, classes, on, settings.rules_dir)
        except TerminalError as error:
            _log.info("no limits for the medical check: %s", type(error).__name__)
            return None

    medical = settings.medical
    return CheckPlace(Chart(medical.pixel_mm, medical.distance_mm), limits)
