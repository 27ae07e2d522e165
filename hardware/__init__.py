"""Bytes and devices: no app, no Qt, no database. This file is the only door.

    devices = open_devices({"id_card_reader": DeviceSettings("serial:/dev/ttyUSB0")})
    devices.id_card_reader.read(timeout_s=30)

Nothing is imported before it is used, so that the first screen waits for no device. `_HOMES` says where each name
lives; the imports below it are the same list for the type checker (tests/unit/hardware/test_door.py compares them).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hardware.camera.encoder import Segment as Segment
    from hardware.camera.interface import Camera as Camera
    from hardware.camera.interface import Picture as Picture
    from hardware.camera.interface import Shot as Shot
    from hardware.camera.picture_file import jpeg_of as jpeg_of
    from hardware.camera.preview import fill_preview as fill_preview
    from hardware.camera.recorder import Recorded as Recorded
    from hardware.camera.recorder import Recorder as Recorder
    from hardware.certificate_printer.interface import CertificatePrinter as CertificatePrinter
    from hardware.certificate_printer.interface import DocumentNotPrinted as DocumentNotPrinted
    from hardware.certificate_printer.interface import DocumentOutcome as DocumentOutcome
    from hardware.certificate_printer.interface import DocumentPrinted as DocumentPrinted
    from hardware.code_scanner.interface import CodeScanned as CodeScanned
    from hardware.code_scanner.interface import CodeScanner as CodeScanner
    from hardware.code_scanner.interface import NoCode as NoCode
    from hardware.code_scanner.interface import ScanOutcome as ScanOutcome
    from hardware.device_settings import DeviceSettings as DeviceSettings
    from hardware.devices import Devices as Devices
    from hardware.devices import open_devices as open_devices
    from hardware.errors import AddressInvalid as AddressInvalid
    from hardware.errors import Cancelled as Cancelled
    from hardware.errors import DeviceRefused as DeviceRefused
    from hardware.errors import DriverUnknown as DriverUnknown
    from hardware.errors import FrameDamaged as FrameDamaged
    from hardware.errors import HardwareError as HardwareError
    from hardware.errors import LinkLost as LinkLost
    from hardware.errors import LinkNotThere as LinkNotThere
    from hardware.errors import LinkSilent as LinkSilent
    from hardware.errors import OptionInvalid as OptionInvalid
    from hardware.errors import RecordingFailed as RecordingFailed
    from hardware.evaluation_keypad.interface import AskOutcome as AskOutcome
    from hardware.evaluation_keypad.interface import Evaluated as Evaluated
    from hardware.evaluation_keypad.interface import EvaluationCancelled as EvaluationCancelled
    from hardware.evaluation_keypad.interface import EvaluationKeypad as EvaluationKeypad
    from hardware.evaluation_keypad.interface import NoAnswer as NoAnswer
    from hardware.id_card_reader.card_json import card_as_json as card_as_json
    from hardware.id_card_reader.interface import CardKind as CardKind
    from hardware.id_card_reader.interface import CardRead as CardRead
    from hardware.id_card_reader.interface import CardUnreadable as CardUnreadable
    from hardware.id_card_reader.interface import IdCardReader as IdCardReader
    from hardware.id_card_reader.interface import NoCard as NoCard
    from hardware.id_card_reader.interface import ReadOutcome as ReadOutcome
    from hardware.id_card_reader.portrait import decode_portrait as decode_portrait
    from hardware.io_board.interface import Contacts as Contacts
    from hardware.io_board.interface import IoBoard as IoBoard
    from hardware.io_board.interface import LightMode as LightMode
    from hardware.power.interface import Power as Power
    from hardware.power.interface import PowerReading as PowerReading
    from hardware.power.interface import PowerSource as PowerSource
    from hardware.power.judging import Judgement as Judgement
    from hardware.power.judging import Outlook as Outlook
    from hardware.power.judging import judge as judge
    from hardware.receipt_printer.interface import FeedLine as FeedLine
    from hardware.receipt_printer.interface import NotKnown as NotKnown
    from hardware.receipt_printer.interface import NotPrinted as NotPrinted
    from hardware.receipt_printer.interface import NotRetracted as NotRetracted
    from hardware.receipt_printer.interface import Printed as Printed
    from hardware.receipt_printer.interface import PrintOutcome as PrintOutcome
    from hardware.receipt_printer.interface import QrLine as QrLine
    from hardware.receipt_printer.interface import Receipt as Receipt
    from hardware.receipt_printer.interface import ReceiptLine as ReceiptLine
    from hardware.receipt_printer.interface import ReceiptPrinter as ReceiptPrinter
    from hardware.receipt_printer.interface import Retracted as Retracted
    from hardware.receipt_printer.interface import RetractOutcome as RetractOutcome
    from hardware.receipt_printer.interface import RuleLine as RuleLine
    from hardware.receipt_printer.interface import SlipOutcome as SlipOutcome
    from hardware.receipt_printer.interface import SlipPresenter as SlipPresenter
    from hardware.receipt_printer.interface import StillThere as StillThere
    from hardware.receipt_printer.interface import Taken as Taken
    from hardware.receipt_printer.interface import TextLine as TextLine
    from hardware.registry import Device as Device
    from hardware.registry import open_device as open_device
    from hardware.simulators import Simulators as Simulators
    from hardware.simulators import open_simulators as open_simulators
    from hardware.speaker.interface import NotPlayed as NotPlayed
    from hardware.speaker.interface import Played as Played
    from hardware.speaker.interface import PlayOutcome as PlayOutcome
    from hardware.speaker.interface import Speaker as Speaker
    from hardware.speaker.wave_sound import join_wavs as join_wavs
    from hardware.status import DeviceState as DeviceState
    from hardware.status import DeviceStatus as DeviceStatus
    from hardware.status import MediaState as MediaState
    from hardware.status import MendingAction as MendingAction
    from hardware.status import PaperState as PaperState
    from hardware.transport.plugging import PlugWatch as PlugWatch
    from hardware.transport.plugging import open_plug_watch as open_plug_watch

_NAMES_OF = {
    "camera.encoder": "Segment",
    "camera.interface": "Camera Picture Shot",
    "camera.picture_file": "jpeg_of",
    "camera.preview": "fill_preview",
    "camera.recorder": "Recorded Recorder",
    "certificate_printer.interface": "CertificatePrinter DocumentNotPrinted DocumentOutcome DocumentPrinted",
    "code_scanner.interface": "CodeScanned CodeScanner NoCode ScanOutcome",
    "device_settings": "DeviceSettings",
    "devices": "Devices open_devices",
    "errors": "AddressInvalid Cancelled DeviceRefused DriverUnknown FrameDamaged HardwareError LinkLost LinkNotThere"
    " LinkSilent OptionInvalid RecordingFailed",
    "evaluation_keypad.interface": "AskOutcome Evaluated EvaluationCancelled EvaluationKeypad NoAnswer",
    "id_card_reader.card_json": "card_as_json",
    "id_card_reader.interface": "CardKind CardRead CardUnreadable IdCardReader NoCard ReadOutcome",
    "id_card_reader.portrait": "decode_portrait",
    "io_board.interface": "Contacts IoBoard LightMode",
    "power.interface": "Power PowerReading PowerSource",
    "power.judging": "Judgement Outlook judge",
    "receipt_printer.interface": "FeedLine NotKnown NotPrinted NotRetracted PrintOutcome Printed QrLine Receipt"
    " ReceiptLine ReceiptPrinter RetractOutcome Retracted RuleLine SlipOutcome SlipPresenter StillThere Taken TextLine",
    "registry": "Device open_device",
    "speaker.interface": "NotPlayed PlayOutcome Played Speaker",
    "speaker.wave_sound": "join_wavs",
    "simulators": "Simulators open_simulators",
    "status": "DeviceState DeviceStatus MediaState MendingAction PaperState",
    "transport.plugging": "PlugWatch open_plug_watch",
}

_HOMES = {name: f"hardware.{module}" for module, names in _NAMES_OF.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(globals().keys() | _HOMES.keys())
