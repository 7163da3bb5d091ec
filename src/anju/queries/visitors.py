"""Who is at the door: residents, staff in posts, machines."""

import datetime
import hashlib
import uuid

from django.db.models import Q

from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.models import ApiClient, Binding, Post, Resident, Staff
from anju.queries import reference, scope
from anju.queries.reference import Reference
from anju.queries.scope import Scope
from anju.vault import seal

# the rows that faces may name in types; they never import the models themselves
__all__ = ["Post", "Resident", "Staff"]


def resident(*, resident_id: uuid.UUID) -> Resident | None:
    """Return the resident of a session; none where the phone has gone to somebody else since."""
    return Resident.objects.filter(id=resident_id).exclude(phone_index=None, subject_index=None).first()


def resident_by_phone(*, phone: str) -> Resident | None:
    """Return the resident who signs in with a phone, for the system's own use: no page shows whether there is one."""
    return Resident.objects.filter(phone_index=seal.index(text=phone, kind="phone")).first()


def resident_actor(*, who: Resident) -> Actor:
    """Return a resident as an actor."""
    return Actor(kind="resident", id=who.id, role="resident")


def bound_people(*, who: Resident) -> list[Binding]:
    """Return the records a resident may see, their own first."""
    return list(who.bindings.filter(until=None).select_related("person").order_by("kind", "since"))


def posts(*, staff_id: uuid.UUID, on: datetime.date, held: Reference | None = None) -> list[Post]:
    """Return the posts someone of staff holds on a day."""
    return (held or reference.current()).get(("posts", staff_id, on), lambda: _posts(staff_id, on))


def _posts(staff_id: uuid.UUID, on: datetime.date) -> list[Post]:
    held = Post.objects.filter(staff_id=staff_id, valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gt=on))
    return list(held.select_related("unit", "staff").order_by("valid_from", "id"))


def administrator(*, username: str, role: str, on: datetime.date) -> Actor:
    """Return someone of staff acting in a role, for commands that name who runs them; raises Absent."""
    staff = Staff.objects.filter(username=username, is_active=True, locked_at=None).first()
    held = posts(staff_id=staff.pk, on=on) if staff is not None else []
    for post in held:
        if post.role == role:
            return post_actor(post=post)
    raise Absent("administrator")


def post_actor(*, post: Post) -> Actor:
    """Return someone of staff, acting in a post."""
    staff: Staff = post.staff
    return Actor(
        kind="staff",
        id=staff.id,
        role=post.role,
        level=post.unit.level,
        post_id=post.id,
        unit_id=post.unit_id,
        name=staff.name,
    )


def post_scope(*, post: Post, on: datetime.date, held: Reference | None = None) -> Scope:
    """Return what a post may see on a day."""
    known = held or reference.current()
    return known.get(("scope", post.id, on), lambda: scope.of(post=post, actor=post_actor(post=post), on=on))


def client(*, token: str, on: datetime.date, held: Reference | None = None) -> tuple[ApiClient, Scope] | None:
    """Return the machine behind a token and its scope; None for a wrong, revoked or expired one, an ended post, or a
    holder who is out or was locked by hand.
    """
    digest = hashlib.sha256(token.encode()).digest()
    return (held or reference.current()).get(("client", digest, on), lambda: _client(digest, on))


def _client(digest: bytes, on: datetime.date) -> tuple[ApiClient, Scope] | None:
    found = (
        ApiClient.objects.filter(digest=digest, revoked_at=None, post__valid_from__lte=on, post__staff__is_active=True)
        .filter(Q(expires_on=None) | Q(expires_on__gt=on))
        .filter(Q(post__valid_to=None) | Q(post__valid_to__gt=on))
        # a lock by failures leaves machines alone: else anybody who knows a name could stop them by wrong passwords
        .filter(Q(post__staff__locked_at=None) | Q(post__staff__failures__gt=0))
        .select_related("post__unit", "post__staff")
        .first()
    )
    if found is None:
        return None
    post = found.post
    actor = Actor(
        kind="client",
        id=found.id,
        role=post.role,
        level=post.unit.level,
        post_id=post.id,
        unit_id=post.unit_id,
        name=found.name,
    )
    return found, scope.of(post=post, actor=actor, on=on)
