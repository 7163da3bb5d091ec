"""Two records that are one person: stays, sign-ins, guardians and open requests go to the one that is kept. Source: B5."""

import datetime

from anju.actions import entitlement, immunisation, message, record, relief, seating
from anju.actions.award import erasing as awards
from anju.actions.case import erasing as cases
from anju.actions.dispute import erasing as disputes
from anju.actions.job import erasing as jobs
from anju.actions.permit import following
from anju.actions.rental import erasing as rental
from anju.law.actor import Actor
from anju.law.wording import Text
from anju.models import Binding, DataRequest, Guardianship, Merge, Person, Receipt

JOINED = Text(
    zh="同一个人的两份申请合并办理，请看另一份的答复。",
    en="Two requests of one person are dealt with as one; the answer stands with the other.",
)
AT_COUNTER = Text(
    zh="删除个人信息要先核对是不是本人：请带有效证件到派出所核对，核对后再提出申请，十五日内答复。网上的这份申请到此结束。",
    en="Deletion needs proof of who asks: please have your ID card checked at a police station, then ask again; the answer "
    "comes within fifteen days. This online request ends here.",
)


def settle(*, kept: Person, gone: Person, present: bool, by: Actor, at: datetime.datetime) -> None:
    """Settle that two records are one person; the stays of the second become the first's. Part of a larger act.

    The sign-in that made the second record follows only if its own phone is on file already or the person stood
    at the counter with the card (`present`): nobody gets at a record by typing its number (design.md 6).
    """
    gone.stays.update(person=kept)
    Receipt.objects.filter(person_id=gone.id).update(person_id=kept.id)
    gone.uploads.update(person=kept)
    following.person(kept=kept, gone=gone)
    cases.follow(kept=kept, gone=gone, at=at)
    seating.follow(kept=kept, gone=gone, at=at)
    rental.follow(kept=kept, gone=gone)
    awards.follow(kept=kept, gone=gone)
    jobs.follow(kept=kept, gone=gone, at=at)
    disputes.follow(kept=kept, gone=gone)
    immunisation.follow(kept=kept, gone=gone)
    relief.follow(kept=kept, gone=gone)
    entitlement.follow(kept=kept, gone=gone)
    followed, left = _sign_ins(kept=kept, gone=gone, present=present, at=at)
    _guardians(kept=kept, gone=gone, at=at)
    if followed or present:
        _follow(kept=kept, gone=gone, at=at)
    else:
        _send_to_counter(gone=gone, senders=left, at=at)
    gone.state = "merged"
    gone.save(update_fields=["state"])
    Merge.objects.create(kept=kept, gone=gone, at=at)
    record.write(
        what="merge",
        by=by,
        at=at,
        subject=("person", kept.id),
        person_id=kept.id,
        detail={"gone": str(gone.id), "present": present},
    )


def _sign_ins(
    *, kept: Person, gone: Person, present: bool, at: datetime.datetime
) -> tuple[list[Binding], list[Binding]]:
    """Move the sign-ins that may follow; return those that did and those that did not."""
    on_file = bytes(kept.phone_index) if kept.phone_index else None
    followed: list[Binding] = []
    left: list[Binding] = []
    for binding in Binding.objects.filter(person=gone, until=None).select_related("resident"):
        # the phone that signs in; the one in the form is whatever the sender typed
        known_phone = on_file is not None and bytes(binding.resident.phone_index or b"") == on_file
        taken = Binding.objects.filter(resident=binding.resident, person=kept, until=None).exists()
        binding.until = at
        binding.save(update_fields=["until"])
        (followed if present or known_phone or taken else left).append(binding)
        if (present or known_phone) and not taken:
            Binding.objects.create(
                resident=binding.resident,
                person=kept,
                kind=binding.kind,
                how="counter" if present else "phone",
                since=at,
            )
    return followed, left


def _guardians(*, kept: Person, gone: Person, at: datetime.datetime) -> None:
    held = Guardianship.objects.filter(until=None)
    for link in [*held.filter(guardian=gone), *held.filter(ward=gone)]:
        link.until = at
        link.save(update_fields=["until"])
        ward = kept if link.ward_id == gone.id else link.ward
        guardian = kept if link.guardian_id == gone.id else link.guardian
        # both records may have been in the same guardian's care, and one may have been taken for the other's child
        if ward.id != guardian.id and not held.filter(ward=ward, guardian=guardian).exists():
            Guardianship.objects.create(ward=ward, guardian=guardian, relation=link.relation, since=at)


def _follow(*, kept: Person, gone: Person, at: datetime.datetime) -> None:
    """Have the requests follow to the kept record; of two open ones the first due is answered. Source: L5."""
    gone.requests.update(person=kept)
    waiting = list(kept.requests.filter(kind="delete", state="asked").order_by("due_on", "id"))
    if len(waiting) < 2:
        return
    waiting[0].why = "；".join(one.why for one in waiting if one.why)[:300]
    waiting[0].save(update_fields=["why"])
    for other in waiting[1:]:
        other.state, other.answer, other.answered_at = "done", JOINED.zh, at
        other.save(update_fields=["state", "answer", "answered_at"])


def _send_to_counter(*, gone: Person, senders: list[Binding], at: datetime.datetime) -> None:
    """Answer a request whose sender may not get at the kept record, without a word on what is on file. Source: L5, I10."""
    for request in DataRequest.objects.filter(person=gone, kind="delete", state="asked"):
        request.state, request.answer, request.answered_at = "refused", AT_COUNTER.zh, at
        request.save(update_fields=["state", "answer", "answered_at"])
        for sender in senders:
            message.to_resident(
                resident_id=sender.resident_id,
                kind="data_at_counter",
                params={},
                dedupe=f"request:{request.id}:{sender.resident_id}",
                at=at,
            )
