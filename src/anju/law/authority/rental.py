"""Acts of public rental housing and of awards."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission

TABLE: Mapping[str, Permission] = {}
