"""Who signs in: residents by phone code, staff by password and second factor, machines by token."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from anju.models.base import Row, new_id, tracked
from anju.models.person import Person
from anju.models.unit import Unit


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by their sign-in name."""


class Staff(AbstractBaseUser):
    """A person of staff, who acts in posts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=50)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(max_length=8, default="zh-hans")
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = StaffManager()

    class Meta:
        db_table = "staff"


@tracked
class Post(Row):
    """Unit × role held by one of staff in [valid_from, valid_to)."""

    staff = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="posts")
    role = models.CharField(max_length=16)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "post"
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "unit", "role"], condition=models.Q(valid_to=None), name="post_once"
            ),
        ]


class Resident(Row):
    """A phone, or someone known to the province's service, that signs in; bound to a record only as design.md 6 says.

    One whose phone went to somebody else has neither index and signs in no more.
    """

    phone = models.BinaryField(null=True)
    phone_index = models.BinaryField(max_length=32, null=True, unique=True)
    # issuer and subject of the province's service
    subject = models.BinaryField(null=True)
    subject_index = models.BinaryField(max_length=32, null=True, unique=True)
    language = models.CharField(max_length=8, default="zh-hans")
    large_type = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "resident"


class PhoneCode(Row):
    """A code sent to a phone: hashed, short-lived, few tries, used once."""

    phone_index = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "phone_code"
        indexes = [models.Index(fields=["phone_index", "-sent_at"], name="phone_code_latest")]


class Binding(Row):
    """Links a resident's sign-in with a record they may see and act for."""

    resident = models.ForeignKey(Resident, on_delete=models.RESTRICT, related_name="bindings")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="bindings")
    kind = models.CharField(max_length=10)  # self, ward
    how = models.CharField(max_length=10)  # declared, phone, province, counter
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "binding"
        constraints = [
            models.UniqueConstraint(fields=["resident", "person"], condition=models.Q(until=None), name="binding_once"),
            models.UniqueConstraint(
                fields=["resident"], condition=models.Q(until=None, kind="self"), name="binding_one_self"
            ),
        ]


class Draft(Row):
    """A declaration being filled in; answers are sealed and follow the person to another device."""

    resident = models.ForeignKey(Resident, null=True, on_delete=models.CASCADE, related_name="drafts")
    # a coordinator's assisted draft belongs to the post
    post_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=12)  # declare, move, complete, permit
    answers = models.BinaryField()
    # grows with each save; a stale page is told, not obeyed
    version = models.PositiveIntegerField(default=1)
    # the idempotency key of its sending, fixed when it is begun
    key = models.UUIDField(default=new_id)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "draft"
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "kind"],
                condition=models.Q(sent_at=None, resident__isnull=False),
                name="draft_one_open",
            ),
        ]


class ApiClient(Row):
    """A machine that acts in a post, with scopes."""

    name = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32, unique=True)
    post = models.ForeignKey(Post, on_delete=models.RESTRICT, related_name="clients")
    # declare, follow, register, search, end, verify
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "api_client"
