"""One number that changes with every change of what is looked up often and changed seldom."""

import pgtrigger
from django.db import models

from anju.models.account import ApiClient, Post, Staff
from anju.models.division import Division, OriginCounty
from anju.models.offering import ServiceChange
from anju.models.policy import CalendarYear, PolicyOverride
from anju.models.unit import Jurisdiction, Unit, UnitDivision


class ReferenceVersion(models.Model):
    """The version of divisions, units, jurisdictions, policy, calendar, posts, tokens and changed services, in one row.

    It changes in the transaction of the change itself, and from a sequence, so that no version ever comes twice:
    who has read at this version need not read again.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    version = models.BigIntegerField()

    class Meta:
        db_table = "reference_version"


_BUMP = """
INSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))
ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;
RETURN NULL;
"""
_CHANGES = pgtrigger.Insert | pgtrigger.Delete


def _watch(model: type[models.Model], changes: pgtrigger.Operation) -> None:
    trigger = pgtrigger.Trigger(
        name="bump_reference",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=changes,
        func=_BUMP,
    )
    pgtrigger.register(trigger)(model)


for _model in (
    ApiClient,
    CalendarYear,
    Division,
    Jurisdiction,
    OriginCounty,
    PolicyOverride,
    Post,
    ServiceChange,
    Unit,
    UnitDivision,
):
    _watch(_model, _CHANGES | pgtrigger.Update)
# counting failed sign-ins and last ones is no change of who may act
_watch(Staff, _CHANGES | pgtrigger.UpdateOf("is_active", "locked_at", "name"))  # type: ignore[no-untyped-call]
