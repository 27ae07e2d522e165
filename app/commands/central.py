"""kiosk central serve|enrolment-code|cases|case|decide"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.domain.errors import WrongInput
from app.domain.service_item import StationKind


def add(groups: Any) -> None:
    group = groups.add_parser("central", help="the reference centre").add_subparsers(dest="act_name", required=True)
    serve = add_common(group.add_parser("serve", help="serve it"), json_output=False)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8400)
    serve.add_argument("--database-url", metavar="URL")
    serve.add_argument("--object-store", metavar="URL")
    serve.add_argument("--public-url", metavar="URL", help="what stations and phones use, when it is not the bound one")
    serve.add_argument("--tls-cert", type=Path, metavar="F")
    serve.add_argument("--tls-key", type=Path, metavar="F")
    serve.set_defaults(act=_serve)
    code = _on_data(group, "enrolment-code", "one one-time code", _enrolment_code)
    code.add_argument("--station", required=True, metavar="ID")
    code.add_argument("--kind", choices=[kind.value for kind in StationKind], default="self_service")
    _on_data(group, "cases", "what the centre holds", _cases)
    one = _on_data(group, "case", "one case", _case)
    one.add_argument("id", metavar="ID")
    decide = _on_data(group, "decide", "a reviewer's decision", _decide)
    decide.add_argument("id", metavar="ID")
    decide.add_argument("--decision", choices=["accept", "return", "refuse", "complete"], required=True)
    decide.add_argument("--reason", default="", metavar="TEXT")


def _on_data(group: Any, name: str, words: str, act: Any) -> argparse.ArgumentParser:
    """A command that works on the centre's data, whether the server runs or not."""
    parser = add_common(group.add_parser(name, help=words))
    parser.add_argument("--database-url", metavar="URL")
    parser.set_defaults(act=act)
    return parser


def _serve(args: argparse.Namespace) -> int:
    from app.catalogue import load_catalogue
    from app.central.server import serve

    settings = settings_of(args)
    tls = (args.tls_cert, args.tls_key) if args.tls_cert and args.tls_key else None
    if bool(args.tls_cert) != bool(args.tls_key):
        raise WrongInput("证书和密钥要一起给", "同时写 --tls-cert 和 --tls-key")
    serve(
        settings.data_dir,
        load_catalogue(settings.catalogue_dir),
        lambda line: print(line, flush=True),
        args.host,
        args.port,
        database_url=args.database_url or "",
        object_store=args.object_store or "",
        public_url=args.public_url or "",
        tls=tls,
    )
    return EXIT_DONE


def _enrolment_code(args: argparse.Namespace) -> int:
    from app.central.administration import make_enrolment_code

    code = make_enrolment_code(settings_of(args).data_dir, args.station, args.kind, args.database_url or "")
    say(args, {"code": code}, [code])
    return EXIT_DONE


def _cases(args: argparse.Namespace) -> int:
    from app.central.administration import list_cases

    rows = list_cases(settings_of(args).data_dir, database_url=args.database_url or "")
    say(args, rows, [f"{row['number']:22} {row['status']:10} {row['item']}" for row in rows] or ["还没有办件"])
    return EXIT_DONE


def _case(args: argparse.Namespace) -> int:
    from app.central.administration import get_case

    case = get_case(settings_of(args).data_dir, args.id, args.database_url or "")
    say(args, case, [f"{case['number']}　{case['status']}　{case['item']}"])
    return EXIT_DONE


def _decide(args: argparse.Namespace) -> int:
    from app.central.administration import decide

    case = decide(settings_of(args).data_dir, args.id, args.decision, args.reason, args.database_url or "")
    say(args, case, [f"{case['number']}　{case['status']}"])
    return EXIT_DONE
