"""A place without a map: which town, words that lead there, and the grid it lies in."""

from __future__ import annotations

from dataclasses import replace

from app.catalogue.characters import unseen
from app.catalogue.filled import filled
from app.catalogue.places import division_problem, divisions_of, is_whole
from app.domain.grids import Grid, Grids
from app.domain.service_item import FormField, LocalText
from app.domain.whereabouts import whereabouts_answer, whereabouts_of

SHORTEST_WORDS = 2
_FORM = LocalText(
    "地点读不出来，请重新填", "The place cannot be read, please fill it in again", "地點讀不出來，請重新填"
)
_NO_DIVISION = LocalText("还没选哪个地方", "Please choose the town", "還沒選哪個地方")
_NO_WORDS = LocalText(
    "写一下在哪条路、什么旁边", "Please write the street, or what it is beside", "寫一下在哪條路、什麼旁邊"
)
_TOO_LONG = LocalText("地点最多 {n} 个字", "At most {n} characters for the place", "地點最多 {n} 個字")
_UNSEEN = LocalText("地点里有打不出来的字符", "The place holds what cannot be printed", "地點裡有打不出來的字元")
_NO_GRID = LocalText("没有这个网格，请重新选", "There is no such grid, please choose again", "沒有這個網格，請重新選")
_NONE = Grids()


def grids_of(field: FormField) -> Grids:
    return field.grids or _NONE


def grid_of(field: FormField, answer: str) -> Grid | None:
    """The grid that an answer names."""
    place = whereabouts_of(answer)
    return grids_of(field).grid(place.grid) if place else None


def only_division(field: FormField) -> str:
    """The one place there is to choose; empty where there are several."""
    return field.within if field.within and is_whole(field, field.within) else ""


def tidy_place(field: FormField, value: str) -> str:
    """With the town where there is only one, and the grid where the words name one."""
    place = whereabouts_of(value)
    if place is None:
        return value
    place = replace(place, words=place.words.strip())
    if place.words or place.grid:
        place = replace(place, division=place.division or only_division(field))
    if place.division and place.words and not place.grid:
        found = grids_of(field).found(place.division, place.words)
        place = replace(place, grid=found.code if found else "")
    return whereabouts_answer(place)


def place_problem(field: FormField, value: str) -> LocalText | None:
    """What is wrong with a place, or None. Nobody has to know a grid: one that is not named is looked up by the
    office."""
    place = whereabouts_of(value)
    if place is None:
        return _FORM
    if not place.division:
        return _NO_DIVISION
    problem = division_problem(field, place.division)
    if problem is not None:
        return problem
    if len(place.words.strip()) < SHORTEST_WORDS:
        return _NO_WORDS
    if unseen(place.words):
        return _UNSEEN
    if len(place.words) > field.max_length:
        return filled(_TOO_LONG, n=str(field.max_length))
    grid = grids_of(field).grid(place.grid)
    if place.grid and (grid is None or grid.division != place.division):
        return _NO_GRID
    return None


def place_words(field: FormField, value: str, language: str) -> str:
    """`青禾县 云溪镇 解放路口（老街网格）`, without what is the same for everybody."""
    place = whereabouts_of(value)
    if place is None:
        return value
    path = divisions_of(field).path(place.division)
    beyond = len(divisions_of(field).path(field.within)) if place.division != field.within else len(path) - 1
    names = [each.name.in_language(language) for each in path[beyond:]]
    grid = grids_of(field).grid(place.grid)
    if language == "en":
        said = ", ".join([place.words, *reversed(names)] if place.words else list(reversed(names)))
        return f"{said} ({grid.name.in_language(language)})" if grid else said
    said = " ".join([*names, place.words] if place.words else names)
    return f"{said}（{grid.name.in_language(language)}）" if grid else said
