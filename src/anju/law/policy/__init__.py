"""This package holds every value that a city may set: limits, windows, amounts; each dated, with its rule."""

from anju.law.policy.resolving import Override, check_override, resolve
from anju.law.policy.setting import Dated, Defaults, Kind, Setting, Unit, Value
from anju.law.policy.values import Policy

__all__ = [
    "Dated",
    "Defaults",
    "Kind",
    "Override",
    "Policy",
    "Setting",
    "Unit",
    "Value",
    "check_override",
    "resolve",
]
