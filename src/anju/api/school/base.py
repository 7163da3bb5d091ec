"""What the operations on schools share."""

from ninja import Router

router = Router(tags=["Schools"])
# the token's scope: the department that handles cases
OFFICE = "case"
