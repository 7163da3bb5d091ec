"""The same rows by pgbench: what the tables, their triggers and the disk alone allow."""

import re
from pathlib import Path

_SCRIPT = """
\\set n random(1, 1000000000)
\\set door random(0, 1)

WITH new AS (
  SELECT gen_random_uuid() AS person, gen_random_uuid() AS stay, gen_random_uuid() AS receipt, gen_random_uuid() AS home,
         decode(md5(random()::text || :n::text), 'hex') AS mark, md5(random()::text || :n::text) AS tail
), door AS (
  INSERT INTO address (id, community_id, form, parts, line_index, road, dwelling, door_code, created_at)
  SELECT home, '{community}', 'road', decode(repeat('00', 140), 'hex'), mark, '沂蒙路', 'rented', left(tail, 12), now()
  FROM new WHERE :door = 1 OR NOT EXISTS (SELECT 1 FROM address) RETURNING id
), known AS (SELECT id FROM address LIMIT 1), p AS (
  INSERT INTO person (id, state, name, pinyin, initials, sex, birth_on, id_kind, id_number, id_index, phone, phone_index,
    hukou_county, created_at)
  SELECT person, 'verified', '王小明', 'wangxiaoming', 'wxm', 'female', current_date, 'id_card', decode(repeat('00', 47), 'hex'), mark,
         decode(repeat('00', 40), 'hex'), mark, '410105', now() FROM new
), i AS (
  INSERT INTO id_number (index, person_id) SELECT mark, person FROM new
), s AS (
  INSERT INTO stay (id, person_id, address_id, community_id, station_id, number, filing, state, former_state, channel, reason, workplace,
    exempt, arrived_on, declared_at, due_on, due_provisional, check_due_on, check_due_provisional, registered_on, counted_from,
    confirmed_on, end_reason, agent_name, agent_relation, version)
  SELECT stay, person, coalesce((SELECT id FROM door), (SELECT id FROM known)), '{community}', '{station}',
    'P' || left(tail, 20), receipt, 'registered', 'declared', 'api', 'work', '临沂商城', '', current_date, now(),
    current_date, false, current_date, false, current_date, current_date, current_date, '', '', '', 1 FROM new
), r AS (
  INSERT INTO receipt (id, stay_id, person_id, number, issued_on, county, code)
  SELECT receipt, stay, person, 'Q' || left(tail, 20), current_date, '371302', repeat('A', 160) FROM new
), a AS (
  INSERT INTO act (id, at, what, actor_kind, subject_kind, subject_id, person_id, rules, purpose, reason, detail)
  SELECT gen_random_uuid(), now(), 'register', 'client', 'stay', stay::text, person, 'B2,B4,B6', '', '', '{{}}' FROM new
)
INSERT INTO idempotency (id, owner, key, action, digest, answer, at)
SELECT gen_random_uuid(), 'pgbench', tail, 'register', mark || mark,
  jsonb_build_object('id', stay, 'code', repeat('A', 160)), now() FROM new;

"""


def script(*, folder: Path, community: str, station: str) -> Path:
    """This writes the script for pgbench."""
    path = folder / "rows.sql"
    path.write_text(_SCRIPT.format(community=community, station=station))
    path.chmod(0o644)
    return path


def rate(words: str) -> float:
    """These are the transactions a second that pgbench reports."""
    return _number(r"tps = ([0-9.]+)", words)


def latency(words: str) -> float:
    """This is the average time of a transaction in milliseconds."""
    return _number(r"latency average = ([0-9.]+)", words)


def _number(pattern: str, words: str) -> float:
    found = re.search(pattern, words)
    if found is None:
        raise SystemExit(f"pgbench said something else:\n{words}")
    return float(found[1])
