"""Made-up cases: residents apply for services, offices take, ask, decide and are rated, by the real acts with past dates."""

import datetime
import random
import uuid
from collections.abc import Sequence

from django.db import transaction

from anju.actions import case as cases
from anju.actions import upload as uploads
from anju.exchange.demo import people, permits, staff
from anju.law.actor import Actor
from anju.law.case import form
from anju.law.refusal import Refusal, Refusals
from anju.law.service import Field, Service
from anju.queries import visitors
from anju.queries.case import known, mine
from anju.queries.entitlement import offering
from anju.queries.visitors import Resident

CASES = 80
# taken and under way: what somebody sees who tries the demo as the first resident
_OPEN = 0.3
# how often each is asked for; the others of the catalogue come by themselves now and then
WEIGHTS = (
    ("human_resources/employment_registration", 14),
    ("human_resources/insurance_joining", 12),
    ("human_resources/wage_claim", 8),
    ("human_resources/job_placement", 8),
    ("human_resources/unemployment_registration", 5),
    ("housing_fund/fund_withdrawal", 8),
    ("justice/legal_aid", 6),
    ("justice/mediation", 5),
    ("housing/rental_subsidy", 5),
    ("health/health_record", 6),
    ("union/union_joining", 5),
    ("market/business_registration", 4),
)
WORDS = {
    "employer": "临沂新明辉物流园",
    "where": "银雀山街道",
    "against": "临沂某建筑劳务公司",
    "what": "在工地做木工，三个月工资没有结清，多次催要没有结果。",
    "wish": "仓库管理或者分拣",
    "last": "临沂商城物流公司",
    "school": "银雀山小学",
    "title": "助理工程师",
    "want": "普通话培训",
    "when": "今年7月到9月",
    "with_whom": "楼上邻居",
    "trade": "电工",
    "city": "山东省济南市",
    "from_place": "河南省商丘市",
    "agency": "某房产中介门店（示例）",
    "exam": "低压电工作业证",
    "which": "中级电工",
    "vehicle": "两轮电动摩托车",
    "about": "房东不退押金，该怎么办？",
}
# what one word means elsewhere
ELSEWHERE = {
    ("justice/mediation", "what"): "楼上装修漏水，泡坏了屋顶和柜子，谈了几次没谈成。",
    ("justice/legal_aid", "what"): "讨要工资，想请律师帮忙打官司。",
    ("market/business_registration", "what"): "早餐店",
    ("civil_affairs/temporary_relief", "what"): "孩子住院，手里的钱用完了。",
    ("human_resources/career_guidance", "wish"): "想学电工，不知道去哪里学、多久能考证。",
}
NUMBERS = {
    "amount": (3600, 5400, 8000, 12000, 18000),
    "rent": (450, 600, 800, 1000, 1200),
    "wage": (3500, 4500, 5000, 6000, 7000),
    "people": (1, 2, 3, 4, 5),
    "family": (1, 2, 3, 4, 5),
    "grade": (1, 2, 3, 4, 5),
    "years": (5, 10, 15, 20, 25),
    "contract_months": (6, 12, 24, 24, 36),
}
# what whoever asks for a service hardly says of themselves
SELDOM = ("retired", "union_member", "fund_elsewhere")
GRADES = (("very_satisfied", 10), ("satisfied", 8), ("fair", 3), ("dissatisfied", 1))
QUESTIONS = ("请问您最近一次缴费是哪个月？", "请补充说明工作的起止时间。", "材料上的单位名称和您填写的不同，哪一个对？")
REASONS = ("所填情况与系统核对结果不一致，暂不符合条件；情况变化后可以随时再申请。",)


def play(*, known_first: Sequence[int], count: int, now: datetime.datetime) -> int:
    """Let residents apply until so many cases stand; returns how many were made. A demo with cases stays as it is."""
    dice, made = random.Random("anju-cases"), 0  # noqa: S311 (made-up cases need no secrecy)
    begun = now - datetime.timedelta(days=1200)
    if any(mine.listed(people=[person]) for person in _people(known_first[0])):
        return 0
    for number in _order(known_first, dice):
        if made >= count:
            break
        who = visitors.resident_by_phone(phone=people.phone(number))
        if who is None:
            continue
        for bound in visitors.bound_people(who=who)[:1]:
            # what somebody can't ask for just now, another service may give
            made += any(
                _tried(dice, open_one=number in known_first, who=who, person_id=bound.person_id, begun=begun, now=now)
                for _ in range(4)
            )
    return made


def _people(number: int) -> list[uuid.UUID]:
    who = visitors.resident_by_phone(phone=people.phone(number))
    return [one.person_id for one in visitors.bound_people(who=who)] if who is not None else []


def _tried(
    dice: random.Random,
    *,
    open_one: bool,
    who: Resident,
    person_id: uuid.UUID,
    begun: datetime.datetime,
    now: datetime.datetime,
) -> bool:
    try:
        with transaction.atomic():
            me = visitors.resident_actor(who=who)
            _one(dice, fate=_OPEN if open_one else dice.random(), me=me, person_id=person_id, begun=begun, now=now)
    except (Refusal, Refusals):
        return False
    return True


def _order(known_first: Sequence[int], dice: random.Random) -> list[int]:
    others = [number for number in range(700) if number not in known_first]
    dice.shuffle(others)
    return [*known_first, *others]


def _one(
    dice: random.Random,
    *,
    fate: float,
    me: Actor,
    person_id: uuid.UUID,
    begun: datetime.datetime,
    now: datetime.datetime,
) -> None:
    service = _service(dice, now.date())
    # what is still open is young, but for a few that wait too long
    most = 9 if fate < 0.46 and dice.random() > 0.1 else 60
    at = now - datetime.timedelta(days=dice.randint(0, most), hours=dice.randint(1, 6))
    raw = _raw(dice, service, me=me, person_id=person_id, at=at)
    case = cases.apply(person_id=person_id, service_id=service.id, raw=raw, by=me, at=at)
    first, second = staff.officers(unit_code=case.unit.code, at=begun)
    at = _later(dice, at, most=2)
    if fate < 0.12 or at >= now:
        return
    if fate < 0.18:
        _returned(case.id, service, by=first, at=at)
        return
    cases.take(case_id=case.id, by=first, at=at)
    at = _later(dice, at, most=4)
    if fate < 0.34 or at >= now:
        return
    if fate < 0.46:
        cases.ask(case_id=case.id, words=dice.choice(QUESTIONS), by=first, at=at)
        return
    if service.second:
        outcome = "refused" if fate > 0.93 else "granted"
        cases.propose(case_id=case.id, outcome=outcome, words="材料齐全，情况属实。", by=first, at=at)
    at = _later(dice, at, most=3)
    if at >= now:
        return
    _decided(case.id, service, refused=fate > 0.93, by=second if service.second else first, at=at)
    at = _later(dice, at, most=3)
    if dice.random() < 0.6 and at < now:
        cases.rate(case_id=case.id, grade=people.chosen(dice, GRADES), words="", by=me, at=at)


def _decided(case_id: uuid.UUID, service: Service, *, refused: bool, by: Actor, at: datetime.datetime) -> None:
    if refused:
        article = " ".join(part for part in (service.cites[0].source, service.cites[0].article or "") if part)
        cases.refuse(case_id=case_id, reason=REASONS[0], article=article, by=by, at=at)
    else:
        cases.grant(case_id=case_id, words="已办好，结果可在“我的办事”里查看。", by=by, at=at)


def _returned(case_id: uuid.UUID, service: Service, *, by: Actor, at: datetime.datetime) -> None:
    items = [name for name in form.items(service) if name in form.askable(service=service, chosen=[name])]
    cases.give_back(case_id=case_id, missing={items[0]: "请补充清楚"}, by=by, at=at)


def _service(dice: random.Random, on: datetime.date) -> Service:
    given = {
        name: one
        for name, one in offering.services(on=on).items()
        if one.process == "case" and "self" in one.applicants
    }
    weights = [(name, weight) for name, weight in WEIGHTS if name in given]
    if dice.random() < 0.25:
        return given[dice.choice(sorted(given))]
    return given[people.chosen(dice, tuple(weights))]


def _raw(
    dice: random.Random, service: Service, *, me: Actor, person_id: uuid.UUID, at: datetime.datetime
) -> dict[str, object]:
    held = known.of(person_id=person_id, service=service, on=at.date())
    papers: dict[str, object] = {}
    for paper in form.wanted(service=service, known=held):
        if paper.required:
            picture = uploads.keep(data=permits.paper_of(), purpose="proof", by=me, at=at, person_id=person_id)
            papers[paper.id] = {"upload": str(picture.id)}
    fields = {one.id: _answer(dice, one, service=service.id, at=at) for one in form.asked(service=service, known=held)}
    return {"fields": fields, "papers": papers, "truth": "on"}


def _answer(dice: random.Random, entry: Field, *, service: str, at: datetime.datetime) -> str:
    if entry.kind == "choice":
        return dice.choice(entry.choices)[0]
    if entry.kind == "yes_no":
        seldom = entry.id in SELDOM or (entry.id == "works" and "unemployment" in service)
        return dice.choice(("no",) if seldom else ("yes", "yes", "yes", "yes", "no"))
    if entry.kind == "date":
        return (at.date() - datetime.timedelta(days=dice.randint(40, 900))).isoformat()
    if entry.kind == "number":
        return str(dice.choice(NUMBERS.get(entry.id, (2, 6, 12, 18, 24))))
    return ELSEWHERE.get((service, entry.id)) or WORDS.get(entry.id, "见所附材料")


def _later(dice: random.Random, moment: datetime.datetime, *, most: int) -> datetime.datetime:
    day = moment + datetime.timedelta(days=dice.random() * most)
    moved = day.replace(hour=dice.randint(1, 9), minute=dice.randint(0, 59))
    return moved if moved > moment else moment + datetime.timedelta(minutes=dice.randint(20, 200))
