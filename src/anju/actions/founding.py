"""A new city's first three administrators, made by the system; every later post is the security administrator's. Source: L9."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from anju.actions import account
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Staff, Unit

ADMINISTRATORS: Mapping[str, tuple[str, str]] = {
    "system_admin": ("system", "系统管理员"),
    "security_admin": ("security", "安全管理员"),
    "audit_admin": ("audit", "审计管理员"),
}
_NO_UNIT = Text(
    zh="还没有市级机构，请先载入区划和机构。", en="There is no office of the city yet. Run load_places first."
)
_SAME = Text(zh="三类管理员必须是三个人。", en="The three administrators must be three people.")
_DONE = Text(zh="已经有安全管理员了，请由其新增人员。", en="There is a security administrator already, who adds staff.")


@dataclass(frozen=True)
class Made:
    """One administrator and the password for one sign-in; none for somebody who was there already."""

    role: str
    username: str
    password: str


def administrators(*, chosen: Mapping[str, tuple[str, str]], city: str, at: datetime.datetime) -> list[Made]:
    """Make the three; raises Refusal "no_unit", "same_person", "founded", "roles_clash"."""
    if len({username for username, _ in chosen.values()}) < len(ADMINISTRATORS):
        raise Refusal("same_person", _SAME, rule="L9")
    with transaction.atomic():
        if Staff.objects.filter(posts__role="security_admin", posts__valid_to=None).exists():
            raise Refusal("founded", _DONE, rule="L9")
        unit = _office(city)
        return [_one(role, *chosen[role], unit=unit, at=at) for role in ADMINISTRATORS]


def _one(role: str, username: str, name: str, *, unit: Unit, at: datetime.datetime) -> Made:
    there = Staff.objects.filter(username=username).exists()
    password = "" if there else account.one_time_password()
    post = account.found(username=username, name=name, password=password or None, unit=unit, role=role, at=at)
    if not there:
        Staff.objects.filter(id=post.staff_id).update(must_change_password=True)
    return Made(role=role, username=username, password=password)


def _office(city: str) -> Unit:
    # the police administer residence; without their office, any office of the city will do
    rows = Unit.objects.filter(level="city", valid_to=None, coverage__division_id=city).order_by("path")
    found = rows.filter(department="police").first() or rows.first()
    if found is None:
        raise Refusal("no_unit", _NO_UNIT)
    return found
