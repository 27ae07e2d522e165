"""kiosk central points: rounds in which places are given by points, without a browser"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from app.commands.central_data import office_of, on_data
from app.commands.output import EXIT_DONE, say, settings_of

if TYPE_CHECKING:
    from app.central.storage.point_rounds import PublishedList, Round

BY = "command"
"""Who acts, as the round's own trail has it."""


def fill_points(group: Any) -> None:
    acts = group.add_parser("points", help="积分排名：建一轮、公布名单、定最终名单").add_subparsers(
        dest="points_act", required=True, metavar="做什么"
    )
    on_data(acts, "list", "各轮和到哪一步", _list)
    make = on_data(acts, "make", "建一轮", _make)
    make.add_argument("round", metavar="ROUND", help="编号，像 housing-2026-4")
    make.add_argument("--item", default="newcomer-points", metavar="CODE", help="事项，不写是 newcomer-points")
    make.add_argument("--use", required=True, metavar="USE", help="用途，像 housing、school")
    make.add_argument("--name", required=True, metavar="NAME", help="公示时的名称")
    make.add_argument("--quota", required=True, type=int, metavar="N", help="名额")
    make.add_argument("--opens", required=True, type=date.fromisoformat, metavar="DATE", help="从哪天起受理")
    make.add_argument("--closes", required=True, type=date.fromisoformat, metavar="DATE", help="到哪天截止，当天也算")
    make.add_argument("--appeal-days", default=7, type=int, metavar="N", help="公示几天，不写是 7")
    for name, words, act in (
        ("publish", "公布名单，开始公示", _publish),
        ("final", "公布最终名单", _final),
        ("show", "最近公布的名单，和谁做了什么", _show),
    ):
        on_data(acts, name, words, act).add_argument("round", metavar="ROUND", help="编号")


def _list(args: argparse.Namespace) -> int:
    from app.central.points.pages import ROUNDS_SHOWN
    from app.central.storage import point_rounds

    with office_of(args) as office, office.database.read() as connection:
        found = point_rounds.newest(connection, ROUNDS_SHOWN)
    say(args, [_told(each) for each in found], [_line(each) for each in found] or ["还没有轮次"])
    return EXIT_DONE


def _make(args: argparse.Namespace) -> int:
    from app.catalogue import load_catalogue
    from app.central.points import rounds
    from app.central.storage.moment import now

    settings = settings_of(args)
    item = load_catalogue(settings.catalogue_dir).item(args.item)
    wanted = rounds.Wanted(
        args.round, item.code, args.use, args.name, args.quota, args.opens, args.closes, args.appeal_days
    )
    with office_of(args) as office, office.database.write() as connection:
        made = rounds.make(connection, item, wanted, BY, now(), settings.rules_dir)
    say(args, _told(made), [_line(made)])
    return EXIT_DONE


def _publish(args: argparse.Namespace) -> int:
    from app.central.points import rounds

    return _step(args, rounds.publish)


def _final(args: argparse.Namespace) -> int:
    from app.central.points import rounds

    return _step(args, rounds.make_final)


def _step(args: argparse.Namespace, act: Callable[..., Round]) -> int:
    from app.central.storage.moment import now

    with office_of(args) as office, office.database.write() as connection:
        this = act(connection, office.keys, args.round, BY, now())
    say(args, _told(this), [_line(this)])
    return EXIT_DONE


def _show(args: argparse.Namespace) -> int:
    from app.central.storage import point_rounds
    from app.domain.errors import WrongInput

    with office_of(args) as office, office.database.read() as connection:
        this = point_rounds.find(connection, args.round)
        if this is None:
            raise WrongInput("没有这一轮。", "用 kiosk central points list 看有哪些。")
        told = point_rounds.newest_list(connection, this.id)
        acts = point_rounds.acts(connection, this.id)
    rows = [{"act": each.act, "by": each.by, "detail": each.detail, "at": each.at.isoformat()} for each in acts]
    shown = {"kind": told.kind, "edition": told.edition, "rows": list(told.rows)} if told is not None else None
    say(args, {**_told(this), "list": shown, "acts": rows}, [_line(this), *_list_lines(told)])
    return EXIT_DONE


def _list_lines(told: PublishedList | None) -> Iterator[str]:
    for each in told.rows if told is not None else ():
        place = "有名额" if each["place"] else "候补"
        yield f"{each['rank']:>4}　{each['name']}　{each['number']}　{each['class']} 类　{each['score']} 分　{place}"


def _told(this: Round) -> dict[str, Any]:
    return {
        "id": this.id,
        "item": this.item,
        "use": this.use,
        "name": this.name,
        "quota": this.quota,
        "opens_on": this.opens_on.isoformat(),
        "closes_on": this.closes_on.isoformat(),
        "state": this.state,
        "edition": this.edition,
        "appeals_until": this.appeals_until.isoformat() if this.appeals_until else None,
    }


def _line(this: Round) -> str:
    states = {"open": "受理或核分", "listed": "公示", "final": "最终"}
    return f"{this.id}　{this.name}　{this.quota} 个　{this.opens_on} 到 {this.closes_on}　{states[this.state]}"
