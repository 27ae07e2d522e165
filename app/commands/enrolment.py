"""kiosk enrol, kiosk token"""

from __future__ import annotations

import argparse

from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.domain.errors import CentreRefused, OtherStationKind
from app.domain.service_item import StationKind


def _fill_enrol(parser: argparse.ArgumentParser) -> None:
    add_common(parser)
    parser.add_argument(
        "--central", required=True, metavar="URL", help="中心的地址，例如 https://centre.example.gov.cn"
    )
    parser.add_argument("--code", required=True, metavar="CODE", help="中心给的一次性登记码")
    kinds = [kind.value for kind in StationKind]
    parser.add_argument("--station-kind", choices=kinds, metavar="KIND", help=f"{'、'.join(kinds)}；不写用配置里的")
    parser.add_argument(
        "--leave-behind",
        action="store_true",
        help="还有办件封给原来的中心时也换：它们留在本机，不送给新的中心，登记回原来的中心才能送",
    )
    parser.set_defaults(act=_enrol)


def _fill_token(parser: argparse.ArgumentParser) -> None:
    add_common(parser).set_defaults(act=_token)


FILL = {"enrol": _fill_enrol, "token": _fill_token}


def _enrol(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    settings = settings_of(args)
    kind = args.station_kind or settings.station.kind.value
    with open_parts(settings) as parts:
        try:
            enrolment = parts.enroller.enrol(args.central, args.code, kind, leave_behind=args.leave_behind)
        except OtherStationKind:
            raise
        except CentreRefused as refused:
            refused.what_to_do = "向中心再要一个登记码（kiosk central enrolment-code）；原来的登记不受影响"
            raise
    document = {"station_id": enrolment.station_id, "number_prefix": enrolment.number_prefix}
    say(args, document, [f"登记好了：{enrolment.station_id}"])
    return EXIT_DONE


def _token(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        token = parts.enroller.token()
    say(args, {"token": token}, [token])
    return EXIT_DONE
