"""What `kiosk doctor` finds in the data directory: database, papers, log, clock, keys, things left behind, centre."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.findings import Finding, Mark
from app.commands.output import EXIT_STORAGE
from app.domain.errors import CentreRefused, CentreUnreachable, TerminalError
from app.domain.formats import CHINA
from app.domain.freeze import Ground, reasons_of

if TYPE_CHECKING:
    from app.composition import Parts
    from app.config import Settings
    from app.domain.prints import PrintJob

CLOCK_SLACK = timedelta(minutes=5)
CERTIFICATE_WARNING = timedelta(days=30)
LONGEST_PRINT = timedelta(minutes=5)
"""An open job older than this is not being printed any more."""
EVERY_JOB = 1_000_000


def check_store(settings: Settings) -> Iterator[Finding]:
    from app.composition import open_parts

    try:
        with open_parts(settings) as parts:
            yield Finding("数据库", Mark.OK, f"打开了，{parts.outbox.waiting()} 件等着送")
            yield _conflicts(parts)
            yield _papers(parts.prints.jobs(EVERY_JOB, unsettled=True), datetime.now(UTC))
            yield _left_behind(parts)
            yield _chain(parts.verify_audit())
            yield _times(parts)
            yield _private(settings.data_dir)
            yield _key_kept(settings)
            yield _certificate(parts)
            yield _centre(parts)
    except TerminalError as error:
        yield Finding("数据库", Mark.BAD, error.message, error.what_to_do, EXIT_STORAGE, error.code)


def _conflicts(parts: Parts) -> Finding:
    number = parts.outbox.conflicts()
    if number:
        return Finding("上报", Mark.WARN, f"{number} 件和中心对不上，等人看", "用 kiosk sync status 看，联系中心")
    return Finding("上报", Mark.OK, "没有要人看的")


def _papers(open_jobs: Sequence[PrintJob], now: datetime) -> Finding:
    """Nothing is guessed here, and nothing written: a job is only called broken off when it is too old to be alive."""
    unknown = sum(job.needs_a_person for job in open_jobs)
    broken_off = sum(not job.needs_a_person and now - job.queued_at > LONGEST_PRINT for job in open_jobs)
    if unknown or broken_off:
        told = [f"{unknown} 张不知道出来没有"] if unknown else []
        told += [f"{broken_off} 张打到一半断了"] if broken_off else []
        what_to_do = "用 kiosk print list --unsettled 看是哪张，到出纸口看过再 settle"
        return Finding("打印台账", Mark.WARN, "、".join(told), what_to_do)
    if open_jobs:
        return Finding("打印台账", Mark.OK, f"正在打 {len(open_jobs)} 张")
    return Finding("打印台账", Mark.OK, "每张都有结果")


def _left_behind(parts: Parts) -> Finding:
    number = parts.custody.waiting()
    if number:
        return Finding("遗落物品", Mark.WARN, f"{number} 件要人去收", "用 kiosk custody list --open 看，收好后了结")
    return Finding("遗落物品", Mark.OK, "没有")


def _chain(report: Any) -> Finding:
    if report.intact:
        return Finding("日志", Mark.OK, f"{report.records} 条，完整")
    return Finding("日志", Mark.BAD, f"{report.records} 条，断了", "保留数据目录，告诉维护人员", EXIT_STORAGE)


def _times(parts: Parts) -> Finding:
    newest = parts.store.cases(1)
    if newest and newest[0].submitted_at > datetime.now(UTC) + CLOCK_SLACK:
        return Finding("办件时间", Mark.BAD, "最近一件的时间在现在之后，时钟倒退了", "对时")
    return Finding("办件时间", Mark.OK, "没有倒退")


def _private(data_dir: Path) -> Finding:
    """The key, what it opens and the passphrase that opens it belong to this user alone."""
    from app.composition.passphrases import file_named

    if os.name == "posix" and any(
        _is_open(path.stat()) for path in (data_dir / "keys" / "database.key", data_dir / "terminal.db")
    ):
        return Finding("密钥", Mark.BAD, "别的用户也能读", "chmod 600 数据目录里的 keys/database.key 和 terminal.db")
    named = file_named()
    if os.name == "posix" and named is not None and named.exists():
        found = named.stat()
        if _is_open(found) or found.st_uid not in {0, os.geteuid()}:
            what_to_do = f"把 {named} 的属主改成本用户，再 chmod 600"
            return Finding("密钥", Mark.BAD, "口令文件别的用户也能读", what_to_do)
    return Finding("密钥", Mark.OK, "只有本用户能读")


def _is_open(found: os.stat_result) -> bool:
    """To the group or to others."""
    return bool(found.st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _key_kept(settings: Settings) -> Finding:
    from app.storage.key_change import look_at_key

    kept, wished = look_at_key(settings.data_dir), settings.storage.key
    if kept is not None and kept.kind != wished:
        told = f"现在是 {kept.kind}，station.toml 里写的是 {wished}"
        what_to_do = (
            f'在 station.toml 的 [storage] 里写 key = "{kept.kind}"；要换回去才用 kiosk key change --to {wished}'
        )
        return Finding("密钥保管", Mark.WARN, told, what_to_do)
    return Finding("密钥保管", Mark.OK, wished)


def _certificate(parts: Parts) -> Finding:
    """What signs documents ends one day."""
    from cryptography import x509

    enrolment = parts.enroller.enrolment()
    if enrolment is None:
        return Finding("签名证书", Mark.WARN, "还没有，登记时由中心签发", "用 kiosk enrol 登记")
    ends = x509.load_pem_x509_certificate(enrolment.signing_certificate.encode()).not_valid_after_utc
    words = f"到 {ends.astimezone(CHINA):%Y-%m-%d}"
    if ends <= datetime.now(UTC):
        return Finding("签名证书", Mark.BAD, f"{words}，过期了", "重新登记")
    soon = ends - CERTIFICATE_WARNING <= datetime.now(UTC)
    return Finding("签名证书", Mark.WARN if soon else Mark.OK, words, "准备重新登记" if soon else "")


def _centre(parts: Parts) -> Finding:
    if parts.enroller.enrolment() is None:
        return Finding("中心", Mark.WARN, "还没登记", "用 kiosk enrol 登记")
    if not parts.services.reachable():
        return Finding("中心", Mark.WARN, "连不上，办件都存在本机", "检查网线和中心地址")
    try:
        parts.ask_if_taken()
    except CentreRefused as error:
        what_to_do = _not_admitted(parts) or "用 kiosk sync once 再试；一直这样时联系中心"
        return Finding("中心", Mark.BAD, f"连得上，但是{error.message}", what_to_do, EXIT_STORAGE, error.code)
    except CentreUnreachable as error:
        return Finding("中心", Mark.WARN, f"连得上，但是{error.message}", error.what_to_do, code=error.code)
    return Finding("中心", Mark.OK, "连得上")


def _not_admitted(parts: Parts) -> str:
    reasons = (each for each in reasons_of(parts.freeze()) if each.ground is Ground.REFUSED)
    return next((each.what_to_do for each in reasons), "")
