"""Who acts: a resident, one of staff in a post, a machine in a post, or the system at night."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """The one who acts, as `act` keeps it."""

    kind: str  # resident, staff, client, system
    id: uuid.UUID | None = None
    role: str = "system"
    level: str = ""
    post_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    on_behalf_of: uuid.UUID | None = None
    name: str = ""

    @property
    def post(self) -> uuid.UUID:
        """The post acted in; only staff and machines have one, so asking anyone else is a mistake of ours."""
        if self.post_id is None:
            raise ValueError(f"{self.kind} acts in no post.")
        return self.post_id

    @property
    def owner(self) -> str:
        """The name under which idempotency keys of this actor are kept."""
        return f"{self.kind}:{self.id or self.role}"


SYSTEM = Actor(kind="system")
