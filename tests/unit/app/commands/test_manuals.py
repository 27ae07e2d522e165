"""The manuals name everything there is to type: a command, fault or key that is not written down does not exist."""

import re
from pathlib import Path

import pytest

from app.cli import GROUPS, build_parser
from app.commands.simulate import DEVICES, room_of
from app.config import DEVICE_ROOMS, SECTIONS, STATION_KEYS
from hardware.acts import acts_of

ROOT = Path(__file__).resolve().parents[4]
COMMANDS = (ROOT / "docs" / "operations" / "commands.md").read_text("utf-8")
SCRIPTS = (ROOT / "docs" / "devices" / "fault-scripts.md").read_text("utf-8")
STATION = (ROOT / "docs" / "integration" / "station-toml.md").read_text("utf-8")


def parsers(parser):
    yield parser
    for action in parser._actions:
        if hasattr(action, "_name_parser_map"):
            for inner in action._name_parser_map.values():
                yield from parsers(inner)


@pytest.mark.parametrize("group", GROUPS)
def test_every_command_and_option_is_in_the_manual(group):
    for parser in parsers(build_parser([group])):
        name = parser.prog.split()[-1]
        assert name in COMMANDS
        for action in parser._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or option in COMMANDS, f"{parser.prog} {option}"


def test_every_act_at_a_simulator_is_in_the_manual():
    rows = {name: line for line in SCRIPTS.splitlines() for name in DEVICES if line.startswith(f"| `{name}`")}
    for device in DEVICES:
        assert set(re.findall(r"`([a-z0-9_-]+)", rows[device])) >= set(acts_of(room_of(device))), device


def test_every_key_of_the_configuration_is_in_the_manual():
    for name in (*SECTIONS, *STATION_KEYS, *DEVICE_ROOMS, "face_threshold"):
        assert name in STATION
    for driver in sorted((ROOT / "hardware").glob("*/driver.py")):
        for key in re.findall(r'options\.get\("(\w+)"', driver.read_text("utf-8")):
            assert f"`{key}`" in STATION, f"{driver.parent.name}.{key}"
    options = (ROOT / "hardware" / "camera" / "options.py").read_text("utf-8")
    assert all(f"`{key}`" in STATION for key in re.findall(r'options\.get\("(\w+)"', options))


def test_the_example_of_the_manual_can_be_used(kiosk, data_dir):
    data_dir.mkdir()
    example = re.search(r"```toml\n(\[station\].*?)```", STATION, re.DOTALL).group(1)
    (data_dir / "station.toml").write_text(
        example.replace("192.168.1.20:631", "127.0.0.1:1").replace("/dev/", f"{data_dir}/"), "utf-8"
    )
    rows = kiosk("device", "list", "--json").document
    assert len(rows) == 6
    assert {row["state"] for row in rows} == {"no_device"}
