"""The package of docs/integration/write-a-driver.md, built as the page says and used as a third party's would be."""

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from hardware.device_settings import DeviceSettings
from hardware.errors import DriverUnknown, OptionInvalid
from hardware.id_card_reader.interface import CardRead, NoCard
from hardware.registry import open_device
from hardware.status import DeviceState

ROOT = Path(__file__).parents[4]
PAGE = ROOT / "docs" / "integration" / "write-a-driver.md"
BLOCK = re.compile(r"^## (\S+)$.*?^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CARD = "吴㐂𠮷|2|1991-05-17|330724199105174020|云溪县白石镇|云溪县公安局|2019-03-18|2039-03-18"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return dict(BLOCK.findall(PAGE.read_text("utf-8")))


@pytest.fixture
def installed(files, tmp_path):
    """The package and what an installer leaves beside it: a dist-info with the entry points."""
    for name, text in files.items():
        if name.endswith(".py"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "acme_reader" / "__init__.py").touch()
    project = tomllib.loads(files["pyproject.toml"])["project"]
    info = tmp_path / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    points = project["entry-points"]["bianmin.drivers"]
    lines = "".join(f"{name} = {where}\n" for name, where in points.items())
    (info / "entry_points.txt").write_text(f"[bianmin.drivers]\n{lines}")
    return tmp_path


@pytest.fixture
def on_the_path(installed, monkeypatch):
    monkeypatch.syspath_prepend(str(installed))
    importlib.invalidate_caches()
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "acme_reader"]:
        del sys.modules[name]


@pytest.fixture
def settings(files) -> DeviceSettings:
    """As station.toml asks for it."""
    section = tomllib.loads(files["station.toml"])["devices"]["id_card_reader"]
    return DeviceSettings(section.pop("address"), section.pop("driver"), section)


def test_the_driver_is_found_by_the_name_in_station_toml_and_reads_a_card(on_the_path, settings):
    simulator_class = importlib.import_module("acme_reader.simulator").AcmeSimulator
    with simulator_class() as simulator:
        reader = open_device("id_card_reader", DeviceSettings(simulator.address, settings.driver, settings.options))
        assert type(reader).__name__ == "AcmeReader"
        assert reader.status().state is DeviceState.ONLINE
        assert reader.read(0) == NoCard()
        simulator.put_card(CARD)
        card = reader.read(5)
        assert isinstance(card, CardRead)
        assert (card.id_number, card.id_number_valid) == ("330724199105174020", True)
        reader.close()


def test_an_absent_device_of_theirs_is_a_status_and_a_wrong_option_a_sentence(on_the_path, settings):
    reader = open_device("id_card_reader", DeviceSettings("serial:/nowhere/tty", settings.driver, settings.options))
    assert reader.status().state is DeviceState.NO_DEVICE
    wrong = DeviceSettings(settings.address, settings.driver, {"answer_timeout_s": "soon"})
    with pytest.raises(OptionInvalid) as caught:
        open_device("id_card_reader", wrong)
    assert caught.value.what_to_do


def test_without_the_package_the_name_is_unknown(settings):
    with pytest.raises(DriverUnknown):
        open_device("id_card_reader", settings)


def test_the_contract_suite_passes_over_their_driver_as_the_page_tells(installed):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", "."]
    environment = {"PYTHONPATH": f"{installed}:{ROOT}", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*command, "test_acme.py"], cwd=installed, env=environment, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) >= 14
