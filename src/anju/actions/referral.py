"""Any department's officer points a person to registration: one message to a phone a week, nothing else. Source: A1."""

import datetime

from django.db import connection, transaction

from anju.actions import message, record
from anju.law import authority, city, identity
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, Message
from anju.queries import referral as lookups
from anju.queries import rules
from anju.vault import seal

# one officer's day at a counter; more would be a campaign
MOST_A_DAY = 50
REST = datetime.timedelta(days=7)
LANGUAGES = {"zh-hans": Text(zh="中文", en="Chinese"), "en": Text(zh="英文", en="English")}
LINK = "/declare/"

_MANY = Text(
    zh="您今天已经引导了{most}人，请明天再发。现场可以让本人扫墙上的二维码。",
    en="You have referred {most} people today; please go on tomorrow. People can scan the code on the wall.",
)
_LANGUAGE = Text(zh="请选择短信的语言。", en="Please choose the language of the message.")
_COMMUNITY = Text(zh="请从列表中选择社区或者村。", en="Please choose the community or village from the list.")


def refer(*, phone: str, language: str, community: str, by: Actor, at: datetime.datetime) -> None:
    """Send a phone the way to registration.

    The answer is the same whether the phone is known, was referred this week or not. Raises Refusal "phone_wrong",
    "not_an_option", "community_unknown", "too_many_referrals".
    """
    authority.demand(by=by, act="refer")
    plain = identity.normalise_phone(phone)
    if language not in LANGUAGES:
        raise Refusal("not_an_option", _LANGUAGE, field="language", rule="A1")
    if community and not _known(community):
        raise Refusal("community_unknown", _COMMUNITY, field="community", rule="A1")
    with transaction.atomic():
        # the officer first, so that nobody slips past the limit; then the phone, so that two offices send one message
        _lock(f"refer:{by.post_id}")
        if lookups.by_officer(by=by, since=_midnight(at)) >= MOST_A_DAY:
            raise Refusal("too_many_referrals", _MANY.format(most=MOST_A_DAY), field="phone", rule="A1")
        _send(plain, language, at)
        detail = {"community": community} if community else {}
        record.write(what="refer", by=by, at=at, subject=("unit", by.unit_id), detail=detail)


def _send(phone: str, language: str, at: datetime.datetime) -> None:
    index = seal.index(text=phone, kind="phone").hex()
    _lock(f"referred:{index}")
    latest = Message.objects.filter(kind="referred", dedupe__startswith=f"referred:{index}:", created_at__gt=at - REST)
    if latest.exists():
        return
    sent = message.to_phone(
        phone=phone,
        kind="referred",
        secret={},
        params={"language": language},
        dedupe=f"referred:{index}:{at.isoformat(timespec='seconds')}",
        at=at,
        link=LINK,
    )
    # in daytime only, like every reminder
    sent.due_at = message.day_time(at=at, policy=rules.policy(place=(), on=city.day(at)))
    sent.save(update_fields=["due_at"])


def _known(community: str) -> bool:
    return Division.objects.filter(code=community, level="community", valid_to=None).exists()


def _midnight(at: datetime.datetime) -> datetime.datetime:
    return city.midnight(at)


def _lock(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
