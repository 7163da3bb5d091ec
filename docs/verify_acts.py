"""Checks the chain over the acts from outside: needs Python, psycopg and a read-only connection, nothing of Anju.

    python docs/verify_acts.py "host=… dbname=anju user=auditor"

Prints how many links and acts there are and the newest digest; exit status 1 and the place if a link does not hold.
What is hashed is written down in docs/audit-chain.md.
"""

import hashlib
import json
import sys
from datetime import UTC, datetime

import psycopg

ACTS = """SELECT seq, id, at, what, actor_kind, actor_id, post_id, unit_id, on_behalf_of, subject_kind, subject_id,
                 person_id, rules, purpose, reason, detail
          FROM act WHERE seq > %s AND seq <= %s ORDER BY seq"""


def plain(value: object) -> object:
    """Give a value as it is hashed."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value if value is None or isinstance(value, str | int | dict) else str(value)


def main(address: str) -> int:
    """Walk the chain from its beginning."""
    before, after, links, acts = bytes(32), -(2**62), 0, 0
    with psycopg.connect(address) as link:
        chain = link.execute("SELECT last_seq, count, before, digest FROM act_seal ORDER BY last_seq").fetchall()
        for last, count, said_before, said in chain:
            rows = link.execute(ACTS, (after, last)).fetchall()
            work = hashlib.sha256(before)
            for row in rows:
                text = json.dumps(
                    [plain(one) for one in row], ensure_ascii=False, sort_keys=True, separators=(",", ":")
                )
                work.update(text.encode() + b"\n")
            if bytes(said_before) != before or len(rows) != count or work.digest() != bytes(said):
                sys.stdout.write(f"The chain breaks after {links} good links, at or before act {last}.\n")
                return 1
            before, after, links, acts = bytes(said), last, links + 1, acts + count
    sys.stdout.write(f"{links} links, {acts} acts: every link holds. Newest digest: {before.hex()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
