"""What those who work here are told: what is late at their unit, and what could not be sent. Never about one person."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Max, Q

from anju.actions import message
from anju.law import city
from anju.models import Complaint, Post, Stay
from anju.queries import messages


def tell_overdue(*, on: datetime.date, at: datetime.datetime) -> int:
    """Tell a station that declarations were not checked in time; at most once a week. Source: B3."""
    late = (
        Stay.objects.filter(state__in=["declared", "to_verify"], check_due_on__lt=on)
        .values("station_id")
        .annotate(number=Count("id"))
    )
    year, number, _ = on.isocalendar()
    week = f"{year}-{number}"
    told = 0
    for row in late:
        for post in _posts(on, Q(unit_id=row["station_id"], role__in=["registrar", "chief"])):
            told += _tell(post, "check_overdue", {"count": row["number"]}, f"{row['station_id']}:{week}", "/staff/", at)
    return told


def tell_complaints(*, on: datetime.date, at: datetime.datetime) -> int:
    """Tell an office that complaints are due or late; again only when another one falls due. Source: J1."""
    due = Complaint.objects.exclude(state="answered").filter(due_on__lte=on)
    told = 0
    for row in due.values("owner_id").annotate(number=Count("id"), newest=Max("due_on")):
        roles = ["clerk", "registrar", "chief", "county_police", "officer"]
        for post in _posts(on, Q(unit_id=row["owner_id"], role__in=roles)):
            mark = f"{row['owner_id']}:{row['newest']}"
            told += _tell(post, "complaint_due", {"count": row["number"]}, mark, "/staff/complaints/", at)
    return told


def tell_undelivered(*, on: datetime.date, at: datetime.datetime) -> int:
    """Tell the system administrators how many messages of yesterday could not be sent."""
    midnight = datetime.datetime.combine(on, datetime.time(), city.TIME)
    yesterday = messages.all_failed().filter(due_at__gte=midnight - datetime.timedelta(days=1), due_at__lt=midnight)
    number = yesterday.exclude(error="too_late").count()
    if not number:
        return 0
    administrators = _posts(on, Q(role="system_admin"))
    return sum(
        _tell(post, "send_failed", {"count": number}, on.isoformat(), "/staff/messages/", at) for post in administrators
    )


def _posts(on: datetime.date, which: Q) -> Iterable[Post]:
    held = Post.objects.filter(which, valid_from__lte=on, staff__is_active=True)
    return held.filter(Q(valid_to=None) | Q(valid_to__gt=on)).select_related("staff").order_by("id")


def _tell(post: Post, kind: str, params: dict[str, object], mark: str, link: str, at: datetime.datetime) -> int:
    dedupe = f"{kind}:{post.staff_id}:{mark}"
    by_mail = bool(post.staff.email)
    return int(
        message.to_staff(
            staff_id=post.staff_id, kind=kind, params=params, dedupe=dedupe, at=at, link=link, mail=by_mail
        )
        is not None
    )
