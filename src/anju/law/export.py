"""This module says how a list leaves the house: asked for by one, released by another, fetched by the asker for a while.

Source: L2, L3. Above a number of rows that the policy names, whoever releases sits higher up.
"""

from datetime import datetime, timedelta

from anju.law import complaint
from anju.law.codes import Purpose
from anju.law.lifecycle import Lifecycle, Step
from anju.law.policy import Policy
from anju.law.refusal import Refusal
from anju.law.wording import Text

# no export is longer, whoever releases it
MOST = 5000
WORDS = 300
# figures and audits have pages of their own, and what is one's own nobody releases
PURPOSES = tuple(one for one in Purpose if one not in {Purpose.OWN, Purpose.STATISTICS, Purpose.AUDIT})
REVIEWERS = ("officer", "overseer")
LAPSED = Text(zh="已过期，不能再用", en="Lapsed")

_PURPOSE = Text(zh="请选择导出的目的，本人看得到。", en="Please choose what it is for; the people in it can read it.")
_WHY = Text(
    zh="请写明拿去做什么，核准的人要看。", en="Please say what it is needed for; whoever releases it reads that."
)
_REASON = Text(zh="请写明理由，申请的人看得到。", en="Please give the reason; whoever asked will read it.")
_LONG = Text(zh="最多{most}个字。", en="{most} characters at most.")
_ASKER = ("officer",)

LIFECYCLE = Lifecycle(
    name=Text(zh="导出申请", en="Export"),
    states={
        "asked": Text(zh="待核准", en="To be released"),
        "released": Text(zh="已核准，可以下载", en="Released, ready to fetch"),
        "declined": Text(zh="没有核准", en="Declined"),
        "withdrawn": Text(zh="已撤回", en="Withdrawn"),
    },
    initial="asked",
    steps=(
        Step(
            act="release_export",
            source=("asked",),
            target="released",
            who=REVIEWERS,
            rules=("L3",),
            text=Text(zh="核准导出", en="Somebody else releases it"),
            deadline="L3",
        ),
        Step(
            act="decline_export",
            source=("asked",),
            target="declined",
            who=REVIEWERS,
            rules=("L3",),
            text=Text(zh="不核准，说明理由", en="Somebody else declines it with the reason"),
        ),
        Step(
            act="withdraw_export",
            source=("asked", "released"),
            target="withdrawn",
            who=_ASKER,
            rules=("L3",),
            text=Text(zh="申请人撤回", en="The asker withdraws it"),
        ),
        Step(
            act="export_cases",
            source=("released",),
            target="released",
            who=_ASKER,
            rules=("L2", "L3"),
            text=Text(zh="申请人下载", en="The asker fetches the file"),
            deadline="L3",
        ),
    ),
)


def until(*, at: datetime, policy: Policy) -> datetime:
    """This is the moment at which a request nobody answered, or a file nobody fetched, lapses."""
    return at + timedelta(hours=policy.export_expiry_hours)


def lapsed(*, state: str, until: datetime, at: datetime) -> bool:
    """This tells whether the time of a request or of a released file is over."""
    return state in {"asked", "released"} and until <= at


def higher(*, rows: int, policy: Policy) -> bool:
    """This tells whether so many rows need somebody higher up to release them."""
    return rows > policy.export_higher_role_rows


def purpose(text: str) -> str:
    """This reads why a list is exported, or raises Refusal "purpose_missing"."""
    if text not in {str(one.value) for one in PURPOSES}:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="L2")
    return text


def why(text: str) -> str:
    """This reads what an export is needed for, or raises Refusal "reason_missing", "words_too_long"."""
    return _words(text, missing=_WHY)


def reason(text: str) -> str:
    """This reads why an export is declined, or raises Refusal "reason_missing", "words_too_long"."""
    return _words(text, missing=_REASON)


def _words(text: str, *, missing: Text) -> str:
    clean = complaint.tidy(text)
    if not clean:
        raise Refusal("reason_missing", missing, field="why", rule="L3")
    if len(clean) > WORDS:
        raise Refusal("words_too_long", _LONG.format(most=WORDS), field="why", rule="L3")
    return clean
