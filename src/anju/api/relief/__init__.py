"""Relief and help calls by machine: taken in anywhere, listed, accepted, followed up; nobody decides by machine. Source: I9, J2."""

from anju.api.relief import help_calls, requests
from anju.api.relief.base import router

__all__ = ["help_calls", "requests", "router"]
