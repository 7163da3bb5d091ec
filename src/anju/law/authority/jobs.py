"""Acts of the job board and of employment registration."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission

TABLE: Mapping[str, Permission] = {}
