"""Staff and machines: who there is, which posts they hold, which tokens live. Cut by the administrator's unit. Source: L9."""

import uuid
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from anju.law import authority
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import ApiClient, Post, Staff, Unit
from anju.queries.scope import Scope

SIZE = 40
SHOWN: dict[str, Text] = {
    "all": Text(zh="全部", en="All"),
    "locked": Text(zh="已锁定", en="Locked"),
    "idle": Text(zh="没有岗位", en="Without a post"),
    "bare": Text(zh="没有第二因素", en="Without a second factor"),
}
_UNKNOWN = Text(zh="没有这个筛选条件。", en="There is no such filter.")


@dataclass(frozen=True)
class Member:
    """One of staff, as the security administrator sees them."""

    staff: Staff
    posts: tuple[Post, ...]
    factors: tuple[str, ...]


def members(scope: Scope, *, text: str = "", show: str = "all", after: str = "", size: int = SIZE) -> list[Staff]:
    """Return a page of staff by sign-in name, size + 1 rows; raises Refusal "unknown_filter"."""
    if show not in SHOWN:
        raise Refusal("unknown_filter", _UNKNOWN, field="show")
    rows = _within(scope).filter(username__gt=after)
    if text.strip():
        rows = rows.filter(Q(username__startswith=text.strip()) | Q(name__contains=text.strip()))
    if show == "locked":
        rows = rows.exclude(locked_at=None)
    if show == "idle":
        rows = rows.exclude(posts__valid_to=None)
    if show == "bare":
        rows = rows.filter(~Exists(Authenticator.objects.filter(user=OuterRef("pk"))))
    held = Prefetch(
        "posts", Post.objects.filter(valid_to=None).select_related("unit").order_by("valid_from"), to_attr="held"
    )
    return list(rows.order_by("username").prefetch_related(held)[: size + 1])


def member(scope: Scope, *, staff_id: uuid.UUID) -> Member:
    """Return one of staff; raises Absent alike for who is not there and who is not theirs."""
    staff = _within(scope).filter(id=staff_id).first()
    if staff is None:
        raise Absent("staff")
    posts = tuple(staff.posts.filter(valid_to=None).select_related("unit").order_by("valid_from"))
    factors = tuple(Authenticator.objects.filter(user=staff).order_by("type").values_list("type", flat=True))
    return Member(staff=staff, posts=posts, factors=factors)


def units(scope: Scope, *, text: str, limit: int = 20) -> list[Unit]:
    """Return the units whose code or name fits a text, those in the administrator's reach."""
    words = text.strip()
    if not words:
        return []
    rows = _units(scope).filter(Q(code=words) | Q(name__contains=words) | Q(name_en__icontains=words))
    return list(rows.order_by("path")[:limit])


def unit(scope: Scope, *, code: str) -> Unit:
    """Return a unit in reach; raises Absent."""
    found = _units(scope).filter(code=code).first()
    if found is None:
        raise Absent("unit")
    return found


def posts_of(scope: Scope, *, username: str, role: str) -> list[Post]:
    """Return the posts in a role that somebody in reach holds now."""
    rows = Post.objects.filter(staff__username=username, role=role, valid_to=None, staff__in=_within(scope))
    return list(rows.select_related("unit").order_by("valid_from"))


def roles() -> list[tuple[str, Text]]:
    """Return the roles someone may be appointed to."""
    return [(key, text) for key, text in authority.ROLES.items() if key not in {"resident", "system"}]


def clients(scope: Scope) -> list[ApiClient]:
    """Return the machines in reach, those that live first."""
    rows = ApiClient.objects.filter(post__unit__in=_units(scope)).select_related("post__unit", "post__staff")
    return sorted(rows[:500], key=lambda row: (row.revoked_at is not None, row.name))


def client(scope: Scope, *, client_id: uuid.UUID) -> ApiClient:
    """Return a live machine in reach; raises Absent."""
    found = ApiClient.objects.filter(id=client_id, revoked_at=None, post__unit__in=_units(scope)).first()
    if found is None:
        raise Absent("client")
    return found


def _units(scope: Scope) -> "QuerySet[Unit]":
    rows = Unit.objects.filter(valid_to=None)
    # the city's administrator answers for the whole city, one below it for the own office and what is under it
    return rows if scope.unit.level == "city" else rows.filter(path__startswith=scope.unit.path)


def _within(scope: Scope) -> "QuerySet[Staff]":
    if scope.unit.level == "city":
        return Staff.objects.all()
    held = Post.objects.filter(staff=OuterRef("pk"), unit__path__startswith=scope.unit.path)
    return Staff.objects.filter(Exists(held))
