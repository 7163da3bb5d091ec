"""This module says what a next application takes over from the one before, so that nothing is asked twice. Source: I4, E4."""

from collections.abc import Mapping

from anju.law.case import form
from anju.law.dispute import kinds
from anju.law.wording import Text

_WHAT = {
    "what": Text(zh="{value}", en="{value}"),
    "employer": Text(zh="单位：{value}", en="Employer: {value}"),
    "with_whom": Text(zh="对方：{value}", en="The other side: {value}"),
    "amount": Text(zh="金额：{value}元", en="Amount: {value} yuan"),
    "when": Text(zh="什么时候：{value}", en="When: {value}"),
    "people": Text(zh="人数：{value}", en="People: {value}"),
}


def carried(*, answers: Mapping[str, object], source: str, target: str) -> dict[str, object]:
    """This is the application to `target` as far as the one to `source` answers it, as law.case.form reads it.

    Papers come by themselves: what an earlier case holds and what another office confirms isn't asked for.
    """
    told = {name: value for name, value in answers.items() if value not in (None, "")}
    way = kinds.WAYS.get(source)
    other = str(told.get(way.other, "")) if way is not None else ""
    wages = told.get("wage_claim") is True or (way is not None and way.kind == "wages")
    fields: dict[str, object] = {"wage_claim": _yes(wages)}
    if target == kinds.ARBITRATION:
        fields |= {"labour_dispute": _yes(True), "employer": other, "amount": told.get("amount", "")}
        fields |= {"what": _story(told, without=("employer", "with_whom", "amount"))}
    if target == kinds.AID:
        fields |= {"against": other, "what": _story(told, without=("employer", "with_whom"))}
    return {"fields": {name: value for name, value in fields.items() if value != ""}, "papers": {}, "truth": "on"}


def _story(told: Mapping[str, object], *, without: tuple[str, ...]) -> str:
    # what the person typed stands as they typed it, whatever language they read
    parts = [text.format(value=told[name]).zh for name, text in _WHAT.items() if name in told and name not in without]
    return "；".join(parts)[: form.LONG_LENGTH]


def _yes(value: bool) -> str:
    return "yes" if value else "no"
