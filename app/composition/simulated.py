"""Everything on one machine: simulators instead of devices, an embedded centre instead of the city's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.composition.parts import Parts
from app.config import Settings
from app.domain.errors import ConfigInvalid
from hardware import open_simulators

if TYPE_CHECKING:
    from app.central.server import EmbeddedCentre

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
STATION_ID = "YX01"
SCENES = {"face": "camera-face", "photo": "camera-photo", "other": "camera-other", "bad": "camera-bad"}
DOCUMENTS = {"bank-card": "document-bank-card"}
PICTURE_HOLD_S = 0.8
"""How long the simulated camera sees the same picture: faster would flicker."""


@dataclass
class SimulatedPlace:
    """Simulators and centre of one place; `settings` name the simulators' real addresses."""

    settings: Settings
    simulators: Any
    centre: Any

    @property
    def scenes(self) -> dict[str, Path]:
        """What the camera can be shown, by name."""
        return {name: DEMO / folder for name, folder in SCENES.items()}

    @property
    def documents(self) -> dict[str, Path]:
        """What may lie under the document camera, by name."""
        return {name: DEMO / folder for name, folder in DOCUMENTS.items()}

    def enrol(self, parts: Parts) -> None:
        """Register the station with the embedded centre, once per data directory."""
        from app.central.administration import make_enrolment_code

        if parts.enroller.enrolment() is None:
            code = make_enrolment_code(self.settings.data_dir, STATION_ID, self.settings.station.kind.value)
            parts.enroller.enrol(self.centre.url, code, self.settings.station.kind.value)

    def connect(self, is_online: bool) -> None:
        """Pull or plug the network: the centre stops answering, or answers again."""
        if is_online:
            self.centre.start()
        else:
            self.centre.stop()

    def close(self) -> None:
        self.simulators.close()
        self.centre.stop()


def open_place(settings: Settings, parts: Parts) -> SimulatedPlace:
    """Starts the simulators and the centre. Raises TerminalError, HardwareError."""
    from app.central.server import EmbeddedCentre

    addresses, simulators = open_simulators(settings.simulated().devices)
    camera = addresses["camera"]
    addresses["camera"] = replace(camera, options={**camera.options, "hold_s": PICTURE_HOLD_S})
    try:
        port = _known_port(parts)
        centre = EmbeddedCentre(settings.data_dir, parts.catalogue, port=port)
        _start(centre, is_fixed=port != 0)
    except BaseException:
        simulators.close()
        raise
    place = SimulatedPlace(replace(settings, devices=addresses), simulators, centre)
    place.enrol(parts)
    place.simulators.camera.show(place.scenes["face"])
    if place.simulators.document_camera is not None:
        place.simulators.document_camera.show(place.documents["bank-card"])
    return place


def _start(centre: EmbeddedCentre, *, is_fixed: bool) -> None:
    """Raises ConfigInvalid."""
    try:
        centre.start()
    except ConfigInvalid as taken:
        if is_fixed:
            taken.what_to_do = "本机登记在这个端口：先停掉占用它的程序，或用 --data-dir 换一个数据目录。"
        raise


def _known_port(parts: Parts) -> int:
    """The port this data directory was enrolled with, so that it finds its centre again; 0 is a free one."""
    from urllib.parse import urlsplit

    enrolment = parts.enroller.enrolment()
    return (urlsplit(enrolment.centre_url).port or 0) if enrolment else 0


def sample_card(parts: Parts, item_code: str, seed: int) -> Any:
    """A card of an invented person who may apply for the item, with the demo portrait."""
    from app.catalogue.samples import make_sample
    from hardware.id_card_reader.simulated_card import SimulatedCard

    applicant = make_sample(parts.catalogue.item(item_code), seed).data["applicant"]
    fields = {key: value for key, value in applicant.items() if key != "sam_id"}
    return SimulatedCard.from_json({**fields, "photo": "portrait-card.png"}, DEMO)
