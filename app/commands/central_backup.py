"""kiosk central backup|restore|after-restore"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.commands.central_data import add_database, database_url, in_its_file
from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.domain.errors import WrongInput
from app.domain.formats import moment


def fill_backup(group: Any) -> None:
    words = "备份：SQLite 数据库和附件；中心可以照常工作"
    backup = add_database(add_common(group.add_parser("backup", help=words)))
    backup.add_argument("folder", type=Path, metavar="DIR", help="新的文件夹")
    backup.add_argument("--object-store", metavar="URL", help="附件存在哪里；不写用数据目录")
    backup.add_argument("--keys-for", metavar="AGE", help="密钥保管人的 age 公钥；不写就不带密钥")
    backup.add_argument("--missing-ok", action="store_true", help="有附件找不到也做，写明缺几个")
    backup.set_defaults(act=_backup)
    restore = add_database(add_common(group.add_parser("restore", help="从备份恢复到没有数据库的数据目录")))
    restore.add_argument("folder", type=Path, metavar="DIR", help="备份的文件夹")
    restore.add_argument("--object-store", metavar="URL", help="附件恢复到哪里；不写用数据目录")
    restore.add_argument("--missing-ok", action="store_true", help="备份缺附件也恢复，说明缺几个")
    restore.set_defaults(act=_restore)
    after = add_database(add_common(group.add_parser("after-restore", help="用 pg_restore 恢复 PostgreSQL 之后做一次")))
    after.set_defaults(act=_after_restore)


def _backup(args: argparse.Namespace) -> int:
    from app.central.backup import back_up

    in_its_file(args, "PostgreSQL 请用 pg_dump 备份，附件另外复制，见 docs/operations/centre.md。")
    data_dir, store = settings_of(args).data_dir, args.object_store or ""
    done = back_up(data_dir, args.folder, store, args.keys_for or "", missing_ok=args.missing_ok)
    keys = "密钥已封好放在里面" if done.keys else "不含密钥：keys 目录要另外保管"
    words = [f"备份好了，附件 {done.objects} 个；{keys}", *_lacking(done.missing)]
    say(args, {"objects": done.objects, "keys": done.keys, "missing": done.missing}, words)
    return EXIT_DONE


def _lacking(missing: int) -> list[str]:
    return [f"缺 {missing} 个附件：数据库说已经收到，但哪里都没有"] if missing else []


def _restore(args: argparse.Namespace) -> int:
    from app.central.restoring import restore

    in_its_file(args, "PostgreSQL 请用 pg_restore 恢复，再运行 kiosk central after-restore。")
    done = restore(settings_of(args).data_dir, args.folder, args.object_store or "", missing_ok=args.missing_ok)
    words = [f"恢复到 {moment(done.made_at)} 的样子，附件 {done.objects} 个；之后收到的由工作站重新发来"]
    if not done.checked:
        words.append("这份备份没有附件清单：附件只核对了个数，内容没法核对")
    told = {"made_at": done.made_at, "objects": done.objects, "checked": done.checked, "missing": done.missing}
    say(args, told, [*words, *_lacking(done.missing)])
    return EXIT_DONE


def _after_restore(args: argparse.Namespace) -> int:
    if not (url := database_url(args)):
        raise WrongInput("没有写数据库地址。", "请加上 --database-url；SQLite 由 central restore 一起做好。")
    from app.central.restoring import after_restore

    after_restore(url)
    say(args, {"done": True}, ["好了，可以启动中心"])
    return EXIT_DONE
