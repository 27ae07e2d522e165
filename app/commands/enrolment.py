"""kiosk enrol, kiosk token"""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.domain.service_item import StationKind


def add(groups: Any) -> None:
    enrol = add_common(groups.add_parser("enrol", help="make this station's key and register it"))
    enrol.add_argument("--central", required=True, metavar="URL")
    enrol.add_argument("--code", required=True, metavar="CODE")
    enrol.add_argument("--station-kind", choices=[kind.value for kind in StationKind], metavar="KIND")
    enrol.set_defaults(act=_enrol)
    token = add_common(groups.add_parser("token", help="a short-lived bearer token of this station"))
    token.set_defaults(act=_token)


def _enrol(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    settings = settings_of(args)
    kind = args.station_kind or settings.station.kind.value
    with open_parts(settings) as parts:
        enrolment = parts.enroller.enrol(args.central, args.code, kind)
    document = {"station_id": enrolment.station_id, "number_prefix": enrolment.number_prefix}
    say(args, document, [f"登记好了：{enrolment.station_id}"])
    return EXIT_DONE


def _token(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        token = parts.enroller.token()
    say(args, {"token": token}, [token])
    return EXIT_DONE
