"""What a citizen does on the phone after scanning the code on the glass: opens the page, fills it in, presses."""

from __future__ import annotations

import threading
import urllib.parse
import urllib.request
from collections.abc import Callable

PHONE_TIMEOUT_S = 10.0
SLIP = {"recipient": "林小满", "phone": "13905781234", "address": "云溪镇柳叶路 18 号 3 栋 502"}


def open_page(url: str) -> str:
    """The page behind a code. Raises OSError when it does not open."""
    with urllib.request.urlopen(url, timeout=PHONE_TIMEOUT_S) as answer:  # noqa: S310 - the centre's own page
        body: bytes = answer.read()
    return body.decode("utf-8")


def press(url: str, **fields: str) -> str:
    """Send the page's form. Raises OSError."""
    body = urllib.parse.urlencode(fields).encode()
    request = urllib.request.Request(url, data=body, method="POST")  # noqa: S310 - the centre's own page
    with urllib.request.urlopen(request, timeout=PHONE_TIMEOUT_S) as answer:  # noqa: S310 - the centre's own page
        text: bytes = answer.read()
    return text.decode("utf-8")


def pay(url: str) -> None:
    _in_the_background(lambda: press(url))


def fill_slip(url: str) -> None:
    _in_the_background(lambda: press(url, **SLIP))


def _in_the_background(deed: Callable[[], object]) -> None:
    threading.Thread(target=deed, name="phone", daemon=True).start()
