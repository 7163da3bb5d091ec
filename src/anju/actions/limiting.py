"""How often one address may ask: counted in the database, so that it holds for all server processes together."""

import datetime
import math

from anju.queries import direct

MINUTE = datetime.timedelta(minutes=1)
# one row an address: when its bucket will be full again. A question takes a token as long as one is left; $3 is what
# a token takes to come back, $4 a minute
_TAKE = """
INSERT INTO rate_limit AS held (what, who, full_at, refused) VALUES ($1, $2, $5::timestamptz + $3::interval, false)
ON CONFLICT (what, who) DO UPDATE SET
  refused = greatest(held.full_at, $5) + $3 > $5 + $4::interval,
  full_at = CASE WHEN greatest(held.full_at, $5) + $3 > $5 + $4 THEN held.full_at
                 ELSE greatest(held.full_at, $5) + $3 END
RETURNING refused, full_at
"""


def take(*, what: str, who: bytes, a_minute: int, at: datetime.datetime) -> int:
    """Count one question of somebody's; return 0, or the seconds to wait where it was one too many.

    `who` is a digest: no address lies in the database. As many as `a_minute` may come at once, then as many a minute.
    """
    token = MINUTE / a_minute
    refused, full_at = direct.ask(_TAKE, [what, who, token, MINUTE, at])[0]
    return math.ceil((full_at + token - at - MINUTE).total_seconds()) if refused else 0


def sweep(*, at: datetime.datetime) -> int:
    """Forget whoever may ask as often as anybody again; returns how many."""
    return int(
        direct.ask(
            "WITH gone AS (DELETE FROM rate_limit WHERE full_at <= $1 RETURNING 1) SELECT count(*) FROM gone", [at]
        )[0][0]
    )
