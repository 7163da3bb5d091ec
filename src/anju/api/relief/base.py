"""What the operations on relief and help calls share: their tokens."""

from ninja import Router

__all__ = ["DESK", "OFFICE", "router"]

router = Router(tags=["Relief"])
# whoever takes in for people at a desk, and the department that handles cases
DESK, OFFICE = "apply", "case"
