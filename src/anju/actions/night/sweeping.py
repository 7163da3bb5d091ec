"""What is not needed any more goes: old answers to retries, drafts, codes, messages. Acts are never swept. Source: L1, L7."""

import datetime

from django.db import models

from anju.law import deadline
from anju.models import Draft, ExemptStay, Idempotency, Message, PhoneCode
from anju.queries import rules

BATCH = 1000
MOST = 200_000
KEYS = datetime.timedelta(days=30)
UNSENT_DRAFTS = datetime.timedelta(days=90)
SENT_DRAFTS = datetime.timedelta(days=30)
# long enough to see a mistake; what a body's list was good for is over with the stay
EXEMPT = datetime.timedelta(days=30)
# limits count over a day, so a code is kept a little longer than that
CODES = datetime.timedelta(days=2)


def sweep_keys(*, on: datetime.date, at: datetime.datetime) -> int:
    """Forget answers kept for retries that can't come any more."""
    return _delete(Idempotency.objects.filter(at__lt=at - KEYS))


def sweep_drafts(*, on: datetime.date, at: datetime.datetime) -> int:
    """Forget declarations that were sent, or left alone for three months."""
    sent = models.Q(sent_at__lt=at - SENT_DRAFTS)
    left = models.Q(sent_at=None, saved_at__lt=at - UNSENT_DRAFTS)
    return _delete(Draft.objects.filter(sent | left))


def sweep_codes(*, on: datetime.date, at: datetime.datetime) -> int:
    """Forget phone codes, and the messages that carried them."""
    carried = Message.objects.filter(kind="phone_code", created_at__lt=at - CODES)
    return _delete(PhoneCode.objects.filter(sent_at__lt=at - CODES)) + _delete(carried)


def sweep_exempt(*, on: datetime.date, at: datetime.datetime) -> int:
    """Forget who left a body's list a month ago. Source: A2, L7."""
    return _delete(ExemptStay.objects.filter(until__lte=on - EXEMPT))


def sweep_messages(*, on: datetime.date, at: datetime.datetime) -> int:
    """Forget messages as old as the access logs may become. Source: L1."""
    months = rules.policy(place=(), on=on).access_log_months
    oldest = deadline.add_months(on, -months)
    return _delete(Message.objects.filter(created_at__date__lt=oldest))


def _delete(rows: models.QuerySet[models.Model]) -> int:
    gone = 0
    while gone < MOST:
        keys = list(rows.order_by().values_list("pk", flat=True)[:BATCH])
        if not keys:
            break
        gone += rows.model._default_manager.filter(pk__in=keys).delete()[0]
    return gone
