"""Changes of divisions: what can be changed into what, and what such a wish must say. Source: O2."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

KINDS: Mapping[str, Text] = {
    "rename": Text(zh="更名", en="Rename"),
    "merge": Text(zh="合并", en="Merge"),
    "split": Text(zh="拆分", en="Split"),
    "transfer": Text(zh="划转", en="Transfer"),
}
STATES: Mapping[str, Text] = {
    "planned": Text(zh="待批准", en="Waiting for approval"),
    "approved": Text(zh="已批准，待生效", en="Approved, takes effect on its day"),
    "applied": Text(zh="已生效", en="In effect"),
    "withdrawn": Text(zh="已撤回", en="Withdrawn"),
    "stopped": Text(
        zh="未执行：区划已有变化，请重新拟定", en="Not carried out: the divisions have changed since. Plan it again."
    ),
}
LEVELS = ("city", "county", "street", "community")
# digits of a code that belong to a level
DIGITS: Mapping[str, int] = {"province": 2, "city": 4, "county": 6, "street": 9, "community": 12}

_KIND = Text(zh="请选择变更的种类。", en="Please choose the kind of change.")
_CODE = Text(zh="区划代码是12位数字，例如 371302001001。", en="A division's code has 12 digits, such as 371302001001.")
_NAME = Text(zh="请填写新的名称，最多60个字。", en="Please give the new name, 60 characters at most.")
_TWICE = Text(zh="同一个代码写了两次：{code}。", en="The same code stands twice: {code}.")
_OLD: Mapping[str, Text] = {
    "rename": Text(zh="请选择一个要更名的区划。", en="Please choose the one division to rename."),
    "merge": Text(zh="合并至少要选两个区划。", en="A merger needs at least two divisions."),
    "split": Text(zh="请选择一个要拆分的区划。", en="Please choose the one division to split."),
    "transfer": Text(zh="请选择一个要划转的区划。", en="Please choose the one division to transfer."),
}
_NEW: Mapping[str, Text] = {
    "rename": Text(zh="更名只有一个新名称，代码不变。", en="A rename has one new name and keeps the code."),
    "merge": Text(zh="合并后只有一个区划。", en="A merger results in one division."),
    "split": Text(zh="拆分后至少有两个区划。", en="A split results in at least two divisions."),
    "transfer": Text(zh="划转后只有一个区划。", en="A transfer results in one division."),
}
_REST = Text(zh="请选择其余地址归入哪一个新区划。", en="Please choose which new division takes all other addresses.")
_STRAY = Text(zh="只能归入拆分后的区划。", en="Only the divisions that result from the split can take something.")


@dataclass(frozen=True)
class Target:
    """A division as it shall be: code, name, and the code of the one above it."""

    code: str
    name: str
    parent: str


@dataclass(frozen=True)
class Wish:
    """What is to be changed; only a split needs more than old and new codes.

    Splitting a community: `roads` and `doors` (address id) name the new code, `rest` takes everything else. Splitting
    a street or county: `children` names the new code for each division directly below, `rest` the others.
    `stations` names the police station's unit code for a new code where merged divisions had different ones.
    """

    kind: str
    old: tuple[str, ...]
    new: tuple[Target, ...]
    roads: Mapping[str, str] = field(default_factory=dict)
    doors: Mapping[str, str] = field(default_factory=dict)
    children: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""
    stations: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The wish for keeping."""
        return asdict(self)


def kept(data: Mapping[str, Any]) -> Wish:
    """Return a wish from what as_dict gave."""
    new = tuple(Target(**target) for target in data["new"])
    return Wish(**{**data, "old": tuple(data["old"]), "new": new})


def check(wish: Wish) -> None:
    """Raise Refusals with everything that is wrong with a wish in itself; what is on file is asked elsewhere."""
    problems = [*_shape(wish), *_codes(wish)]
    if wish.kind == "split":
        codes = {target.code for target in wish.new}
        if wish.rest not in codes:
            problems.append(_refusal("rest_missing", _REST, "rest"))
        if not {*wish.roads.values(), *wish.doors.values(), *wish.children.values()} <= codes:
            problems.append(_refusal("not_a_part", _STRAY, "roads"))
    if problems:
        raise Refusals(problems)


def _shape(wish: Wish) -> Iterable[Refusal]:
    if wish.kind not in KINDS:
        return [_refusal("unknown_kind", _KIND, "kind")]
    many_old, many_new = wish.kind == "merge", wish.kind == "split"
    found = []
    if (len(wish.old) < 2) if many_old else (len(wish.old) != 1):
        found.append(_refusal("wrong_old", _OLD[wish.kind], "old"))
    if (len(wish.new) < 2) if many_new else (len(wish.new) != 1):
        found.append(_refusal("wrong_new", _NEW[wish.kind], "new"))
    if wish.kind == "rename" and [target.code for target in wish.new] != list(wish.old):
        found.append(_refusal("code_changed", _NEW["rename"], "new"))
    return found


def _codes(wish: Wish) -> Iterable[Refusal]:
    found = []
    new = [target.code for target in wish.new]
    for codes, name in ((list(wish.old), "old"), (new, "new")):
        if any(not (len(code) == 12 and code.isascii() and code.isdigit()) for code in codes):
            found.append(_refusal("wrong_code", _CODE, name))
        found += [
            _refusal("code_twice", _TWICE.format(code=code), name)
            for code in sorted(set(codes))
            if codes.count(code) > 1
        ]
    if any(not 0 < len(target.name.strip()) <= 60 for target in wish.new):
        found.append(_refusal("name_missing", _NAME, "new"))
    return found


def _refusal(code: str, text: Text, name: str) -> Refusal:
    return Refusal(code, text, field=name, rule="O2")
