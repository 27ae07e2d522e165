"""The stick of a stolen terminal: refused as it is, taken where somebody vouches for it, and then told everywhere."""

import json
import shutil
from datetime import timedelta

import jwt
import pytest

from app.central.audit import report
from app.central.medium.ended import REASON_MAX, vouched
from app.central.station_office import revoke
from app.domain.errors import WrongInput
from app.domain.ports import EventVerdict

REASON = "介质是被偷的前一天导出的，派出所有报案记录"


@pytest.fixture(params=["revoked", "revoked and enrolled anew", "enrolled anew"])
def stolen(request, town, exported):
    """A station with one case on its stick, and its machine gone."""
    if request.param.startswith("revoked"):
        revoke(town.office.database, exported.id, "stolen")
    if request.param.endswith("anew"):
        exported.enrol(town)
    return exported


def marks(town, station_id):
    """Per case of the station, what was noted of it."""
    looks = {each["id"]: town.office.get_case(each["id"])["looks"] for each in town.cases_of(station_id)}
    return {case_id: [(each["reviewer"], each["act"], each["detail"]) for each in of] for case_id, of in looks.items()}


def findings(town, station_id):
    told = report.station_trail(town.office.database, station_id)["findings"]
    return [(each["kind"], each["place"]) for each in told]


def prefix(package):
    token = (package / "manifest.jws").read_bytes()
    return json.loads(jwt.PyJWS().decode_complete(token, options={"verify_signature": False})["payload"])[
        "number_prefix"
    ]


def test_what_somebody_vouches_for_is_taken_and_a_person_hears_of_it(town, stolen, counted):
    package = stolen.package()
    ((_, why),) = town.take(stolen.stick).refused
    assert why in ("station_revoked", "earlier_enrolment")

    done = town.take(stolen.stick, of_revoked=vouched(stolen.id, REASON))

    assert (counted(done), done.refused, done.damaged) == ((1, 0, 2), (), ())
    (case,) = town.cases_of(stolen.id)
    assert all(each["arrived"] for each in case["attachments"])
    assert marks(town, stolen.id) == {case["id"]: [("command", "took_of_revoked", REASON)]}
    assert findings(town, stolen.id) == [("of_revoked", prefix(package))]
    assert report.station_trail(town.office.database, stolen.id)["state"] == "of_revoked"
    assert list(stolen.stick.glob("answer-*")) == [], "nobody may read it there"


def test_taken_a_second_time_it_is_there_once_and_noted_once(town, stolen, counted):
    for expected in ((1, 0, 2), (0, 1, 2)):
        assert counted(town.take(stolen.stick, of_revoked=vouched(stolen.id, REASON))) == expected
    assert [len(each) for each in marks(town, stolen.id).values()] == [1]
    assert len(findings(town, stolen.id)) == 1


def test_what_had_come_by_the_line_before_bears_no_mark(town, hall, counted):
    hall.submit(1)
    hall.client.synchronizer.once()
    hall.submit(2)
    hall.export()
    revoke(town.office.database, hall.id, "stolen")
    assert counted(town.take(hall.stick, of_revoked=vouched(hall.id, REASON)))[0] == 1
    assert sorted(len(each) for each in marks(town, hall.id).values()) == [0, 1]


def test_the_new_machine_under_the_name_goes_on_as_if_nothing_had_come(town, exported, halls, counted):
    revoke(town.office.database, exported.id, "stolen")
    new = halls(exported.id)
    new.submit(3)
    assert new.client.synchronizer.once().accepted == 1
    reached = new.store.accounts.told_sequence()

    town.take(exported.stick, of_revoked=vouched(exported.id, REASON))

    new.submit(4)
    report_of_new = new.client.synchronizer.once()
    assert (report_of_new.accepted, report_of_new.conflict, report_of_new.rejected) == (1, 0, 0)
    new.client.synchronizer.once()
    assert new.store.accounts.told_sequence() >= reached
    assert len(town.cases_of(exported.id)) == 3
    new.submit(5)
    new.export()
    done = town.take(new.stick, of_revoked=vouched(exported.id, REASON))
    assert counted(done)[0] == 1
    assert len(list(new.stick.glob("answer-*"))) == 1, "the present enrolment is answered as ever"
    assert sum(len(each) for each in marks(town, exported.id).values()) == 1


def test_an_audit_trail_that_whoever_has_the_machine_could_sign_is_not_taken(town, hall, counted):
    hall.submit()
    hall.clock.ahead = timedelta(days=2)
    hall.export()
    assert (hall.package() / "audit-seals.json").is_file()
    revoke(town.office.database, hall.id, "stolen")
    done = town.take(hall.stick, of_revoked=vouched(hall.id, REASON))
    assert (counted(done), done.damaged) == ((1, 0, 2), ())
    assert report.station_trail(town.office.database, hall.id)["seals"] == []


def test_vouching_for_one_station_opens_no_other(town, halls):
    first, second = halls(), halls()
    for each in (first, second):
        each.submit()
        each.export()
        revoke(town.office.database, each.id, "stolen")
    shutil.copytree(second.package(), first.stick / second.package().name)
    done = town.take(first.stick, of_revoked=vouched(first.id, REASON))
    assert done.refused == ((second.package().name, "station_revoked"),)
    assert (done.verdicts[EventVerdict.ACCEPTED], town.cases_of(second.id)) == (1, [])


def test_a_signature_that_is_not_that_enrolments_is_refused_all_the_same(town, stolen, halls):
    manifest = stolen.package() / "manifest.jws"
    told = json.loads(
        jwt.PyJWS().decode_complete(manifest.read_bytes(), options={"verify_signature": False})["payload"]
    )
    forged = jwt.PyJWS().encode(
        json.dumps(told).encode(),
        halls().client.enroller.station_key(),
        algorithm="ES256",
        headers={"typ": "bianmin-manifest+jws"},
    )
    manifest.write_text(forged)
    done = town.take(stolen.stick, of_revoked=vouched(stolen.id, REASON))
    assert done.refused == ((stolen.package().name, "signature"),)
    assert (town.cases_of(stolen.id), findings(town, stolen.id)) == ([], [])


def test_an_enrolment_of_which_no_key_was_kept_is_told(town, exported):
    manifest = exported.package() / "manifest.jws"
    told = json.loads(
        jwt.PyJWS().decode_complete(manifest.read_bytes(), options={"verify_signature": False})["payload"]
    )
    manifest.write_text(
        jwt.PyJWS().encode(
            json.dumps(told | {"number_prefix": "BM00"}).encode(),
            exported.client.enroller.station_key(),
            algorithm="ES256",
            headers={"typ": "bianmin-manifest+jws"},
        )
    )
    done = town.take(exported.stick, of_revoked=vouched(exported.id, REASON))
    assert done.refused == ((exported.package().name, "key_unknown"),)


@pytest.mark.parametrize("reason", ["", " \n", "长" * (REASON_MAX + 1)])
def test_nobody_vouches_without_saying_why(reason):
    with pytest.raises(WrongInput):
        vouched("hall-01", reason)
