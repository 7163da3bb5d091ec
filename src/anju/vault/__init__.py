"""this floor keeps secrets: sealed columns, blind indexes, signatures and the key ring behind them.

`configure` is called once at start with a loaded ring; everything else is used by module:
`from anju.vault import seal` then `seal.seal(...)`. No Django, no models, no clock.
"""

from anju.vault.ring import configure

__all__ = ["configure"]
