"""What a form takes beside words: the answer says that it is there, or how many pages there are."""

from __future__ import annotations

from app.catalogue.filled import filled
from app.domain.form_files import TAKEN, most_pages
from app.domain.service_item import FieldType, FormField, LocalText

MISSING = {
    FieldType.PHOTO: LocalText("还没拍{label}", "Please take the picture: {label}", "還沒拍{label}"),
    FieldType.SCAN: LocalText("还没拍{label}", "Please take the pages: {label}", "還沒拍{label}"),
    FieldType.SIGNATURE: LocalText("还没签{label}", "Please sign: {label}", "還沒簽{label}"),
}
_WORD = LocalText("{label}这里只写 taken，文件用附件交", "Only `taken` is written here, the file is attached: {label}")
_PAGES = LocalText("{label}要写拍了几页", "How many pages are there: {label}", "{label}要寫拍了幾頁")
_TOO_MANY = LocalText("最多拍 {n} 页", "At most {n} pages", "最多拍 {n} 頁")
_TAKEN = {
    FieldType.PHOTO: LocalText("拍好了", "Taken", "拍好了"),
    FieldType.SIGNATURE: LocalText("签好了", "Signed", "簽好了"),
}
_COUNTED = LocalText("{n} 页", "{n} pages", "{n} 頁")
ONE_PAGE = LocalText("1 页", "1 page", "1 頁")


def file_problem(field: FormField, value: str) -> LocalText | None:
    """What is wrong with the word for a picture, pages or a signature, or None."""
    if field.type is not FieldType.SCAN:
        return None if value == TAKEN else _WORD
    if not (value.isascii() and value.isdigit()) or value.startswith("0"):
        return _PAGES
    return filled(_TOO_MANY, n=str(most_pages(field))) if int(value[:4]) > most_pages(field) else None


def file_words(field: FormField, value: str, language: str) -> str:
    if field.type in _TAKEN:
        return _TAKEN[field.type].in_language(language) if value == TAKEN else value
    return (ONE_PAGE if value == "1" else filled(_COUNTED, n=value)).in_language(language)
