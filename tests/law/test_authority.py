import itertools
import uuid

import pytest

from anju import catalogue
from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.authority import ADMINISTRATORS, ROLES, TABLE, Permission
from anju.law.wording import Text


@pytest.mark.parametrize("act", TABLE)
def test_each_act_names_roles_levels_and_rules_that_exist(act):
    permission = TABLE[act]
    assert permission.roles
    assert set(permission.roles) <= set(ROLES)
    assert set(permission.levels) <= set(authority.LEVELS)
    assert [rule for rule in permission.rules if not catalogue.known(rule)] == []
    assert permission.rules
    assert permission.text.zh
    assert permission.text.en


@pytest.mark.parametrize("act", TABLE)
def test_each_act_is_possible_for_exactly_its_roles(act):
    level = (TABLE[act].levels or ("street",))[0]
    allowed = {role for role in ROLES if authority.may(role=role, level=level, act=act)}
    assert allowed == set(TABLE[act].roles)


def test_an_unknown_act_or_role_is_nobodys():
    assert [role for role in ROLES if authority.may(role=role, level="city", act="fine")] == []
    assert [act for act in TABLE if authority.may(role="stranger", level="city", act=act)] == []


def test_a_level_can_narrow_an_act(monkeypatch):
    narrow = Permission(roles=("officer",), rules=("O1",), text=Text(zh="定稿", en="Freeze"), levels=("county",))
    monkeypatch.setattr(authority, "TABLE", {**TABLE, "freeze": narrow})
    levels = [level for level in authority.LEVELS if authority.may(role="officer", level=level, act="freeze")]
    assert levels == ["county"]


def test_who_may_not_gets_the_answer_for_what_does_not_exist():
    stranger = Actor(kind="staff", id=uuid.uuid4(), role="coordinator", level="community")
    with pytest.raises(Absent):
        authority.demand(by=stranger, act="accept")
    with pytest.raises(Absent):
        authority.demand(by=stranger, act="unheard_of")
    assert authority.demand(by=SYSTEM, act="lapse") is TABLE["lapse"]


def test_L9_nobody_holds_an_administrators_role_beside_another():
    pairs = {
        (held, role)
        for held, role in itertools.permutations(ROLES, 2)
        if authority.compatible(role=role, held=frozenset({held}))
    }
    assert [pair for pair in sorted(pairs) if ADMINISTRATORS & set(pair)] == []
    plain = set(ROLES) - ADMINISTRATORS
    assert pairs == set(itertools.permutations(plain, 2))
    assert all(authority.compatible(role=role, held=frozenset()) for role in ROLES)


def test_L9_no_administrator_touches_a_persons_record():
    person_acts = {"open", "unmask", "search", "list", "print", "accept", "register", "end"}
    assert [act for act in sorted(person_acts) if ADMINISTRATORS & set(TABLE[act].roles)] == []


def test_no_act_knows_a_fine_or_a_blacklist():
    words = " ".join(permission.text.zh for permission in TABLE.values())
    assert [word for word in ("罚", "黑名单", "重点人员", "评分") if word in words] == []


def test_idempotency_keys_belong_to_the_one_who_acts():
    somebody = uuid.uuid4()
    assert Actor(kind="resident", id=somebody).owner == f"resident:{somebody}"
    assert SYSTEM.owner == "system:system"
