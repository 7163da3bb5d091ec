"""People: who moved here, and how rows of two people may be linked."""

from django.db import models

from anju.models.base import Row, tracked


@tracked
class Person(Row):
    """A person as declared; "provisional" until a station has seen the papers."""

    # provisional, verified, merged, sealed, erased
    state = models.CharField(max_length=12)
    name = models.CharField(max_length=50)
    pinyin = models.CharField(max_length=200)
    initials = models.CharField(max_length=50)
    sex = models.CharField(max_length=8)
    birth_on = models.DateField()
    id_kind = models.CharField(max_length=16)
    id_number = models.BinaryField()
    id_index = models.BinaryField(max_length=32)
    phone = models.BinaryField(null=True)
    phone_index = models.BinaryField(max_length=32, null=True)
    # six digits of the county of 户口
    hukou_county = models.CharField(max_length=6)
    created_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "person"
        indexes = [
            models.Index(fields=["id_index"], name="person_id_index"),
            models.Index(fields=["phone_index"], name="person_phone_index"),
            models.Index(
                fields=["pinyin", "birth_on"], name="person_pinyin_birth", opclasses=["varchar_pattern_ops", "date_ops"]
            ),
            models.Index(fields=["initials", "birth_on"], name="person_initials_birth"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sex__in=["male", "female"]),
                name="person_sex",
                violation_error_message="性别只能是男或女。",
            ),
        ]


class IdNumber(models.Model):
    """The one verified person behind an ID number, keyed by its blind index."""

    index = models.BinaryField(primary_key=True, max_length=32)
    # no foreign key: what is unique across people is keyed by the number, not by the person
    person_id = models.UUIDField(db_index=True)

    class Meta:
        db_table = "id_number"


class Guardianship(Row):
    """Links a minor, or someone unable to act, with the adult who acts for them (B8, L6)."""

    ward = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="guardians")
    guardian = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="wards")
    relation = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "guardianship"
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "guardian"], condition=models.Q(until=None), name="guardianship_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(ward=models.F("guardian")),
                name="guardianship_two_people",
                violation_error_message="监护人不能是本人。",
            ),
        ]


class Distinct(Row):
    """An officer's word that two alike persons are "not the same"; ids in ascending order."""

    low = models.UUIDField()
    high = models.UUIDField()
    by_post = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "person_distinct"
        constraints = [models.UniqueConstraint(fields=["low", "high"], name="person_distinct_once")]


class Merge(Row):
    """An officer's word that two records are one person; the first is kept."""

    kept = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "person_merge"
        constraints = [models.UniqueConstraint(fields=["gone"], name="person_merge_once")]


class DataRequest(Row):
    """A person's own request to see, copy or delete what is on file (L5)."""

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="requests")
    kind = models.CharField(max_length=10)  # copy, delete
    why = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10)  # asked, done, refused
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "data_request"
        indexes = [models.Index(fields=["due_on", "id"], name="data_request_open", condition=models.Q(state="asked"))]
