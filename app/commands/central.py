"""kiosk central serve|enrolment-code|cases|case|decide|import, and what central_stations adds"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from app.commands.case_words import status_words
from app.commands.central_appointments import fill_appointments
from app.commands.central_audit import fill_audit
from app.commands.central_backup import fill_backup
from app.commands.central_data import add_database, database_url, office_of, on_data
from app.commands.central_import import import_medium
from app.commands.central_keys import fill_keys
from app.commands.central_mailings import fill_mailings
from app.commands.central_payments import fill_payments
from app.commands.central_points import fill_points
from app.commands.central_reviewers import fill_reviewers
from app.commands.central_stations import fill_deliveries, fill_operators, fill_stations
from app.commands.central_traffic import fill_traffic
from app.commands.files import read_bytes
from app.commands.output import EXIT_DONE, NO_ROOM, add_common, put, say, settings_of
from app.commands.parsing import port
from app.domain.errors import DataDirReadOnly, DiskFull, WrongInput
from app.domain.service_item import StationKind

EVERY_CASE = 10_000_000
MOST_WORKERS = 32


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    serve = add_common(group.add_parser("serve", help="启动中心，能应答时打印 listening on 地址"), json_output=False)
    serve.add_argument("--host", default="127.0.0.1", help="在哪个地址上听，默认只在本机")
    serve.add_argument("--port", type=port, default=8400, help="端口，0 是任意空闲的")
    add_database(serve)
    serve.add_argument("--object-store", metavar="URL", help="附件存哪里；不写用数据目录")
    serve.add_argument("--public-url", metavar="URL", help="终端和手机用的地址，和听的地址不同时写")
    serve.add_argument("--tls-cert", type=Path, metavar="F", help="TLS 证书")
    serve.add_argument("--tls-key", type=Path, metavar="F", help="TLS 密钥")
    serve.add_argument("--adapter", metavar="URL", help="把办件转给市里的平台：file:/文件夹 或 https://地址")
    serve.add_argument(
        "--traffic-platform", metavar="URL", help="到哪里查驾驶证：https://地址；不写或写 simulated 用样例"
    )
    serve.add_argument("--payment-gateway", metavar="URL", help="支付平台：https://地址；不写用示范付款页，不收真钱")
    serve.add_argument("--mailing-carrier", metavar="URL", help="快递平台：https://地址；不写由窗口寄、填单号")
    serve.add_argument(
        "--workers", type=_workers, metavar="N", help="几个进程受理大批上报；不写就和处理器核数一样多，0 不另开"
    )
    serve.set_defaults(act=_serve, serves=True)
    code = on_data(group, "enrolment-code", "给一台终端打印一次性登记码", _enrolment_code)
    code.add_argument("--station", required=True, metavar="ID", help="终端的编号")
    kinds = [kind.value for kind in StationKind]
    code.add_argument("--kind", choices=kinds, default="self_service", metavar="KIND", help="、".join(kinds))
    on_data(group, "cases", "中心收到的办件", _cases)
    one = on_data(group, "case", "一个办件", _case)
    one.add_argument("id", metavar="ID", help="办件的 id 或编号")
    decide = on_data(group, "decide", "审核人的决定", _decide)
    decide.add_argument("id", metavar="ID", help="办件的 id 或编号")
    choices = ["accept", "return", "refuse", "complete"]
    decide.add_argument("--decision", choices=choices, required=True, metavar="DECISION", help="、".join(choices))
    decide.add_argument("--reason", default="", metavar="TEXT", help="补正和不予受理要写原因")
    decide.add_argument("--parts", default="", metavar="NAMES", help="补正时要改的表单项和材料，用逗号隔开")
    office = "由几家分别审核的，写是哪一家的决定；一件事里写是哪一项"
    decide.add_argument("--office", "--part", dest="office", default="", metavar="OFFICE", help=office)
    taking = on_data(group, "import", "收下移动介质上的办件，写回执", import_medium)
    taking.add_argument("folder", type=Path, metavar="DIR", help="介质的文件夹")
    taking.add_argument("--object-store", metavar="URL", help="附件存哪里；不写用数据目录")
    taking.add_argument("--answers", type=Path, metavar="DIR", help="回执写在哪里；不写就写在介质上")
    taking.add_argument(
        "--of-revoked", default="", metavar="STATION", help="这台已停用（或已重新登记）的工作站以前导出的也收"
    )
    taking.add_argument("--reason", default="", metavar="TEXT", help="为什么可以收：和 --of-revoked 一起")
    fill_stations(group)
    fill_operators(group)
    fill_reviewers(group)
    fill_deliveries(group)
    fill_audit(group)
    fill_keys(group)
    fill_backup(group)
    fill_traffic(group)
    fill_appointments(group)
    fill_payments(group)
    fill_mailings(group)
    fill_points(group)


FILL = {"central": fill}


def _serve(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    tls = _tls(args.tls_cert, args.tls_key)
    from app.catalogue import load_catalogue
    from app.central.server import serve

    _make_home(settings.data_dir)
    serve(
        settings.data_dir,
        load_catalogue(settings.catalogue_dir),
        put,
        args.host,
        args.port,
        database_url=database_url(args),
        object_store=args.object_store or "",
        public_url=args.public_url or "",
        tls=tls,
        adapter=args.adapter or "",
        traffic_platform=args.traffic_platform or "",
        payment_gateway=args.payment_gateway or "",
        mailing_carrier=args.mailing_carrier or "",
        rules_dir=settings.rules_dir,
        workers=_workers_here() if args.workers is None else args.workers,
    )
    return EXIT_DONE


def _workers(text: str) -> int:
    count = int(text)
    if not 0 <= count <= MOST_WORKERS:
        raise ValueError
    return count


def _workers_here() -> int:
    """One for each core; on a machine with one they would only be in the way."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_WORKERS) if cores > 1 else 0


def _make_home(data_dir: Path) -> None:
    """Raises DataDirReadOnly, DiskFull: said before anything is opened in it."""
    from app.central.settings import centre_home

    try:
        centre_home(data_dir).mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull("磁盘空间不足，中心的数据目录建不了", "清理磁盘空间后再试") from error
        raise DataDirReadOnly("中心的数据目录建不了，或不能写", "检查 --data-dir 和目录权限") from error


def _tls(certificate: Path | None, key: Path | None) -> tuple[Path, Path] | None:
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise WrongInput("证书和密钥要一起给", "同时写 --tls-cert 和 --tls-key")
    read_bytes(certificate, "TLS 证书")
    read_bytes(key, "TLS 密钥")
    return certificate, key


def _enrolment_code(args: argparse.Namespace) -> int:
    with office_of(args) as office:
        code = office.make_enrolment_code(args.station, args.kind)
    say(args, {"code": code}, [code])
    return EXIT_DONE


def _cases(args: argparse.Namespace) -> int:
    with office_of(args) as office:
        rows = office.list_cases(EVERY_CASE)
    say(args, rows, [_case_line(row) for row in rows] or ["还没有办件"])
    return EXIT_DONE


def _case_line(case: dict[str, Any]) -> str:
    return f"{case['number']}　{status_words(case['status'])}　{case['item']}"


def _case(args: argparse.Namespace) -> int:
    with office_of(args) as office:
        case = office.get_case(args.id)
    say(args, case, [_case_line(case)])
    return EXIT_DONE


def _decide(args: argparse.Namespace) -> int:
    from app.catalogue import load_catalogue
    from app.central.decisions import split_parts

    parts = split_parts(args.parts)
    with office_of(args, load_catalogue(settings_of(args).catalogue_dir)) as office:
        case = office.decide(args.id, args.decision, args.reason, parts, args.office)
    say(args, case, [f"{case['number']}　{status_words(case['status'])}"])
    return EXIT_DONE
