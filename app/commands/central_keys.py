"""kiosk central rotate-key|rotate-hall-key|lost-key: another key to which stations or terminals seal; lost ones."""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.central_data import database_url, office_of, on_data
from app.commands.output import EXIT_DONE, say, settings_of

KEY_FILES = ("seal.key", "hall.key", "issuer.pem", "person.key")


def fill_keys(group: Any) -> None:
    rotate = on_data(group, "rotate-key", "换一把封存用的密钥，告诉所有工作站；旧密钥封的照样打得开", _rotate)
    rotate.add_argument("--prepare", action="store_true", help="只备好下一把：先把 keys 目录复制到每个副本，再正式换")

    on_data(group, "rotate-hall-key", "换一把大厅的密钥，例如窗口机被偷以后；以前打的转办码从此打不开", _rotate_hall)

    lost = on_data(group, "lost-key", "密钥文件哪里都找不回来了才用：不再等它，另造新的；用它封的再也打不开", _lost)
    lost.add_argument("files", nargs="+", choices=KEY_FILES, metavar="FILE", help="、".join(KEY_FILES))


def _rotate(args: argparse.Namespace) -> int:
    from app.central.key_rotation import prepare_key, rotate_key

    with office_of(args) as office:
        done = prepare_key(office.keys) if args.prepare else rotate_key(office.database, office.keys)
    words = "备好了，还没有启用" if args.prepare else f"换好了，已通知 {done['stations']} 台工作站"
    say(args, done, [f"{words}：{done['recipient']}（{done['key_id']}）"])
    return EXIT_DONE


def _rotate_hall(args: argparse.Namespace) -> int:
    from app.central.key_rotation import rotate_hall_key

    with office_of(args) as office:
        done = rotate_hall_key(office.database, office.keys)
    lines = [
        f"换好了，已通知 {done['stations']} 台工作站：{done['recipient']}（{done['key_id']}）",
        "现在的 keys/hall.key 请马上复制到每个副本，并另外保管",
    ]
    say(args, done, lines)
    return EXIT_DONE


def _lost(args: argparse.Namespace) -> int:
    from app.central.key_rotation import give_up
    from app.central.settings import centre_home, sqlite_url
    from app.central.storage.database import Database

    data_dir = settings_of(args).data_dir
    database = Database(database_url(args) or sqlite_url(data_dir))
    try:
        database.prepare(founds=False)
        done = give_up(database, centre_home(data_dir) / "keys", args.files)
    finally:
        database.close()
    say(args, done, ["不再等这些密钥。现在的 keys 目录请马上另外保管，并复制到每个副本"])
    return EXIT_DONE
