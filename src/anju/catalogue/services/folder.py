"""This module reads the folder of departments: department.toml and services/*.toml of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import anju.departments
from anju.catalogue.errors import Problem
from anju.catalogue.reading import Reader
from anju.catalogue.services import office, service
from anju.catalogue.services.known import Known
from anju.catalogue.services.office import Department
from anju.law.citation import Clause, Rule, Source
from anju.law.service import Service

# conditions that several services share by { use = "name" }
SHARED = "conditions.toml"
FOLDER = Path(anju.departments.__file__).parent


@dataclass(frozen=True)
class Departments:
    """This is every department and every service."""

    departments: Mapping[str, Department]
    services: Mapping[str, Service]


def read(
    folder: Path,
    *,
    problems: list[Problem],
    clauses: Mapping[str, Clause],
    rules: Mapping[str, Rule],
    sources: Mapping[str, Source],
) -> Departments:
    """This reads all departments of a folder; mistakes collect in `problems`."""
    homes = sorted(path.parent for path in folder.glob("*/department.toml"))
    departments = {
        home.name: office.department(
            _reader(folder, home / "department.toml", problems), key=home.name, known_clauses=clauses
        )
        for home in homes
    }
    shared = _reader(folder, folder / SHARED, problems)
    known = Known(
        clauses=clauses,
        rules=rules,
        sources=sources,
        departments=frozenset(departments),
        conditions=dict(shared.tables(shared.data())) if shared.path.exists() else {},
    )
    # each of them is read where it is used; here so that one nobody uses is checked too
    for name in known.conditions:
        service.shared(shared, name=name, known=known)
    services: dict[str, Service] = {}
    for home in homes:
        for path in sorted((home / "services").glob("*.toml")):
            found = service.service(_reader(folder, path, problems), department=home.name, name=path.stem, known=known)
            if found is not None:
                services[found.id] = found
    _strays(folder, homes, problems)
    return Departments(departments=departments, services=services)


def _reader(folder: Path, path: Path, problems: list[Problem]) -> Reader:
    # two departments may have services of one name: the file is told with its folder
    return Reader(path=path, problems=problems, label=path.relative_to(folder).as_posix())


def _strays(folder: Path, homes: list[Path], problems: list[Problem]) -> None:
    read_from = {home / "services" for home in homes} | set(homes)
    for path in sorted(folder.rglob("*.toml")):
        if path == folder / SHARED:
            continue
        if path.parent not in read_from or (path.parent in homes and path.name != "department.toml"):
            label = path.relative_to(folder).as_posix()
            problems.append(
                Problem(file=label, key="", message="nobody reads this file: put it into <department>/services/")
            )
