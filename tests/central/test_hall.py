"""What the centre tells the stations of its hall, and whom it tells what."""

from __future__ import annotations

import secrets
from typing import Any

import pyrage
import pytest

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.key_rotation import rotate_hall_key
from app.central.server import EmbeddedCentre
from tests.central.conftest import Station, StationKeys, enrol, opened, web


def asked(station: Station) -> dict[str, Any]:
    reply = pyrage.x25519.Identity.generate()
    answer = station.request("GET", "/api/v1/hall", params={"reply_to": str(reply.to_public())})
    assert answer.status_code == 200, answer.text
    return dict(opened(reply, answer.json()["sealed"]))


def enrolled(centre: EmbeddedCentre, office: Administration, catalogue: LoadedCatalogue, kind: str) -> Station:
    keys, name = StationKeys(), f"{kind}-{secrets.token_hex(4)}"
    answer = enrol(centre.url, office.make_enrolment_code(name, kind), keys, kind)
    assert answer.status_code == 201, answer.text
    return Station(centre.url, keys, answer.json(), catalogue)


def test_only_where_a_clerk_stands_hand_overs_can_be_opened(
    centre: EmbeddedCentre, office: Administration, catalogue: LoadedCatalogue
) -> None:
    terminal, counter, post = (
        enrolled(centre, office, catalogue, kind) for kind in ("self_service", "counter", "post")
    )
    told = {each.id: asked(each) for each in (terminal, counter, post)}
    assert told[terminal.id]["identity"] is None
    identity = pyrage.x25519.Identity.from_str(told[counter.id]["identity"])
    assert told[post.id]["identity"] == told[counter.id]["identity"]
    assert {each["recipient"] for each in told.values()} == {str(identity.to_public())}
    for station in (terminal, counter, post):
        assert told[terminal.id]["stations"][station.id] == station.keys.public_pem
        station.close()


def test_after_a_rotation_a_running_centre_tells_the_new_key_and_the_old_one_opens_nothing_more(
    centre: EmbeddedCentre, office: Administration, catalogue: LoadedCatalogue
) -> None:
    terminal, counter = (enrolled(centre, office, catalogue, kind) for kind in ("self_service", "counter"))
    stolen = pyrage.x25519.Identity.from_str(asked(counter)["identity"])
    done = rotate_hall_key(office.database, office.keys)

    told, of_counter = asked(terminal), asked(counter)
    assert told["recipient"] == of_counter["recipient"] == done["recipient"] != str(stolen.to_public())
    handed_over = pyrage.encrypt(b"a case", [pyrage.x25519.Recipient.from_str(told["recipient"])])
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(handed_over, [stolen])
    assert pyrage.decrypt(handed_over, [pyrage.x25519.Identity.from_str(of_counter["identity"])]) == b"a case"
    feed = terminal.request("GET", "/api/v1/changes?limit=1000").json()["changes"]
    assert [each["body"] for each in feed if each["kind"] == "hall_key.changed"] == [{}]
    assert rotate_hall_key(office.database, office.keys)["recipient"] != done["recipient"]
    for station in (terminal, counter):
        station.close()


def test_nobody_else_is_told(centre: EmbeddedCentre, station: Station) -> None:
    reply = str(pyrage.x25519.Identity.generate().to_public())
    assert web.get(f"{centre.url}/api/v1/hall", params={"reply_to": reply}).status_code == 401
    assert station.request("GET", "/api/v1/hall").status_code == 422
    assert station.request("GET", "/api/v1/hall", params={"reply_to": "age1" + "q" * 58}).status_code == 422
