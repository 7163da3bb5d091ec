"""Whether a wish fits what is on file: everything that is wrong at once."""

import datetime
from collections.abc import Iterator, Sequence

from anju.law import division as law
from anju.law.division import Target, Wish
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.models import Address, Division, DivisionChange, Jurisdiction, Unit

_UNKNOWN = Text(zh="没有这个区划，或者已经撤销：{code}。", en="There is no such division, or it has ended: {code}.")
_LEVELS = Text(
    zh="只能变更同一级的县区、街道乡镇或者社区村居。",
    en="Only counties, streets or communities of one level can be changed together.",
)
_PARENT = Text(zh="{name}的上级不对：{parent}。", en="What {name} shall belong to is wrong: {parent}.")
_TAKEN = Text(
    zh="代码{code}已经用过，用过的代码不能再用。", en="The code {code} was used before; codes are never used again."
)
_HEAD = Text(
    zh="代码{code}要和上级{parent}的开头一致，后面的位数补零。",
    en="The code {code} must begin like {parent} above it and end in zeros.",
)
_SAME = Text(zh="和现在一样，没有变化。", en="This is as it is now: nothing would change.")
_PENDING = Text(
    zh="这里已有一项没有执行完的变更，请先办完。",
    en="There is a change here that isn't finished. Please finish it first.",
)
_PAST = Text(zh="生效日期不能早于今天。", en="The effective date can't lie in the past.")
_STATION = Text(zh="请选择{name}以后归哪个派出所管辖。", en="Please choose the police station for {name}.")
_NO_STATION = Text(zh="没有这个派出所：{code}。", en="There is no such police station: {code}.")
_DOORS = Text(zh="所列地址不在要拆分的社区里。", en="The addresses listed don't lie in the community to be split.")
_LONG = 20_000


def check(wish: Wish, *, effective_on: datetime.date, on: datetime.date) -> None:
    """Raise Refusals with everything that is wrong with a wish on file. The shape is `law.division.check`'s."""
    law.check(wish)
    rows = {row.code: row for row in Division.objects.filter(code__in=wish.old, valid_to=None)}
    problems = [
        _refusal("unknown_division", _UNKNOWN.format(code=code), "old") for code in wish.old if code not in rows
    ]
    levels = {row.level for row in rows.values()}
    if len(levels) != 1 or not levels <= {"county", "street", "community"}:
        problems.append(_refusal("wrong_level", _LEVELS, "old"))
    if effective_on < on:
        problems.append(_refusal("date_past", _PAST, "effective_on"))
    if not problems:
        old = [rows[code] for code in wish.old]
        problems += [*_targets(wish, old), *_nothing(wish, old), *_pending(wish), *_stations(wish), *_doors(wish, old)]
    if problems:
        raise Refusals(problems)


def _targets(wish: Wish, old: Sequence[Division]) -> Iterator[Refusal]:
    above = law.LEVELS[law.LEVELS.index(old[0].level) - 1]
    parents = Division.objects.filter(
        code__in=[target.parent for target in wish.new], valid_to=None, level=above
    ).in_bulk()
    held = set(Division.objects.filter(code__in=[target.code for target in wish.new]).values_list("code", flat=True))
    for target in wish.new:
        if target.parent not in parents:
            yield _refusal("wrong_parent", _PARENT.format(name=target.name, parent=target.parent), "new")
        elif target.code not in wish.old:
            if target.code in held:
                yield _refusal("code_taken", _TAKEN.format(code=target.code), "new")
            if not _fits(target, level=old[0].level, above=above):
                yield _refusal("code_outside", _HEAD.format(code=target.code, parent=target.parent), "new")


def _fits(target: Target, *, level: str, above: str) -> bool:
    digits = law.DIGITS[above]
    own = target.code[digits : law.DIGITS[level]]
    return (
        target.code[:digits] == target.parent[:digits]
        and own.strip("0") != ""
        and target.code[law.DIGITS[level] :].strip("0") == ""
    )


def _nothing(wish: Wish, old: Sequence[Division]) -> Iterator[Refusal]:
    now = {(row.code, row.name, row.parent_id) for row in old}
    if (
        wish.kind in {"rename", "transfer"}
        and {(target.code, target.name.strip(), target.parent) for target in wish.new} == now
    ):
        yield _refusal("nothing_changes", _SAME, "new")
    if wish.kind == "transfer" and wish.new[0].parent == old[0].parent_id:
        yield _refusal("nothing_changes", _SAME, "new")


def _pending(wish: Wish) -> Iterator[Refusal]:
    touched = _touched(wish)
    for other in DivisionChange.objects.filter(state__in=["planned", "approved"]):
        theirs = _touched(law.kept(other.wish))
        if any(_related(mine, code) for mine in touched for code in theirs):
            yield _refusal("change_pending", _PENDING, "old")
            return


def _touched(wish: Wish) -> set[str]:
    return {*wish.old, *(target.code for target in wish.new)}


def _related(one: str, other: str) -> bool:
    # the same, or one above the other: a street's nine digits begin its communities' codes
    heads = [
        next(code[:digits] for digits in law.DIGITS.values() if not code[digits:].strip("0")) for code in (one, other)
    ]
    return heads[0].startswith(heads[1]) or heads[1].startswith(heads[0])


def _stations(wish: Wish) -> Iterator[Refusal]:
    known = set(
        Unit.objects.filter(code__in=wish.stations.values(), kind="station", valid_to=None).values_list(
            "code", flat=True
        )
    )
    for code in wish.stations.values():
        if code not in known:
            yield _refusal("unknown_station", _NO_STATION.format(code=code), "stations")
    if wish.kind == "merge" and wish.new[0].code not in wish.stations:
        open_rows = Jurisdiction.objects.filter(division_id__in=wish.old, valid_to=None)
        if len(set(open_rows.values_list("station_id", flat=True))) > 1:
            yield _refusal("station_unclear", _STATION.format(name=wish.new[0].name), "stations")


def _doors(wish: Wish, old: Sequence[Division]) -> Iterator[Refusal]:
    if wish.doors and (
        len(wish.doors) > _LONG
        or Address.objects.filter(community=old[0], id__in=list(wish.doors)).count() != len(wish.doors)
    ):
        yield _refusal("foreign_door", _DOORS, "doors")


def _refusal(code: str, text: Text, name: str) -> Refusal:
    return Refusal(code, text, field=name, rule="O2")
