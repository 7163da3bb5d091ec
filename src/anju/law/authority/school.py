"""Acts of the schools: places, rounds, allotment."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission

TABLE: Mapping[str, Permission] = {}
