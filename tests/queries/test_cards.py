"""The lists of cards: each in its order, in keyset pages, cut by the post (E6, G2, O1)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import carding, complaining, factories

from anju.actions import card as acts
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Card, PermitFile, Post
from anju.queries import cards

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def listed(post: Post, show: str, *, size: int = 2, days: int = 0) -> list[str]:
    """Return the files of a whole list, page by page."""
    found, after = list[str](), None
    while True:
        rows = cards.page(scope=carding.scope(post), show=show, on=factories.DAY, after=after, size=size, days=days)
        found += [row.number for row in rows[:size]]
        if len(rows) <= size:
            return found
        after = cards.key(rows[size - 1], show=show)


def number(card: Card) -> str:
    return PermitFile.objects.values_list("number", flat=True).get(id=card.file_id)


def test_E6_what_is_to_be_made_comes_by_its_limit_and_equal_days_never_loop() -> None:
    here = factories.community()
    days = [carding.DUE + left * DAY for left in (3, 0, 0, 0, 1)]
    made = [carding.made(at=here, due_on=day) for day in days]
    order = [made[1], made[2], made[3], made[4], made[0]]
    for size in (1, 2, 5):
        assert listed(carding.officer(here), "to_make", size=size) == [number(card) for card in order]
    city = carding.county(here).parent
    assert city is not None
    assert len(listed(factories.post(unit=city, role="county_police"), "to_make")) == 5


def test_each_list_holds_its_own_and_an_unknown_one_is_an_error() -> None:
    here = factories.community()
    to_make, going, ready, lost = (carding.made(at=here) for _ in range(4))
    post = carding.officer(here)
    by = factories.actor(post)
    keys = [card.id for card in (going, ready, lost)]
    batch = acts.send(authority=going.authority_id, card_ids=keys, by=by, at=factories.NOW)
    for place, card in enumerate((ready, lost)):
        acts.receive(card_id=card.id, card_number=f"LY0000000{place}", by=by, at=factories.NOW)
    acts.hand_over(card_id=lost.id, how="id", by=by, at=factories.NOW)
    acts.report_lost(card_id=lost.id, by=by, at=factories.NOW)
    Card.objects.filter(id=ready.id).update(ready_on=factories.DAY - 30 * DAY)
    assert {show: listed(post, show, days=30 if show == "uncollected" else 0) for show in cards.LISTS} == {
        "to_make": [number(to_make)],
        "ready": [number(ready)],
        "uncollected": [number(ready)],
        "lost": [number(lost)],
    }
    assert listed(post, "uncollected", days=31) == []
    with pytest.raises(Refusal) as error:
        listed(post, "everything")
    assert error.value.code == "unknown_filter"
    found, rows = cards.batch(scope=carding.scope(post), batch_id=batch.id)
    assert (found.count, found.waiting, {row.state for row in rows}) == (3, 1, {"making", "ready", "lost"})


def test_batches_come_the_newest_first_with_what_is_still_being_made() -> None:
    here = factories.community()
    post = carding.officer(here)
    by = factories.actor(post)
    made = []
    for _ in range(3):
        card = carding.made(at=here)
        made.append(acts.send(authority=card.authority_id, card_ids=[card.id], by=by, at=factories.NOW).number)
    scope = carding.scope(post)
    first = cards.batches(scope=scope, size=2)
    assert [batch.number for batch in first] == made[::-1]
    rest = cards.batches(scope=scope, size=2, after=(first[1].made_at, first[1].id))
    assert [(batch.number, batch.waiting) for batch in rest] == [(made[0], 1)]


def test_O1_a_card_is_seen_where_its_person_lives_where_it_is_collected_and_where_it_is_made() -> None:
    here, far = factories.community(), factories.community(street="002", number="002")
    elsewhere = factories.station(of=far)
    card = carding.made(at=here, collect_at=elsewhere)
    hall = complaining.hall(here)
    sees = (
        factories.registrar(of=here),
        factories.post(unit=elsewhere, role="registrar"),
        complaining.clerk(hall),
        carding.officer(here),
    )
    for post in sees:
        assert cards.one(carding.scope(post), card_id=card.id).id == card.id
        found = cards.by_number(carding.scope(post), text=number(card).lower())
        assert found is not None
    other = factories.community(county="371311")
    blind = (
        factories.registrar(of=other),
        carding.officer(other),
        factories.post(unit=carding.county(here), role="overseer"),
        factories.post(unit=factories.station(of=here), role="coordinator"),
        complaining.clerk(complaining.hall(other, code="hall-other")),
    )
    for post in blind:
        scope = carding.scope(post)
        with pytest.raises(Absent):
            cards.one(scope, card_id=card.id)
        assert cards.by_number(scope, text=number(card)) is None
        assert [listed(post, show) for show in cards.LISTS] == [[], [], [], []]
        assert (cards.batches(scope=scope), cards.authorities(scope=scope)) == ([], [])


def test_G2_a_card_waits_in_the_list_of_the_place_where_it_is_collected() -> None:
    here, far = factories.community(), factories.community(street="002", number="002")
    elsewhere = factories.station(of=far)
    card = carding.made(at=here, collect_at=elsewhere)
    Card.objects.filter(id=card.id).update(state="ready", ready_on=factories.DAY)
    assert listed(factories.post(unit=elsewhere, role="registrar"), "ready") == [number(card)]
    assert listed(factories.registrar(of=here), "ready") == []


def test_a_page_takes_the_same_statements_however_many_rows_it_shows() -> None:
    here = factories.community()
    scope = carding.scope(carding.officer(here))

    def statements(show: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            cards.page(scope=scope, show=show, on=factories.DAY)
        return len(captured)

    carding.made(at=here)
    before = {show: statements(show) for show in cards.LISTS}
    for _ in range(3):
        carding.made(at=here)
    assert (
        {show: statements(show) for show in cards.LISTS}
        == before
        == {
            "to_make": 2,
            "ready": 2,
            "uncollected": 2,
            "lost": 1,
        }
    )


def test_G2_the_days_of_the_list_are_those_of_the_place() -> None:
    assert cards.waits(scope=carding.scope(carding.officer(factories.community())), on=factories.DAY) == (30, 60)
