"""A whole terminal: the devices and the parts, the sitting over them, and the window over that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage

from app import VERSION
from app.composition.catalogue_in_use import digest_in_use
from app.composition.check_place import check_place
from app.composition.handing import NotedHandOver, hand_over_writer, item_today
from app.composition.parts import Parts
from app.composition.powers import power_writer
from app.composition.queue import HallPart, build_hall_part
from app.composition.receipts import NoticeWriting, receipt_writer, ticket_writer
from app.composition.station_log import station_log
from app.config import Settings
from app.domain.decisions import may_be_decided_here, prints_result
from app.domain.scanned_code import CodeRules
from app.domain.service_item import StationKind
from app.journeys.scanning_commands import ReadCodes
from app.runtime.centre_orders import CentreOrders
from app.runtime.clerk import Clerk
from app.runtime.hall_keys import HallKeys
from app.runtime.handing_hand import DeskFacts
from app.runtime.hands import Hands
from app.runtime.journal import Journal
from app.runtime.leftovers import Leftovers
from app.runtime.live_camera import Preview
from app.runtime.machine import Bench, Machine
from app.runtime.operator_door import OperatorDoor
from app.runtime.premises import Premises
from app.runtime.sitting import Sitting
from app.runtime.station import Station
from app.runtime.upkeep_watch import UpkeepWatch
from app.runtime.waiting_watch import WaitingWatch
from app.viewmodels.translation import Language
from app.viewmodels.window import I18N, RESOURCES, Window, keyboard_folder, open_window
from hardware import Devices, open_devices

if TYPE_CHECKING:
    from app.domain.errors import TerminalError

MADE_OF_SOFTWARE = ("simulated:", "pty:")
"""Readers whose cards carry a pointer to a portrait instead of a photo; never believed of a real reader."""


@dataclass
class Terminal:
    """What stands while the program runs."""

    settings: Settings
    parts: Parts
    devices: Devices
    sitting: Sitting
    hands: Hands
    station: Station
    premises: Premises
    window: Window
    journal: Journal
    language: Language
    leftovers: Leftovers
    orders: CentreOrders
    waiting: WaitingWatch
    upkeep: UpkeepWatch
    hall: HallPart
    keys: HallKeys

    def start(self) -> None:
        """After the first screen stands: look at line and devices, warm what a sitting will need."""
        self.journal.started(VERSION, self.settings.station.kind.value)
        self.hands.carry_out(ReadCodes())
        self.station.start()
        self.premises.start()
        self.leftovers.start()
        self.orders.start()
        self.waiting.look()
        self.hall.start()
        self.keys.start()
        self.upkeep.start()

    def open_store_first(self, failed: Callable[[TerminalError], None]) -> None:
        """Open the store in its worker; `failed` hears of a wrong key, a full disk, a damaged file."""
        from app.runtime.worker import Failed

        def opened(result: Any) -> None:
            if isinstance(result, Failed):
                failed(result.error)  # type: ignore[arg-type]

        def opens(_: object) -> None:
            _ = self.parts.store
            self.parts.pick_up_films()

        self.hands.store.run(opens, opened)

    def close(self) -> None:
        """Within the shutdown budget; what is saved stays saved."""
        self.station.stop()
        self.premises.stop()
        self.upkeep.stop()
        self.keys.stop()
        self.hall.close()
        self.hands.close()
        self.devices.close()
        self.parts.close()
        self.language.reset()
        self.window.close()
        for each in (
            self.orders,
            self.waiting,
            self.upkeep,
            self.keys,
            self.leftovers,
            self.premises,
            self.station,
            self.sitting,
        ):  # in the window's thread, not wherever the last word of them is lost
            each.deleteLater()
            QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)


def build_terminal(settings: Settings, parts: Parts, is_simulated: bool) -> Terminal:
    """Needs a QGuiApplication. Opens no port and no file: each worker opens what it needs."""
    devices = open_devices(settings.devices)
    machine = _machine(settings, parts, devices, is_simulated)
    is_desk = settings.station.kind is not StationKind.SELF_SERVICE
    sitting = Sitting(is_hurried=not is_desk)
    language = Language(I18N)
    holder: list[Window] = []
    hands = Hands(
        machine,
        sitting.dispatch,
        _preview(holder, sitting),
        lambda: language.code,
        settings.station.kind.value,
    )
    sitting.executor = hands
    sitting.changed.connect(lambda: hands.early.look(sitting.state))
    station = Station(settings, machine, hands)
    premises = Premises(machine, hands, sitting, settings.power.drain_s)
    leftovers = Leftovers(machine, hands, sitting)
    leftovers.follow_reader(station.watch)
    orders = CentreOrders(machine, hands, sitting, premises)
    waiting = WaitingWatch(machine, hands)
    station.follow_waiting(waiting)
    upkeep = UpkeepWatch(machine.tend, hands.errands, hands.store)
    station.follow_upkeep(upkeep)
    orders.lock_turned.connect(upkeep.look)
    upkeep.changed.connect(lambda: premises.freeze(upkeep.is_frozen))
    premises.changed.connect(waiting.look)
    door = OperatorDoor(
        lambda: parts.operators, lambda: parts.enroller.enrolment() is not None, hands.errands, hands.store
    )
    folder = keyboard_folder(settings.data_dir)
    clerk = Clerk(hands, parts.record, lambda: _with_paper(parts), lambda: _decidable(parts)) if is_desk else None
    kind = settings.station.kind
    hall = build_hall_part(parts, machine, hands, sitting, lambda: language.code, clerk)
    keys = HallKeys(machine.hand_over, hands.errands, hands.store)
    check = check_place(settings)
    has_camera = machine.bench.document_camera is not None
    hands.handing.desk = lambda: DeskFacts(station.online, has_camera, check.chart)
    window = open_window(
        sitting,
        station,
        premises,
        parts.catalogue,
        language,
        folder,
        door,
        kind,
        clerk,
        hands.film.clock,
        check,
        hall.queue,
        hall.calls,
        keys,
    )
    if clerk is not None:
        clerk.setParent(sitting)
        clerk.changed.connect(orders.look)
    holder.append(window)
    journal = Journal(hands, sitting, station, premises, parts.record, parts.new_id)
    return Terminal(
        settings,
        parts,
        devices,
        sitting,
        hands,
        station,
        premises,
        window,
        journal,
        language,
        leftovers,
        orders,
        waiting,
        upkeep,
        hall,
        keys,
    )


def _with_paper(parts: Parts) -> frozenset[str]:
    return frozenset(item.code for item in parts.catalogue.items() if prints_result(item))


def _decidable(parts: Parts) -> frozenset[str]:
    return frozenset(item.code for item in parts.catalogue.items() if may_be_decided_here(item))


def _preview(holder: list[Window], sitting: Sitting) -> Preview:
    """`holder` has the window by the time a camera is looked through."""

    def show(image: QImage) -> None:
        holder[0].preview.put(image)
        sitting.show_preview()

    return Preview(lambda: holder[0].preview.is_free(), lambda picture: holder[0].preview.prepare(picture), show)


def _machine(settings: Settings, parts: Parts, devices: Devices, is_simulated: bool) -> Machine:
    begun_with = digest_in_use(settings)
    return Machine(
        bench=Bench(
            id_card_reader=devices.id_card_reader,
            camera=devices.camera,
            receipt_printer=devices.receipt_printer,
            certificate_printer=devices.certificate_printer,
            evaluation_keypad=devices.evaluation_keypad,
            code_scanner=devices.code_scanner,
            speaker=devices.speaker,
            io_board=devices.io_board,
            power=devices.power,
            document_camera=devices.document_camera,
        ),
        store=lambda: parts.store,
        outbox=lambda: parts.outbox,
        prints=lambda: parts.prints,
        synchronizer=lambda: parts.synchronizer,
        services=lambda: parts.services,
        enroller=lambda: parts.enroller,
        studio=lambda: parts.studio,
        matcher=lambda: parts.matcher,
        turns=lambda: parts.turns,
        warm_faces=parts.warm_faces,
        forget_faces=parts.forget_faces,
        certificates=lambda: parts.certificates,
        write_receipt=receipt_writer(settings, parts),
        custody=lambda: parts.custody,
        drafts=lambda: parts.drafts,
        notices=lambda: parts.notices,
        write_notice=NoticeWriting(settings),
        decisions=lambda: parts.decisions,
        films=lambda: parts.films,
        rules=lambda: parts.rules,
        desk=lambda: parts.outbox_desk,
        early=lambda: parts.early_uploads,
        station_log=lambda: station_log(parts.newest_records, parts.now()),
        sound_of=_sound_of,
        portrait_of=_portrait_decoder(settings, is_simulated),
        now=parts.now,
        tend=lambda: parts.tend(keeps_reserve=not is_simulated),
        accounts=lambda: parts.accounts,
        flattener=lambda: parts.flattener,
        book=lambda: parts.book,
        following=lambda: parts.following,
        tickets=lambda: parts.tickets,
        appointments=lambda: parts.appointments,
        person_file=lambda: parts.person_file,
        write_ticket=ticket_writer(settings, parts),
        item_of=lambda code: parts.catalogue.item(code),
        write_power=power_writer(settings, parts),
        code_rules=lambda: _code_rules(settings, parts),
        tend_data=parts.tend_data,
        hand_over=lambda: NotedHandOver(parts.hand_over, parts.record),
        write_hand_over=hand_over_writer(settings),
        item_today=item_today(parts),
        versions=lambda: {"program": VERSION, "catalogue": parts.catalogue.version},
        catalogue_came=lambda: digest_in_use(settings) != begun_with,
    )


def _code_rules(settings: Settings, parts: Parts) -> CodeRules:
    enrolment = parts.enroller.enrolment()
    return CodeRules(enrolment.centre_url if enrolment is not None else "", settings.e_licence_pattern)


def _sound_of(name: str, language: str) -> Path:
    return RESOURCES / "sounds" / language / f"{name}.wav"


def _portrait_decoder(settings: Settings, is_simulated: bool) -> Callable[[bytes], bytes | None]:
    from hardware.id_card_reader.portrait import portrait_decoder

    reader = settings.devices.get("id_card_reader")
    if reader is None:
        return lambda _: None
    is_software = is_simulated or reader.address.startswith(MADE_OF_SOFTWARE)
    return portrait_decoder(reader.options, is_simulated=is_software)
