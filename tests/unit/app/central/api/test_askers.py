from __future__ import annotations

import pytest

from app.central.api.askers import UNKNOWN, asker


@pytest.mark.parametrize(
    ("host", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2::7", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::7", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix-socket", "unix-socket"),
        ("", UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_an_address_is_counted_with_all_that_its_owner_has(host: str | None, counted_as: str) -> None:
    assert asker(host) == counted_as
