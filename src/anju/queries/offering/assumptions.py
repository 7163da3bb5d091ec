"""What the platform assumes and a city has to confirm: services, rules and policy values of status I or M.

Each with what it says, where it stands, and who confirmed it from which source. Source: I3, law.md (status).
"""

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from django.conf import settings

from anju import catalogue
from anju.law import wording
from anju.law.absent import Absent
from anju.law.citation import STATUS_MEANING, Status
from anju.law.offering import change
from anju.law.policy.setting import UNIT_NAMES, Setting
from anju.law.service import Service
from anju.law.wording import Text
from anju.models import Confirmation
from anju.queries import rules
from anju.queries.offering import laid

Kind = Literal["service", "rule", "policy"]
KINDS: Mapping[str, Text] = {
    "service": Text(zh="服务事项", en="Services"),
    "policy": Text(zh="政策值", en="Policy values"),
    "rule": Text(zh="规则", en="Rules"),
}
ASSUMED = frozenset({"I", "M"})
_LIMIT = Text(zh="办结时限：{limit}", en="Time limit: {limit}")
_FREE, _FEE = Text(zh="不收费", en="free"), Text(zh="{yuan}元", en="{yuan} yuan")
_YES, _NO = Text(zh="是", en="yes"), Text(zh="否", en="no")


@dataclass(frozen=True)
class Confirmed:
    """Who confirmed it, when, from which source."""

    outcome: str
    source: str
    at: datetime.datetime
    by: str
    # it says something else now
    stale: bool


@dataclass(frozen=True)
class Assumption:
    """One assumption."""

    kind: str
    key: str
    name: Text
    says: Text
    status: Status
    rule: str
    # the data file, and the page that shows or changes it
    file: str
    path: str
    digest: str
    # the city has put its own in its place
    changed: bool
    confirmed: Confirmed | None = None

    @property
    def meaning(self) -> Text:
        """What its status means."""
        return STATUS_MEANING[self.status]

    @property
    def open(self) -> bool:
        """Whether somebody still has to confirm it."""
        return self.confirmed is None or self.confirmed.stale


def listed(*, on: datetime.date, kind: str = "", only_open: bool = False) -> list[Assumption]:
    """Return the assumptions of a kind or of all, those to confirm first; raises Absent for an unknown kind."""
    if kind and kind not in KINDS:
        raise Absent("kind")
    held = _confirmed()
    found = [_with(one, held) for one in _all(on) if kind in {"", one.kind}]
    return [one for one in found if one.open] if only_open else sorted(found, key=lambda one: not one.open)


def one(*, kind: str, key: str, on: datetime.date) -> Assumption:
    """Return one assumption; raises Absent for what is none."""
    for found in _all(on):
        if (found.kind, found.key) == (kind, key):
            return _with(found, _confirmed())
    raise Absent("assumption")


def unconfirmed(*, on: datetime.date) -> int:
    """Return how many are still to be confirmed."""
    return len(listed(on=on, only_open=True))


def _all(on: datetime.date) -> Iterator[Assumption]:
    known = catalogue.current()
    yield from (_service(found) for found in known.services.values() if found.status in ASSUMED)
    policy = rules.policy(place=(settings.CITY,), on=on)
    for key, setting in known.defaults.settings.items():
        if setting.status in ASSUMED:
            yield _policy(setting, present=getattr(policy, key), on=on)
    for rule in known.rules.values():
        if rule.status in ASSUMED:
            yield Assumption(
                kind="rule",
                key=rule.id,
                name=Text(zh=f"规则 {rule.id}", en=f"Rule {rule.id}"),
                says=rule.text,
                status=rule.status,
                rule=rule.id,
                file="src/anju/law/texts/rules.toml",
                path="/law/",
                digest=_digest(rule.text, rule.references),
                changed=False,
            )


def _service(found: Service) -> Assumption:
    limit = _LIMIT.format(limit=change.shown(found, name="limit", on=found.begins))
    fee = _FEE.format(yuan=f"{found.fee_fen / 100:g}") if found.fee_fen else _FREE
    department, _, name = found.id.partition("/")
    return Assumption(
        kind="service",
        key=found.id,
        name=found.name,
        says=wording.sentences(found.summary, wording.joined(limit, fee)),
        status=found.status,
        rule="I3",
        file=f"src/anju/departments/{department}/services/{name}.toml",
        path=f"/services/{found.id}/",
        digest=_digest(found),
        changed=bool(laid.changes().get(found.id)),
    )


def _policy(setting: Setting, *, present: object, on: datetime.date) -> Assumption:
    default = setting.value(on=on)
    return Assumption(
        kind="policy",
        key=setting.key,
        name=setting.label,
        says=_value(setting, present),
        status=setting.status,
        rule=setting.rule,
        file="src/anju/law/policy/default.toml",
        path=f"/staff/policy/{setting.key}/",
        digest=_digest(setting, present),
        changed=present != default,
    )


def _value(setting: Setting, value: object) -> Text:
    if isinstance(value, bool):
        return _YES if value else _NO
    plain = ", ".join(str(each) for each in value) if isinstance(value, tuple) else str(value)
    unit = UNIT_NAMES[setting.unit]
    return Text(zh=f"{plain}{unit.zh}", en=f"{plain} {unit.en}".strip())


def _digest(*what: object) -> str:
    return hashlib.sha256(repr(what).encode()).hexdigest()


def _confirmed() -> Mapping[tuple[str, str], Confirmation]:
    rows = Confirmation.objects.select_related("by").order_by("kind", "key", "-at", "-id").distinct("kind", "key")
    return {(row.kind, row.key): row for row in rows}


def _with(found: Assumption, held: Mapping[tuple[str, str], Confirmation]) -> Assumption:
    row = held.get((found.kind, found.key))
    if row is None:
        return found
    confirmed = Confirmed(
        outcome=row.outcome, source=row.source, at=row.at, by=row.by.name, stale=row.digest != found.digest
    )
    return replace(found, confirmed=confirmed)
