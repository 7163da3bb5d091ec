"""What holds for every act on an application: who may, nothing half done after a crash, no more statements for more papers."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests import permits as make
from tests.leaving import everything

from anju.actions import permit as permits
from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.permit.application import Asked
from anju.models import Act, Card, PermitFile, PolicyOverride, Stay

pytestmark = pytest.mark.django_db

Do = Callable[[Actor], object]


def _stay() -> Stay:
    return make.registered(who=factories.resident())


def _asked(stay: Stay, by: Actor, **changes: Any) -> Asked:
    return make.asked(stay=stay, by=by, **changes)


def _apply() -> tuple[Stay, Do]:
    stay = _stay()
    proofs = [{"kind": "lease", "source": "paper"}]
    own = make.upload(by=make.sender(stay), purpose="portrait")

    def do(by: Actor) -> object:
        picture = make.upload(by=by, purpose="portrait") if by.post_id is not None else own
        said = _asked(stay, by, proofs=proofs, portrait=str(picture.id))
        return permits.apply(
            person_id=stay.person_id, stay_id=stay.id, asked=said, channel="online", by=by, at=make.when()
        )

    return stay, do


def _returned() -> PermitFile:
    file = make.applied()
    permits.give_back(file_id=file.id, missing=[("portrait", "")], by=make.registrar(file.stay), at=make.when())
    return make.again(file)


def _complete() -> tuple[Stay, Do]:
    file = _returned()
    kept = {"portrait": str(file.portrait_id), "proofs": [{"kind": "lease", "source": "paper"}]}
    said = _asked(file.stay, make.sender(file.stay), **kept)
    return file.stay, lambda by: permits.complete(file_id=file.id, asked=said, by=by, at=make.when())


def _withdraw() -> tuple[Stay, Do]:
    file = make.accepted()
    return file.stay, lambda by: permits.withdraw(file_id=file.id, by=by, at=make.when())


def _return() -> tuple[Stay, Do]:
    file = make.applied()
    missing = [("portrait", "太暗")]
    return file.stay, lambda by: permits.give_back(file_id=file.id, missing=missing, by=by, at=make.when())


def _accept() -> tuple[Stay, Do]:
    file = make.applied()
    return file.stay, lambda by: permits.accept(file_id=file.id, by=by, at=make.when())


def _extend() -> tuple[Stay, Do]:
    file = make.accepted()
    PolicyOverride.objects.get_or_create(
        key="permit_extension_allowed",
        place="371300000000",
        effective_from=factories.DAY,
        defaults={"value": True, "basis": "市文件", "created_at": factories.NOW},
    )
    return file.stay, lambda by: permits.extend(file_id=file.id, why="核实", by=by, at=make.when())


def _sign() -> tuple[Stay, Do]:
    file = make.accepted()
    return file.stay, lambda by: permits.sign(file_id=file.id, by=by, at=make.when())


def _sign_replacement() -> tuple[Stay, Do]:
    permit = make.signed()
    Card.objects.filter(permit=permit).update(state="held")
    file = make.accepted(stay=permit.stay, kind="replace")
    return file.stay, lambda by: permits.sign(file_id=file.id, by=by, at=make.when())


def _refuse() -> tuple[Stay, Do]:
    file = make.accepted()
    return file.stay, lambda by: permits.refuse(file_id=file.id, basis="no_ground", why="不属实", by=by, at=make.when())


def _reopen() -> tuple[Stay, Do]:
    file = make.accepted()
    permits.refuse(file_id=file.id, basis="no_ground", why="不属实", by=make.chief(file.stay), at=make.when())
    return file.stay, lambda by: permits.reopen(file_id=file.id, why="复议", by=by, at=make.when())


ACTS: dict[str, Callable[[], tuple[Stay, Do]]] = {
    "apply_permit": _apply,
    "complete_permit": _complete,
    "withdraw_permit": _withdraw,
    "return_permit": _return,
    "accept_permit": _accept,
    "extend_permit": _extend,
    "sign_permit": _sign,
    "refuse_permit": _refuse,
    "reopen_permit": _reopen,
}


def _in(role: str, stay: Stay) -> Actor:
    if role == "system":
        return SYSTEM
    if role == "resident":
        return make.sender(stay)
    unit = make.authority(stay) if role == "county_police" else stay.station
    return factories.actor(factories.post(unit=unit, role=role))


@pytest.mark.parametrize("role", list(authority.ROLES))
@pytest.mark.parametrize("act", list(ACTS))
def test_who_may_does_it_and_writes_one_act_and_everybody_else_changes_nothing(act: str, role: str) -> None:
    stay, do = ACTS[act]()
    by = _in(role, stay)
    seen = set(Act.objects.values_list("id", flat=True))
    before = _without(everything())
    if role in authority.TABLE[act].roles:
        do(by)
        made = Act.objects.exclude(id__in=seen).filter(what=act)
        assert [(row.person_id, row.actor_id) for row in made] == [(stay.person_id, by.id)]
        assert set(authority.TABLE[act].rules) <= set(made[0].rules.split(","))
        return
    with pytest.raises(Absent):
        do(by)
    assert _without(everything()) == before


def _without(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    # a picture that waits to be sent is no part of the act
    return {name: sorted(found) for name, found in rows.items() if name != "upload"}


@pytest.mark.parametrize("act", [*list(ACTS)[1:], "sign_replacement"])
def test_a_file_that_does_not_exist_is_absent_for_everyone(act: str) -> None:
    stay = _stay()
    by, missing = make.county_police(stay), make.stranger()
    calls: dict[str, Callable[[], object]] = {
        "complete_permit": lambda: permits.complete(
            file_id=missing, asked=_asked(stay, make.sender(stay)), by=by, at=make.when()
        ),
        "withdraw_permit": lambda: permits.withdraw(file_id=missing, by=by, at=make.when()),
        "return_permit": lambda: permits.give_back(file_id=missing, missing=[("agent", "")], by=by, at=make.when()),
        "accept_permit": lambda: permits.accept(file_id=missing, by=by, at=make.when()),
        "extend_permit": lambda: permits.extend(file_id=missing, why="核实", by=by, at=make.when()),
        "sign_permit": lambda: permits.sign(file_id=missing, by=by, at=make.when()),
        "refuse_permit": lambda: permits.refuse(file_id=missing, basis="false", why="x", by=by, at=make.when()),
        "reopen_permit": lambda: permits.reopen(file_id=missing, why="x", by=by, at=make.when()),
        "sign_replacement": lambda: permits.sign(file_id=uuid.uuid4(), by=by, at=make.when()),
    }
    with pytest.raises(Absent):
        calls[act]()


class CrashError(Exception):
    """The server is gone between two statements."""


class Crashing:
    """Lets a number of statements through and fails at the next."""

    def __init__(self, *, after: int) -> None:
        self.left = after

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        # what undoes the work has to get through
        if sql.startswith(("ROLLBACK", "RELEASE", "SAVEPOINT")):
            return execute(sql, params, many, context)
        if self.left == 0:
            raise CrashError
        self.left -= 1
        return execute(sql, params, many, context)


_BY = {"complete_permit": "resident", "withdraw_permit": "resident", "apply_permit": "resident"}


@pytest.mark.parametrize("act", [*ACTS, "sign_replacement"])
def test_a_crash_at_any_statement_leaves_nothing_and_the_retry_does_it_whole(act: str) -> None:
    stay, do = _sign_replacement() if act == "sign_replacement" else ACTS[act]()
    by = _in(_BY.get(act, "county_police"), stay)
    before = _without(everything())
    crashes = 0
    while True:
        try:
            with connection.execute_wrapper(Crashing(after=crashes)):
                do(by)
        except CrashError:
            assert _without(everything()) == before, f"statement {crashes}"
            crashes += 1
            continue
        break
    assert crashes > 5
    assert Act.objects.filter(what=act if act in ACTS else "sign_permit", person_id=stay.person_id).exists()


def _statements(do: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        do()
    return len(captured)


def test_three_papers_take_the_statements_of_one() -> None:
    counts = []
    for number in (1, 1, 3):
        stay = _stay()
        by = make.sender(stay)
        proofs = [{"kind": "lease", "source": "upload", "upload": str(make.upload(by=by).id)} for _ in range(number)]
        said = _asked(stay, by, proofs=proofs)
        file: list[PermitFile] = []

        def apply(stay: Stay = stay, said: Asked = said, by: Actor = by, file: list[PermitFile] = file) -> None:
            file.append(
                permits.apply(
                    person_id=stay.person_id, stay_id=stay.id, asked=said, channel="online", by=by, at=make.when()
                )
            )

        applied = _statements(apply)
        desk, county = make.registrar(stay), make.county_police(stay)
        key = file[0].id
        accepted = _statements(lambda key=key, desk=desk: permits.accept(file_id=key, by=desk, at=make.when()))
        signed = _statements(lambda key=key, county=county: permits.sign(file_id=key, by=county, at=make.when()))
        counts.append((applied, accepted, signed))
    # the first run reads the rules of the place
    assert counts[1] == counts[2]
