"""kiosk central appointments: who comes on a day, by place and time."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from app.commands.central_data import office_of, on_data
from app.commands.output import EXIT_DONE, say, settings_of


def fill_appointments(group: Any) -> None:
    listed = on_data(group, "appointments", "一天里约了号的，按地点和时间；没有姓名", _appointments)
    listed.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="哪一天，不写是今天")
    listed.add_argument("--place", default="", metavar="CODE", help="只看一个地点（事项文件里的编码）")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("要写成 2026-12-01 这样") from None


def _appointments(args: argparse.Namespace) -> int:
    from app.catalogue import load_catalogue
    from app.central.booked_days import booked_on, words
    from app.domain.formats import china_today

    day = args.day or china_today()
    catalogue = load_catalogue(settings_of(args).catalogue_dir)
    with office_of(args) as office, office.database.read() as connection:
        told = booked_on(connection, catalogue, day, args.place)
    say(args, [each.as_json() for each in told], words(told))
    return EXIT_DONE
