"""This module is what service files may refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from anju.law.citation import Clause, Rule, Source


@dataclass(frozen=True)
class Known:
    """This is what service files may refer to; `conditions` are the shared ones, as written."""

    clauses: Mapping[str, Clause]
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]
    departments: frozenset[str]
    conditions: Mapping[str, Any] = field(default_factory=dict)
