"""Says what is wrong with the form of a request, in both languages and with its path; never repeats a value."""

from collections.abc import Mapping
from typing import Any

from anju.law.refusal import Refusal
from anju.law.wording import Text

_OTHER = Text(zh="这一项的格式不对。", en="This entry has the wrong form.")
_TEXTS: Mapping[str, tuple[str, Text]] = {
    "missing": ("missing", Text(zh="请填写这一项。", en="Please fill this in.")),
    "extra_forbidden": ("unknown_entry", Text(zh="没有这一项。", en="There is no such entry.")),
    "string_type": ("not_text", Text(zh="这一项应当是文字。", en="This should be text.")),
    "string_too_long": ("too_long", Text(zh="这一项太长。", en="This is too long.")),
    "string_too_short": ("too_short", Text(zh="这一项太短。", en="This is too short.")),
    "too_long": ("too_many", Text(zh="这一项的数量太多。", en="There are too many of these.")),
    "list_type": ("not_a_list", Text(zh="这一项应当是列表。", en="This should be a list.")),
    "literal_error": (
        "not_an_option",
        Text(zh="请从列出的选项中选择。", en="Please choose one of the options listed."),
    ),
    "enum": ("not_an_option", Text(zh="请从列出的选项中选择。", en="Please choose one of the options listed.")),
    "uuid_parsing": ("not_an_id", Text(zh="这一项应当是编号（UUID）。", en="This should be an id (UUID).")),
}
# the source of a value, and the name of the function's argument
_HEAD = {"body": 2, "query": 1, "path": 1, "header": 1}


def told(error: Mapping[str, Any]) -> Refusal:
    """Turn one of pydantic's errors into a refusal."""
    place = [str(part) for part in error["loc"]]
    field = ".".join(place[_HEAD.get(place[0], 0) :]) if place else ""
    code, text = _TEXTS.get(str(error["type"]), ("wrong_form", _OTHER))
    return Refusal(code, text, field=field)
