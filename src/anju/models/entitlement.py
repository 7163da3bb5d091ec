"""What everyone on the register meets, worked out at night: bits a person, counts a community, and what is new."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    _Base = models.Field[list[int], list[int]]
else:
    _Base = models.Field


class Words(_Base):
    """Whole numbers of 64 bits in a row; the driver takes and gives lists."""

    def db_type(self, connection: object) -> str:
        """Return the column's type."""
        return "bigint[]"


class EntitlementService(models.Model):
    """The bit that stands for a service: given out once and never to another."""

    service = models.CharField(primary_key=True, max_length=80)
    place = models.PositiveSmallIntegerField(unique=True)
    # the day of the first whole count: whoever met it before that day is not told as if it were new
    counted_since = models.DateField(null=True)

    class Meta:
        db_table = "entitlement_service"


class Entitlement(models.Model):
    """Which services a verified person meets, and which can't be told from the register alone; 60 bits a word."""

    # no foreign key: it is derived, and written by the million
    person_id = models.UUIDField(primary_key=True)
    # empty: registered nowhere
    community = models.CharField(max_length=12, blank=True)
    meets = Words()
    unknown = Words()

    class Meta:
        db_table = "entitlement"


class EntitlementNews(models.Model):
    """A service that a person newly meets; told once, ever."""

    pk = models.CompositePrimaryKey("person_id", "service")
    person_id = models.UUIDField()
    service = models.CharField(max_length=80)
    noticed_on = models.DateField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "entitlement_news"
        indexes = [
            models.Index(
                fields=["person_id", "service"], name="entitlement_news_untold", condition=models.Q(told_at=None)
            )
        ]


class EntitlementCount(models.Model):
    """How many registered people of a community meet a service, as of the last whole count."""

    pk = models.CompositePrimaryKey("community", "service")
    community = models.CharField(max_length=12)
    service = models.CharField(max_length=80)
    people = models.PositiveIntegerField()

    class Meta:
        db_table = "entitlement_count"


class EntitlementRun(models.Model):
    """One day's count: how far it is, so that a run cut short is taken up where it stopped."""

    on = models.DateField(primary_key=True)
    # what it counted: another version of the services begins anew
    version = models.CharField(max_length=64)
    after = models.UUIDField()
    people = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "entitlement_run"
