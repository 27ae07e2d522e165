"""From `--mailing-carrier` to an open carrier: ours by scheme, a third party's by its entry point."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import cast

from app.central import patience
from app.central.mailings.guard import Guarded
from app.central.mailings.interface import Carrier
from app.central.mailings.over_http import open_carrier as open_http
from app.domain.errors import ConfigInvalid

GROUP = "bianmin.mailing_carriers"
Opener = Callable[[str], Carrier]


def open_carrier(told: str) -> Carrier | None:
    """None: a clerk sends them and types the number. Raises ConfigInvalid."""
    if not told:
        return None
    scheme = told.partition(":")[0].lower()
    if scheme in ("http", "https"):
        return Guarded(open_http(told), patience.REST_S)
    theirs = entry_points(group=GROUP)
    for point in theirs:
        if point.name == scheme:
            return Guarded(cast(Opener, point.load())(told), patience.REST_S)
    known = "、".join(sorted({"http", "https", *(point.name for point in theirs)}))
    raise ConfigInvalid("没有这种快递平台。", f"--mailing-carrier 以其中一种开头：{known}；不写就由窗口寄、填单号")
