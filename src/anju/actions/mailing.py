"""Many messages of one kind in one statement, for what falls due for hundreds of thousands at once. Source: design.md 10 (16).

The same as `message.to_person` a person: to whoever signs in for them, by SMS too unless it was switched off, once for a
dedupe key. The number to send to is looked up when the message is sent, so that nothing is opened and sealed here.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from anju import catalogue
from anju.actions import message
from anju.law import city
from anju.queries import rules

# a key that sorts by its time, as `models.base.new_id` makes them, for servers that have no uuidv7() yet
NEW_ID = (
    "encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send("
    "(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid"
)
# how many places of the statement are taken by `values`
PLACES = 5
_INSERT = """
INSERT INTO message (id, resident_id, person_id, kind, params, link, dedupe, created_at, due_at, sms, sms_tries, mail,
                     mail_tries, error)
SELECT {new_id}, b.resident_id, w.person_id, $1::text, w.params, $2::text, w.dedupe, $3::timestamptz, $4::timestamptz,
       CASE WHEN p.phone IS NULL AND r.phone IS NULL THEN 'none'
            WHEN $5::bool AND EXISTS (SELECT FROM preference f WHERE f.resident_id = b.resident_id AND f.kind = $1::text
                                      AND f.channel = 'sms') THEN 'off'
            ELSE 'waiting' END, 0, 'none', 0, ''
FROM {source} w JOIN person p ON p.id = w.person_id
LEFT JOIN LATERAL (SELECT g.resident_id FROM binding g WHERE g.person_id = w.person_id AND g.until IS NULL
                   ORDER BY g.kind, g.since LIMIT 1) b ON true
LEFT JOIN resident r ON r.id = b.resident_id
WHERE p.phone IS NOT NULL OR b.resident_id IS NOT NULL
ON CONFLICT (dedupe) DO NOTHING RETURNING 1
"""


def insert(*, source: str) -> str:
    """Return the part of a statement that writes to the people of a query with person_id, params and dedupe.

    Its first places are those of `values`. Part of a larger act.
    """
    # the source is a name in the caller's own statement, never from outside
    return _INSERT.format(new_id=NEW_ID, source=source)


def values(*, kind: str, params: Iterable[str], link: str, at: datetime.datetime) -> list[Any]:
    """Return what fills the first places; the names of the params are checked against the kind's words."""
    found = catalogue.notice(kind)
    found.check(dict.fromkeys(params, ""))
    policy = rules.policy(place=(), on=city.day(at))
    # at night nobody's phone rings for what can wait until the morning, be it a notice the law wants
    return [kind, link, at, message.day_time(at=at, policy=policy), found.optional]
