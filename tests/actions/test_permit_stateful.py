"""The life of permits as a machine that tries what it likes, against an account kept day by day by other means.

Over the real acts and the real database: people register, apply, are signed off, endorse in time or late, move, leave, hand
back, lose their cards, are brought back; days pass and the night runs. After every step: never two permits a person, never
one without half a year and a ground, never signed by its acceptor, without function exactly on the days of F4, years by both
readings of F5 equal to a count by days, every act with its article. Source: D1–D6, E1–E3, E10, F1–F8.
"""

import calendar as gregorian
import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests import factories, permits

from anju import catalogue
from anju.actions import card as cards
from anju.actions import endorsement as acts
from anju.actions import night
from anju.actions import permit as files
from anju.actions import stay as stays
from anju.actions.permit import ending
from anju.law import declaration
from anju.law.actor import Actor
from anju.law.permit.application import Given
from anju.law.permit.ground import ProofKind
from anju.law.refusal import Refusal
from anju.models import (
    Act,
    Binding,
    Card,
    Endorsement,
    Permit,
    PermitEnding,
    PermitFile,
    PermitProof,
    Stay,
    Suspension,
)
from anju.queries import endorsement as queries
from anju.queries import reference, visitors
from anju.queries.reference import Reference

BEGIN = datetime.date(2021, 1, 6)
END = datetime.date(2026, 11, 30)
DAY = datetime.timedelta(days=1)
PEOPLE = 2
LEASE = Given(kind=ProofKind.LEASE, source="paper")
ACTIVE = ("valid", "suspended")
SELDOM = st.sampled_from([False, False, False, True])


def months_on(day: datetime.date, many: int) -> datetime.date:
    """Go on month by month, as one does on a wall calendar: the same number, or the month's last day."""
    year, month = day.year, day.month
    for _ in range(many):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for _ in range(-many):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    last = max(number for number in gregorian.Calendar().itermonthdays(year, month) if number)
    return datetime.date(year, month, min(day.day, last))


def closes(anchor: datetime.date, number: int) -> datetime.date:
    """Return an anniversary's last day: with a holiday, day by day to the next one on which offices work."""
    day = months_on(anchor, 12 * number)
    while not catalogue.current().calendar.is_workday(day):
        day += DAY
    return day


def opens(anchor: datetime.date, number: int) -> datetime.date:
    return months_on(months_on(anchor, 12 * number), -1)


def refused(do: Callable[[], object]) -> str:
    """Do something; return the code of the refusal, or nothing when it was done."""
    try:
        do()
    except Refusal as refusal:
        return refusal.code
    return ""


@dataclass
class Account:
    """What happened to one permit, kept apart from the database."""

    issued_on: datetime.date
    since: datetime.date
    # day of an endorsement → day it was asked for
    endorsed: dict[datetime.date, datetime.date] = field(default_factory=dict)
    # the wish that waits, and the anniversary it was for
    asked_on: datetime.date | None = None
    ended_on: datetime.date | None = None

    def walk(self, today: datetime.date) -> tuple[list[tuple[datetime.date, datetime.date | None]], int, int, int]:
        """Live through every day: times without function, days that count by both readings, anniversaries endorsed.

        A day counts when it is over, so the last one is not counted.
        """
        spans: list[tuple[datetime.date, datetime.date | None]] = []
        number, down, restarted, kept = 0, False, 0, 0
        last = self.ended_on or today
        day = self.since
        while day <= last:
            if day >= self.issued_on:
                late = not down and day > closes(self.issued_on, number + 1) and not self._waits(day, number + 1)
                if late:
                    down = True
                    spans.append((closes(self.issued_on, number + 1) + DAY, None))
                if day in self.endorsed:
                    if down:
                        spans[-1] = (spans[-1][0], day)
                        down, restarted = False, 0
                    number += 1
                    while opens(self.issued_on, number + 1) <= day:
                        number += 1
            if day < last:
                restarted = 0 if down else restarted + 1
                kept += not down
            day += DAY
        # by the literal text the years begin on the day of the late endorsement: while it is missing there are none
        return spans, 0 if down else restarted, kept, number

    def _waits(self, day: datetime.date, number: int) -> bool:
        """Tell whether a wish uttered in the window stood on a day."""
        wishes = [(asked, done) for done, asked in self.endorsed.items() if done >= day]
        if self.asked_on is not None:
            wishes.append((self.asked_on, datetime.date.max))
        return any(opens(self.issued_on, number) <= asked <= closes(self.issued_on, number) for asked, _ in wishes)


class Life(RuleBasedStateMachine):
    """People and officers of a small city."""

    def __init__(self) -> None:
        super().__init__()
        reference._held = Reference(version=None)
        self.all_or_nothing = transaction.atomic()
        self.all_or_nothing.__enter__()
        self.today = BEGIN
        self.people: list[Any] = []
        self.accounts: dict[Any, Account] = {}

    def teardown(self) -> None:
        """Leave the database as it was."""
        transaction.set_rollback(True)
        self.all_or_nothing.__exit__(None, None, None)

    @property
    def now(self) -> datetime.datetime:
        """Ten in the morning."""
        return datetime.datetime.combine(self.today, datetime.time(2), datetime.UTC)

    @initialize(begun=st.sampled_from([True, True, False]))
    def offices(self, begun: bool) -> None:
        """Found two stations in one county and one in another, with their people."""
        self.places = [
            factories.community(number="001"),
            factories.community(street="002"),
            factories.community(county="371311"),
        ]
        self.officers: dict[str, list[Actor]] = {}
        for place in self.places:
            station = factories.station(of=place)
            assert station.parent is not None
            posts = [factories.post(unit=station), factories.post(unit=station, role="chief")]
            posts += [factories.post(unit=station.parent, role="county_police") for _ in range(2)]
            self.officers[str(station.id)] = [factories.actor(post) for post in posts]
        self.numbers: dict[Any, str] = {}
        self.arrive()
        if begun:
            # half of the lives begin with a permit, so that most steps come after it
            self.today = months_on(self.today, 6)
            self.apply(turn=0, kind="first")
            self.accept(turn=0, which=2)
            self.sign(turn=0, which=3)

    def officer(self, row: Any, which: int) -> Actor:
        """Return registrar, chief or one of two county officers of a row's station."""
        return self.officers[str(row.station_id)][which]

    def stay(self, person: Any) -> Stay | None:
        return Stay.objects.filter(person_id=person, state="registered").first()

    def permit(self, person: Any) -> Permit | None:
        return Permit.objects.filter(person_id=person, state__in=ACTIVE).first()

    def me(self, person: Any) -> Actor:
        return visitors.resident_actor(who=Binding.objects.get(person_id=person, until=None).resident)

    def register(self, place: Any, number: str, person: Any = None) -> Stay:
        typed = factories.raw(at=place, id_number=number, arrived_on=self.today.isoformat())
        declared = declaration.read(typed, today=self.today, counties=frozenset({"410105"}))
        officer = self.officers[str(factories.station(of=place).id)][0]
        filed, _ = stays.register(declared=declared, channel="counter", by=officer, at=self.now, same_as=person)
        return Stay.objects.get(id=filed.main.id)

    @rule()
    @precondition(lambda self: len(self.people) < PEOPLE)
    def arrive(self) -> None:
        """Somebody new comes to the counter."""
        number = factories.id_number()
        stay = self.register(self.places[0], number)
        who = factories.resident()
        Binding.objects.create(resident=who, person=stay.person, kind="self", how="counter", since=self.now)
        self.people.append(stay.person_id)
        self.numbers[stay.person_id] = number

    @rule(data=st.data())
    def wait(self, data: st.DataObject) -> None:
        """Time passes, to a day on which something falls due or just some days; then the night runs."""
        days = [self.today + number * DAY for number in (1, 40)]
        for permit in Permit.objects.filter(state="valid"):
            days += [permit.window_opens_on, permit.window_closes_on, permit.window_closes_on + DAY]
        days += [
            months_on(stay.counted_from, 6) for stay in Stay.objects.filter(state="registered") if stay.counted_from
        ]
        coming = sorted({day for day in days if self.today < day <= END})
        if coming:
            self.today = data.draw(st.sampled_from(coming))
        self.run_night()

    @rule(years=st.integers(1, 2))
    def wait_long(self, years: int) -> None:
        """Years pass in which nobody does anything."""
        self.today = min(months_on(self.today, 12 * years), END)
        self.run_night()

    def run_night(self) -> None:
        at = datetime.datetime.combine(self.today - DAY, datetime.time(16, 20), datetime.UTC)
        for step in (night.end_permits, night.suspend_permits, night.remind_endorsement):
            step(on=self.today, at=at)
        again = (night.end_permits(on=self.today, at=at), night.suspend_permits(on=self.today, at=at))
        assert (*again, night.remind_endorsement(on=self.today, at=at)) == (0, 0, 0)

    @rule(turn=st.integers(0, 9), kind=st.sampled_from(["first", "first", "first", "replace", "exchange"]))
    def apply(self, turn: int, kind: str) -> None:
        """Somebody applies from the phone, whether or not it is time."""
        person = self.people[turn % len(self.people)]
        stay, permit = self.stay(person), self.permit(person)
        opened = PermitFile.objects.filter(person_id=person, state__in=("applied", "returned", "accepted")).exists()
        if stay is None or opened:
            return
        under_way = permit is not None and permit.cards.filter(state__in=("to_make", "making", "ready")).exists()
        fits = permit is None if kind == "first" else permit is not None and not under_way
        code = refused(lambda: permits.applied(stay=stay, at=self.now, kind=kind))
        assert fits == (code == ""), code

    @rule(turn=st.integers(0, 9), which=st.sampled_from([2, 3]))
    def accept(self, turn: int, which: int) -> None:
        """One of two county officers accepts a file: only from the half year on, only beside no other permit."""
        file = self._file(turn, "applied")
        if file is None:
            return
        stay, permit = self.stay(file.person_id), self.permit(file.person_id)
        first = file.kind == "first"
        due = stay is not None and (permit is None if first else permit is not None)
        if stay is not None and first:
            assert stay.counted_from is not None
            due = due and self.today >= months_on(stay.counted_from, 6) and self._proven(file, stay)
        code = refused(lambda: files.accept(file_id=file.id, by=self.officer(file, which), at=self.now))
        # a file stays with its county
        assert (due and stay is not None and self._here(file, stay)) == (code == ""), code

    @staticmethod
    def _proven(file: PermitFile, stay: Stay) -> bool:
        return PermitProof.objects.filter(subject_id=file.id, address_id=stay.address_id).exists()

    @staticmethod
    def _here(file: PermitFile, stay: Stay) -> bool:
        return stay.community_id[:6] == file.community_id[:6]

    @rule(turn=st.integers(0, 9), which=st.sampled_from([2, 3]))
    def sign(self, turn: int, which: int) -> None:
        """One of the two signs a file off: never the one who accepted it."""
        file = self._file(turn, "accepted")
        if file is None:
            return
        by = self.officer(file, which)
        try:
            permit = files.sign(file_id=file.id, by=by, at=self.now)
        except Refusal as refusal:
            if refusal.code == "four_eyes":
                assert by.id == file.accepted_by_id
            return
        assert by.id != file.accepted_by_id
        if file.kind == "first":
            stay = self.stay(file.person_id)
            assert stay is not None
            assert stay.counted_from is not None
            self.accounts[permit.id] = Account(issued_on=self.today, since=stay.counted_from)

    def _file(self, turn: int, state: str) -> PermitFile | None:
        found = list(PermitFile.objects.filter(state=state).order_by("id"))
        return found[turn % len(found)] if found else None

    @rule(turn=st.integers(0, 9), confirms=st.booleans(), gives=st.booleans())
    def endorse_by_phone(self, turn: int, confirms: bool, gives: bool) -> None:
        """Somebody wants the endorsement from the phone; where something changed it waits for an officer."""
        permit = self.permit(self.people[turn % len(self.people)])
        if permit is None:
            return
        me, account = self.me(permit.person_id), self.accounts[permit.id]
        if confirms:
            stays.confirm(stay_id=permit.stay_id, by=me, at=self.now)
        early = permit.state == "valid" and self.today < opens(account.issued_on, account.walk(self.today)[3] + 1)
        given = [LEASE] if gives else []
        waits = account.asked_on is not None

        def ask() -> None:
            made = acts.ask(permit_id=permit.id, proofs_given=given, channel="online", by=me, at=self.now)
            if made.state == "done":
                account.endorsed[self.today] = self.today
            else:
                account.asked_on = self.today

        code = refused(ask)
        assert (code == "asked_before") == waits
        assert (code == "window_not_open") == (early and not waits)
        assert code in {"", "asked_before", "window_not_open", "proof_missing"}

    @rule(turn=st.integers(0, 9), days=st.sampled_from([-31, -7, 0, 1, 2, 20, 200, 400]), gives=st.booleans())
    def next_round(self, turn: int, days: int, gives: bool) -> None:
        """Time passes to about the end of somebody's window, and they want the endorsement."""
        permit = self.permit(self.people[turn % len(self.people)])
        if permit is None:
            return
        self.today = min(max(self.today, permit.window_closes_on + days * DAY), END)
        self.run_night()
        self.endorse_by_phone(turn=turn, confirms=True, gives=gives)

    @rule(turn=st.integers(0, 9), what=st.sampled_from(["endorse", "endorse", "withdraw", "withhold"]))
    def answer(self, turn: int, what: str) -> None:
        """An officer answers a wish that waits, or the person takes it back."""
        found = list(Endorsement.objects.filter(state="asked", permit__state__in=ACTIVE).order_by("id"))
        if not found:
            return
        made = found[turn % len(found)]
        account, officer = self.accounts[made.permit_id], self.officer(made, 0)
        if what == "endorse":
            acts.endorse(endorsement_id=made.id, proofs_seen=[LEASE], by=officer, at=self.now)
            assert account.asked_on is not None
            account.endorsed[self.today] = account.asked_on
        elif what == "withdraw":
            acts.withdraw(endorsement_id=made.id, by=self.me(made.person_id), at=self.now)
        else:
            acts.withhold(endorsement_id=made.id, basis="visit", why="没有就业", by=officer, at=self.now)
        account.asked_on = None
        # what the law suspends from the day after the window, the night carries out
        night.suspend_permits(on=self.today, at=self.now)

    @rule(
        turn=st.integers(0, 9), which=st.sampled_from(["hand_back", "propose", "propose", "end", "end", "drop", "", ""])
    )
    def end(self, turn: int, which: str) -> None:
        """A permit is handed back, or an officer goes about ending it."""
        permit = self.permit(self.people[turn % len(self.people)])
        if permit is None:
            return
        proposed = PermitEnding.objects.filter(permit=permit, state__in=("noticed", "objected")).first()
        officer = self.officer(permit, 0)
        if which == "hand_back":
            ending.hand_back(permit_id=permit.id, by=self.me(permit.person_id), at=self.now)
        elif which == "propose" and proposed is None:
            said = {"reason": "no_ground", "basis": "visit", "note": "空房", "on": self.today}
            ending.propose(permit_id=permit.id, by=officer, at=self.now, **said)
        elif which == "drop" and proposed is not None:
            ending.drop(ending_id=proposed.id, why="补交了", by=officer, at=self.now)
        elif which == "end" and proposed is not None:
            over = proposed.objection_until is not None and self.today > proposed.objection_until
            code = refused(lambda: ending.end(ending_id=proposed.id, by=officer, at=self.now))
            assert code == ("" if over else "window_open")
        self._note_ends()

    def _note_ends(self) -> None:
        for key, state in Permit.objects.values_list("id", "state"):
            account = self.accounts[key]
            account.ended_on = (account.ended_on or self.today) if state == "ended" else None

    @rule(turn=st.integers(0, 9))
    def undo(self, turn: int) -> None:
        """A chief brings an ended permit back, where the registration stands and no other permit does."""
        gone = list(Permit.objects.filter(state="ended").select_related("stay").order_by("id"))
        if not gone:
            return
        permit = gone[turn % len(gone)]
        possible = permit.stay.state == "registered" and self.permit(permit.person_id) is None
        chief = self.officer(permit, 1)
        code = refused(lambda: ending.undo(permit_id=permit.id, why="误操作", by=chief, at=self.now))
        assert possible == (code == ""), code
        self._note_ends()

    @rule(turn=st.integers(0, 9), where=st.sampled_from([0, 1, 1, 0, 2]), really=SELDOM)
    def move(self, turn: int, where: int, really: bool) -> None:
        """Somebody registers somewhere else, inside the county or in another one, or comes back after leaving."""
        person = self.people[turn % len(self.people)]
        if self.stay(person) is not None and not really:
            return
        self.register(self.places[where], self.numbers[person], person)
        self._note_ends()

    @rule(turn=st.integers(0, 9), really=SELDOM)
    def leave(self, turn: int, really: bool) -> None:
        """Somebody leaves; permit and cards under way end with the registration."""
        stay = self.stay(self.people[turn % len(self.people)])
        if stay is None or not really:
            return
        stays.leave(stay_id=stay.id, on=self.today, by=self.me(stay.person_id), at=self.now)
        assert self.permit(stay.person_id) is None
        self._note_ends()

    @rule(turn=st.integers(0, 9))
    def undo_leaving(self, turn: int) -> None:
        """A chief brings a registration back, and with it the permit that ended with it."""
        gone = list(Stay.objects.filter(state="ended").order_by("id"))
        if not gone:
            return
        stay = gone[turn % len(gone)]
        chief = self.officer(stay, 1)
        code = refused(lambda: stays.undo_end(stay_id=stay.id, why="误操作", by=chief, at=self.now))
        assert code in {"", "another_active"}
        self._note_ends()

    @rule(turn=st.integers(0, 9))
    def card_goes_on(self, turn: int) -> None:
        """A card is made, handed over, lost, found: the permit and its days do not notice."""
        found = list(Card.objects.exclude(state__in=("void", "returned")).order_by("id"))
        if not found:
            return
        card = found[turn % len(found)]
        county, station = self.officer(card.file, 2), self.officer(card.file, 0)
        by_state: dict[str, Callable[[], object]] = {
            "to_make": lambda: cards.send(authority=card.authority_id, card_ids=[card.id], by=county, at=self.now),
            "making": lambda: cards.receive(
                card_id=card.id, card_number=f"K{card.id.hex[-12:]}", by=county, at=self.now
            ),
            "ready": lambda: cards.hand_over(card_id=card.id, how="id", by=station, at=self.now),
            "held": lambda: cards.report_lost(card_id=card.id, by=self.me(card.person_id), at=self.now),
            "lost": lambda: cards.find(card_id=card.id, by=self.me(card.person_id), at=self.now),
        }
        assert refused(by_state[card.state]) in {"", "permit_ended", "new_card_under_way", "old_card_first"}

    @invariant()
    def one_permit_a_person_on_a_registration(self) -> None:
        """E3, D3: never two permits in force, and each rests on a registration in force."""
        owners = list(Permit.objects.filter(state__in=ACTIVE).values_list("person_id", flat=True))
        assert len(owners) == len(set(owners))
        assert not Permit.objects.filter(state__in=ACTIVE).exclude(stay__state="registered").exists()
        assert not Card.objects.filter(permit__state="ended", state__in=("to_make", "making", "ready")).exists()

    @invariant()
    def issued_by_the_law(self) -> None:
        """E1, E2, E10: half a year, a ground that was checked, two officers."""
        for permit in Permit.objects.all():
            file = PermitFile.objects.get(permit=permit, kind="first", state="signed")
            assert permit.issued_on >= months_on(permit.since, 6)
            assert PermitProof.objects.filter(subject_id=file.id, ground=permit.ground).exclude(
                checked_at=None
            ).exists() or (Endorsement.objects.filter(permit=permit, state="done", ground=permit.ground).exists())
            assert file.accepted_by_id is not None
            assert file.accepted_by_id != file.decided_by_id

    @invariant()
    def without_function_as_the_law_says(self) -> None:
        """F4, F5, F8: spans and years equal the account kept day by day."""
        for permit in Permit.objects.select_related("community", "stay"):
            account = self.accounts[permit.id]
            spans, restarted, kept, number = account.walk(self.today)
            found = list(Suspension.objects.filter(permit=permit).order_by("start").values_list("start", "end"))
            assert found == spans
            assert permit.endorsed == number
            down = spans[-1][0] if spans and spans[-1][1] is None else None
            assert permit.suspended_on == down
            if permit.state != "ended":
                assert permit.state == ("suspended" if down else "valid")
            last = account.ended_on or self.today
            years = queries.years(permit=permit, on=self.today)
            assert ((last - years.continuity.restart).days, (last - years.continuity.deduct).days) == (restarted, kept)
            full = 0
            while months_on(years.continuity.since, 12 * (full + 1)) <= last:
                full += 1
            assert years.years == full

    @invariant()
    def every_act_cites_an_article(self) -> None:
        """Every act names a rule that exists."""
        for cited in set(Act.objects.values_list("rules", flat=True)):
            assert cited
            assert all(catalogue.current().known(one) for one in cited.split(","))


@pytest.mark.django_db
def test_the_life_of_permits() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=settings().max_examples // 10,
            stateful_step_count=35,
            deadline=None,
            # a failure is told as found: making it smaller takes minutes
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
