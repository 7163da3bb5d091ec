"""this module sends what waits: SMS by the configured carrier, mail by Django."""

import datetime
from collections import Counter
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import EmailMessage

from anju.actions import sending
from anju.actions.sending import Outgoing
from anju.jobs import clock, sms
from anju.jobs.sms import Carrier
from anju.jobs.sms.outcome import SENT, Outcome

log = structlog.get_logger("anju.sending")

# one run ends well before the next minute's begins
LONGEST = datetime.timedelta(seconds=50)
MOST = 2000


def run(*, at: datetime.datetime | None = None, most: int = MOST) -> Counter[str]:
    """this sends until nothing waits or the time is up, and counts what became of it by channel and state.

    `at` stands still in tests and by hand; else it is the clock.
    """
    carrier = sms.carrier()
    begun = clock.now()
    states: Counter[str] = Counter()
    while sum(states.values()) < most and clock.now() - begun < LONGEST:
        batch = sending.claim(at=at or clock.now())
        if not batch:
            break
        for outgoing in batch:
            states[_one(outgoing, carrier, at)] += 1
    return states


def _one(outgoing: Outgoing, carrier: Carrier, at: datetime.datetime | None) -> str:
    outcome = (
        carrier(str(outgoing.message_id), outgoing.to, outgoing.text) if outgoing.channel == "sms" else _mail(outgoing)
    )
    state = sending.settle(outgoing=outgoing, outcome=outcome.state, error=outcome.error, at=at or clock.now())
    log.info("message", message=str(outgoing.message_id), channel=outgoing.channel, state=state, error=outcome.error)
    return f"{outgoing.channel} {state}"


def _mail(outgoing: Outgoing) -> Outcome:
    if not outgoing.to:
        return Outcome("again", "no_address")
    mail = EmailMessage(
        subject=outgoing.title, body=outgoing.text, from_email=settings.DEFAULT_FROM_EMAIL, to=[outgoing.to]
    )
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        return Outcome("again", type(error).__name__)
    return SENT
