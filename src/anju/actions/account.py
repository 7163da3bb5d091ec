"""Accounts of staff: sign-in with its lock, adding, appointing, dismissing. Source: L8, L9."""

import datetime
import hashlib
import secrets
import uuid

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from anju.actions import record
from anju.law import authority, city
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import ApiClient, Post, Staff, Unit
from anju.queries import rules

_POLICE = ("declare", "follow", "register", "search", "end", "permit", "issue", "verify")
SCOPES = (*_POLICE, "apply", "case", "jobs", "figures")
_TAKEN = Text(zh="这个登录名已经有人使用。", en="This sign-in name is taken.")
_CLASH = Text(
    zh="三类管理员互相独立，一人不能兼任，也不能兼办业务。",
    en="The three administrators are separate: nobody holds two, nor one beside other work.",
)
_ROLE = Text(zh="请选择角色。", en="Please choose a role.")
_WRONG = Text(zh="原密码不对。", en="The present password is wrong.")
_LOCKED = Text(
    zh="密码连续输错，账号已经锁定。请过一会儿再登录，或者找本单位的安全管理员。",
    en="Too many wrong passwords: the account is locked. Sign in again later, or ask your security administrator.",
)
_SAME = Text(zh="新密码不能和原密码一样。", en="The new password must differ from the present one.")
_REASON = Text(zh="请写明理由。", en="Please give the reason.")
_SCOPE = Text(zh="请选择接口权限。", en="Please choose the scopes.")


def try_password(*, staff_id: uuid.UUID, password: str, at: datetime.datetime) -> Staff | None:
    """Return the staff member when the password is right and the account open; count and lock otherwise (L8)."""
    with transaction.atomic():
        staff = Staff.objects.select_for_update().get(id=staff_id)
        right = staff.check_password(password)
        if not (staff.is_active and _unlocked(staff=staff, at=at)):
            return None
        if right:
            # failures are forgotten only after the second factor: else a stolen password would reset them at will
            return staff
        _failed(staff=staff, at=at)
        return None


def is_open(*, staff_id: uuid.UUID, at: datetime.datetime) -> bool:
    """Tell whether an account may be signed in to; a lock by failures whose time is over is lifted."""
    with transaction.atomic():
        staff = _staff(staff_id)
        return staff.is_active and _unlocked(staff=staff, at=at)


def factor_failed(*, staff_id: uuid.UUID, at: datetime.datetime) -> None:
    """Count a wrong second factor, and lock like for a wrong password (L8)."""
    with transaction.atomic():
        staff = _staff(staff_id)
        if staff.locked_at is None:
            _failed(staff=staff, at=at)


def _unlocked(*, staff: Staff, at: datetime.datetime) -> bool:
    if staff.locked_at is None:
        return True
    rule = rules.policy(place=(), on=city.day(at))
    by_hand = staff.failures < rule.lock_failures
    # a lock by failures ends by itself: else anybody who knows a name could keep its owner out for good
    if by_hand or at - staff.locked_at < datetime.timedelta(minutes=rule.lock_minutes):
        return False
    staff.locked_at, staff.failures = None, 0
    staff.save(update_fields=["locked_at", "failures"])
    return True


def _failed(*, staff: Staff, at: datetime.datetime) -> None:
    staff.failures += 1
    if staff.failures >= rules.policy(place=(), on=city.day(at)).lock_failures:
        staff.locked_at = at
        record.write(what="lock", by=SYSTEM, at=at, subject=("staff", staff.id), detail={"failures": staff.failures})
    staff.save(update_fields=["failures", "locked_at"])


def signed_in(*, by: Actor, at: datetime.datetime, second_factor: str) -> None:
    """Record a sign-in, and forget the failures before it."""
    with transaction.atomic():
        Staff.objects.filter(pk__in=[by.id]).exclude(failures=0).update(failures=0)
        record.write(what="sign_in", by=by, at=at, subject=(by.kind, by.id), detail={"second_factor": second_factor})


def signed_out(*, by: Actor, at: datetime.datetime) -> None:
    """Record a sign-out."""
    record.write(what="sign_out", by=by, at=at, subject=(by.kind, by.id))


def unlock(*, staff_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Staff:
    """Unlock an account after the security administrator has spoken with its owner; its machines work again."""
    with transaction.atomic():
        staff = _staff(staff_id)
        staff.locked_at, staff.failures = None, 0
        staff.save(update_fields=["locked_at", "failures"])
        record.write(what="unlock", by=by, at=at, subject=("staff", staff.id))
        return staff


def lock(*, staff_id: uuid.UUID, by: Actor, at: datetime.datetime, reason: str) -> Staff:
    """Lock an account by hand: open sessions and the tokens of machines in its posts stop at once. Source: L8."""
    with transaction.atomic():
        staff = _staff(staff_id)
        # no failures: a lock by hand stays until somebody lifts it
        staff.locked_at, staff.failures = at, 0
        staff.save(update_fields=["locked_at", "failures"])
        record.write(what="lock", by=by, at=at, subject=("staff", staff.id), reason=reason)
        return staff


def add_staff(*, username: str, name: str, email: str, password: str, by: Actor, at: datetime.datetime) -> Staff:
    """Add a member of staff, who must change the password given. Raises Refusal "name_taken", "password_weak"."""
    with transaction.atomic():
        if Staff.objects.filter(username=username).exists():
            raise Refusal("name_taken", _TAKEN, field="username")
        staff = Staff(username=username, name=name, email=email, must_change_password=True, created_at=at)
        check_password(staff=staff, password=password)
        staff.set_password(password)
        staff.save(force_insert=True)
        record.write(what="add_staff", by=by, at=at, subject=("staff", staff.id))
        return staff


def found(*, username: str, name: str, password: str | None, unit: Unit, role: str, at: datetime.datetime) -> Post:
    """Give a new city its first staff, by the system; whoever is there already keeps name and password.

    Without a password nobody can sign in by it. Raises Refusal "roles_clash" (L9).
    """
    with transaction.atomic():
        staff = Staff.objects.filter(username=username).first()
        if staff is None:
            staff = Staff(username=username, name=name, created_at=at)
            staff.set_password(password) if password else staff.set_unusable_password()
            staff.save(force_insert=True)
        held = frozenset(staff.posts.filter(valid_to=None).values_list("role", flat=True))
        if not authority.compatible(role=role, held=held - {role}):
            raise Refusal("roles_clash", _CLASH, field="role", rule="L9")
        since = city.day(at)
        post, new = Post.objects.get_or_create(
            staff=staff, unit=unit, role=role, valid_to=None, defaults={"valid_from": since}
        )
        if new:
            record.write(
                what="found", by=SYSTEM, at=at, subject=("post", post.id), detail={"role": role, "unit": unit.code}
            )
        return post


def check_password(*, staff: Staff, password: str) -> None:
    """Raise Refusal "password_weak" with everything that is wrong with a password."""
    try:
        validate_password(password, user=staff)
    except ValidationError as error:
        words = " ".join(str(message) for message in error.messages)
        raise Refusal("password_weak", Text(zh=words, en=words), field="password", rule="L8") from error


def change_password(*, staff_id: uuid.UUID, old: str, new: str, by: Actor, at: datetime.datetime) -> Staff:
    """Change one's own password. Raises Refusal "wrong_password", "locked", "same_password", "password_weak".

    A wrong present password counts towards the lock like at the sign-in: an open session is no way to guess it. Source: L8.
    """
    # counted in a transaction of its own, so that the refusal takes no count back
    if try_password(staff_id=staff_id, password=old, at=at) is None:
        if is_open(staff_id=staff_id, at=at):
            raise Refusal("wrong_password", _WRONG, field="old", rule="L8")
        raise Refusal("locked", _LOCKED, field="old", rule="L8")
    with transaction.atomic():
        staff = _staff(staff_id)
        if old == new:
            raise Refusal("same_password", _SAME, field="password", rule="L8")
        check_password(staff=staff, password=new)
        staff.set_password(new)
        staff.must_change_password, staff.failures = False, 0
        staff.save(update_fields=["password", "must_change_password", "failures"])
        record.write(what="change_password", by=by, at=at, subject=("staff", staff.id))
        return staff


def reset_password(*, staff_id: uuid.UUID, by: Actor, at: datetime.datetime) -> tuple[Staff, str]:
    """Give someone a new password for one sign-in, shown once to the security administrator."""
    with transaction.atomic():
        staff = _staff(staff_id)
        password = one_time_password()
        staff.set_password(password)
        staff.must_change_password = True
        staff.save(update_fields=["password", "must_change_password"])
        record.write(what="reset_password", by=by, at=at, subject=("staff", staff.id))
        return staff, password


def reset_factor(*, staff_id: uuid.UUID, by: Actor, at: datetime.datetime, reason: str) -> Staff:
    """Take someone's second factors away, after a lost phone or key; the next sign-in asks for a new one."""
    with transaction.atomic():
        staff = _staff(staff_id)
        if not reason.strip():
            raise Refusal("reason_missing", _REASON, field="reason", rule="L8")
        taken, _ = Authenticator.objects.filter(user=staff).delete()
        record.write(
            what="reset_factor", by=by, at=at, subject=("staff", staff.id), reason=reason, detail={"taken": taken}
        )
        return staff


def one_time_password() -> str:
    """Return a password of four groups that can be read aloud; letters that look alike are left out."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def appoint(*, staff_id: uuid.UUID, unit: Unit, role: str, by: Actor, at: datetime.datetime) -> Post:
    """Appoint someone to a post from today. Raises Refusal "unknown_role", "roles_clash" (L9)."""
    with transaction.atomic():
        staff = _staff(staff_id)
        if role not in authority.ROLES or role in {"resident", "system"}:
            raise Refusal("unknown_role", _ROLE, field="role", rule="O1")
        held = frozenset(staff.posts.filter(valid_to=None).values_list("role", flat=True))
        if not authority.compatible(role=role, held=held - {role}) or (
            role in authority.ADMINISTRATORS and role in held
        ):
            raise Refusal("roles_clash", _CLASH, field="role", rule="L9")
        post, _ = Post.objects.get_or_create(
            staff=staff, unit=unit, role=role, valid_to=None, defaults={"valid_from": city.day(at)}
        )
        record.write(what="appoint", by=by, at=at, subject=("post", post.id), detail={"role": role, "unit": unit.code})
        return post


def dismiss(*, post_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Post:
    """End a post from today on."""
    with transaction.atomic():
        post = Post.objects.select_for_update().filter(id=post_id, valid_to=None).first()
        if post is None:
            raise Absent("post")
        post.valid_to = city.day(at)
        post.save(update_fields=["valid_to"])
        record.write(what="dismiss", by=by, at=at, subject=("post", post.id))
        return post


def add_client(
    *,
    name: str,
    post_id: uuid.UUID,
    scopes: list[str],
    expires_on: datetime.date | None,
    by: Actor,
    at: datetime.datetime,
) -> tuple[ApiClient, str]:
    """Give a machine a token for a post; the token is shown once and kept as a digest."""
    with transaction.atomic():
        post = Post.objects.filter(id=post_id, valid_to=None).first()
        if post is None:
            raise Absent("post")
        if not scopes or not set(scopes) <= set(SCOPES):
            raise Refusal("unknown_scope", _SCOPE, field="scopes")
        token = secrets.token_urlsafe(32)
        client = ApiClient.objects.create(
            name=name,
            digest=hashlib.sha256(token.encode()).digest(),
            post=post,
            scopes=scopes,
            expires_on=expires_on,
            created_at=at,
        )
        record.write(what="add_client", by=by, at=at, subject=("client", client.id), detail={"scopes": scopes})
        return client, token


def revoke_client(*, client_id: uuid.UUID, by: Actor, at: datetime.datetime) -> ApiClient:
    """Revoke a machine's token at once."""
    with transaction.atomic():
        client = ApiClient.objects.select_for_update().filter(id=client_id, revoked_at=None).first()
        if client is None:
            raise Absent("client")
        client.revoked_at = at
        client.save(update_fields=["revoked_at"])
        record.write(what="revoke_client", by=by, at=at, subject=("client", client.id))
        return client


def _staff(staff_id: uuid.UUID) -> Staff:
    staff = Staff.objects.select_for_update().filter(id=staff_id).first()
    if staff is None:
        raise Absent("staff")
    return staff
