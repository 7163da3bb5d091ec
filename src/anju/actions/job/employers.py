"""Employers: registered by one of their people, checked by an officer, ended with a reason. Source: notice 二 R1, I3, I4, I10."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from anju.actions import account, record
from anju.actions.job import closing, locking, telling
from anju.law import authority, city
from anju.law.actor import Actor
from anju.law.job import creditcode, ground
from anju.law.job import employer as law
from anju.law.job.employer import Checked, Told
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import ApiClient, Division, Employer, EmployerAgent, Post, Unit
from anju.models.base import new_id
from anju.queries.job import within
from anju.queries.scope import Scope
from anju.queries.visitors import Resident

_TAKEN = Text(
    zh="这个单位已经登记或者正在核实。您是这个单位的人，请用“加入已登记的单位”。",
    en="This employer is registered or being checked. If you work there, please use “join a registered employer”.",
)
_NO_OFFICE = Text(
    zh="这个地方还没有设定受理的人社部门，请打12333。",
    en="No human resources office is set for this place. Please call 12333.",
)
_CHECKED = Text(zh="请选择是怎样核实的。", en="Please say how it was checked.")
_UNKNOWN = Text(zh="没有这个已核实的招聘单位。", en="There is no such registered employer.")
_OFFICER = Text(
    zh="招聘单位的令牌，由人社部门经办人的岗位负责，请选这样的岗位。",
    en="An employer's token stands under a labour officer's post. Please choose such a post.",
)
_CONNECTED = Text(
    zh="这个单位已有接口令牌，请先吊销原来的。",
    en="This employer has a token already. Please revoke that one first.",
)


def register(*, told: Told, who: Resident, by: Actor, at: datetime.datetime) -> Employer:
    """Ask for an employer to be registered; whoever asks acts for it once an officer has checked both.

    Raises Refusal "employer_known", "office_unset". Source: I3.
    """
    with transaction.atomic():
        county = Division.objects.get(code=told.county)
        office = within.office_of(place=county, on=city.day(at))
        if office is None:
            raise Refusal("office_unset", _NO_OFFICE, field="county", rule="I3")
        made = _made(told, county, office, at=at)
        EmployerAgent.objects.create(employer=made, resident_id=who.id, label=told.label, asked_at=at)
        about, detail = (telling.EMPLOYER, made.id), {"code": told.code, "office": office.code}
        record.write(what="ask_employer", by=by, at=at, subject=about, detail=detail)
        link = f"/jobs/review/employer/{made.id}/"
        telling.office(office, "employer_waiting", link=link, key=made.id, at=at, employer=made.name)
        return made


def accept(*, employer_id: uuid.UUID, checked: str, scope: Scope, at: datetime.datetime) -> Employer:
    """Register an employer after checking it and who asked for it; they act for it from now on. Source: I4.

    Raises Absent out of scope, Refusal "not_an_option", "not_allowed_in_state".
    """
    with transaction.atomic():
        if checked not in {str(one.value) for one in Checked}:
            raise Refusal("not_an_option", _CHECKED, field="checked", rule="I4")
        held = _decided(employer_id, scope, act="accept_employer", at=at, checked=checked)
        EmployerAgent.objects.filter(employer=held, until=None, since=None).update(since=at)
        about = (telling.EMPLOYER, held.id)
        record.write(what="accept_employer", by=scope.actor, at=at, subject=about, detail={"checked": checked})
        telling.agents(
            held, "employer_accepted", link=f"/jobs/employer/{held.id}/", key=held.id, at=at, employer=held.name
        )
        return held


def decline(*, employer_id: uuid.UUID, reason: str, article: str, scope: Scope, at: datetime.datetime) -> Employer:
    """Decline an employer, with the reason and article it reads; never done by the machine. Source: I10."""
    why, cited = ground.reasoned(reason=reason, article=article)
    with transaction.atomic():
        held = _decided(employer_id, scope, act="decline_employer", at=at, answer=why, article=cited)
        about, detail = (telling.EMPLOYER, held.id), {"article": cited}
        record.write(what="decline_employer", by=scope.actor, at=at, subject=about, reason=why, detail=detail)
        for agent in EmployerAgent.objects.filter(employer=held, until=None):
            params = {"employer": held.name, "why": why}
            telling.one(agent, "employer_declined", link="/jobs/employer/", key=held.id, at=at, **params)
        EmployerAgent.objects.filter(employer=held, until=None).update(until=at)
        return held


def end(*, employer_id: uuid.UUID, reason: str, article: str, scope: Scope, at: datetime.datetime) -> Employer:
    """End an employer, with reason and article: its vacancies close and its people act for it no more. Source: I10."""
    why, cited = ground.reasoned(reason=reason, article=article)
    with transaction.atomic():
        held = _decided(employer_id, scope, act="end_employer", at=at, answer=why, article=cited)
        closing.all_of(held, at=at)
        about, detail = (telling.EMPLOYER, held.id), {"article": cited}
        record.write(what="end_employer", by=scope.actor, at=at, subject=about, reason=why, detail=detail)
        params = {"employer": held.name, "why": why}
        telling.agents(held, "employer_ended", link="/jobs/employer/", key=held.id, at=at, **params)
        EmployerAgent.objects.filter(employer=held, until=None).update(until=at)
        return held


def change(*, employer_id: uuid.UUID, reach: law.Reach, by: Actor, at: datetime.datetime) -> Employer:
    """Change how an employer is reached; its name and code stay as they were checked."""
    authority.demand(by=by, act="change_employer")
    with transaction.atomic():
        held = locking.employer(employer_id=employer_id, by=by, at=at)
        held.place, held.contact, held.phone = reach.place, reach.contact, reach.phone
        held.save(update_fields=["place", "contact", "phone"])
        record.write(what="change_employer", by=by, at=at, subject=(telling.EMPLOYER, held.id))
        return held


def connect(
    *, code: str, name: str, post_id: uuid.UUID, expires_on: datetime.date | None, by: Actor, at: datetime.datetime
) -> tuple[ApiClient, str]:
    """Give a registered employer's machine a token that offers its jobs and nothing else; shown once. Source: L8.

    The post is that of the labour officer who answers for it. Raises Refusal "employer_unknown", "connected",
    "role_unfit", "code_shape", "code_check".
    """
    clean = creditcode.read(code, field="employer")
    with transaction.atomic():
        held = Employer.objects.select_for_update(of=("self",)).filter(code=clean, state="active").first()
        if held is None:
            raise Refusal("employer_unknown", _UNKNOWN, field="employer", rule="L8")
        if held.client_id is not None and ApiClient.objects.filter(id=held.client_id, revoked_at=None).exists():
            raise Refusal("connected", _CONNECTED, field="employer", rule="L8")
        if not Post.objects.filter(id=post_id, role="officer", unit__department=within.DEPARTMENT).exists():
            raise Refusal("role_unfit", _OFFICER, field="role", rule="L8")
        made, token = account.add_client(
            name=name, post_id=post_id, scopes=["jobs"], expires_on=expires_on, by=by, at=at
        )
        held.client = made
        held.save(update_fields=["client"])
        return made, token


def _made(told: Told, county: Division, office: Unit, *, at: datetime.datetime) -> Employer:
    try:
        with transaction.atomic():
            return Employer.objects.create(
                id=new_id(),
                state=law.LIFECYCLE.initial,
                code=told.code,
                name=told.name,
                county=county,
                place=told.place,
                contact=told.contact,
                phone=told.phone,
                office=office,
                asked_at=at,
            )
    except IntegrityError as error:
        # also where two ask in the same moment: the table lets in one
        raise Refusal("employer_known", _TAKEN, field="code", rule="I3") from error


def _decided(employer_id: uuid.UUID, scope: Scope, *, act: str, at: datetime.datetime, **values: str) -> Employer:
    within.employer(scope, employer_id=employer_id)
    held = Employer.objects.select_for_update(of=("self",)).get(id=employer_id)
    step = law.LIFECYCLE.follow(state=held.state, act=act)
    held.state, held.answered_at, held.answered_by_id = step.target, at, locking.staff(scope.actor)
    for field, value in values.items():
        setattr(held, field, value)
    held.save(update_fields=["state", "answered_at", "answered_by", *values])
    return held
