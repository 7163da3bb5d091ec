"""The steps of a help call with what was said, sealed; and the offices that are told, by its code. Parts of larger acts."""

import datetime
import json

from anju.actions import message
from anju.law.wording import Text
from anju.models import HelpCall, HelpStep, Unit
from anju.models.base import new_id
from anju.vault import seal

KIND = "help_call"
_POLICE = ("registrar", "chief", "county_police")


def say(call: HelpCall, *, what: str, unit: Unit, at: datetime.datetime, **words: str) -> None:
    """Keep a step with what was said."""
    key = new_id()
    kept = {name: value for name, value in words.items() if value}
    text = json.dumps(kept, ensure_ascii=False)
    sealed = seal.seal(text=text, column="help_step.words", owner=key) if kept else None
    HelpStep.objects.create(id=key, call=call, at=at, what=what, unit=unit, words=sealed)


def handed(call: HelpCall, *, at: datetime.datetime) -> None:
    """Tell the receiver's officers that somebody waits for help."""
    message.to_unit(
        unit_id=call.receiver_id,
        roles=("officer",),
        kind="help_handed",
        params={"code": call.code, "area": call.area.name},
        dedupe=f"help_handed:{call.id}:{call.version}",
        link=f"/relief/help/{call.id}/",
        at=at,
    )


def back(call: HelpCall, kind: str, *, at: datetime.datetime) -> None:
    """Tell the giver's office what became of the call."""
    message.to_unit(
        unit_id=call.giver_id,
        roles=(*_POLICE, "clerk", "coordinator", "officer", "overseer"),
        kind=kind,
        params={"code": call.code},
        dedupe=f"{kind}:{call.id}:{call.version}",
        link=f"/relief/help/{call.id}/",
        at=at,
    )


def minor(call: HelpCall, *, at: datetime.datetime) -> None:
    """Tell police and women's federation that a minor is alone and who has the care: nothing of what was seen."""
    office = call.receiver
    params = {
        "code": call.code,
        "area": call.area.name,
        "unit_zh": office.name,
        "unit_en": Text(zh=office.name, en=office.name_en or office.name).en,
        "phone": office.phone or "12345",
    }
    for unit, roles in ((call.police, _POLICE), (call.women, ("officer",))):
        if unit is not None:
            dedupe = f"minor_alone:{call.code}:{unit.code}"
            message.to_unit(unit_id=unit.id, roles=roles, kind="minor_alone", params=params, dedupe=dedupe, at=at)
