"""Bodies that accept the papers: asked for, published, declined, ended; and what they verify. Source: notice 三 D4, I3, I10, L12."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from anju.actions import account, record
from anju.law import acceptor as law
from anju.law import city, codes
from anju.law.absent import Absent
from anju.law.acceptor import Asked
from anju.law.actor import Actor
from anju.law.codes import AcceptancePurpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Acceptance, Acceptor, ApiClient
from anju.models.base import new_id
from anju.queries import acceptors
from anju.queries.acceptors import Body
from anju.queries.scope import Scope
from anju.queries.verifying import Checked
from anju.queries.visitors import Resident

# without letters and digits that look alike; 12 of them can't be guessed
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE = 12

_PURPOSE = Text(zh="请选择核验的用途。", en="Please choose what the papers are verified for.")
_CONNECTED = Text(
    zh="这个单位已有接口令牌，请先吊销原来的。",
    en="This body has a token already. Please revoke that one first.",
)


def code(*, key: str) -> str:
    """Return the follow-up code of a request sent under a key: the same for a retry, and kept nowhere in plain."""
    number = int.from_bytes(salted_hmac("anju.acceptor", key, algorithm="sha256").digest())
    letters = []
    for _ in range(_CODE):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)


def ask(*, asked: Asked, code: str, by: Actor, at: datetime.datetime, resident: Resident | None = None) -> Acceptor:
    """Receive a body's request to be listed; anybody may send one, and a person of the county's offices reviews it."""
    with transaction.atomic():
        made = Acceptor.objects.create(
            id=new_id(),
            state=law.LIFECYCLE.initial,
            name=asked.name,
            kind=asked.kind,
            county_id=asked.county,
            papers=",".join(asked.papers),
            offers=asked.offers,
            place=asked.place,
            phone=asked.phone,
            asked_at=at,
            asked_by_id=resident.id if resident is not None else None,
            follow=acceptors.digest(code),
        )
        noted = {"kind": asked.kind, "county": asked.county}
        record.write(what="ask_acceptor", by=by, at=at, subject=("acceptor", made.id), detail=noted)
        return made


def publish(*, acceptor_id: uuid.UUID, scope: Scope, at: datetime.datetime) -> Acceptor:
    """Put a body on the public list. Raises Absent outside the post's counties, Refusal "not_allowed_in_state"."""
    with transaction.atomic():
        held = _decided(acceptor_id, scope, act="publish_acceptor", at=at, answer="")
        record.write(what="publish_acceptor", by=scope.actor, at=at, subject=("acceptor", held.id))
        return held


def decline(*, acceptor_id: uuid.UUID, why: str, scope: Scope, at: datetime.datetime) -> Acceptor:
    """Decline to list a body, with the reason it reads; never done by the machine. Source: I10."""
    with transaction.atomic():
        held = _decided(acceptor_id, scope, act="decline_acceptor", at=at, answer=law.reason(why))
        record.write(what="decline_acceptor", by=scope.actor, at=at, subject=("acceptor", held.id), reason=held.answer)
        return held


def end(*, acceptor_id: uuid.UUID, why: str, scope: Scope, at: datetime.datetime) -> Acceptor:
    """Take a body off the list, with the reason; its machine verifies no more from this moment."""
    with transaction.atomic():
        held = _decided(acceptor_id, scope, act="end_acceptor", at=at, answer=law.reason(why))
        record.write(what="end_acceptor", by=scope.actor, at=at, subject=("acceptor", held.id), reason=held.answer)
        return held


def connect(
    *,
    acceptor_id: uuid.UUID,
    scope: Scope,
    name: str,
    post_id: uuid.UUID,
    expires_on: datetime.date | None,
    at: datetime.datetime,
) -> tuple[ApiClient, str]:
    """Give a published body's machine a token that can verify and nothing else; shown once. Source: L8, D4.

    The post is the officer's who answers for it. Raises Absent out of the administrator's reach, Refusal "connected".
    """
    with transaction.atomic():
        reach = {row.id for row in acceptors.without_client(scope)}
        held = Acceptor.objects.select_for_update(of=("self",)).filter(id=acceptor_id, state="published").first()
        if held is None:
            raise Absent("acceptor")
        if held.id not in reach:
            raise Refusal("connected", _CONNECTED, field="acceptor", rule="L8")
        made, token = account.add_client(
            name=name, post_id=post_id, scopes=["verify"], expires_on=expires_on, by=scope.actor, at=at
        )
        held.client = made
        held.save(update_fields=["client"])
        return made, token


def verified(
    *, body: Body, purpose: str, checked: Sequence[Checked], by: Actor, at: datetime.datetime
) -> dict[str, int]:
    """Put on record that a body verified papers, an act a person, and count them; before the answer leaves.

    A paper sent twice in one question counts once. Raises Refusal "not_an_option". Source: L2, L12.
    """
    if purpose not in {str(one.value) for one in AcceptancePurpose}:
        raise Refusal("not_an_option", _PURPOSE, field="purpose", rule="L2")
    papers = {one.paper_id: one for one in checked if one.paper_id is not None}
    unknown = sum(one.paper_id is None for one in checked)
    count = len(papers) + unknown
    valid = sum(one.verdict.state == "valid" for one in papers.values())
    with transaction.atomic():
        for paper in law.PAPERS:
            _read(body, purpose, [one for one in papers.values() if one.verdict.paper == paper], paper, by, at)
        counted, _ = Acceptance.objects.get_or_create(acceptor_id=body.id, on=city.day(at), purpose=purpose)
        Acceptance.objects.filter(id=counted.id).update(count=F("count") + count, valid=F("valid") + valid)
    return {"count": count, "valid": valid}


def _read(body: Body, purpose: str, found: list[Checked], paper: str, by: Actor, at: datetime.datetime) -> None:
    people = [(one.paper_id, one.person_id) for one in found if one.person_id is not None]
    record.read(
        what="verify_paper",
        # the body asked, not the office that answers for its token
        by=dataclasses.replace(by, unit_id=None),
        at=at,
        subject_kind=paper,
        people=people,
        purpose=codes.ACCEPTOR,
        reason=f"{body.name}（{codes.label(AcceptancePurpose, purpose).zh}）",
        detail={"acceptor": str(body.id), "for": purpose},
    )


def _decided(acceptor_id: uuid.UUID, scope: Scope, *, act: str, at: datetime.datetime, answer: str) -> Acceptor:
    # whether it lies in the post's counties
    acceptors.one(scope, acceptor_id=acceptor_id)
    held = Acceptor.objects.select_for_update(of=("self",)).get(id=acceptor_id)
    step = law.LIFECYCLE.follow(state=held.state, act=act)
    held.state, held.answered_at, held.answer = step.target, at, answer
    held.save(update_fields=["state", "answered_at", "answer"])
    return held
