"""Acts of relief, and of help for people without means and for minors alone."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission

TABLE: Mapping[str, Permission] = {}
