"""What the demo's departments have at work beside cases: jobs, schools, flats, an award, disputes, relief, vaccinations."""

import datetime
import random
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction

from anju.actions import award as awards
from anju.actions import dispute as disputes
from anju.actions import helping, immunisation, rental
from anju.actions import job as jobs
from anju.actions import relief as reliefs
from anju.actions import school as schools
from anju.exchange.demo import people, staff
from anju.law.absent import Absent
from anju.law.job import creditcode, employer, offer
from anju.law.refusal import Refusal, Refusals
from anju.law.school import ground, stage
from anju.law.wording import Text
from anju.queries import visitors
from anju.queries.case import queue
from anju.queries.scope import Scope
from anju.queries.visitors import Post, Resident

COUNTY = "371302000000"
DAY = datetime.timedelta(days=1)
_NOBODY = Text(zh="没有这个人。", en="There is nobody of this number.")
_OF_TWO = ("human_resources/wage_claim", "human_resources/labour_mediation")
# title, occupation, wage from and to, unit, words
VACANCIES = (
    ("仓库分拣员", "4-02", 4800, 6000, "month", "快递分拣、装卸，两班倒，有班车。"),
    ("叉车司机", "4-02", 6000, 7500, "month", "有叉车证，夜班有补贴。"),
    ("热压工", "6-06", 5000, 7000, "month", "板材压贴，有师傅带。"),
    ("超市收银员", "4-01", 3200, 3800, "month", "商城店，早晚班轮换。"),
    ("保洁员", "4-10", 22, 25, "hour", "写字楼保洁，每天四小时。"),
    ("饭店服务员", "4-03", 3500, 4500, "month", "包吃住，月休四天。"),
    ("会计", "2-06", 5500, 7000, "month", "有初级会计职称，会用财务软件。"),
    ("保安", "3-02", 3000, 3500, "month", "小区门岗，三班倒。"),
)
SCHOOLS = (
    ("银雀山第一小学", "primary", "001", 40),
    ("银雀山第二小学", "primary", "002", 30),
    ("金雀山路小学", "primary", "003", 45),
    ("银雀山实验中学", "middle", "001", 60),
    ("银雀山中心幼儿园", "kindergarten", "001", 50),
)


def play(*, posts: Mapping[str, Post], now: datetime.datetime) -> None:
    """Set every department to work, each in a transaction of its own; what can't be done today is left out."""
    for part in (_jobs, _schools, _flats, _award, _disputes, _relief, _doses):
        with _left_out(), transaction.atomic():
            part(posts, now)


@contextmanager
def _left_out() -> Iterator[None]:
    try:
        yield
    except (Refusal, Refusals, Absent):
        return


def _scope(posts: Mapping[str, Post], name: str, now: datetime.datetime) -> Scope:
    return visitors.post_scope(post=posts[name], on=now.date())


def _resident(number: int) -> Resident:
    who = visitors.resident_by_phone(phone=people.phone(number))
    if who is None:
        raise Refusal("nobody", _NOBODY)
    return who


def _each(numbers: range, do: Callable[[Resident], object]) -> int:
    done = 0
    for number in numbers:
        who = visitors.resident_by_phone(phone=people.phone(number))
        if who is not None:
            with _left_out(), transaction.atomic():
                do(who)
                done += 1
    return done


def _jobs(posts: Mapping[str, Post], now: datetime.datetime) -> None:
    scope, at = _scope(posts, "renshe", now), now - 20 * DAY
    head = "91371302MA3000001"
    raw = {
        "name": "临沂新明辉物流有限公司（示例）",
        "code": head + creditcode.check_character(head),
        "county": COUNTY,
        "place": "通达路88号",
        "contact": "人事部",
        "phone": "0539-8120001",
        "label": "李经理",
    }
    boss = _resident(1)
    me = visitors.resident_actor(who=boss)
    held = jobs.register(told=employer.read(raw, counties=[COUNTY]), who=boss, by=me, at=at)
    jobs.accept(employer_id=held.id, checked="registry", scope=scope, at=at + DAY)
    street = f"{staff.STREET}000"
    opened: list[uuid.UUID] = []
    for title, occupation, low, high, unit, words in VACANCIES:
        typed = {"title": title, "occupation": occupation, "wage_from": str(low), "wage_to": str(high), "text": words}
        typed |= {"place": street, "spot": "通达路口", "wage_unit": unit, "schedule": "days", "hours_week": "44"}
        typed |= {"insurance": "full", "openings": "3", "days": "60", "meals": "on"}
        read = offer.read(typed, places=[street], most_days=90)
        sent = jobs.post(employer_id=held.id, offer=read, by=me, at=at + 2 * DAY)
        # the last two still wait for their review
        if title not in {"会计", "保安"}:
            jobs.publish(vacancy_id=sent.id, scope=scope, at=at + 3 * DAY)
            opened.append(sent.id)

    def asks(who: Resident) -> None:
        by = visitors.resident_actor(who=who)
        jobs.apply(vacancy_id=opened[0], words="干过两年分拣，能上夜班。", consent=True, by=by, at=now - 3 * DAY)

    _each(range(10, 22), asks)


def _schools(posts: Mapping[str, Post], now: datetime.datetime) -> None:
    first, second = _scope(posts, "jiaoyu", now), _scope(posts, "jiaoyu2", now)
    at, year = now - 30 * DAY, stage.year_of(now.date())
    made: dict[str, int] = {}
    for name, level, number, places in SCHOOLS:
        raw = {"level": level, "ownership": "public", "name": f"{name}（示例）", "place": "沂蒙路1号"}
        raw |= {"phone": "0539-8120002", "community": f"{staff.STREET}{number}"}
        school = schools.add(scope=first, raw=raw, at=at)
        zone = "\n".join(f"{staff.STREET}{one}" for one in ("001", "002", "003", "004") if number in {one, "001"})
        schools.set_zone(scope=first, school_id=school.id, year=year, text=zone, at=at)
        grade = {"grade": "1", "total": str(places + 90), "local": "90", "open": str(places)}
        schools.set_places(scope=first, school_id=school.id, year=year, raw=grade, at=at)
        if level == "primary":
            made[str(school.id)] = places
    today = now.date()
    raw_round = {
        "year": str(year),
        "level": "primary",
        "grade": "1",
        "first_on": (today - 5 * DAY).isoformat(),
        "last_on": (today + 20 * DAY).isoformat(),
        "announce_on": (today + 34 * DAY).isoformat(),
        "reply_days": "7",
        "rules": list(ground.DEFAULT),
        "within": "registered",
        "places": {key: str(places) for key, places in made.items()},
    }
    held = schools.draft(scope=first, raw=raw_round, at=at)
    schools.publish(scope=second, round_id=held.id, at=at + DAY)
    wishes = {f"wish_{turn}": key for turn, key in enumerate(list(made)[:2], start=1)}

    def joins(who: Resident) -> None:
        by = visitors.resident_actor(who=who)
        for bound in visitors.bound_people(who=who):
            if bound.kind == "ward":
                typed = {**wishes, "child_school": "kindergarten", "contract_months": "18", "truth": "on"}
                schools.join(round_id=held.id, person_id=bound.person_id, raw=typed, by=by, at=now - 2 * DAY)

    _each(range(250), joins)


def _flats(posts: Mapping[str, Post], now: datetime.datetime) -> None:
    by, today = visitors.post_actor(post=posts["zhujian"]), now.date()
    for number in range(1, 13):
        raw = {"estate": "安居苑（示例）", "number": f"{number % 3 + 1}-{number}01", "rooms": number % 2 + 1}
        raw |= {"size": 42 + number % 2 * 18, "rent": 320 + number % 2 * 160, "accessible": number % 6 == 0}
        rental.add_flat(raw=raw, by=by, at=now - 40 * DAY)
    raw_round = {
        "name": f"{today.year}年第二批（示例）",
        "opens_on": (today - 15 * DAY).isoformat(),
        "closes_on": (today + 30 * DAY).isoformat(),
        "order": "date",
        "planned": "60",
        "for_migrants": "30",
    }
    rental.open_round(raw=raw_round, by=by, at=now - 16 * DAY)


def _award(posts: Mapping[str, Post], now: datetime.datetime) -> None:
    by, today = visitors.post_actor(post=posts["zhengfu"]), now.date()
    raw = {
        "name": f"{today.year}年度最美新市民（示例）",
        "criteria": "在临沂工作生活、热心助人、爱岗敬业的外来务工人员。",
        "opens_on": (today - 10 * DAY).isoformat(),
        "closes_on": (today + 30 * DAY).isoformat(),
    }
    made = awards.announce(raw=raw, by=by, at=now - 11 * DAY)
    me = visitors.resident_actor(who=_resident(2))
    story = {"whom": "other", "name": "王建国", "phone": people.phone(3), "story": "连续三年义务给工友子女补课。"}
    awards.nominate(award_id=made.id, raw=story, by=me, at=now - 4 * DAY)


def _disputes(posts: Mapping[str, Post], now: datetime.datetime) -> None:
    by = visitors.post_actor(post=posts["renshe"])
    taken = queue.page(scope=_scope(posts, "renshe", now), on=now.date(), state="taken").rows
    for case_id in [row.id for row in taken if row.service in _OF_TWO]:
        with _left_out(), transaction.atomic():
            disputes.start(case_id=case_id, name="某建筑劳务公司（示例）", contact="0539-8120003", by=by, at=now - DAY)
            on = (now + 7 * DAY).date().isoformat()
            raw = {"on": on, "time": "09:30", "place": "兰山区人社局二楼调解室", "told": "phone"}
            disputes.call(case_id=case_id, raw=raw, by=by, at=now - DAY)


def _relief(posts: Mapping[str, Post], now: datetime.datetime) -> None:
    clerk, county = _scope(posts, "datang", now), _scope(posts, "minzheng", now)
    for number in range(3):
        held = reliefs.take(
            community=staff.COMMUNITY,
            name="老周",
            contact="",
            what="孩子住院，手里的钱用完了。",
            people="3",
            scope=clerk,
            at=now - 4 * DAY,
        )
        if number:
            reliefs.check(
                relief_id=held.id,
                kind="money",
                amount="1200",
                goods="",
                found="上门看过，情况属实。",
                scope=clerk,
                at=now - 3 * DAY,
            )
        if number > 1:
            reliefs.approve(relief_id=held.id, scope=county, at=now - 2 * DAY)
    coordinator = _scope(posts, "xieguan", now)
    found = {"who": "adult", "how": "seen", "place": "火车站广场东边长椅", "seen_there": "老人，没有外套。"}
    helping.call(scope=coordinator, at=now - datetime.timedelta(hours=1), area=staff.COMMUNITY, **found)


def _doses(posts: Mapping[str, Post], now: datetime.datetime) -> None:
    scope, dice = _scope(posts, "weijian", now), random.Random("anju-doses")  # noqa: S311

    def gives(who: Resident) -> None:
        for bound in visitors.bound_people(who=who):
            if bound.kind == "ward":
                on = (now - dice.randint(200, 400) * DAY).date().isoformat()
                raw = {"vaccine": "mmr", "given_on": on, "batch": "2025031", "place": "银雀山街道社区卫生服务中心"}
                immunisation.give(person_id=bound.person_id, scope=scope, at=now - DAY, sure=True, **raw)

    _each(range(200), gives)
