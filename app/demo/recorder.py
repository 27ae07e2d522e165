"""What a demo leaves behind: a picture a page, the papers, and `report.json`."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtQuick import QQuickWindow


@dataclass
class Recorder:
    """Writes `OUT/KIND/screens/NN-name.png`, `OUT/KIND/papers/…` and `OUT/report.json`.

    Without `pictures` no page is drawn for one, and nobody has to wait until it has come to rest.
    """

    out: Path
    window: QQuickWindow
    kind: str = "self_service"
    pictures: bool = True
    steps: list[dict[str, Any]] = field(default_factory=list)
    item: str = ""
    _since: float = field(default_factory=time.monotonic)

    def begin(self, item: str) -> None:
        self.item = item
        self._since = time.monotonic()

    def keep(self, name: str) -> None:
        """One picture; the time since the one before is this step's."""
        now = time.monotonic()
        milliseconds = round((now - self._since) * 1000)
        if not self.pictures:
            self._since = now
            return
        folder = self.out / self.kind / "screens"
        folder.mkdir(parents=True, exist_ok=True)
        number = len(self.steps) + 1
        file = folder / f"{number:02d}-{name}.png"
        if not self.window.grabWindow().save(str(file)):
            raise OSError(f"cannot write {file}")
        self.steps.append({"item": self.item, "name": name, "ms": milliseconds, "picture": file.name})
        self._since = time.monotonic()

    def paper(self, name: str, content: bytes) -> str:
        folder = self.out / self.kind / "papers"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        return name

    def write(self, report: dict[str, Any]) -> None:
        (self.out / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")
