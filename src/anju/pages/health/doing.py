"""What the pages of vaccinations share: writing once, and the fields of a dose."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries.immunisation import plans
from anju.queries.immunisation.plans import Plan
from anju.web import clock, once, problems
from anju.web.forms import Field

_STAMPS = frozenset({"csrfmiddlewaretoken", "once"})
_CHOOSE = Text(zh="请选择", en="Please choose")


def attempt(request: HttpRequest, *, action: str, work: Callable[[], object]) -> dict[str, Text] | None:
    """Do a page's write once; return None when it is done, or what is wrong by field."""

    def do() -> dict[str, Any]:
        work()
        return {}

    content = {name: request.POST.getlist(name) for name in request.POST if name not in _STAMPS}
    try:
        once.post(request, action=action, content={"path": request.path, **content}, do=do)
    except (Refusal, Refusals) as error:
        return problems.of(error)
    return None


def vaccine(plan: Plan, *, value: str = "") -> Field:
    """Return the choice of a vaccine: what is due now first."""
    known = plans.names()
    due = dict.fromkeys(one.vaccine.id for one in plan.now)
    order = (*due, *(key for key in known if key not in due))
    return Field(
        name="vaccine",
        label=Text(zh="哪种疫苗", en="Which vaccine"),
        kind="select",
        value=value,
        options=(("", _CHOOSE), *((key, known[key]) for key in order if key in known)),
    )


def given_on(*, value: str = "") -> Field:
    """Return the day of a dose; never later than today."""
    return Field(
        name="given_on",
        label=Text(zh="哪天打的", en="On which day"),
        kind="date",
        value=value,
        maximum=clock.today().isoformat(),
    )


def place(*, hint: object = "", value: str = "") -> Field:
    """Return where a dose was given."""
    return Field(
        name="place",
        label=Text(zh="在哪里打的", en="Where"),
        hint=hint,
        value=value,
        required=False,
        maxlength=120,
    )
