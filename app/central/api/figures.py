"""Counting what passes, for `/metrics`, and the headers every answer carries."""

from __future__ import annotations

import threading

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
STRICT_TRANSPORT = "max-age=31536000"


class Figures:
    """Counters by name and labels; safe from every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counters: dict[tuple[str, tuple[tuple[str, str], ...]], float] = {}

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        with self._lock:
            key = (name, tuple(sorted(labels.items())))
            self._counters[key] = self._counters.get(key, 0) + amount

    def spend(self, kind: str, seconds: float) -> None:
        """Time at the database; divided by the number of transactions it is their mean."""
        self.count("bianmin_database_seconds_total", round(seconds, 6), kind=kind)
        self.count("bianmin_database_transactions_total", kind=kind)

    def lines(self) -> list[str]:
        """Prometheus text, sorted."""
        with self._lock:
            counted = sorted(self._counters.items())
        names = sorted({name for (name, _), _ in counted})
        out = []
        for name in names:
            out.append(f"# TYPE {name} counter")
            out += [line(name, dict(labels), value) for (each, labels), value in counted if each == name]
        return out


def line(name: str, labels: dict[str, str], value: float) -> str:
    inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
    number = f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return f"{name}{{{inside}}} {number}" if inside else f"{name} {number}"


class Counted:
    """Outermost: sees every answer, adds the security headers, counts by route and status."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._count(scope, message["status"])
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
            await send(message)

        await self._app(scope, receive, with_headers)

    def _count(self, scope: Scope, status: int) -> None:
        route = getattr(scope.get("route"), "path", "other")
        method = scope["method"] if scope["method"] in _METHODS else "other"  # any word may stand there
        self._figures.count("bianmin_requests_total", route=route, method=method, status=str(status))
