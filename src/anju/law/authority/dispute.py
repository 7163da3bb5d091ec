"""Acts of mediation, arbitration and legal aid."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission

TABLE: Mapping[str, Permission] = {}
