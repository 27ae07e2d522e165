"""A headless Chromium, driven by the W3C WebDriver protocol of Debian's chromedriver; keys only, no mouse."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx

from tests.central.conftest import WITHOUT_CERTIFICATES

TAB, ENTER, SPACE, DOWN = "\ue004", "\ue007", " ", "\ue015"
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=zh-CN",
)
WAIT_S = 20.0
LOOK_EVERY_S = 0.05
TABS_MAX = 60
_PORT = re.compile(r"started successfully on port (\d+)")
Found = TypeVar("Found")


def missing() -> str:
    """What is not there, in words; empty where all is."""
    absent = [each for each in ("chromium", "chromedriver") if shutil.which(each) is None]
    return f"not installed: {', '.join(absent)} (make browser)" if absent else ""


class Chromium:
    """One window."""

    def __init__(self, http: httpx.Client, size: tuple[int, int]) -> None:
        options = {"args": [*ARGUMENTS, f"--window-size={size[0]},{size[1]}"], "binary": shutil.which("chromium")}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        self._http = http
        self._session = ""
        self._session = (
            "/session/" + self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        )

    def open(self, url: str) -> None:
        self._ask("POST", "/url", {"url": url})

    def run(self, script: str, *words: Any) -> Any:
        """What the script, run in the page, returns."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(words)})

    def press(self, keys: str) -> None:
        """Into whatever has the focus."""
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": pressed}]})

    def tab_to(self, words: str) -> None:
        """Press Tab until what bears these words (or this name) has the focus."""
        told = (
            "const e = document.activeElement; if (e === document.body || e.tagName === 'MAIN') return [];"
            " return [e.innerText || '', e.name || '', e.value || '', e.id || '']"
        )
        for _ in range(TABS_MAX):
            self.press(TAB)
            if any(words in each for each in self.run(told)):
                return
        raise AssertionError(f"nothing with {words!r} is reached by Tab")

    def until(self, look: Callable[[], Found]) -> Found:
        """What it gives as soon as that is true."""
        deadline = time.monotonic() + WAIT_S
        while not (found := look()):
            if time.monotonic() > deadline:
                raise AssertionError(f"never came true; the page says: {self.text()[:500]}")
            time.sleep(LOOK_EVERY_S)
        return found

    def until_text(self, words: str) -> None:
        self.until(lambda: words in self.text())

    def text(self) -> str:
        return str(self.run("return document.body ? document.body.innerText : ''"))

    def path(self) -> str:
        return str(self.run("return location.pathname + location.search"))

    def picture(self, path: Path) -> None:
        """Of the whole page."""
        height = int(self.run("return Math.max(document.documentElement.scrollHeight, innerHeight)"))
        width = int(self.run("return innerWidth"))
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        told = {"cmd": "Page.captureScreenshot", "params": {"captureBeyondViewport": True, "clip": clip}}
        path.write_bytes(base64.b64decode(self._ask("POST", "/goog/cdp/execute", told)["data"]))

    def complaints(self) -> list[str]:
        """What the browser itself had to say: refused scripts, styles, pictures."""
        return [each["message"] for each in self._ask("POST", "/se/log", {"type": "browser"})]

    def forget(self) -> None:
        """The cookies of the place where it is."""
        self._ask("DELETE", "/cookie")

    def close(self) -> None:
        self._ask("DELETE", "")

    def _ask(self, method: str, path: str, told: dict[str, Any] | None = None) -> Any:
        answer = self._http.request(method, self._session + path, json=told if method == "POST" else None)
        value = answer.json()["value"]
        assert answer.status_code == 200, value
        return value


@contextmanager
def chromium(size: tuple[int, int] = (1440, 900)) -> Iterator[Chromium]:
    with subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True) as driver:
        try:
            assert driver.stdout is not None
            port = next(found[1] for line in driver.stdout if (found := _PORT.search(line)))
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}", verify=WITHOUT_CERTIFICATES, timeout=60, trust_env=False
            ) as http:
                window = Chromium(http, size)
                try:
                    yield window
                finally:
                    window.close()
        finally:
            driver.terminate()
            driver.wait(20)
