"""A list of cases leaves as a file: one officer asks, another releases, the asker fetches it for a while. Source: L2, L3.

What leaves is read when it is fetched, cut to what the asker may see then, masked as on the page, and never more rows
than were asked for.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction

from anju.actions import message, record
from anju.actions.case import locking
from anju.law import authority, city
from anju.law import export as law
from anju.law.absent import Absent
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Act, Case, CaseExport
from anju.models.base import new_id
from anju.queries.case import exports, queue
from anju.queries.scope import Scope

KIND = "export"
_LIST = Text(zh="这个清单不能导出。", en="This list can't be exported.")
_NONE = Text(zh="这个清单里现在没有事项。", en="There is no case in this list now.")
_NOBODY = Text(
    zh="超过{most}行要由上级核准，而上面现在没有人能核准。请换一个短些的清单再申请。",
    en="More than {most} rows are released from above, and nobody is there now. Please ask for a shorter list.",
)
_ALONE = Text(
    zh="本单位没有别的同事，上面现在也没有人能核准。请先让安全管理员加人。",
    en="You have no colleague here and nobody above who could release it. Please have the security administrator add one.",
)
_SAME = Text(
    zh="申请的人不能核准自己的申请，请同事或者上级核准。",
    en="Whoever asked can't release it; a colleague or the office above does.",
)
_LAPSED = Text(zh="这份申请已经过期，请重新申请。", en="This export has lapsed. Please ask again.")


@dataclass(frozen=True)
class Taken:
    """A released list as it leaves."""

    export: CaseExport
    rows: tuple[queue.Row, ...]


def ask(*, scope: Scope, state: str, purpose: str, why: str, at: datetime.datetime) -> CaseExport:
    """Ask for a list as a file; somebody else has to release it.

    Raises Refusal "unknown_filter", "purpose_missing", "reason_missing", "words_too_long", "nothing_there", "nobody_above",
    "nobody_else".
    """
    authority.demand(by=scope.actor, act="ask_export")
    today = city.day(at)
    policy, count = exports.policy(scope=scope, on=today), counted(scope=scope, state=state, on=today)
    stated, words = law.purpose(purpose), law.why(why)
    if not count:
        raise Refusal("nothing_there", _NONE, field="state", rule="L3")
    higher, above = law.higher(rows=count, policy=policy), exports.above(scope=scope, on=today)
    if higher and above is None:
        raise Refusal("nobody_above", _NOBODY.format(most=policy.export_higher_role_rows), field="state", rule="L3")
    with transaction.atomic():
        row = CaseExport.objects.create(
            id=new_id(),
            unit=scope.unit,
            listed=state,
            purpose=stated,
            why=words,
            count=count,
            higher=higher,
            above=above,
            state=law.LIFECYCLE.initial,
            asked_at=at,
            asked_by_id=locking.staff(scope.actor),
            until=law.until(at=at, policy=policy),
        )
        _record(row, act="ask_export", scope=scope, at=at, reason=words)
        if not _put_before(row, at=at):
            raise Refusal("nobody_else", _ALONE, field="state", rule="L3")
        return row


def counted(*, scope: Scope, state: str, on: datetime.date) -> int:
    """Return how many rows a list has for a post, as far as a file may hold them; raises Refusal "unknown_filter"."""
    if state not in exports.LISTS:
        raise Refusal("unknown_filter", _LIST, field="state", rule="L3")
    return len(queue.page(scope=scope, on=on, state=state, size=law.MOST).rows)


def release(*, export_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None = None) -> CaseExport:
    """Release a list to whoever asked, for as long as the policy says. Raises Refusal "four_eyes", "export_lapsed", "stale"."""
    with transaction.atomic():
        row, step = _reviewed(act="release_export", export_id=export_id, scope=scope, at=at, version=version)
        row.until = law.until(at=at, policy=exports.policy(scope=scope, on=city.day(at)))
        _put(row, step, scope=scope, at=at)
        _record(row, act="release_export", scope=scope, at=at)
        _tell(row, "export_released", at=at)
        return row


def decline(
    *, export_id: uuid.UUID, why: str, scope: Scope, at: datetime.datetime, version: int | None = None
) -> CaseExport:
    """Decline to release a list, with the reason. Raises Refusal "four_eyes", "export_lapsed", "reason_missing", "stale"."""
    with transaction.atomic():
        row, step = _reviewed(act="decline_export", export_id=export_id, scope=scope, at=at, version=version)
        row.answer = law.reason(why)
        _put(row, step, scope=scope, at=at)
        _record(row, act="decline_export", scope=scope, at=at, reason=row.answer)
        _tell(row, "export_declined", at=at)
        return row


def withdraw(*, export_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None = None) -> CaseExport:
    """Withdraw what one asked for; nothing can be fetched any more. Raises Refusal "export_lapsed", "stale"."""
    with transaction.atomic():
        row, step = _own(act="withdraw_export", export_id=export_id, scope=scope, at=at, version=version)
        row.state = step.target
        row.version += 1
        row.save(update_fields=["state", "version"])
        _record(row, act="withdraw_export", scope=scope, at=at)
        return row


def fetch(*, export_id: uuid.UUID, scope: Scope, on: datetime.date, at: datetime.datetime) -> Taken:
    """Hand a released list out to whoever asked: one act a person, and one for the file, each time it leaves.

    Raises Refusal "export_lapsed", "not_allowed_in_state"; Absent for everyone else.
    """
    with transaction.atomic():
        row, _ = _own(act="export_cases", export_id=export_id, scope=scope, at=at, version=None)
        rows = queue.page(scope=scope, on=on, state=row.listed, size=row.count).rows
        people = Case.objects.filter(id__in=[one.id for one in rows]).values_list("id", "person_id")
        about = [(("case", key), person) for key, person in people]
        Act.objects.bulk_create(
            [
                record.row(
                    what="export_cases",
                    by=scope.actor,
                    at=at,
                    subject=subject,
                    person_id=person,
                    purpose=row.purpose,
                    detail={"export": row.number, "rows": len(rows), "state": row.listed},
                )
                for subject, person in (*about, ((KIND, row.id), None))
            ]
        )
        return Taken(export=row, rows=rows)


def _reviewed(
    *, act: str, export_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None
) -> tuple[CaseExport, Step]:
    authority.demand(by=scope.actor, act=act)
    own = CaseExport.objects.filter(id=export_id, asked_by=locking.staff(scope.actor), unit=scope.unit)
    seen = exports.reviewed(scope).filter(id=export_id)
    row = _locked(export_id) if own.exists() or seen.exists() else None
    if row is None:
        raise Absent("export")
    if row.asked_by_id == locking.staff(scope.actor):
        raise Refusal("four_eyes", _SAME, rule="L3")
    return row, _step(row, act=act, at=at, version=version)


def _own(
    *, act: str, export_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None
) -> tuple[CaseExport, Step]:
    authority.demand(by=scope.actor, act=act)
    row = _locked(export_id)
    if row is None or row.asked_by_id != locking.staff(scope.actor) or row.unit_id != scope.unit.id:
        raise Absent("export")
    return row, _step(row, act=act, at=at, version=version)


def _locked(export_id: uuid.UUID) -> CaseExport | None:
    rows = CaseExport.objects.select_for_update(of=("self",)).select_related("unit", "above", "reviewed_by")
    return rows.filter(id=export_id).first()


def _step(row: CaseExport, *, act: str, at: datetime.datetime, version: int | None) -> Step:
    if version is not None and version != row.version:
        raise Refusal("stale", locking.STALE)
    step = law.LIFECYCLE.follow(state=row.state, act=act)
    if law.lapsed(state=row.state, until=row.until, at=at):
        raise Refusal("export_lapsed", _LAPSED, rule="L3")
    return step


def _put(row: CaseExport, step: Step, *, scope: Scope, at: datetime.datetime) -> None:
    row.state = step.target
    row.reviewed_at, row.reviewed_by_id = at, locking.staff(scope.actor)
    row.version += 1
    row.save(update_fields=["state", "until", "answer", "reviewed_at", "reviewed_by", "version"])


def _record(row: CaseExport, *, act: str, scope: Scope, at: datetime.datetime, reason: str = "") -> None:
    # without a purpose of its own: no one person's record is read by it
    detail = {"export": row.number, "rows": row.count, "state": row.listed, "for": row.purpose, "higher": row.higher}
    record.write(what=act, by=scope.actor, at=at, subject=(KIND, row.id), reason=reason, detail=detail)


def _put_before(row: CaseExport, *, at: datetime.datetime) -> int:
    """Tell colleagues, or the office above where it has to be that one or nobody else is there; return to how many."""
    told = 0 if row.higher else _ask(row, row.unit_id, at=at)
    return told or (_ask(row, row.above.id, at=at) if row.above is not None else 0)


def _ask(row: CaseExport, unit_id: uuid.UUID, *, at: datetime.datetime) -> int:
    return message.to_unit(
        unit_id=unit_id,
        roles=law.REVIEWERS,
        but=row.asked_by_id,
        kind="export_asked",
        params={"unit_zh": row.unit.name, "unit_en": row.unit.name_en or row.unit.name, "rows": row.count},
        link=f"/cases/exports/{row.id}/",
        dedupe=f"export_asked:{row.id}",
        at=at,
    )


def _tell(row: CaseExport, kind: str, *, at: datetime.datetime) -> None:
    message.to_staff(
        staff_id=row.asked_by_id,
        kind=kind,
        params={"rows": row.count},
        link=f"/cases/exports/{row.id}/",
        dedupe=f"{kind}:{row.id}",
        at=at,
    )
