"""A renewal in a real browser, by keyboard: the doctor winds the film by its marks, the licensing office reads on.

`OFFICE_PICTURES=DIR` keeps the pictures.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.administration import Administration
from app.central.office import accounts
from app.central.server import EmbeddedCentre
from app.central.storage.database import Database
from app.central.traffic import simulated
from tests.central.conftest import Running, Station, started_when_asked
from tests.central.office.chromium import DOWN, ENTER, SPACE, Chromium, chromium, missing
from tests.central.office.conftest import PASSWORD
from tests.central.office.films import BEGUN, recorded
from tests.central.office.test_journey import find, has_picture, sign_in, sign_out
from tests.central.renewals import medical, recheck_of, send_renewal
from tests.central.test_corrections import new_medical

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
ACTS = [
    {"act": "raise_arms", "shown": True, "seconds": 0.3},
    {"act": "squat", "shown": True, "seconds": 1.2},
    {"act": "bend", "shown": False, "seconds": 1.6},
]


@pytest.fixture(scope="session")
def catalogue() -> LoadedCatalogue:
    """The one that ships."""
    return load_catalogue()


@pytest.fixture(scope="session")
def centres(
    tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Running]]:
    with started_when_asked(tmp_path_factory, catalogue, request) as started:
        yield started


@pytest.fixture(scope="module")
def window() -> Iterator[Chromium]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    kept = Path(os.environ.get("OFFICE_PICTURES") or tmp_path)
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def decide_accept(window: Chromium, number: str) -> None:
    window.tab_to("accept")
    window.press(SPACE)
    window.tab_to("提交决定")
    window.press(ENTER)
    window.until_text(f"工号 {number}")


def test_a_renewal_is_seen_wound_returned_corrected_and_accepted(
    window: Chromium,
    centre: EmbeddedCentre,
    station: Station,
    database: Database,
    office: Administration,
    pictures: Path,
) -> None:
    film = recorded()
    case = send_renewal(
        station,
        simulated.VIOLATIONS,
        with_line=False,
        film=film.film,
        recordings={"video": film.listed()},
        medical=medical(limbs_shown=ACTS, begun_at=BEGUN.isoformat()),
    )
    recheck_of(office, case["id"])
    for number, name, role in (("H-02", "沈医生", "hospital"), ("L-02", "周警官", "licensing")):
        accounts.add(database, number, name, [role], PASSWORD)

    sign_in(window, centre.url, "H-02")
    find(window, case["number"])
    window.until_text("体检录像")
    assert "中心复核" not in window.text()
    window.tab_to("看录像")
    window.press(ENTER)
    window.until(lambda: has_picture(window))
    window.tab_to("下蹲起立")
    window.press(ENTER)
    window.until(lambda: abs(float(window.run("return document.querySelector('video').currentTime")) - 1.2) < 0.05)
    window.picture(pictures / "21-hospital-renewal.png")
    window.tab_to("accept")
    window.press(DOWN)
    window.tab_to("part")
    window.press("身")
    window.tab_to("reason")
    window.press("弯腰没有拍到，请重测。")
    window.tab_to("提交决定")
    window.press(ENTER)
    window.until_text("补正中")
    assert station.verdicts(new_medical(station, case)) == ["accepted"]
    window.open(f"{centre.url}/office/cases/{case['id']}?office=hospital")
    window.until_text("改过，原来的留着")
    window.picture(pictures / "22-corrected.png")
    decide_accept(window, "H-02")
    sign_out(window)

    recheck_of(office, case["id"], lambda each: each["state"] == "done" and not each["result"]["waits_for_film"])
    sign_in(window, centre.url, "L-02")
    find(window, case["number"])
    window.until_text("终端当时判断不了，中心复核：不可以换。")
    window.until_text("还有 2 条")
    window.picture(pictures / "23-licensing-renewal.png")
    sign_out(window)
    assert window.complaints() == []
