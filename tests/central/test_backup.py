"""Backed up while it works, restored elsewhere: what came later is sent again, and nothing is given twice."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy.engine import make_url

from app.catalogue import LoadedCatalogue
from app.central import backup
from app.central.administration import Administration
from app.central.backup import back_up
from app.central.objects import ObjectStore
from app.central.restoring import after_restore, restore
from app.central.results import add as add_result
from app.central.server import EmbeddedCentre
from app.domain.errors import StorageProblem, WrongInput, WrongKey
from tests.central.conftest import Station, StationKeys, enrol, new_id
from tests.central.mixed import parts_of_case, send_mixed
from tests.central.postgresql import Server

KEEPER = pyrage.x25519.Identity.generate()


class Scene:
    """One station at a centre: three cases before the back-up, two after it."""

    def __init__(self, centre: EmbeddedCentre, office: Administration, catalogue: LoadedCatalogue) -> None:
        self.centre, self.office, self.catalogue = centre, office, catalogue
        self.keys = StationKeys()
        code = office.make_enrolment_code("hall-01")
        self.station = Station(centre.url, self.keys, enrol(centre.url, code, self.keys).json(), catalogue)
        self.sent: list[tuple[dict[str, Any], dict[str, Any], Any]] = []
        self.begun = self.backed_up = datetime.now(UTC)

    def submit(self, times: int) -> None:
        for _ in range(times):
            payload, sample = self.station.case()
            event = self.station.submitted(payload)
            assert self.station.verdicts(event) == ["accepted"]
            self.station.upload_all(payload, sample)
            self.sent.append((event, payload, sample))

    def block(self) -> dict[str, int]:
        answer = self.station.request("POST", "/api/v1/number-blocks", json={"size": 100})
        return dict(answer.json())

    def cursor(self) -> int:
        return int(self.station.request("GET", "/api/v1/changes").json()["cursor"])


def goes_on(scene: Scene, centre: EmbeddedCentre, office: Administration, block: dict[str, int], cursor: int) -> None:
    """The station at the restored centre hears how far it was heard, and sends the rest again."""
    again = Station(centre.url, scene.keys, scene.station.enrolment | {"centre_url": centre.url}, scene.catalogue)
    again.sequence = scene.station.sequence
    assert again.request("POST", "/api/v1/heartbeat", json={}).json()["sequence"] == 3
    known = scene.station.enrolment["restore_id"]
    told = again.request("POST", "/api/v1/heartbeat", json={"restore_id": known}).json()
    assert told["restore_id"] != known
    assert scene.begun <= datetime.fromisoformat(told["lost_since"]) <= scene.backed_up
    assert again.request("POST", "/api/v1/heartbeat", json={"restore_id": "unheard-of"}).json()["lost_since"] is None
    fresh = again.submitted(again.case()[0])
    assert again.send(fresh)["gap"] == {"expected": 4, "got": 6}
    assert again.verdicts(*(event for event, _, _ in scene.sent)) == ["duplicate"] * 3 + ["accepted"] * 2
    for _, payload, sample in scene.sent[3:]:
        again.upload_all(payload, sample)
    assert again.request("POST", "/api/v1/heartbeat", json={}).json()["sequence"] == 6
    assert [office.get_case(payload["id"])["status"] for _, payload, _ in scene.sent] == ["accepted"] * 5
    told = again.request("GET", f"/api/v1/changes?after={cursor}").json()["changes"]
    assert {each["case_id"] for each in told} >= {payload["id"] for _, payload, _ in scene.sent[3:]}
    leased = again.request("POST", "/api/v1/number-blocks", json={"size": 100}).json()
    assert leased["first"] > block["last"]
    keys = StationKeys()
    other = enrol(centre.url, office.make_enrolment_code("hall-02"), keys).json()
    assert other["number_prefix"] not in {"BM01", "BM02"}
    again.close()


def test_what_came_after_the_backup_is_sent_again(tmp_path: Path, catalogue: LoadedCatalogue) -> None:
    old, new, folder = tmp_path / "old", tmp_path / "new", tmp_path / "backup"
    with Administration(old) as office, EmbeddedCentre(old, catalogue) as centre:
        scene = Scene(centre, office, catalogue)
        scene.submit(3)
        unfinished = scene.station.create_upload(scene.sent[0][1]["id"], scene.sent[0][1]["attachments"][0], 5_000)
        scene.station.patch(unfinished.headers["Location"], b"half")
        done = back_up(old, folder, keys_for=str(KEEPER.to_public()))
        assert done.objects > 0
        scene.backed_up = datetime.now(UTC)
        scene.submit(2)
        block, cursor = scene.block(), scene.cursor()
        scene.station.close()
    packed = pyrage.decrypt((folder / backup.KEYS).read_bytes(), [KEEPER])
    (new / "central").mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(new / "central", filter="data")
    assert restore(new, folder).objects == done.objects
    with Administration(new) as office, EmbeddedCentre(new, catalogue) as centre:
        gone = scene.station.enrolment | {"centre_url": centre.url}
        asked = Station(centre.url, scene.keys, gone, catalogue)
        assert asked.offset(unfinished.headers["Location"]).status_code == 404
        asked.close()
        goes_on(scene, centre, office, block, cursor)


def test_a_dumped_postgresql_goes_on_after_its_restoring(
    tmp_path: Path, catalogue: LoadedCatalogue, postgresql_server: Server
) -> None:
    url, other = postgresql_server.new_database(), postgresql_server.new_database()
    dump = tmp_path / "centre.dump"
    with Administration(tmp_path, url) as office, EmbeddedCentre(tmp_path, catalogue, database_url=url) as centre:
        scene = Scene(centre, office, catalogue)
        scene.submit(3)
        run = [postgresql_server.programs / "pg_dump", "-Fc", "-f", dump, *at(url)]
        subprocess.run(run, check=True)
        scene.backed_up = datetime.now(UTC)
        scene.submit(2)
        block, cursor = scene.block(), scene.cursor()
        scene.station.close()
    run = [postgresql_server.programs / "pg_restore", "-d", make_url(other).database, *at(other)[:-1], dump]
    subprocess.run([str(each) for each in run], check=True)
    after_restore(other)
    with (
        Administration(tmp_path, other) as office,
        EmbeddedCentre(tmp_path, catalogue, database_url=other) as centre,
    ):
        goes_on(scene, centre, office, block, cursor)


def at(url: str) -> list[str]:
    """Where PostgreSQL's own programs find the database; its name last."""
    parsed = make_url(url)
    return ["-h", str(parsed.query["host"]), "-U", "postgres", str(parsed.database)]


@pytest.fixture
def backed_up(tmp_path: Path) -> tuple[Path, Path]:
    """A data directory and a back-up of it."""
    with Administration(tmp_path / "old"):
        back_up(tmp_path / "old", tmp_path / "backup")
    return tmp_path / "old", tmp_path / "backup"


def keys_of(data_dir: Path, into: Path) -> None:
    shutil.copytree(data_dir / "central" / "keys", into / "central" / "keys")


def without_keys(_data_dir: Path, _folder: Path, _new: Path) -> None:
    """Nothing is there."""


def with_other_keys(_data_dir: Path, _folder: Path, new: Path) -> None:
    with Administration(new):
        pass
    (new / "central" / "central.db").unlink()


def with_one_of_its_keys_lost(data_dir: Path, _folder: Path, new: Path) -> None:
    keys_of(data_dir, new)
    (new / "central" / "keys" / "hall.key").unlink()


def with_one_of_its_keys_another(data_dir: Path, _folder: Path, new: Path) -> None:
    keys_of(data_dir, new)
    (new / "central" / "keys" / "person.key").write_bytes(bytes(32))


def with_a_damaged_database(data_dir: Path, folder: Path, new: Path) -> None:
    keys_of(data_dir, new)
    content = bytearray((folder / "central.db").read_bytes())
    content[5_000] ^= 1
    (folder / "central.db").write_bytes(content)


def cut_off(data_dir: Path, folder: Path, new: Path) -> None:
    keys_of(data_dir, new)
    (folder / "backup.json").unlink()


def onto_a_centre(_data_dir: Path, _folder: Path, new: Path) -> None:
    with Administration(new):
        pass


@pytest.mark.parametrize(
    ("prepare", "error", "words"),
    [
        (without_keys, WrongKey, "没有中心的密钥"),
        (with_other_keys, WrongKey, "不是备份时"),
        (with_one_of_its_keys_lost, WrongKey, "没有 hall.key"),
        (with_one_of_its_keys_another, WrongKey, "不是备份时"),
        (with_a_damaged_database, StorageProblem, "坏了"),
        (cut_off, WrongInput, "不是完整的备份"),
        (onto_a_centre, WrongInput, "已经有"),
    ],
)
def test_what_cannot_be_restored_is_told_and_nothing_is_changed(
    backed_up: tuple[Path, Path],
    tmp_path: Path,
    prepare: Callable[[Path, Path, Path], None],
    error: type[Exception],
    words: str,
) -> None:
    new = tmp_path / "new"
    prepare(*backed_up, new)
    before = sorted(new.rglob("*"))
    with pytest.raises(error, match=words):
        restore(new, backed_up[1])
    assert sorted(new.rglob("*")) == before


@pytest.mark.parametrize("name", ["seal.key", "person.key"])
def test_a_backup_beside_lost_keys_is_none(backed_up: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    keys = backed_up[0] / "central" / "keys"
    (keys / name).unlink()
    with pytest.raises(WrongKey, match=name):
        back_up(backed_up[0], tmp_path / "second")
    assert not (keys / name).exists()
    assert not (tmp_path / "second" / backup.TELLS).exists()


# ---------------------------------------------------------------- attachments that lie elsewhere


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path, shared: Path, catalogue: LoadedCatalogue) -> Path:
    """The data directory of a centre whose attachments lie in `shared`; one of them in parts, one in a pack."""
    data_dir, store = tmp_path / "old", shared.as_uri()
    with Administration(data_dir) as office, EmbeddedCentre(data_dir, catalogue, object_store=store) as centre:
        scene = Scene(centre, office, catalogue)
        scene.submit(1)
        payload, sample = scene.station.case(seed=2)
        parts = parts_of_case(scene.station, payload, sample)
        assert send_mixed(scene.station, [scene.station.submitted(payload)], parts).status_code == 200
        content = b"a film " * 2_000
        declared = {"name": "film", "media_type": "video/mp4", "size": len(content)}
        declared["sha256"] = hashlib.sha256(content).hexdigest()
        sealed = scene.station.seal_file(content)
        location = scene.station.create_upload(payload["id"], declared, len(sealed)).headers["Location"]
        assert scene.station.patch(location, sealed[:5_000]).status_code == 204
        assert scene.station.patch(location, sealed[5_000:], 5_000).status_code == 204
        add_result(office.database, ObjectStore(data_dir, store), office.keys, payload["id"], "paper.pdf", b"%PDF")
        scene.station.close()
    names = {each.relative_to(shared).parts[0] for each in shared.rglob("*") if each.is_file()}
    assert {"cases", "parts", "packs", "results"} <= names
    return data_dir


def files_in(folder: Path) -> set[str]:
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}


def test_a_backup_that_was_not_told_where_the_attachments_lie_is_none(
    elsewhere: Path, shared: Path, tmp_path: Path
) -> None:
    for target in (tmp_path / "backup", tmp_path / "made before"):
        if " " in target.name:
            target.mkdir()
        before = target.exists()
        with pytest.raises(StorageProblem, match=r"\d+ 个附件") as caught:
            back_up(elsewhere, target)
        assert "--object-store" in caught.value.what_to_do
        assert target.exists() == before
        assert not [*target.glob("*")]

    named = files_in(shared)
    assert back_up(elsewhere, tmp_path / "whole", shared.as_uri()).objects == len(named)
    keys_of(elsewhere, tmp_path / "new")
    assert restore(tmp_path / "new", tmp_path / "whole").missing == 0
    assert files_in(tmp_path / "new" / "central" / "objects") == named


@pytest.mark.parametrize("kind", ["cases", "parts", "packs", "results"])
def test_one_attachment_that_is_gone_is_told_and_may_be_left_out_by_word_only(
    elsewhere: Path, shared: Path, tmp_path: Path, kind: str
) -> None:
    gone = next(each for each in sorted((shared / kind).rglob("*")) if each.is_file())
    gone.unlink()
    with pytest.raises(StorageProblem, match=r"1 个附件"):
        back_up(elsewhere, tmp_path / "backup", shared.as_uri())
    assert not (tmp_path / "backup").exists()

    made = back_up(elsewhere, tmp_path / "backup", shared.as_uri(), missing_ok=True)
    assert made.missing == 1
    keys_of(elsewhere, tmp_path / "new")
    assert restore(tmp_path / "new", tmp_path / "backup").missing == 1


def without_attachments(folder: Path) -> None:
    """A back-up as it was made before, without a word of what it lacks."""
    shutil.rmtree(folder / "objects")
    (folder / "objects").mkdir()
    (folder / "objects.sha256").write_bytes(b"")
    told = json.loads((folder / backup.TELLS).read_bytes())
    told |= {"objects": 0, "object_list_sha256": hashlib.sha256(b"").hexdigest()}
    told.pop("missing")
    (folder / backup.TELLS).write_text(json.dumps(told))


def test_a_backup_without_its_attachments_is_not_restored(elsewhere: Path, shared: Path, tmp_path: Path) -> None:
    back_up(elsewhere, tmp_path / "backup", shared.as_uri())
    without_attachments(tmp_path / "backup")
    keys_of(elsewhere, tmp_path / "new")
    before = sorted((tmp_path / "new").rglob("*"))
    with pytest.raises(StorageProblem, match=r"\d+ 个附件"):
        restore(tmp_path / "new", tmp_path / "backup")
    assert sorted((tmp_path / "new").rglob("*")) == before

    assert restore(tmp_path / "new", tmp_path / "backup", missing_ok=True).missing > 1


def test_attachments_that_still_lie_where_it_is_restored_to_are_not_missing(
    elsewhere: Path, shared: Path, tmp_path: Path
) -> None:
    back_up(elsewhere, tmp_path / "backup", shared.as_uri())
    without_attachments(tmp_path / "backup")
    keys_of(elsewhere, tmp_path / "new")
    assert restore(tmp_path / "new", tmp_path / "backup", shared.as_uri()).missing == 0


def test_an_attachment_that_is_taken_back_while_it_is_backed_up_is_not_missed(
    tmp_path: Path, catalogue: LoadedCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir = tmp_path / "centre"
    with Administration(data_dir) as office, EmbeddedCentre(data_dir, catalogue) as centre:
        scene = Scene(centre, office, catalogue)
        scene.submit(1)
        content = b"of a sitting that is left"
        declared = {"name": "film", "media_type": "video/mp4", "size": len(content)}
        declared["sha256"] = hashlib.sha256(content).hexdigest()
        sealed, copy = scene.station.seal_file(content), ObjectStore.copy
        location = scene.station.create_upload(new_id(), declared, len(sealed)).headers["Location"]
        assert scene.station.patch(location, sealed).status_code == 204

        def meanwhile(self: ObjectStore, name: str, target: ObjectStore) -> str | None:
            scene.station.request("DELETE", location, headers={"Tus-Resumable": "1.0.0"})
            return copy(self, name, target)

        monkeypatch.setattr(ObjectStore, "copy", meanwhile)
        assert back_up(data_dir, tmp_path / "backup").missing == 0
        scene.station.close()


def test_a_folder_with_something_in_it_is_no_place_for_a_backup(backed_up: tuple[Path, Path]) -> None:
    with pytest.raises(WrongInput, match="不是空的"):
        back_up(*backed_up)


def test_keys_are_in_a_backup_only_when_somebody_is_named_to_keep_them(
    backed_up: tuple[Path, Path], tmp_path: Path
) -> None:
    assert not (backed_up[1] / backup.KEYS).exists()
    secret = (backed_up[0] / "central" / "keys" / "seal.key").read_bytes().split()[0]
    assert not any(secret in path.read_bytes() for path in backed_up[1].rglob("*") if path.is_file())
    with pytest.raises(WrongInput, match="age"):
        back_up(backed_up[0], tmp_path / "second", keys_for="nobody")


def test_parts_of_an_upload_that_ends_meanwhile_do_not_spoil_it(
    tmp_path: Path, catalogue: LoadedCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir = tmp_path / "centre"
    with Administration(data_dir) as office, EmbeddedCentre(data_dir, catalogue) as centre:
        scene = Scene(centre, office, catalogue)
        scene.submit(1)
        objects, copy = ObjectStore(data_dir / "central" / "objects"), ObjectStore.copy
        passing = [f"parts/20260318/passing.{count}" for count in range(3)]
        for each in passing:
            objects.put_bytes(each, b"of an upload that begins after the snapshot")

        def meanwhile(self: ObjectStore, name: str, target: ObjectStore) -> str | None:
            self.delete(passing)
            return copy(self, name, target)

        monkeypatch.setattr(ObjectStore, "copy", meanwhile)
        made = back_up(data_dir, tmp_path / "backup")
        scene.station.close()
    kept = [each for each in (tmp_path / "backup" / "objects").rglob("*") if each.is_file()]
    assert made.objects == len(kept) > 0
