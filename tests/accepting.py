"""Bodies that accept the papers, for tests: asked for, reviewed and connected by the real acts."""

import itertools
import uuid
from typing import Any

from tests import factories
from tests.api import machines
from tests.api.machines import Machine

from anju.actions import acceptor as acts
from anju.law import acceptor as law
from anju.law.acceptor import Asked
from anju.law.actor import Actor
from anju.models import Acceptor, Division, Post, Unit
from anju.queries import visitors

VISITOR = Actor(kind="resident", role="resident")
_number = itertools.count(1)


def raw(*, county: Division, **changes: str) -> dict[str, str]:
    """Return what a body types about itself."""
    answers = {
        "name": f"兰山农商银行第{next(_number)}支行",
        "kind": "bank",
        "county": county.code,
        "offers": "凭居住证开户，不用户口簿",
        "place": "沂蒙路100号",
        "phone": "0539-8123456",
    }
    return {**answers, **changes}


def read(*, county: Division, papers: tuple[str, ...] = ("receipt", "permit"), **changes: str) -> Asked:
    """Return a request, read."""
    return law.read(raw(county=county, **changes), papers=papers, counties={county.code})


def county_of(community: Division) -> Division:
    """Return the county of a community."""
    assert community.parent is not None
    assert community.parent.parent is not None
    return community.parent.parent


def police(community: Division) -> Unit:
    """Return the county police of a community."""
    unit = factories.station(of=community).parent
    assert unit is not None
    return unit


def reviewer(community: Division, *, role: str = "county_police") -> Post:
    """Return a post that reviews the requests of a community's county."""
    if role == "county_police":
        return factories.post(unit=police(community), role=role)
    county = county_of(community)
    unit = factories.unit(
        code=f"zz-{county.code[:6]}", kind="office", department="political_legal", level="county", covers=county
    )
    return factories.post(unit=unit, role=role)


def asked(*, at: Division, code: str = "", **changes: Any) -> Acceptor:
    """Return a request that waits, at a community's county."""
    said = read(county=county_of(at), **changes)
    return acts.ask(asked=said, code=code or uuid.uuid4().hex[:12].upper(), by=VISITOR, at=factories.NOW)


def published(*, at: Division, **changes: Any) -> Acceptor:
    """Return a body on the public list."""
    made = asked(at=at, **changes)
    return acts.publish(acceptor_id=made.id, scope=factories.scope(reviewer(at)), at=factories.NOW)


def administrator() -> Post:
    """Return a security administrator of the city."""
    unit = factories.unit(code="zf-3713", kind="office", department="government", level="city")
    return factories.post(unit=unit, role="security_admin")


def machine(body: Acceptor, *, at: Division) -> Machine:
    """Return the machine of a published body."""
    _, token = acts.connect(
        acceptor_id=body.id,
        scope=visitors.post_scope(post=administrator(), on=factories.DAY),
        name="核验系统",
        post_id=reviewer(at).id,
        expires_on=None,
        at=factories.NOW,
    )
    return machines.Machine(token)
