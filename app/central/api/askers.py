"""Who asks without a token, as far as it can be told: for counting, not for knowing anybody."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

UNKNOWN = "?"
NETWORK_BITS = 64
"""Of an IPv6 address: who has one has the other 2^64 of its network as well (RFC 4291, 2.5.1; RFC 7421)."""


def asker(host: str | None) -> str:
    """The IPv4 address, also where it comes as ::ffff:a.b.c.d; of an IPv6 address its network; others as they are."""
    if not host:
        return UNKNOWN
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), NETWORK_BITS), strict=False))
