"""The files of an application against the item's closed list of materials: none missing, none added, none disguised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.catalogue.media_types import media_type_of, spoken
from app.catalogue.plan import plan_of
from app.domain.agency import is_needed
from app.domain.case import Attachment, NewAttachment
from app.domain.errors import WrongInput
from app.domain.service_item import FormField, Material, MaterialSource, ServiceItem

PROMISED = "promised"
LARGEST_FILE_BYTES = 64 * 1024 * 1024
LARGEST_FILM_BYTES = 256 * 1024 * 1024
"""More than half an hour at the most that a recording takes (hardware/camera/encoder.py)."""


def check_attachments(
    item: ServiceItem,
    attachments: Sequence[NewAttachment | Attachment],
    materials: Mapping[str, Any],
    form: Mapping[str, str],
    *,
    acts: bool = False,
) -> None:
    """Raises WrongInput. `materials` may say `promised` for what will be shown at collection.

    `acts`: somebody acts for the applicant, so that their papers belong to it; which must be there says `check_power`.
    """
    plan = plan_of(item)
    wanted = plan.files if acts else plan.own_files
    if not (wanted or attachments or materials or plan.file_fields):
        return
    _check_promises(wanted, materials)
    names: set[str] = set()
    for each in attachments:
        material = wanted.get(each.name)
        if material is None:
            allowed = f"可以附：{'、'.join(wanted)}" if wanted else "这件事不用附材料"
            raise WrongInput(f"材料清单里没有“{each.name}”", allowed)
        if each.name in names:
            raise WrongInput(f"“{each.name}”附了两次", "留一份就行")
        names.add(each.name)
        check_file(material, each)
    missing = [
        each.name.zh_cn
        for name, each in wanted.items()
        if is_needed(each, form) and name not in names and materials.get(name) != PROMISED
    ]
    missing += [each.label.zh_cn for each in _files_told(item, form) if each.attachment not in names]
    if missing:
        raise WrongInput(f"还差 {len(missing)} 份：{'、'.join(missing)}", "补上再提交")
    told = {each.attachment for each in _files_told(item, form)}
    for file in plan.file_fields:
        if file.attachment in names and file.attachment not in told:
            raise WrongInput(f"表里没写有“{file.label.zh_cn}”，却附了它", "表里这一项写上，或去掉附件")


def _files_told(item: ServiceItem, form: Mapping[str, str]) -> list[FormField]:
    """The fields whose answer says that their file is there."""
    return [each for each in plan_of(item).file_fields if form.get(each.name, "")]


def _check_promises(wanted: Mapping[str, Material], materials: Mapping[str, Any]) -> None:
    for name, word in materials.items():
        if name not in wanted:
            raise WrongInput(f"材料清单里没有“{name}”", f"可以写：{'、'.join(wanted)}")
        if word != PROMISED:
            raise WrongInput(f"“{name}”后面只能写 {PROMISED}", "已经附上的不用写")
        if not wanted[name].may_be_promised:
            raise WrongInput(f"“{wanted[name].name.zh_cn}”要当场给，不能以后再看", "补上再提交")


def check_file(material: Material, each: NewAttachment | Attachment) -> None:
    """One file against its material. Raises WrongInput."""
    name = material.name.zh_cn
    size = len(each.content) if isinstance(each, NewAttachment) else each.size
    if size == 0:
        raise WrongInput(f"“{name}”是空文件", "换一份再提交")
    most = LARGEST_FILM_BYTES if material.source is MaterialSource.RECORDING else LARGEST_FILE_BYTES
    if size > most:
        raise WrongInput(f"“{name}”太大，最多 {most // 1024 // 1024} MB", "换一份小的再提交")
    found = media_type_of(each.content) if isinstance(each, NewAttachment) else each.media_type
    allowed = "或".join(spoken(media_type) for media_type in material.media_types)
    if found not in material.media_types:
        raise WrongInput(f"“{name}”要 {allowed}，收到的是{_set_off(spoken(found))}", "换一份再提交")
    if found != each.media_type:
        raise WrongInput(
            f"“{name}”写的是{_set_off(spoken(each.media_type))}，其实是{_set_off(spoken(found))}", "改好类型再提交"
        )


def _set_off(words: str) -> str:
    """A space between Chinese and Latin letters."""
    return f" {words}" if words[0].isascii() else words
