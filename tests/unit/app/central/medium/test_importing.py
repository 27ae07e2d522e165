"""Sticks as they come: good ones, old ones, somebody else's, altered ones, and two clerks with the same one."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from app.central.administration import Administration
from app.central.station_office import revoke
from app.central.storage import restorings
from app.domain.errors import DataDirReadOnly, StorageProblem, WrongInput
from app.domain.ports import EventVerdict
from tests.central.long_film import TWO_HOURS_S, listed


def test_importing_twice_takes_everything_once(town, exported, counted):
    first, again = town.take(exported.stick), town.take(exported.stick)
    assert counted(first) == (1, 0, 2)
    assert counted(again) == (0, 1, 2)
    (case,) = town.cases_of(exported.id)
    assert all(each["arrived"] for each in case["attachments"])
    exported.export()
    assert exported.store.outbox.waiting() == 0
    assert list(exported.stick.iterdir()) == []


def test_cases_with_films_of_two_hours_come_by_stick(town, hall):
    for seed in range(8):
        hall.submit(seed, "driving-licence-renewal", recordings={"video": listed(TWO_HOURS_S)})
    hall.export()
    assert town.take(hall.stick).verdicts[EventVerdict.ACCEPTED] == 8


def test_what_went_over_the_line_meanwhile_is_a_duplicate(town, exported, counted):
    exported.client.synchronizer.once()
    assert counted(town.take(exported.stick)) == (0, 1, 2)
    assert len(town.cases_of(exported.id)) == 1


def test_what_came_by_stick_is_a_duplicate_over_the_line(town, exported):
    town.take(exported.stick)
    report = exported.client.synchronizer.once()
    assert (report.duplicate, report.conflict, report.waiting) == (1, 0, 0)
    assert len(town.cases_of(exported.id)) == 1


def test_a_week_of_sticks_is_taken_in_any_order(town, hall, counted):
    for day in range(1, 4):
        hall.submit(day)
        hall.export()
    packages = sorted(hall.stick.iterdir())
    assert counted(town.take(packages[2])) == (3, 0, 6)
    assert counted(town.take(packages[0])) == (0, 1, 2)
    assert counted(town.take(hall.stick)) == (0, 6, 12)
    assert len(town.cases_of(hall.id)) == 3
    assert hall.export().answers == 3
    assert (hall.store.outbox.waiting(), list(hall.stick.iterdir())) == (0, [])


def test_a_station_that_lives_by_sticks_hears_that_the_centre_was_restored(town, hall, counted):
    hall.submit(1)
    hall.export()
    assert counted(town.take(hall.stick)) == (1, 0, 2)
    hall.export()
    assert hall.store.outbox.waiting() == 0
    with town.office.database.write() as connection:
        restorings.begin(connection, None, datetime.now(UTC))

    hall.submit(2)
    hall.export()
    assert counted(town.take(hall.stick)) == (1, 0, 2)
    hall.export()

    assert hall.store.outbox.waiting() == 2, "attachments, which no sequence number proves to be there"
    assert counted(town.take(hall.stick)) == (0, 0, 2)
    hall.export()
    assert (hall.store.outbox.waiting(), list(hall.stick.iterdir())) == (0, [])


def test_sticks_of_several_stations_may_lie_in_one_folder(town, halls, counted):
    first, second = halls(), halls()
    for each in (first, second):
        each.submit()
        each.export()
    shutil.copytree(second.package(), first.stick / second.package().name)
    assert counted(town.take(first.stick)) == (2, 0, 4)
    assert first.export().answers == 1
    assert [each.name for each in first.stick.iterdir() if each.is_dir()] == [second.package().name]


def test_the_sealed_days_of_the_audit_trail_go_along(town, hall):
    hall.submit()
    hall.clock.ahead = timedelta(days=2)
    hall.export()
    assert (hall.package() / "audit-seals.json").is_file()
    (waiting,) = hall.store.seals.waiting(10)
    town.take(hall.stick)
    hall.clock.ahead = timedelta(0)
    assert hall.export().package == ""
    assert list(hall.store.seals.waiting(10)) == []
    assert [(each.covers, each.verdict) for each in hall.store.seals.all()] == [(waiting.covers, "accepted")]


def test_an_unfinished_package_is_not_looked_at(town, exported):
    exported.package().rename(exported.stick / f"{exported.package().name}.part")
    assert town.take(exported.stick).packages == 0
    assert town.cases_of(exported.id) == []


def test_a_folder_that_is_not_there_is_said(town, tmp_path):
    with pytest.raises(WrongInput):
        town.take(tmp_path / "nowhere")


# ---------------------------------------------------------------- whose package it is


def test_a_station_this_centre_does_not_know_is_refused(town, exported, tmp_path):
    manifest = exported.package() / "manifest.jws"
    manifest.write_bytes(resigned(manifest, exported, station_id="hall-nowhere"))
    assert town.take(exported.stick).refused == ((exported.package().name, "station_unknown"),)


def test_another_stations_signature_is_refused(town, halls):
    honest, thief = halls(), halls()
    honest.submit()
    honest.export()
    manifest = honest.package() / "manifest.jws"
    manifest.write_bytes(resigned(manifest, thief))
    assert town.take(honest.stick).refused == ((honest.package().name, "signature"),)
    assert town.cases_of(honest.id) == []


def test_a_package_from_before_the_last_enrolment_is_refused_and_its_cases_are_exported_again(town, exported, counted):
    old = exported.package().name
    exported.enrol(town)
    assert town.take(exported.stick).refused == ((old, "earlier_enrolment"),)
    shutil.rmtree(exported.stick / old)
    exported.export()
    assert counted(town.take(exported.stick)) == (1, 0, 2)


def test_a_stolen_stations_stick_is_refused(town, exported):
    with Administration(town.settings.data_dir) as office:
        revoke(office._database, exported.id, "stolen")
    assert town.take(exported.stick).refused == ((exported.package().name, "station_revoked"),)
    assert town.cases_of(exported.id) == []


def test_a_document_of_another_kind_is_no_manifest(town, exported):
    manifest = exported.package() / "manifest.jws"
    manifest.write_bytes(resigned(manifest, exported, kind="JWT"))
    assert town.take(exported.stick).refused == ((exported.package().name, "manifest_type"),)


def test_a_package_under_another_name_is_refused(town, exported):
    name = f"bianmin-{exported.id}-20260101T000000Z-9"
    exported.package().rename(exported.stick / name)
    assert town.take(exported.stick).refused == ((name, "manifest_renamed"),)


def resigned(manifest, hall, kind="bianmin-manifest+jws", **changes):
    """The manifest changed, and signed by the station `hall`."""
    token = manifest.read_bytes()
    told = json.loads(jwt.PyJWS().decode_complete(token, options={"verify_signature": False})["payload"]) | changes
    key = hall.client.enroller.station_key()
    return jwt.PyJWS().encode(json.dumps(told).encode(), key, algorithm="ES256", headers={"typ": kind}).encode()


# ---------------------------------------------------------------- altered, cut short, missing


def test_a_manifest_altered_in_any_byte_takes_nothing_in(town, exported):
    path = exported.package() / "manifest.jws"
    whole = path.read_bytes()
    for place in range(0, len(whole), 61):
        altered = bytearray(whole)
        altered[place] ^= 1
        path.write_bytes(altered)
        assert town.take(exported.stick).packages == 0
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert town.take(exported.stick).packages == 0
    assert town.cases_of(exported.id) == []
    assert not list(exported.stick.glob("answer-*"))


@pytest.mark.parametrize("suffix", ["events/*.zst", "attachments/*/*.age", "attachments.age"])
def test_a_part_altered_in_any_byte_is_left_out(town, exported, suffix):
    """All of a kind at once: what the centre has already, it does not read again."""
    package = exported.package()
    files = {each: each.read_bytes() for each in package.glob(suffix)}
    assert files
    names = {(f"{package.name}/{each.relative_to(package).as_posix()}", "sha256") for each in files}
    for damage in (flipped(0.0), flipped(0.3), flipped(0.7), flipped(1.0), lambda whole: whole[:-1], lambda _: b""):
        for path, whole in files.items():
            path.write_bytes(damage(whole))
        assert names <= set(town.take(exported.stick).damaged)
    for path, whole in files.items():
        path.write_bytes(whole)
    assert town.take(exported.stick).damaged == ()
    assert len(town.cases_of(exported.id)) == 1


def flipped(share):
    """One bit, that far into the file."""

    def altered(whole):
        place = round((len(whole) - 1) * share)
        return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]

    return altered


def test_a_damaged_file_does_not_hold_up_its_case_and_travels_again(town, exported, counted):
    file = exported.package() / "attachments" / "000" / "000001.age"
    file.write_bytes(file.read_bytes()[:-1])
    done = town.take(exported.stick)
    assert counted(done) == (1, 0, 1)
    second = exported.export()
    assert (second.answers, second.events, second.attachments) == (1, 0, 1)
    assert counted(town.take(exported.stick)) == (0, 1, 2)
    (case,) = town.cases_of(exported.id)
    assert all(each["arrived"] for each in case["attachments"])


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as POSIX has them")
def test_no_link_and_no_pipe_is_followed(town, exported, tmp_path):
    file = exported.package() / "attachments" / "000" / "000001.age"
    other = exported.package() / "attachments" / "000" / "000002.age"
    shutil.move(file, tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    other.unlink()
    os.mkfifo(other)
    assert {reason for _, reason in town.take(exported.stick).damaged} == {"outside", "unreadable"}


def test_a_missing_part_is_said(town, exported):
    (exported.package() / "attachments.age").unlink()
    done = town.take(exported.stick)
    assert {reason for _, reason in done.damaged} == {"missing", "not_in_index"}
    assert done.verdicts[EventVerdict.ACCEPTED] == 1


def test_what_a_station_signs_is_still_looked_at(town, exported):
    manifest = exported.package() / "manifest.jws"
    told = json.loads(
        jwt.PyJWS().decode_complete(manifest.read_bytes(), options={"verify_signature": False})["payload"]
    )
    parts = told["parts"]
    outside = [{**parts[0], "path": "../../../etc/passwd"}]
    manifest.write_bytes(resigned(manifest, exported, parts=outside))
    assert town.take(exported.stick).refused == ((exported.package().name, "manifest_malformed"),)
    manifest.write_bytes(resigned(manifest, exported, parts=[{**parts[0], "kind": "firmware"}]))
    assert town.take(exported.stick).damaged[0][1] == "kind_unknown"
    assert town.cases_of(exported.id) == []


# ---------------------------------------------------------------- the medium, the disk, two at once


@pytest.mark.skipif(sys.platform != "linux", reason="mounts")
def test_a_write_protected_stick_is_taken_in_and_the_answer_goes_elsewhere(town, exported, mounted, counted):
    disk = mounted("size=64m")
    shutil.copytree(exported.package(), disk / exported.package().name)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(DataDirReadOnly) as caught:
        town.take(disk)
    assert "--answers" in caught.value.what_to_do
    assert len(town.cases_of(exported.id)) == 1
    assert counted(town.take(disk, exported.stick)) == (0, 1, 2)
    exported.export()
    assert exported.store.outbox.waiting() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="mounts")
def test_every_package_of_a_write_protected_stick_is_taken_before_the_words_say_what_was(town, halls, mounted, counted):
    disk, stations = mounted("size=64m"), [halls(), halls()]
    for each in stations:
        each.submit()
        each.export()
        shutil.copytree(each.package(), disk / each.package().name)
    spoilt = disk / f"{stations[0].package().name[:-1]}0"
    shutil.copytree(stations[0].package(), spoilt)
    (spoilt / "manifest.jws").write_bytes(b"spoilt")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

    with pytest.raises(DataDirReadOnly) as caught:
        town.take(disk)

    assert [len(town.cases_of(each.id)) for each in stations] == [1, 1]
    assert "收了 2 个包，没收 1 个；2 个回执没有写上：" in caught.value.message
    assert all(f"answer-{each.package().name}.jws" in caught.value.message for each in stations)
    assert counted(town.take(disk, stations[0].stick)) == (0, 2, 4)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in the place of a file")
def test_an_answer_that_can_be_written_is_written_though_another_cannot(town, halls):
    first, second = halls(), halls()
    for each in (first, second):
        each.submit()
        each.export()
    (first.stick / f"answer-{first.package().name}.jws.part").mkdir()
    shutil.copytree(second.package(), first.stick / second.package().name)

    with pytest.raises(StorageProblem) as caught:
        town.take(first.stick)

    assert "收了 2 个包；1 个回执没有写上：" in caught.value.message
    assert [each.name for each in first.stick.glob("*.jws")] == [f"answer-{second.package().name}.jws"]


IMPORT = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from app.catalogue import load_catalogue
    from app.central.medium.importing import import_medium
    from app.central.settings import CentralSettings
    from app.domain.ports import EventVerdict

    settings = CentralSettings(Path(sys.argv[1]), load_catalogue())
    print("ready", flush=True)
    sys.stdin.readline()
    done = import_medium(settings, Path(sys.argv[2]))
    print(done.verdicts[EventVerdict.ACCEPTED], done.verdicts[EventVerdict.DUPLICATE], done.attachments, flush=True)
    """
)


def importing(data_dir, stick):
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(data_dir), str(stick)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
    )


@pytest.mark.slow
def test_two_centres_that_take_the_same_stick_at_once_take_it_once(town, hall):
    for seed in range(1, 5):
        hall.submit(seed)
    hall.export()
    both = [importing(town.settings.data_dir, hall.stick) for _ in range(2)]
    assert [each.stdout.readline() for each in both] == ["ready\n", "ready\n"]
    for each in both:
        each.stdin.write("go\n")
        each.stdin.flush()
    told = [tuple(map(int, each.communicate()[0].split())) for each in both]
    assert [each.returncode for each in both] == [0, 0]
    assert sum(accepted for accepted, _, _ in told) == 4
    assert sum(duplicate for _, duplicate, _ in told) == 4
    assert [files for _, _, files in told] == [8, 8]
    cases = town.cases_of(hall.id)
    assert len(cases) == 4
    assert all(each["arrived"] for case in cases for each in case["attachments"])
    hall.export()
    assert hall.store.outbox.waiting() == 0
