import pytest
from django.core.management import CommandError, call_command
from tests import factories
from tests.factories import NOW

from anju.actions import founding
from anju.law.refusal import Refusal
from anju.models import Act, Post, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    city = factories.division("371300000000", "临沂市", "city")
    return factories.unit(code="ga-3713", kind="office", department="police", level="city", covers=city)


def test_three_people_get_three_posts_and_passwords_for_one_sign_in(office):
    made = founding.administrators(chosen=founding.ADMINISTRATORS, city="371300000000", at=NOW)
    assert [one.role for one in made] == ["system_admin", "security_admin", "audit_admin"]
    for one in made:
        staff = Staff.objects.get(username=one.username)
        assert staff.check_password(one.password)
        assert staff.must_change_password
    assert len({one.password for one in made}) == 3
    assert Act.objects.filter(what="found").count() == 3


def test_it_is_done_once(office):
    founding.administrators(chosen=founding.ADMINISTRATORS, city="371300000000", at=NOW)
    with pytest.raises(Refusal) as told:
        founding.administrators(chosen=founding.ADMINISTRATORS, city="371300000000", at=NOW)
    assert told.value.code == "founded"
    assert Post.objects.count() == 3


def test_one_person_is_not_three(office):
    with pytest.raises(Refusal) as told:
        founding.administrators(
            chosen=dict.fromkeys(founding.ADMINISTRATORS, ("same", "一人")), city="371300000000", at=NOW
        )
    assert told.value.code == "same_person"


def test_without_an_office_it_says_what_to_do_first(db):
    with pytest.raises(CommandError, match="load_places"):
        call_command("create_admins")


def test_the_command_shows_each_password_once(office, capsys):
    call_command("create_admins", "--security", "wang", "--security-name", "王安全")
    printed = capsys.readouterr().out
    assert Staff.objects.get(username="wang").name == "王安全"
    assert "security_admin   wang" in printed
