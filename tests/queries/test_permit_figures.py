"""Figures of permits: by month and station, only the own, each act once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories, permits

from anju.actions import card as cards
from anju.actions import permit as acts
from anju.law.refusal import Refusal
from anju.queries.permit import figures

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 10, 20)


def column(row, key):
    return row.values[[figure.key for figure in figures.FIGURES].index(key)]


def seen(permit_or_file, *, month=""):
    return figures.of(scope=factories.scope(permits.county_post(permit_or_file.stay)), on=ON, month=month)


def test_nothing_happened_yet():
    found = figures.of(scope=factories.scope(permits.county_post(permits.registered())), on=ON)
    assert [row.key for row in found.months][:2] == ["2026-10", "2026-09"]
    assert len(found.months) == 12
    assert {value for row in found.months for value in row.values} == {0}
    assert found.units == ()


def test_accepted_issued_and_made_on_time_count_in_their_month():
    permit = permits.signed()
    card = permits.card(permit)
    by = permits.county_police(permit.stay)
    cards.send(authority=permit.authority_id, card_ids=[card.id], by=by, at=permits.when(hours=2))
    cards.receive(card_id=card.id, card_number="LY0000000001", by=by, at=permits.when(days=3))
    month = seen(permit).months[1]
    assert [column(month, key) for key in ("accepted", "issued", "ready", "on_time", "refused")] == [1, 1, 1, 1, 0]


def test_a_card_made_after_its_limit_is_not_on_time():
    permit = permits.signed()
    card = permits.card(permit)
    by = permits.county_police(permit.stay)
    cards.send(authority=permit.authority_id, card_ids=[card.id], by=by, at=permits.when(days=1))
    cards.receive(card_id=card.id, card_number="LY0000000002", by=by, at=permits.when(days=40))
    month = seen(permit).months[0]
    assert [column(month, key) for key in ("ready", "on_time")] == [1, 0]


def test_a_refusal_counts_as_such():
    file = permits.accepted()
    by = permits.county_police(file.stay)
    acts.refuse(file_id=file.id, basis="no_ground", why="没有材料", by=by, at=permits.when(days=1))
    found = seen(file, month="2026-09")
    assert [column(found.units[0], key) for key in ("accepted", "refused", "issued")] == [1, 1, 0]
    assert found.units[0].unit == file.station.name
    assert found.total == found.units[0].values


def test_a_month_without_anything_has_no_units():
    assert seen(permits.signed(), month="2026-10").units == ()


def test_another_countys_figures_are_not_seen():
    permits.signed()
    elsewhere = factories.community(county="371311")
    county = factories.registrar(of=elsewhere).unit.parent
    post = factories.post(unit=county, role="county_police")
    assert figures.of(scope=factories.scope(post), on=ON).units == ()


@pytest.mark.parametrize("month", ["2026-13", "soon", "2026-1", "20260301"])
def test_a_month_that_is_none_is_an_error_and_never_everything(month):
    with pytest.raises(Refusal) as error:
        seen(permits.accepted(), month=month)
    assert error.value.code == "bad_month"


def test_the_statements_do_not_grow_with_the_rows():
    counts = []
    for _ in range(2):
        file = permits.accepted()
        scope = factories.scope(permits.county_post(file.stay))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            figures.of(scope=scope, on=ON)
        counts.append(len(queries))
    assert counts == [2, 2]
