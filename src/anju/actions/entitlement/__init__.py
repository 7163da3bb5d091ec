"""What people are entitled to, worked out for all at night, and told to whoever newly is."""

from anju.actions.entitlement.counting import count
from anju.actions.entitlement.following import follow
from anju.actions.entitlement.telling import tell

__all__ = ["count", "follow", "tell"]
