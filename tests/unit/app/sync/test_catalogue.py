"""The centre's catalogue fetched: once it told of another, and once after an enrolment; it hears what became of it."""

import json

import pytest

from app.catalogue.travelling import digest_of, pack
from app.domain.catalogue_shelf import OFFERED_DIGEST
from app.domain.errors import CentreUnreachable, DiskFull
from app.sync.client import CentreClient

FILES = ("GET", "/api/v1/catalogue/files")
ACKNOWLEDGED = ("POST", "/api/v1/changes/acknowledgements")
HERE = {"catalogue.yaml": b'version: "1"\n'}
NEW = {"catalogue.yaml": b'version: "2"\n'}
NEWER = {"catalogue.yaml": b'version: "3"\n'}


class Shelf:
    """What is put is in use; `wrong` is what the checks find."""

    def __init__(self):
        self.files = HERE
        self.wrong = ""
        self.error = None

    def digest(self):
        return digest_of(self.files)

    def put(self, files, digest):
        assert digest == digest_of(files)
        if self.error:
            raise self.error
        if not self.wrong:
            self.files = files
        return self.wrong


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def station(store, enrolled, clock, shelf, lying_centre):
    made = enrolled(store)
    made.client.close()
    made.client = CentreClient(store.settings, store.outbox, clock, shelf=shelf)
    yield made
    made.client.close()


@pytest.fixture
def centre(feed):
    """`centre.offers(files)` gives them; `centre.tells(files)` says so on the feed."""

    def offers(files, etag=None):
        def answer(_body):
            known = next(each[2] for each in reversed(feed.asked) if each[:2] == FILES).get("If-None-Match")
            tag = f'"{etag or digest_of(files)}"'
            if known == tag:
                return (304, "application/zip", b"", {"ETag": tag})
            return (200, "application/zip", pack(files), {"ETag": tag})

        feed.answers[FILES] = answer

    def tells(files):
        cursor = str(len(feed.entries) + 1)
        body = {"version": "x", "sha256": digest_of(files)}
        entry = {"cursor": cursor, "kind": "catalogue.changed", "at": "2026-03-18T02:00:00Z", "body": body}
        feed.entries.append(entry | {"case_id": None, "status": None, "reason": None})

    feed.offers, feed.tells = offers, tells
    return feed


def fetched(centre):
    return len([each for each in centre.asked if each[:2] == FILES])


def heard(centre):
    told = [json.loads(body) for method, path, _, body in centre.asked if (method, path) == ACKNOWLEDGED]
    return {each["cursor"]: (each["outcome"], each["detail"]) for one in told for each in one["acknowledgements"]}


def trail(station):
    events = [json.loads(each.record)["event"] for each in station.store.audit.every()]
    return [each for each in events if each.startswith("catalogue.")]


def test_a_new_station_asks_once_and_has_what_the_centre_has(station, centre, shelf):
    centre.offers(HERE)
    station.sync()
    station.sync()
    assert (fetched(centre), shelf.files, trail(station)) == (1, HERE, [])


def test_a_station_that_began_with_another_gets_the_centres(station, centre, shelf):
    centre.offers(NEW)
    station.sync()
    station.sync()
    assert (fetched(centre), shelf.files, trail(station)) == (1, NEW, ["catalogue.put"])


def test_what_the_centre_tells_is_fetched_and_answered_in_the_same_exchange(station, centre, shelf):
    centre.offers(HERE)
    station.sync()
    centre.offers(NEW)
    centre.tells(NEW)
    station.sync()
    assert shelf.files == NEW
    assert heard(centre) == {"1": ("done", "")}


def test_several_told_while_there_was_no_line_are_one_fetch_and_all_answered(station, centre, shelf):
    centre.offers(NEWER)
    centre.tells(NEW)
    centre.tells(NEWER)
    station.sync()
    assert (fetched(centre), shelf.files) == (1, NEWER)
    assert heard(centre) == {"1": ("done", ""), "2": ("done", "")}


def test_one_with_a_mistake_is_refused_by_its_place_and_looked_at_again_after_a_day(station, centre, shelf, clock):
    shelf.wrong = "items/a.yaml 第 3 行：form：\n少了一项" + "长" * 300
    centre.offers(NEW)
    centre.tells(NEW)
    station.sync()
    ((outcome, detail),) = heard(centre).values()
    assert (outcome, len(detail)) == ("refused", 200)
    assert detail.startswith("items/a.yaml 第 3 行：form：少了一项")
    assert (shelf.files, trail(station)) == (HERE, ["catalogue.refused"])

    clock.forward(hours=23)
    station.sync()
    assert fetched(centre) == 1
    shelf.wrong = ""
    clock.forward(hours=2)
    station.sync()
    assert (fetched(centre), shelf.files) == (2, NEW)
    assert len(heard(centre)) == 1


def test_a_replica_that_still_has_the_old_one_does_not_settle_it(station, centre, shelf, clock):
    centre.offers(HERE)
    station.sync()
    centre.tells(NEW)
    station.sync()
    assert (shelf.files, heard(centre)) == (HERE, {})
    centre.offers(NEW)
    clock.forward(minutes=9)
    station.sync()
    assert heard(centre) == {}
    clock.forward(minutes=2)
    station.sync()
    assert (shelf.files, heard(centre)) == (NEW, {"1": ("done", "")})


def test_what_comes_damaged_is_left_and_asked_for_again(station, centre, shelf, clock):
    for spoil in (lambda: centre.offers(NEW, etag="0" * 64), lambda: broken(centre)):
        spoil()
        with pytest.raises(CentreUnreachable):
            station.sync()
        station.sync()
        assert shelf.files == HERE
        clock.forward(minutes=11)
    centre.offers(NEW)
    station.sync()
    assert (fetched(centre), shelf.files) == (3, NEW)


def broken(centre):
    centre.answers[FILES] = lambda _: (200, "application/zip", b"PK no zip", {"ETag": '"x"'})


def test_a_full_disk_leaves_it_for_later_and_the_cases_go(station, centre, shelf, samples, clock):
    shelf.error = DiskFull("full")
    centre.offers(NEW)
    with pytest.raises(DiskFull):
        station.sync()
    assert shelf.files == HERE
    shelf.error = None
    clock.forward(minutes=11)
    station.sync()
    assert shelf.files == NEW


def test_a_centre_of_before_is_asked_now_and_then(station, centre, shelf, clock):
    station.sync()
    station.sync()
    assert fetched(centre) == 1
    clock.forward(minutes=11)
    station.sync()
    assert fetched(centre) == 2


def test_a_clock_that_was_set_back_does_not_hold_it_up_for_years(station, centre, shelf, clock):
    clock.forward(days=4000)
    station.sync()
    clock.forward(days=-4000)
    centre.offers(NEW)
    station.sync()
    assert shelf.files == NEW


def test_where_it_is_kept_by_hand_the_centre_is_told_so(store, enrolled, centre, clock):
    made = enrolled(store)
    centre.tells(NEW)
    made.sync()
    made.client.close()
    assert (fetched(centre), heard(centre)) == (0, {"1": ("refused", "kept_by_hand")})


def test_what_was_damaged_on_the_disk_is_fetched_again(station, centre, shelf, clock):
    centre.offers(NEW)
    station.sync()
    shelf.files = {"catalogue.yaml": b"vers"}
    station.sync()
    clock.forward(minutes=11)
    station.sync()
    assert shelf.files == NEW


def test_another_centre_is_asked_anew(station, centre, shelf, store, enrolled):
    centre.offers(NEW)
    station.sync()
    enrolled(store).client.close()
    assert store.settings.get(OFFERED_DIGEST) == ""
    station.sync()
    assert fetched(centre) == 1  # of the new enrolment, whose feed begins again: `asked` was cleared


def test_a_digest_that_is_none_is_refused(station, centre):
    centre.offers(HERE)
    centre.entries.append(
        {"cursor": "1", "kind": "catalogue.changed", "at": "2026-03-18T02:00:00Z", "case_id": None, "status": None}
        | {"reason": None, "body": {"version": "2", "sha256": "../.."}}
    )
    station.sync()
    assert heard(centre) == {"1": ("refused", "sha256")}
