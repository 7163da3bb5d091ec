"""Setting a policy value for a place from a day on. Source: design.md 4; each value names its own rule."""

import datetime

from django.db import transaction

from anju import catalogue
from anju.actions import record
from anju.law import authority
from anju.law import policy as policies
from anju.law.actor import Actor
from anju.law.policy import Override, Setting
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, PolicyOverride, Unit
from anju.models.base import new_id

_PLACE = Text(zh="请选择市、县区或功能区。", en="Choose the city, a county or a zone.")
_PAST = Text(
    zh="只能从今天或以后起生效：已经按旧值算出的期限不变。",
    en="It can take effect today or later: limits already reckoned by the old value stand.",
)
_HOLDS = Text(
    zh="这一天起的值已经生效，请选以后的日期。", en="A value from that day is in force already. Choose a later day."
)
_BASIS = Text(zh="请写明依据，例如文件名和文号。", en="Name the basis, such as the document and its number.")
_WHOLE = Text(zh="请填整数。", en="Please give a whole number.")
_LIST = Text(zh="请填整数，用逗号隔开。", en="Please give whole numbers, separated by commas.")
_YES = Text(zh="请选择是或否。", en="Please choose yes or no.")


def read_value(*, setting: Setting, text: str) -> policies.Value | list[int]:
    """Return a value as typed, in the setting's own kind; raises Refusal "policy_value"."""
    words = text.strip()
    if setting.kind == "boolean":
        if words not in {"yes", "no"}:
            raise Refusal("policy_value", _YES, field="value", rule=setting.rule)
        return words == "yes"
    if setting.kind == "choice":
        return words
    if setting.kind == "list":
        try:
            return [int(part) for part in words.replace("，", ",").replace("、", ",").split(",")]
        except ValueError as error:
            raise Refusal("policy_value", _LIST, field="value", rule=setting.rule) from error
    try:
        return int(words)
    except ValueError as error:
        raise Refusal("policy_value", _WHOLE, field="value", rule=setting.rule) from error


def set_value(
    *,
    key: str,
    place: str,
    value: policies.Value | list[int],
    effective_from: datetime.date,
    basis: str,
    by: Actor,
    at: datetime.datetime,
    on: datetime.date,
) -> PolicyOverride:
    """Set a value from a day on; one that is not yet in force may be set anew.

    Raises Refusal "policy_unknown_key", "policy_out_of_range", "place_unknown", "policy_past", "policy_holds", "basis_missing".
    """
    authority.demand(by=by, act="set_policy")
    override = Override(key=key, place=place, value=value, effective_from=effective_from)
    setting = policies.check_override(defaults=catalogue.current().defaults, override=override)
    if not _known(place):
        raise Refusal("place_unknown", _PLACE, field="place", rule=setting.rule)
    if effective_from < on:
        raise Refusal("policy_past", _PAST, field="effective_from", rule=setting.rule)
    if not basis.strip():
        raise Refusal("basis_missing", _BASIS, field="basis", rule=setting.rule)
    with transaction.atomic():
        rows = PolicyOverride.objects.select_for_update()
        row = rows.filter(key=key, place=place, effective_from=effective_from).first()
        if row is not None and effective_from <= on:
            raise Refusal("policy_holds", _HOLDS, field="effective_from", rule=setting.rule)
        row = row or PolicyOverride(id=new_id(), key=key, place=place, effective_from=effective_from)
        row.value, row.basis, row.created_at = value, basis.strip()[:200], at
        row.save()
        detail = {"key": key, "place": place, "value": value, "from": effective_from.isoformat()}
        about, cited = ("policy", row.id), (setting.rule,)
        record.write(what="set_policy", by=by, at=at, subject=about, rules=cited, reason=row.basis, detail=detail)
        return row


def _known(place: str) -> bool:
    division = Division.objects.filter(code=place, level__in=("city", "county"), valid_to=None)
    return division.exists() or Unit.objects.filter(code=place, kind="zone", valid_to=None).exists()
