"""The theme keeps its promises: contrast, sizes, one home for colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

QML = Path(__file__).resolve().parents[3] / "resources" / "qml"
HEX = re.compile(r'"#[0-9A-Fa-f]{3,8}"|rgba\(\s*\d')

TEXT = 7.0
LARGE = 4.5
PAIRS = [
    ("ink", "canvas", TEXT),
    ("ink", "surface", TEXT),
    ("ink2", "canvas", TEXT),
    ("ink2", "surface", TEXT),
    ("ink2", "sunken", TEXT),
    ("ink2", "tint", TEXT),
    ("brandInk", "brand", TEXT),
    ("brand", "canvas", TEXT),
    ("brand", "surface", TEXT),
    ("brand", "tint", TEXT),
    ("primaryInk", "primary", TEXT),
    ("primaryInk", "primaryPressed", TEXT),
    ("ok", "okTint", TEXT),
    ("warn", "warnTint", TEXT),
    ("bad", "badTint", TEXT),
    ("ink", "warnTint", TEXT),
    ("ink", "keyFace", TEXT),
    ("ink", "keyDark", TEXT),
    ("ink", "keyPressed", TEXT),
    ("edge", "canvas", LARGE),
    ("edge", "surface", LARGE),
    ("ink3", "disabled", LARGE),
    ("ink3", "surface", LARGE),
]


def luminance(colour: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("elder", [False, True])
def test_text_and_outlines_stand_out_from_their_ground(stage, elder):
    names = sorted({name for pair in PAIRS for name in pair[:2]})
    tokens = "\n".join(f"property color {name}_: Theme.{name}" for name in names)
    root = stage.show(f'Item {{ objectName: "tokens"\n{tokens} }}', elder=elder)
    assert root is not None
    seen = {name: QColor(stage.find("tokens").property(f"{name}_")) for name in names}
    weak = [(a, b) for a, b, least in PAIRS if contrast(seen[a], seen[b]) < least]
    assert weak == []


def test_letters_grow_by_a_third_for_elders_and_none_is_smaller_than_28(stage):
    kinds = ("display", "title", "heading", "button", "body", "label", "small")
    sizes = "\n".join(f'property int {kind}_: Theme.size("{kind}")' for kind in kinds)
    stage.show(f'Item {{ objectName: "sizes"\n{sizes} }}')
    normal = [stage.find("sizes").property(f"{kind}_") for kind in kinds]
    stage.show(f'Item {{ objectName: "elder"\n{sizes} }}', elder=True)
    elder = [stage.find("elder").property(f"{kind}_") for kind in kinds]
    assert normal == [72, 60, 44, 40, 36, 32, 28]
    assert elder == [84, 81, 59, 54, 49, 43, 38]


@pytest.mark.parametrize("folder", ["primitives", "controls", "screens", "keyboard"])
def test_colours_live_in_the_theme_alone(folder):
    guilty = [str(path.relative_to(QML)) for path in (QML / folder).rglob("*.qml") if HEX.search(path.read_text())]
    assert guilty == []


def test_every_control_is_listed_in_its_module_and_in_the_table():
    for module in ("primitives", "controls"):
        listed = set(re.findall(r"^(\w+) 1\.0 \w+\.qml$", (QML / module / "qmldir").read_text(), re.MULTILINE))
        assert listed == {path.stem for path in (QML / module).glob("*.qml")}
    table = (QML / "controls" / "README.md").read_text(encoding="utf-8")
    assert [path.stem for path in sorted((QML / "controls").glob("*.qml")) if f"| {path.stem} |" not in table] == []
