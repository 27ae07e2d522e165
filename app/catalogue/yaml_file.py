"""One YAML file as plain values. A key written twice is an error here; YAML itself would take the last one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from app.catalogue.findings import Place

FIRST_LINE = 1
_WORDS = {
    "mapping values are not allowed": "这里不该有冒号：文字里有冒号就加引号，不然看缩进对不对",
    "',' or ']'": "[ ] 要成对，中间用逗号隔开",
    "',' or '}'": "{ } 要成对，中间用逗号隔开",
    "cannot start any token": "不能用制表符缩进，要用空格；@、`、% 开头的文字加引号",
    "expected key": "缩进要和上一个键对齐，键后面要有冒号",
    "expected '-' indicator": "缩进要和上一条“- ”对齐",
    "expected ':'": "键后面要有冒号和空格，像 code: parking",
    "unexpected end of stream": "引号要成对",
    "undefined alias": "* 开头的文字要加引号",
    "could not determine a constructor": "不能用 ! 标记，直接写值",
    "special characters are not allowed": "有看不见的控制字符，要删掉",
    "control characters are not allowed": "有看不见的控制字符，要删掉",
}
"""Pieces of what libyaml says, and what would be right."""
_ELSE = "看看这一行的缩进、冒号和引号，要照别的事项的写法"


def read_yaml(path: Path, place: Place) -> Any:
    """The file's value, or None after saying at `place` why there is none."""
    import yaml

    try:
        with path.open(encoding="utf-8") as stream:
            value = yaml.load(stream, _strict_loader())  # noqa: S506  (a subclass of the safe loader)
    except FileNotFoundError:
        place.say("没有这个文件，照 resources/catalogue 里的写一个")
    except OSError as error:
        place.say(f"打不开这个文件（{error.strerror}），要是能读的普通文件")
    except UnicodeDecodeError:
        place.say("文件要存成 UTF-8", FIRST_LINE)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"第 {mark.column + 1} 个字符起不合 YAML 写法：" if mark else "不合 YAML 写法："
        problem = str(error.problem)
        words = problem if _is_ours(problem) else where + _in_words(problem)
        place.say(words, mark.line + 1 if mark else FIRST_LINE)
    except (yaml.YAMLError, ValueError) as error:
        place.say(f"文件不合 YAML 写法：{_in_words(str(error))}", FIRST_LINE)
    except RecursionError:
        place.say("文件不合 YAML 写法：一层套一层太深了，要写得浅一些", FIRST_LINE)
    else:
        if value is None:
            place.say("文件是空的，要写成“键: 值”的样子", FIRST_LINE)
        return value
    return None


def _in_words(problem: str) -> str:
    """What the YAML library says, for whoever wrote the file."""
    return next((words for piece, words in _WORDS.items() if piece in problem), _ELSE)


def _is_ours(problem: str) -> bool:
    return not problem.isascii()


@cache
def _strict_loader() -> Any:
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class StrictLoader(base):  # type: ignore[misc]
        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            seen = set()
            for key, _ in node.value:
                if not isinstance(key.value, str):
                    raise yaml.constructor.ConstructorError(
                        problem="键要写成一个词，像 code:", problem_mark=key.start_mark
                    )
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        problem=f"“{key.value}”写了两次，留一个", problem_mark=key.start_mark
                    )
                seen.add(key.value)
            values: dict[Any, Any] = super().construct_mapping(node, deep)
            return values

    return StrictLoader
