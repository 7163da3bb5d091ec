"""The page of docs that lists every department and service, printed from the catalogue so that it can't rot."""

from collections.abc import Sequence
from itertools import pairwise

from anju.catalogue import Catalogue
from anju.catalogue.services import Named
from anju.law import citation
from anju.law.condition import All, Any, Condition, Leaf
from anju.law.service import Limit, Opens, Service

OPENS: dict[Opens, str] = {"receipt": "registration or permit", "permit": "permit in use", "anyone": "anyone"}
UNITS = {"WD": "working days", "CD": "calendar days"}
HEAD = (
    "# Departments and services\n\n"
    "One file each, below `src/anju/departments/`; adding a service is adding a file. “Opens to” is who may have it "
    "before any condition: what the notice gives needs a registration or a permit, never the permit alone (I1). "
    "Papers in brackets are never asked for: the department named confirms them (I4). Status: V the text was read · "
    "P a guide quoting it was read · I inferred · M a model from elsewhere.\n"
)
COLUMNS = (
    "\n| service | clauses | opens to | conditions | papers | decided by | limit | fee | founded on | status |\n"
    "|---|---|---|---|---|---|---|---|---|:-:|\n"
)


def page(known: Catalogue) -> str:
    """Return the page: offices in their order, each with its services, and what a city has to confirm."""
    parts = [HEAD]
    for office in sorted(known.departments.values(), key=lambda one: one.order):
        now = office.names[-1].name
        parts.append(f"\n## {now.en} {now.zh}\n\n{_before(office.names)}Phone {office.phone}. ")
        parts.append(f"Answers for {', '.join(office.clauses)}.\n")
        given = [service for service in known.services.values() if service.department == office.id]
        if given:
            parts.append(COLUMNS + "".join(_row(known, service) for service in given))
    return "".join(parts) + _assumed(known)


def _before(names: Sequence[Named]) -> str:
    """Say what the office was called before: each name until the next one begins."""
    told = [f"Until {after.begins}: {before.name.en} {before.name.zh}. " for before, after in pairwise(names)]
    return "".join(told)


def _row(known: Catalogue, service: Service) -> str:
    cells = (
        f"**{service.name.en}** {service.name.zh}<br>`{service.id}`",
        ", ".join(service.clauses),
        OPENS[service.opens],
        words(service.condition) if service.condition else "none",
        "<br>".join(_paper(one.name.en, one.confirmed_by, one.required) for one in service.papers) or "none",
        service.level,
        _limit(service.limit),
        f"{service.fee_fen / 100:g} yuan" if service.fee_fen else "free",
        "<br>".join(citation.cite(reference=one, source=known.sources[one.source]).zh for one in service.cites),
        service.status,
    )
    return "| " + " | ".join(cells) + " |\n"


def words(condition: Condition) -> str:
    """Return a condition in plain words."""
    if isinstance(condition, Leaf):
        return condition.text.en
    if isinstance(condition, All):
        return "; ".join(words(part) for part in condition.parts)
    if isinstance(condition, Any):
        return "(" + " or ".join(words(part) for part in condition.parts) + ")"
    return f"not ({words(condition.part)})"


def _paper(name: str, confirmed_by: str, required: bool) -> str:
    if confirmed_by:
        return f"[{name}: {confirmed_by}]"
    return name if required else f"{name} (if you have it)"


def _limit(limit: Limit | None) -> str:
    return f"{limit.count} {UNITS[limit.unit]}" if limit else "none"


def _assumed(known: Catalogue) -> str:
    waiting = [service for service in known.services.values() if service.status in {"I", "M"}]
    lines = [f"- {service.name.en} {service.name.zh} `{service.id}` ({service.status})\n" for service in waiting]
    count = f"{len(waiting)} of {len(known.services)} services rest on what was inferred or modelled."
    return f"\n## For the city to confirm\n\n{count}\n\n{''.join(lines)}"
