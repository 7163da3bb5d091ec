"""A query spelled once gives what the ORM gives, asks what it would, and keeps constants in its text."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import permits as make

from anju.models import Act, Address, PermitFile, Stay
from anju.queries.prepared import Prepared

pytestmark = pytest.mark.django_db


def test_a_row_comes_with_what_is_selected_beside_it_in_one_statement() -> None:
    stay = make.registered()
    asked = Prepared(
        lambda key: Stay.objects.filter(id=key).select_related("person", "address", "community").order_by()
    )
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            found = asked.first(stay.id)
            assert found is not None
            names = (found.person.name, found.address.community_id, found.community.name)
        assert len(seen) == 1
        assert (found, names) == (stay, (stay.person.name, stay.community_id, stay.community.name))
        assert {field.attname: getattr(found, field.attname) for field in Stay._meta.fields} == {
            field.attname: getattr(stay, field.attname) for field in Stay._meta.fields
        }


def test_an_empty_reference_is_none_and_no_row_is_none() -> None:
    file = make.applied()
    asked = Prepared(lambda key: PermitFile.objects.filter(id=key).select_related("permit", "stay__address").order_by())
    found = asked.first(file.id)
    assert found is not None
    assert (found.permit, found.stay.address) == (None, Address.objects.get(id=file.stay.address_id))
    assert asked.first(uuid.uuid4()) is None


def test_a_list_is_asked_with_a_list() -> None:
    stays = [make.registered() for _ in range(2)]
    asked = Prepared(lambda person: Stay.objects.filter(person_id__in=[person], state="registered").order_by("id"))
    assert asked.all([stay.person_id for stay in stays]) == sorted(stays, key=lambda stay: stay.id)
    assert asked.all([]) == []


def test_constants_stand_in_the_text_and_are_quoted() -> None:
    stay = make.registered()
    Stay.objects.filter(id=stay.id).update(workplace="O'Neil 100%")
    asked = Prepared(lambda key: Stay.objects.filter(id=key, workplace="O'Neil 100%", due_provisional=False).order_by())
    with CaptureQueriesContext(connection) as seen:
        assert asked.first(stay.id) == stay
    assert "'O''Neil 100%'" in seen[0]["sql"]


def test_a_json_column_is_read_as_the_orm_reads_it() -> None:
    stay = make.registered()
    act = Act.objects.filter(person_id=stay.person_id, what="declare").exclude(detail={})[0]
    asked = Prepared(lambda person: Act.objects.filter(person_id=person, what="declare").order_by())
    found = asked.first(stay.person_id)
    assert found is not None
    assert (found, found.detail) == (act, act.detail)


def test_a_constant_that_is_neither_word_nor_number_is_a_mistake_of_ours() -> None:
    asked = Prepared(lambda person: Act.objects.filter(person_id=person, detail={"a": 1}).order_by())
    with pytest.raises(TypeError):
        asked.all(uuid.uuid4())
