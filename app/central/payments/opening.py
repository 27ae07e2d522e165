"""From `--payment-gateway` to an open gateway: ours by scheme, a third party's by its entry point."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import cast

from app.central import patience
from app.central.payments.guard import Guarded
from app.central.payments.interface import Gateway
from app.central.payments.over_http import open_gateway as open_http
from app.domain.errors import ConfigInvalid

GROUP = "bianmin.payment_gateways"
Opener = Callable[[str], Gateway]


def open_gateway(told: str) -> Gateway | None:
    """None: the centre's own page, which takes no money. Raises ConfigInvalid."""
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
    raise ConfigInvalid("没有这种支付平台。", f"--payment-gateway 以其中一种开头：{known}；不写就用示范付款页")
