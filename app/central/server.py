"""Running the centre: in its own process, or embedded in the terminal's and cut off and started again at will."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from app.central.last_bytes import LastBytes
from app.central.open_files import most_open, open_many
from app.central.settings import CentralSettings
from app.domain.errors import ConfigInvalid, OurFault
from app.domain.ports import Catalogue

DEFAULT_PORT = 8400
STOP_MARGIN_S = 4.0
"""Beyond the grace: closing the database, ending the threads."""
EMBEDDED_GRACE_S = 1
GRACE_S = 10
"""So long answers under way may take when the centre is asked to end."""
KEEP_ALIVE_S = 75
"""Longer than a proxy keeps a connection it does not use (nginx: 60 s): else its next request may meet our closing it,
and one that is not a question is not asked a second time."""
LOOKED_THROUGH_AFTER = 50_000
"""New objects; one large batch makes as many, and nearly all of them go by themselves when it is answered."""
LINGER_S = 1.0
"""So long a centre that ends still says so to whoever asks, so that a balancer looks elsewhere."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound


class EmbeddedCentre:
    """A centre in a thread of this process. The port it was given once is kept over stop and start."""

    def __init__(
        self,
        data_dir: Path,
        catalogue: Catalogue,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        database_url: str = "",
        object_store: str = "",
        public_url: str = "",
        tls: tuple[Path, Path] | None = None,
        adapter: str = "",
        workers: int = 0,
        traffic_platform: str = "",
        payment_gateway: str = "",
        mailing_carrier: str = "",
        rules_dir: Path | None = None,
        linger_s: float = 0.0,
        grace_s: int = EMBEDDED_GRACE_S,
    ) -> None:
        """`tls` is certificate chain and key; `public_url` what others use when it is not the bound one.

        When it stops, it tells newcomers so for `linger_s`, and lets answers under way take `grace_s`.
        """
        urls = (public_url.rstrip("/"),) if public_url else ()
        self._settings = CentralSettings(
            data_dir,
            catalogue,
            database_url,
            object_store,
            urls,
            adapter,
            workers,
            traffic_platform,
            payment_gateway,
            mailing_carrier,
            rules_dir,
        )
        self._host = host
        self._port = port
        self._tls = tls
        self._linger_s = linger_s
        self._grace_s = grace_s
        self._server: Any = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where it answers, or would; empty before the first start on a free port."""
        return _own_urls(self._scheme, self._host, self._port)[0] if self._port else ""

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> str:
        """Bind, open, answer; then return the URL. Raises ConfigInvalid (address in use), StorageProblem."""
        if self.running:
            return self.url
        from app.central.api.application import create_app

        bound = _bind(self._host, self._port)
        try:
            self._port = bound.getsockname()[1]
            urls = (*self._settings.public_urls, *_own_urls(self._scheme, self._host, self._port))
            app = create_app(replace(self._settings, public_urls=urls))
            answering = threading.Event()
            self._server = _server(app, self._tls, answering.set, self._linger_s, self._grace_s)
        except BaseException:
            bound.close()
            raise
        self._thread = threading.Thread(target=self._server.run, args=([bound],), name="centre", daemon=True)
        self._thread.start()
        while not answering.wait(0.05):
            if not self._thread.is_alive():
                raise OurFault("中心没能启动。", "请查看日志。")
        return self.url

    def stop(self) -> None:
        """Take nothing new, let answers under way finish for a while, then close every connection."""
        if self._thread is None:
            return
        self._server.should_exit = True
        self._thread.join(self._linger_s + self._grace_s + STOP_MARGIN_S)
        if self._thread.is_alive():
            raise OurFault("中心没能停下来。")
        self._thread = None

    def __enter__(self) -> EmbeddedCentre:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    @property
    def _scheme(self) -> str:
        return "https" if self._tls else "http"


def serve(
    data_dir: Path,
    catalogue: Catalogue,
    announce: Callable[[str], None],
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    *,
    database_url: str = "",
    object_store: str = "",
    public_url: str = "",
    tls: tuple[Path, Path] | None = None,
    adapter: str = "",
    workers: int = 0,
    traffic_platform: str = "",
    payment_gateway: str = "",
    mailing_carrier: str = "",
    rules_dir: Path | None = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM. `announce` gets `listening on URL` when it answers. Call from the main thread."""
    open_many()
    asked_to_end = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        asked_to_end.set()

    before = {each: signal.signal(each, end) for each in (signal.SIGINT, signal.SIGTERM)}
    centre = EmbeddedCentre(
        data_dir,
        catalogue,
        host,
        port,
        database_url=database_url,
        object_store=object_store,
        public_url=public_url,
        tls=tls,
        adapter=adapter,
        workers=workers,
        traffic_platform=traffic_platform,
        payment_gateway=payment_gateway,
        mailing_carrier=mailing_carrier,
        rules_dir=rules_dir,
        linger_s=LINGER_S,
        grace_s=GRACE_S,
    )
    try:
        url = centre.start()
        gc.collect()
        gc.freeze()  # what was loaded stays: looking through it again with every few batches costs a tenth of the core
        gc.set_threshold(LOOKED_THROUGH_AFTER)
        announce(f"listening on {url}")
        while not asked_to_end.wait(0.5):
            if not centre.running:
                raise OurFault("中心意外停了。", "请查看日志后再启动。")
        centre.stop()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _server(
    app: Any, tls: tuple[Path, Path] | None, answering: Callable[[], None], linger_s: float, grace_s: int
) -> Any:
    import uvicorn

    from app.central.api import lines

    class Announced(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            lines.prepare(asyncio.get_running_loop(), with_tls=tls is not None)
            await super().startup(sockets)
            if self.started:
                answering()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.closing = True
            app.state.centre.receiver.end_all()
            await asyncio.sleep(linger_s)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        LastBytes(app),
        log_config=None,
        access_log=False,
        loop="asyncio",
        http="h11",
        ws="none",
        server_header=False,
        lifespan="on",
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=grace_s,
        ssl_certfile=str(tls[0]) if tls else None,
        ssl_keyfile=str(tls[1]) if tls else None,
    )
    try:
        config.load()
    except OSError as error:  # ssl.SSLError is one too
        raise ConfigInvalid("TLS 证书或密钥不能用。", "请检查 --tls-cert 和 --tls-key。") from error
    config.http_protocol_class = lines.line_of(config.forwarded_allow_ips or "", most_open())
    return Announced(config)


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ConfigInvalid(f"地址 {host} 不能用。", "请检查 --host。") from error
    try:
        if hasattr(socket, "SO_REUSEADDR") and hasattr(socket, "SO_REUSEPORT"):  # not Windows, where it means stealing
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise ConfigInvalid(f"端口 {port} 已经有程序在用，或不让用。", "请换一个 --port，或先停掉那个程序。") from error
    return bound


def _own_urls(scheme: str, host: str, port: int) -> tuple[str, ...]:
    """Every name under which a station may rightly know this centre, the printed one first."""
    names = [host]
    if host in _LOOPBACK:
        names += _LOOPBACK
    if host in _EVERYWHERE:
        names = [*_own_addresses(), socket.gethostname(), *_LOOPBACK, host]
    return tuple(dict.fromkeys(_url(scheme, name, port) for name in names))


def _own_addresses() -> list[str]:
    """This machine's addresses, the one it reaches the outside by first."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # documentation address: chooses a route, sends nothing
            found.append(str(probe.getsockname()[0]))
        except OSError:
            pass  # no route to anywhere: then the names below are all there is
    try:
        found += [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)]
    except OSError:
        return found  # a machine whose own name means nothing
    return found


def _url(scheme: str, host: str, port: int) -> str:
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
