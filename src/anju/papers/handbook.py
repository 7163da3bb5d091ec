"""The pages of docs that are printed from the code's own tables, so that they can't rot."""

from collections.abc import Mapping

from anju import catalogue
from anju.catalogue import Catalogue
from anju.law import acceptor, authority, award, export, helping, relief, stay
from anju.law.case import life as case
from anju.law.citation import Clause
from anju.law.dispute import life as dispute
from anju.law.job import application, employer, vacancy
from anju.law.lifecycle import Lifecycle
from anju.law.offering import proposal
from anju.law.permit import card, file, life
from anju.law.policy import Setting
from anju.law.rental import life as rental
from anju.law.school import life as school
from anju.papers import servicebook

NOTE = "<!-- Printed by `./anju manage make_docs`; a test fails when this page is stale. -->\n\n"
LIFECYCLES: Mapping[str, Lifecycle] = {
    "A stay": stay.LIFECYCLE,
    "An application for a permit": file.LIFECYCLE,
    "A permit": life.LIFECYCLE,
    "An endorsement": life.ENDORSEMENT,
    "A card": card.LIFECYCLE,
    "A body that accepts the papers": acceptor.LIFECYCLE,
    "A case": case.LIFECYCLE,
    "A case on its way to another office": case.TRANSFER,
    "A part of a joint case": case.PART,
    "A request for temporary relief": relief.LIFECYCLE,
    "A help call": helping.LIFECYCLE,
    "A dispute": dispute.LIFECYCLE,
    "A registered employer": employer.LIFECYCLE,
    "A vacancy": vacancy.LIFECYCLE,
    "An application for a vacancy": application.LIFECYCLE,
    "A place on the list for public rental housing": rental.LIFECYCLE,
    "A measure against such a place": rental.MEASURE,
    "A nomination for an award": award.LIFECYCLE,
    "A school round": school.ROUND,
    "A child's application in a round": school.WISH,
    "A change of a service": proposal.LIFECYCLE,
    "An export of a list": export.LIFECYCLE,
}
GROUPS = {
    "scope": "Scope 范围",
    "rights": "Rights and public services 权益和公共服务",
    "conveniences": "Conveniences 便利",
    "equal_treatment": "Schooling, settlement, lawful rights 子女教育、落户、权益保护",
    "duties": "Duties 职责",
}


def pages() -> dict[str, str]:
    """Return every printed page by its file name below docs/."""
    known = catalogue.current()
    return {
        "lifecycles.md": lifecycles(),
        "permissions.md": permissions(),
        "clauses.md": clauses(known),
        "rules.md": rules(known),
        "policy.md": policy(known),
        "catalogue.md": NOTE + servicebook.page(known),
    }


def lifecycles() -> str:
    """Return the lifecycles: a diagram and its table each."""
    parts = ["# Lifecycles\n\nWhat can happen to a file, who may do it, and under which rule.\n"]
    for name, cycle in LIFECYCLES.items():
        parts.append(
            f"\n## {name} {cycle.name.zh}\n\n```mermaid\n{cycle.mermaid(language='en')}```\n\n{cycle.table_markdown(language='en')}"
        )
    return NOTE + "".join(parts)


def permissions() -> str:
    """Return the matrix of acts and roles."""
    roles = list(authority.ROLES)
    lines = [
        "# Who may do what\n",
        (
            "One table decides (`law/authority/`); what a post may see is cut again by its unit's subtree and area "
            "(`queries/scope.py`). For everyone else an address does not exist. ④ marks acts that need two people.\n"
        ),
        "| act | " + " | ".join(authority.ROLES[role].en for role in roles) + " | rules |",
        "|---|" + ":-:|" * len(roles) + "---|",
    ]
    for act, permission in authority.TABLE.items():
        mark = "④" if permission.four_eyes else "●"
        cells = [mark if role in permission.roles else "" for role in roles]
        lines.append(f"| {permission.text.en} `{act}` | " + " | ".join(cells) + f" | {', '.join(permission.rules)} |")
    return NOTE + "\n".join(lines) + "\n"


def clauses(known: Catalogue) -> str:
    """Return the coverage of the notice's clauses; one without a working screen and a test is red."""
    green = sum(clause.is_carried for clause in known.clauses.values())
    parts = [
        "# The notice, clause by clause\n\n",
        f"{green} of {len(known.clauses)} clauses stand on a working screen and a test (🟢); the others are red (🔴).\n",
    ]
    for group in dict.fromkeys(clause.group for clause in known.clauses.values()):
        rows = [_clause(clause) for clause in known.clauses.values() if clause.group == group]
        parts.append(
            f"\n## {GROUPS.get(group, group)}\n\n| | clause | works when | screens | acts | tests |\n|---|---|---|---|---|---|\n"
        )
        parts.append("".join(rows))
    return NOTE + "".join(parts)


def _clause(clause: Clause) -> str:
    light = "🟢" if clause.is_carried else "🔴"
    cells = [_code(clause.screens), _code(clause.acts), _code(clause.tests)]
    return (
        f"| {light} | **{clause.id}** {clause.text.en} {clause.text.zh} | {clause.works_when.en} | "
        + " | ".join(cells)
        + " |\n"
    )


def _code(names: tuple[str, ...]) -> str:
    return "<br>".join(f"`{name}`" for name in names)


def rules(known: Catalogue) -> str:
    """Return every rule with its source and status."""
    lines = [
        "# The rules\n",
        (
            "Status: V the text was read · P a guide quoting it was read · I inferred · M a model from elsewhere. "
            "What is not V is a default that a city changes in dated policy data.\n"
        ),
        "| id | rule | source | status |",
        "|---|---|---|:-:|",
    ]
    lines += [
        f"| {rule.id} | {rule.text.en}<br>{rule.text.zh} | {known.cite(rule.id).zh} | {rule.status} |"
        for rule in known.rules.values()
    ]
    return NOTE + "\n".join(lines) + "\n"


def policy(known: Catalogue) -> str:
    """Return every policy value with its default, rule and status."""
    lines = [
        "# Policy values\n",
        (
            "Each can be set for the city, a county or a zone from a date on, by the system administrator under "
            "`/staff/policy/`. A decision names the version it used.\n"
        ),
        "| key | meaning | default | rule | status |",
        "|---|---|---|---|:-:|",
    ]
    lines += [_setting(key, setting) for key, setting in known.defaults.settings.items()]
    return NOTE + "\n".join(lines) + "\n"


def _setting(key: str, setting: Setting) -> str:
    return f"| `{key}` | {setting.label.en}<br>{setting.label.zh} | {setting.values[-1].value} | {setting.rule} | {setting.status} |"
