"""This module reads what is written down of a dose, and says what a dose on record can be. Source: L2, I3."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from anju.law import complaint
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

BATCH_LENGTH, PLACE_LENGTH, WHY_LENGTH = 40, 120, 300

STATES = {
    "noted": Text(zh="待接种点核对", en="Waits for the clinic to confirm"),
    "given": Text(zh="已记录", en="On record"),
    "declined": Text(zh="没有记上", en="Not taken over"),
    "corrected": Text(zh="已更正", en="Corrected"),
}
# what counts for the plan: a guardian's note does too, until it is looked at
COUNTED = ("noted", "given")

_VACCINE = Text(zh="请从列表中选择疫苗。", en="Please choose the vaccine from the list.")
_DAY = Text(zh="请填写接种日期，例如 2026-03-04。", en="Please give the day, such as 2026-03-04.")
_FUTURE = Text(zh="接种日期不能晚于今天。", en="The day can't lie ahead.")
_BORN = Text(zh="接种日期不能早于孩子出生的日子。", en="The day can't lie before the child's birth.")
_LONG = Text(zh="内容太长，最多{limit}个字。", en="This is too long: at most {limit} characters.")
_WHY = Text(zh="请写明原因。", en="Please say why.")
_BATCH = Text(zh="请填写疫苗批号。", en="Please give the batch number.")
CLOSE = Text(
    zh="离上一针不到规定的间隔（{on}以后才够）。确实是这天打的，请勾选“日期没有错”再保存。",
    en="This is sooner after the last dose than the programme has it ({on} at the earliest). If the day is right, say so and save.",
)
EARLY = Text(
    zh="还没到打这一针的年龄（{on}起才可以）。确实是这天打的，请勾选“日期没有错”再保存。",
    en="The child was too young for this dose ({on} at the earliest). If the day is right, say so and save.",
)
BEFORE = Text(zh="这一天的这种疫苗已经记过了。", en="This vaccine is on record for this day already.")
SETTLED = Text(zh="这条记录已经处理过，请刷新后再看。", en="This entry has been dealt with already. Please reload.")


@dataclass(frozen=True)
class Read:
    """This is a dose as read from what was typed."""

    vaccine: str
    given_on: date
    batch: str
    place: str


def read(
    *,
    vaccine: str,
    given_on: str,
    batch: str,
    place: str,
    known: Collection[str],
    born_on: date,
    today: date,
    batch_needed: bool = False,
) -> Read:
    """This reads a dose, or raises Refusals with everything that is wrong at once."""
    wrong: list[Refusal] = []
    if vaccine not in known:
        wrong.append(Refusal("not_an_option", _VACCINE, field="vaccine", rule="I3"))
    day = _day(given_on, born_on=born_on, today=today, wrong=wrong)
    number, where = complaint.tidy(batch), complaint.tidy(place)
    if batch_needed and not number:
        wrong.append(Refusal("batch_missing", _BATCH, field="batch", rule="I3"))
    for text, name, limit in ((number, "batch", BATCH_LENGTH), (where, "place", PLACE_LENGTH)):
        if len(text) > limit:
            wrong.append(Refusal("text_too_long", _LONG.format(limit=limit), field=name, rule="I3"))
    if wrong or day is None:
        raise Refusals(wrong)
    return Read(vaccine=vaccine, given_on=day, batch=number, place=where)


def why(text: str) -> str:
    """This reads a reason, or raises Refusal "why_missing" or "text_too_long"."""
    clean = complaint.tidy(text)
    if not clean:
        raise Refusal("why_missing", _WHY, field="why", rule="L2")
    if len(clean) > WHY_LENGTH:
        raise Refusal("text_too_long", _LONG.format(limit=WHY_LENGTH), field="why", rule="L2")
    return clean


def _day(text: str, *, born_on: date, today: date, wrong: list[Refusal]) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        wrong.append(Refusal("not_a_date", _DAY, field="given_on", rule="I3"))
        return None
    if day > today:
        wrong.append(Refusal("date_ahead", _FUTURE, field="given_on", rule="I3"))
    if day < born_on:
        wrong.append(Refusal("before_birth", _BORN, field="given_on", rule="I3"))
    return day
