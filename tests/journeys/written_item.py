"""The item written on docs/integration/write-an-item.md, in a catalogue of its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from app.catalogue.loader import SHIPPED

PAGE = Path(__file__).resolve().parents[2] / "docs" / "integration" / "write-an-item.md"
CODE = "canteen-card"


def own_catalogue(folder: Path) -> Path:
    """A copy of what ships, and the one block of YAML of the page that begins with the line for editors."""
    catalogue = folder / "catalogue"
    shutil.copytree(SHIPPED, catalogue)
    (item,) = re.findall(r"```yaml\n(# yaml-language-server.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    (catalogue / "items" / f"{CODE}.yaml").write_text(item, encoding="utf-8")
    head = catalogue / "catalogue.yaml"
    head.write_text(head.read_text("utf-8").replace("often:\n", f"often:\n  - {CODE}\n"), encoding="utf-8")
    return catalogue
