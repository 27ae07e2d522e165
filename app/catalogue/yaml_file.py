"""One YAML file as plain values. A key written twice is an error here; YAML itself would take the last one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from app.catalogue.findings import Place


def read_yaml(path: Path, place: Place) -> Any:
    """The file's value, or None after saying at `place` why there is none."""
    import yaml

    try:
        with path.open(encoding="utf-8") as stream:
            value = yaml.load(stream, _strict_loader())  # noqa: S506  (a subclass of the safe loader)
    except FileNotFoundError:
        place.say("没有这个文件")
    except OSError as error:
        place.say(f"打不开这个文件（{error.strerror}）")
    except UnicodeDecodeError:
        place.say("文件要存成 UTF-8")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else "文件"
        place.say(f"{where}不合 YAML 写法：{error.problem}")
    except (yaml.YAMLError, ValueError) as error:
        place.say(f"文件不合 YAML 写法：{error}")
    except RecursionError:
        place.say("文件不合 YAML 写法：一层套一层太深了")
    else:
        if value is None:
            place.say("文件是空的")
        return value
    return None


@cache
def _strict_loader() -> Any:
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class StrictLoader(base):  # type: ignore[misc]
        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            seen = set()
            for key, _ in node.value:
                if not isinstance(key.value, str):
                    raise yaml.constructor.ConstructorError(problem="键要写成一个词", problem_mark=key.start_mark)
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        problem=f"“{key.value}”写了两次", problem_mark=key.start_mark
                    )
                seen.add(key.value)
            values: dict[Any, Any] = super().construct_mapping(node, deep)
            return values

    return StrictLoader
