"""From `--traffic-platform` to an open platform: ours by word or scheme, a third party's by its entry point."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import cast

from app.central.traffic import guard
from app.central.traffic.interface import TrafficPlatform
from app.central.traffic.over_http import open_platform as open_http
from app.central.traffic.simulated import SimulatedPlatform
from app.domain.errors import ConfigInvalid

GROUP = "bianmin.traffic_platforms"
SIMULATED = "simulated"
Opener = Callable[[str], TrafficPlatform]


def open_platform(told: str) -> TrafficPlatform:
    """Raises ConfigInvalid."""
    if told in ("", SIMULATED):
        return SimulatedPlatform()
    scheme = told.partition(":")[0].lower()
    if scheme in ("http", "https"):
        return _guarded(open_http(told))
    theirs = entry_points(group=GROUP)
    for point in theirs:
        if point.name == scheme:
            return _guarded(cast(Opener, point.load())(told))
    known = "、".join(sorted({SIMULATED, "http", "https", *(point.name for point in theirs)}))
    raise ConfigInvalid("没有这种车管平台。", f"--traffic-platform 写 simulated，或以其中一种开头：{known}")


def _guarded(platform: TrafficPlatform) -> TrafficPlatform:
    return guard.Guarded(platform, guard.REST_S)
