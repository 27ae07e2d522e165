"""station.toml and the environment, checked at start and frozen.

Sources: CONTRACT "Addresses of devices". Environment: KIOSK_DATA_DIR, KIOSK_CONFIG.
"""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path
from typing import Any

from app.domain.errors import ConfigInvalid
from app.domain.freeze import FreezeLimits
from app.domain.service_item import StationKind
from hardware import DeviceSettings

DEVICE_ROOMS = (
    "id_card_reader",
    "camera",
    "document_camera",
    "receipt_printer",
    "certificate_printer",
    "evaluation_keypad",
    "code_scanner",
    "speaker",
    "power",
    "io_board",
)
SIMULATED_ROOMS = (
    "id_card_reader",
    "camera",
    "receipt_printer",
    "certificate_printer",
    "evaluation_keypad",
    "code_scanner",
    "speaker",
    "power",
    "io_board",
)
DESK_ROOMS = ("document_camera",)
"""A desk has these too."""
LANGUAGES = ("zh_CN", "en")
SECTIONS = (
    "station",
    "devices",
    "vision",
    "catalogue",
    "power",
    "codes",
    "storage",
    "sync",
    "limits",
    "tickets",
    "medical",
)
STATION_KEYS = ("kind", "language", "name", "place", "number", "help_line")
KEY_KINDS = ("file", "tpm", "passphrase")
RETENTION_DAYS = 90
KEEP_SENT_DAYS = 2
LONGEST_RETENTION_DAYS = 3650
FACE_THRESHOLD = 0.6
DRAIN_S = 120.0
FASTEST_LINE_KBPS = 10_000_000
RESERVE_MB = 64
HIGHEST_WINDOW = 99
LIMITS = FreezeLimits()
PIXEL_MM, PIXELS_MM = 0.274, (0.1, 1.0)
DISTANCE_MM, DISTANCES_MM = 5000.0, (1000.0, 10_000.0)
LARGEST_LIMIT = 100_000_000
_HOURS = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)")


@dataclass(frozen=True, slots=True)
class StationFacts:
    """What the screens and papers say of this station."""

    kind: StationKind = StationKind.SELF_SERVICE
    name: str = "便民服务终端"
    place: str = "云溪镇便民服务中心"
    number: str = "1 号机"
    language: str = "zh_CN"
    help_line: str = "12345"


@dataclass(frozen=True, slots=True)
class PowerFacts:
    """What the station does on battery. `shutdown_command` is run when the program has ended; empty: nothing is."""

    drain_s: float = DRAIN_S
    shutdown_command: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StorageFacts:
    """How the database key is kept, and how long what is readable of a person stays where an item does not say.

    `tpm_tcti` names the TPM as tpm2-tools do (empty: their own choice), `tpm_pcrs` binds the key to measured states.
    `keep_sent_days`: how long what is sealed to the centre stays after its word; 0: not at all.
    """

    key: str = "file"
    tpm_tcti: str = ""
    tpm_pcrs: str = ""
    retention_days: int = RETENTION_DAYS
    keep_sent_days: int = KEEP_SENT_DAYS


@dataclass(frozen=True, slots=True)
class SyncFacts:
    """How much of the line attachments may take (0: all of it), and from when to when videos go (None: always)."""

    upload_kbps: int = 0
    video_hours: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """How the station takes part in the queue of its hall, which is all stations of one `station.place`.

    `window` is the number at a desk's window, as it is called out; `quick_first`: it takes the quick lane before the
    others; `offered`: a self-service terminal gives tickets.
    """

    window: int = 1
    quick_first: bool = True
    offered: bool = True


@dataclass(frozen=True, slots=True)
class MedicalFacts:
    """The screen of the eye test: the side of one of its 1920 columns, and how far from it the eye is."""

    pixel_mm: float = PIXEL_MM
    distance_mm: float = DISTANCE_MM


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one station. `devices` by room name."""

    data_dir: Path
    config_file: Path
    station: StationFacts = StationFacts()
    devices: Mapping[str, DeviceSettings] = field(default_factory=dict)
    face_threshold: float = FACE_THRESHOLD
    head_turn: bool = False
    catalogue_dir: Path | None = None
    catalogue_from_centre: bool = True
    """What the centre sends takes the place of `catalogue_dir`, or of what ships."""
    rules_dir: Path | None = None
    e_licence_pattern: str = ""
    power: PowerFacts = PowerFacts()
    storage: StorageFacts = StorageFacts()
    sync: SyncFacts = SyncFacts()
    tickets: TicketFacts = TicketFacts()
    medical: MedicalFacts = MedicalFacts()
    limits: FreezeLimits = LIMITS
    reserve_mb: int = RESERVE_MB
    """Room on the disk kept back for the audit trail, sending and erasing; 0 keeps nothing back."""

    def simulated(self) -> Settings:
        """The same with every device of the bench replaced by its simulator."""
        more = () if self.station.kind is StationKind.SELF_SERVICE else DESK_ROOMS
        rooms = {room: DeviceSettings("simulated:") for room in (*SIMULATED_ROOMS, *more)}
        return replace(self, devices={**self.devices, **rooms})


def default_data_dir() -> Path:
    from platformdirs import user_data_path

    return (
        Path(os.environ["KIOSK_DATA_DIR"]) if os.environ.get("KIOSK_DATA_DIR") else user_data_path("bianmin-terminal")
    )


def load_settings(data_dir: Path | None = None, config_file: Path | None = None) -> Settings:
    """Read and check. A missing file is an empty one, unless it was named. Raises ConfigInvalid."""
    directory = data_dir or default_data_dir()
    named = config_file or (Path(os.environ["KIOSK_CONFIG"]) if os.environ.get("KIOSK_CONFIG") else None)
    path = named or directory / "station.toml"
    sections = _Sections(path, _read(path, must_exist=named is not None))
    vision = sections.take("vision", ("face_threshold", "head_turn"))
    catalogue = sections.take("catalogue", ("dir", "rules_dir", "from_centre"))
    limits = sections.take("limits", (*FreezeLimits.__dataclass_fields__, "reserve_mb"))
    return Settings(
        data_dir=directory,
        config_file=path,
        station=_station(sections.take("station", STATION_KEYS)),
        devices=_devices(sections.take("devices", DEVICE_ROOMS)),
        face_threshold=_number(vision, "face_threshold", FACE_THRESHOLD),
        head_turn=_switch(vision, "head_turn"),
        power=_power(sections.take("power", ("drain_s", "shutdown_command"))),
        storage=_storage(sections.take("storage", ("key", "tpm_tcti", "tpm_pcrs", "retention_days", "keep_sent_days"))),
        sync=_sync(sections.take("sync", ("upload_kbps", "video_hours"))),
        tickets=_tickets(sections.take("tickets", tuple(TicketFacts.__dataclass_fields__))),
        medical=_medical(sections.take("medical", tuple(MedicalFacts.__dataclass_fields__))),
        limits=_limits(limits),
        reserve_mb=_whole(limits, "reserve_mb", RESERVE_MB, least=0),
        catalogue_dir=_folder(catalogue, "dir", path.parent),
        rules_dir=_folder(catalogue, "rules_dir", path.parent),
        catalogue_from_centre=_switch(catalogue, "from_centre", default=True),
        e_licence_pattern=_pattern(sections.take("codes", ("e_licence_pattern",)), "e_licence_pattern"),
    )


@dataclass(frozen=True, slots=True)
class _Sections:
    """The tables of one file; a name nobody knows is a typing error, and is said instead of being passed over."""

    path: Path
    table: Mapping[str, Any]

    def __post_init__(self) -> None:
        for name in self.table:
            if name not in SECTIONS:
                raise ConfigInvalid(f"{self.path} 里的 [{name}] 不认识", f"可以写：{'、'.join(SECTIONS)}")

    def take(self, name: str, known: Sequence[str]) -> Mapping[str, Any]:
        section = self.table.get(name, {})
        if not isinstance(section, Mapping):
            raise ConfigInvalid(f"{self.path} 里的 {name} 要写成一节", f"写成 [{name}]，下面每行一项")
        for key in section:
            if key not in known:
                raise ConfigInvalid(f"{self.path} 里的 {name}.{key} 不认识", f"可以写：{'、'.join(known)}")
        return section


def _read(path: Path, must_exist: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError) as error:
        if must_exist:
            raise ConfigInvalid(f"找不到配置文件 {path}", "检查 --config 后面的路径") from error
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigInvalid(f"配置文件 {path} 写得不对：{error}", "按提示的行号改好再启动") from error
    except OSError as error:
        raise ConfigInvalid(f"读不了配置文件 {path}", "要是一个文件，本用户能读") from error


def _station(table: Mapping[str, Any]) -> StationFacts:
    kind = str(table.get("kind", StationKind.SELF_SERVICE))
    if kind not in set(StationKind):
        raise ConfigInvalid(f"station.kind 不认识：{kind}", "写 self_service、counter 或 post")
    language = str(table.get("language", "zh_CN"))
    if language not in LANGUAGES:
        raise ConfigInvalid(f"station.language 不认识：{language}", "写 zh_CN 或 en")
    texts = {key: table[key] for key in STATION_KEYS[2:] if key in table}
    for key, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise ConfigInvalid(f"station.{key} 要写文字", f'例如 {key} = "1 号机"')
    return StationFacts(kind=StationKind(kind), language=language, **texts)


def _devices(table: Mapping[str, Any]) -> dict[str, DeviceSettings]:
    devices: dict[str, DeviceSettings] = {}
    for room, entry in table.items():
        if not isinstance(entry, Mapping) or not isinstance(entry.get("address"), str):
            raise ConfigInvalid(f"devices.{room} 缺 address", '例如 address = "serial:/dev/ttyUSB0?baud=115200"')
        driver = entry.get("driver", "")
        if not isinstance(driver, str):
            raise ConfigInvalid(f"devices.{room}.driver 要写文字", "写驱动的名字，或去掉这一行")
        options = {key: value for key, value in entry.items() if key not in ("address", "driver")}
        devices[room] = DeviceSettings(entry["address"], driver, options)
    return devices


def _number(table: Mapping[str, Any], key: str, default: float) -> float:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise ConfigInvalid(f"{key} 要写大于 0 的数", f"例如 {key} = {default}")
    return float(value)


def _switch(table: Mapping[str, Any], key: str, default: bool = False) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        raise ConfigInvalid(f"{key} 要写 true 或 false", f"例如 {key} = true")
    return value


def _power(table: Mapping[str, Any]) -> PowerFacts:
    command = table.get("shutdown_command", [])
    if not isinstance(command, list) or not all(isinstance(word, str) and word for word in command):
        raise ConfigInvalid(
            "power.shutdown_command 要写成一列文字", '例如 shutdown_command = ["systemctl", "poweroff"]'
        )
    return PowerFacts(_number(table, "drain_s", DRAIN_S), tuple(command))


def _storage(table: Mapping[str, Any]) -> StorageFacts:
    kind = table.get("key", "file")
    if kind not in KEY_KINDS:
        raise ConfigInvalid(f"storage.key 不认识：{kind}", "写 file、tpm 或 passphrase")
    texts = {key: table[key] for key in ("tpm_tcti", "tpm_pcrs") if key in table}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ConfigInvalid("storage.tpm_tcti 和 storage.tpm_pcrs 要写文字", '例如 tpm_pcrs = "sha256:7"')
    days = table.get("retention_days", RETENTION_DAYS)
    if isinstance(days, bool) or not isinstance(days, int) or not 0 < days <= LONGEST_RETENTION_DAYS:
        raise ConfigInvalid("storage.retention_days 要写天数", f"例如 retention_days = {RETENTION_DAYS}")
    sent = table.get("keep_sent_days", KEEP_SENT_DAYS)
    if isinstance(sent, bool) or not isinstance(sent, int) or not 0 <= sent <= LONGEST_RETENTION_DAYS:
        raise ConfigInvalid("storage.keep_sent_days 要写天数，0 是不留", f"例如 keep_sent_days = {KEEP_SENT_DAYS}")
    return StorageFacts(key=str(kind), retention_days=days, keep_sent_days=sent, **texts)


def _sync(table: Mapping[str, Any]) -> SyncFacts:
    kbps = table.get("upload_kbps", 0)
    if isinstance(kbps, bool) or not isinstance(kbps, int) or not 0 <= kbps <= FASTEST_LINE_KBPS:
        raise ConfigInvalid("sync.upload_kbps 要写整数，单位 kbit/s，0 是不限", "例如 upload_kbps = 2000")
    return SyncFacts(kbps, _hours(table.get("video_hours", "")))


def _tickets(table: Mapping[str, Any]) -> TicketFacts:
    window = table.get("window", 1)
    if isinstance(window, bool) or not isinstance(window, int) or not 1 <= window <= HIGHEST_WINDOW:
        raise ConfigInvalid(f"tickets.window 要写窗口号，1 到 {HIGHEST_WINDOW}", "例如 window = 3")
    return TicketFacts(window, _switch(table, "quick_first", default=True), _switch(table, "offered", default=True))


def _hours(text: Any) -> tuple[time, time] | None:
    if text == "":
        return None
    found = _HOURS.fullmatch(text) if isinstance(text, str) else None
    if found is None or found[1] == found[2]:
        raise ConfigInvalid("sync.video_hours 要写从几点到几点", '例如 video_hours = "22:00-06:00"；整天都可以就不写')
    return time.fromisoformat(found[1]), time.fromisoformat(found[2])


def _limits(table: Mapping[str, Any]) -> FreezeLimits:
    """Each ladder rises: what warns comes before what stops."""
    limits = FreezeLimits(
        **{name: _whole(table, name, getattr(LIMITS, name), least=1) for name in FreezeLimits.__dataclass_fields__}
    )
    rising = (
        ("offline_warn_days", "offline_stop_days"),
        ("waiting_warn", "waiting_stop"),
        ("disk_stop_mb", "disk_no_video_mb"),
        ("disk_no_video_mb", "disk_warn_mb"),
    )
    for lower, upper in rising:
        if getattr(limits, lower) > getattr(limits, upper):
            raise ConfigInvalid(f"limits.{lower} 不能比 limits.{upper} 大", "改小前一个，或改大后一个")
    return limits


def _medical(table: Mapping[str, Any]) -> MedicalFacts:
    return MedicalFacts(
        _between(table, "pixel_mm", PIXEL_MM, PIXELS_MM), _between(table, "distance_mm", DISTANCE_MM, DISTANCES_MM)
    )


def _between(table: Mapping[str, Any], key: str, default: float, span: tuple[float, float]) -> float:
    value = _number(table, key, default)
    if not span[0] <= value <= span[1]:
        raise ConfigInvalid(f"medical.{key} 要写 {span[0]:g} 到 {span[1]:g} 毫米", f"例如 {key} = {default:g}")
    return value


def _whole(table: Mapping[str, Any], key: str, default: int, *, least: int) -> int:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LARGEST_LIMIT:
        raise ConfigInvalid(f"limits.{key} 要写整数，至少 {least}", f"例如 {key} = {default}")
    return value


def _folder(table: Mapping[str, Any], key: str, home: Path) -> Path | None:
    """Relative to the file it is written in, wherever the program is started."""
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        raise ConfigInvalid(f"{key} 要写文件夹的路径", f'例如 {key} = "catalogue"')
    return home / value


def _pattern(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if value == "":
        return ""
    from app.domain.scanned_code import CodeRules

    try:
        return CodeRules(e_licence_pattern=value).e_licence_pattern
    except (TypeError, ValueError) as error:
        raise ConfigInvalid(f"{key} 不是能用的正则表达式", "按电子证照码的样子写全，不要写能配上任何内容的") from error
