"""Commands as a technician types them, in this process: the same entry, the same exit codes, the same streams."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.central.administration import Administration
from app.cli import main
from app.commands.output import GROUPS_ARE_SILENT


@pytest.fixture(autouse=True)
def schema_from_memory(first_schema_from_memory):
    """Of every new station."""


TWO = "temporary-id-card"


@dataclass(frozen=True)
class Answer:
    """`document` is the one JSON document, where `--json` was given."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        error = self.document["error"]
        assert error["message"]
        assert set(error) >= {"code", "message", "what_to_do"}
        return error


@pytest.fixture(autouse=True)
def quiet_afterwards():
    """The command line lowers the voice of some libraries; the other tests get them back as they were."""
    before = {name: logging.getLogger(name).level for name in GROUPS_ARE_SILENT}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    for name in ("KIOSK_CONFIG", "KIOSK_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "station"


@pytest.fixture
def kiosk(data_dir, capsys):
    """`kiosk("case", "list", "--json")` on a data directory of its own; no error ever shows a traceback."""

    def run(*words: object, home: Path = data_dir) -> Answer:
        arguments = [str(word) for word in words]
        if arguments and arguments[0] not in ("--version", "-h", "--help"):
            arguments += [] if "--data-dir" in arguments or arguments[0] == "simulate" else ["--data-dir", str(home)]
        capsys.readouterr()
        code = main(arguments)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def founded(data_dir):
    """A centre was started here once."""
    with Administration(data_dir):
        pass


@dataclass(frozen=True)
class SampleFiles:
    item: str
    data: Path
    files: dict[str, str]

    @property
    def application(self) -> dict[str, Any]:
        return json.loads(self.data.read_text("utf-8"))

    def words(self, data: Path | None = None) -> list[object]:
        """What stands after `case submit`."""
        attached = [word for name, path in self.files.items() for word in ("--attach", f"{name}={path}")]
        return ["--item", self.item, "--data", data or self.data, *attached, "--json"]

    def changed(self, tmp_path: Path, change: Any) -> Path:
        application = self.application
        change(application)
        path = tmp_path / "changed.json"
        path.write_text(json.dumps(application, ensure_ascii=False), "utf-8")
        return path


@pytest.fixture
def sample(kiosk, tmp_path):
    """`sample("temporary-id-card", 3)` writes an application of another invented person for each seed."""

    def write(item: str = TWO, seed: int = 1) -> SampleFiles:
        answer = kiosk("catalogue", "sample", item, "--out", tmp_path / f"{item}-{seed}", "--seed", seed, "--json")
        assert answer.code == 0
        return SampleFiles(item, Path(answer.document["data"]), answer.document["attachments"])

    return write
