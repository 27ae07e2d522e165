"""How one device is named in station.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """`address` is a URL of the contract, `driver` a name in the group `bianmin.drivers`;
    `options` are the driver's own keys.
    """

    address: str
    driver: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
