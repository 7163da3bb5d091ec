"""The lifecycle of a stay, as one table a lawyer can read. Source: B2, B3, B7, D1–D7."""

from anju.law import lifecycle
from anju.law.lifecycle import Step
from anju.law.wording import Text

_POLICE = ("registrar", "chief", "county_police")
_DESK = (*_POLICE, "clerk")
_FIELD = (*_DESK, "coordinator")

STATES = {
    "declared": Text(zh="已申报，待核对", en="Declared, waiting for the check"),
    "returned": Text(zh="待补正", en="Returned for completion"),
    "to_verify": Text(zh="待核实", en="To verify"),
    "registered": Text(zh="已登记", en="Registered"),
    "moved": Text(zh="已变更地址", en="Moved"),
    "ended": Text(zh="已结束", en="Ended"),
    "closed": Text(zh="不予登记，已关闭", en="Closed without registration"),
    "withdrawn": Text(zh="已撤回", en="Withdrawn"),
}

OPEN = ("declared", "returned", "to_verify")
# what goes on; the rest is over, and sealed with the person (L7)
LIVE = (*OPEN, "registered")
_OPEN = OPEN


def _step(
    act: str,
    source: tuple[str, ...],
    target: str,
    who: tuple[str, ...],
    rules: tuple[str, ...],
    zh: str,
    en: str,
    deadline: str | None = None,
) -> Step:
    return Step(act=act, source=source, target=target, who=who, rules=rules, deadline=deadline, text=Text(zh=zh, en=en))


LIFECYCLE = lifecycle.Lifecycle(
    name=Text(zh="居住登记", en="Stay"),
    states=STATES,
    initial="declared",
    steps=(
        _step(
            "return",
            ("declared", "to_verify"),
            "returned",
            _DESK,
            ("B7",),
            "材料不全，一次性告知",
            "Incomplete: all that is missing is told at once",
            "B7",
        ),
        _step(
            "complete",
            ("returned",),
            "declared",
            ("resident", *_FIELD),
            ("B7",),
            "本人补正",
            "The person completes the file",
        ),
        _step(
            "lapse",
            ("declared",),
            "to_verify",
            ("system",),
            ("B3",),
            "十个工作日内未核对",
            "Not checked in ten working days",
            "B3",
        ),
        _step(
            "verify", ("declared", "to_verify"), "to_verify", _FIELD, ("B3",), "上门核实在住", "Confirmed at the door"
        ),
        _step(
            "accept",
            ("declared", "returned", "to_verify"),
            "registered",
            _POLICE,
            ("B2", "B6"),
            "派出所受理登记",
            "The station accepts",
            "B1",
        ),
        _step(
            "withdraw",
            _OPEN,
            "withdrawn",
            ("resident",),
            ("D9",),
            "本人撤回申报",
            "The person withdraws the declaration",
        ),
        _step(
            "confirm",
            ("registered",),
            "registered",
            ("resident", *_FIELD),
            ("D7",),
            "确认仍在此居住",
            "Still lives here",
            "D7",
        ),
        _step(
            "move",
            ("registered",),
            "moved",
            ("resident", *_POLICE),
            ("D1", "D2"),
            "变更居住地址",
            "Moves inside the county",
            "D1",
        ),
        _step("leave", ("registered",), "ended", ("resident", *_DESK), ("D3",), "申报离开", "Leaves", "D3"),
        _step(
            "end",
            ("registered",),
            "ended",
            (*_POLICE, "system"),
            ("D4", "D5", "D6"),
            "注销",
            "Ended, with basis and notice",
            "D6",
        ),
        _step(
            "close",
            _OPEN,
            "closed",
            _POLICE,
            ("D5", "I10"),
            "重复、错误或虚假，写明理由后关闭",
            "Closed by a named officer with the reason",
        ),
        _step("reopen", ("closed",), "to_verify", ("chief", "county_police"), ("D6",), "重新办理", "Taken up again"),
        _step(
            "undo_end", ("ended",), "registered", ("chief", "county_police"), ("D6",), "恢复登记", "The end is undone"
        ),
    ),
)
