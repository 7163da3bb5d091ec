"""The one lawful way to empty append-only snapshots: people whose erasure is on record, and nothing else (L7).

The functions run with their owner's rights. The application's role may call them and has no UPDATE or DELETE of its
own on snapshots or acts (`./anju manage grant_app_role`).
"""

from django.db import migrations

PEOPLE = """
CREATE FUNCTION anju_erase_snapshots(people uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET pgtrigger.ignore = '{}' AS $$
DECLARE
    files uuid[];
    emptied integer := 0;
    more integer;
BEGIN
    IF EXISTS (
        SELECT FROM unnest(people) AS one (id)
        WHERE NOT EXISTS (SELECT FROM act WHERE act.person_id = one.id AND act.what = 'erase')
           OR NOT EXISTS (SELECT FROM person WHERE person.id = one.id AND person.state = 'erased')
           OR EXISTS (
               SELECT FROM stay WHERE stay.person_id = one.id
               AND stay.state IN ('declared', 'returned', 'to_verify', 'registered')
           )
           OR EXISTS (
               SELECT FROM permit WHERE permit.person_id = one.id AND permit.state IN ('valid', 'suspended')
           )
           OR EXISTS (
               SELECT FROM permit_file WHERE permit_file.person_id = one.id
               AND permit_file.state IN ('applied', 'returned', 'accepted')
           )
    ) THEN
        RAISE EXCEPTION 'anju: somebody here has not been erased on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- only the guards of these snapshot tables rest, and only until this function returns
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(tgname)::text FROM pg_trigger
        WHERE tgname LIKE 'pgtrigger\\_append\\_only\\_%' AND tgrelid IN (
            'anju_personevent'::regclass, 'anju_stayevent'::regclass, 'anju_endingevent'::regclass, 'anju_receiptevent'::regclass,
            'anju_permitfileevent'::regclass, 'anju_permitevent'::regclass, 'anju_endorsementevent'::regclass,
            'anju_permitendingevent'::regclass, 'anju_permitproofevent'::regclass
        )
    ), true);
    files := ARRAY(SELECT id FROM stay WHERE person_id = ANY (people));
    UPDATE anju_personevent SET name = '', pinyin = '', initials = '', birth_on = date_trunc('year', birth_on),
        id_number = '', id_index = '', phone = NULL, phone_index = NULL
        WHERE pgh_obj_id = ANY (people) AND (name <> '' OR id_number <> '' OR phone IS NOT NULL);
    GET DIAGNOSTICS emptied = ROW_COUNT;
    UPDATE anju_stayevent SET agent_name = '', agent_id_number = NULL, agent_relation = '', workplace = ''
        WHERE pgh_obj_id = ANY (files) AND (agent_name <> '' OR agent_id_number IS NOT NULL OR workplace <> '');
    GET DIAGNOSTICS more = ROW_COUNT;
    emptied := emptied + more;
    UPDATE anju_endingevent SET basis_note = '', objection = '', undone_why = ''
        WHERE stay_id = ANY (files) AND (basis_note <> '' OR objection <> '' OR undone_why <> '');
    GET DIAGNOSTICS more = ROW_COUNT;
    emptied := emptied + more;
    UPDATE anju_receiptevent SET code = '' WHERE stay_id = ANY (files) AND code <> '';
    GET DIAGNOSTICS more = ROW_COUNT;
    emptied := emptied + more;
    UPDATE anju_permitfileevent SET ethnicity = NULL, agent_name = '', agent_id_number = NULL, agent_relation = '',
        refusal = '', extended_why = ''
        WHERE person_id = ANY (people) AND (ethnicity IS NOT NULL OR agent_name <> '' OR refusal <> '' OR extended_why <> '');
    GET DIAGNOSTICS more = ROW_COUNT;
    emptied := emptied + more;
    UPDATE anju_permitevent SET ethnicity = '', code = '' WHERE person_id = ANY (people) AND (ethnicity <> '' OR code <> '');
    GET DIAGNOSTICS more = ROW_COUNT;
    emptied := emptied + more;
    UPDATE anju_endorsementevent SET reason = '' WHERE person_id = ANY (people) AND reason <> '';
    GET DIAGNOSTICS more = ROW_COUNT;
    emptied := emptied + more;
    UPDATE anju_permitproofevent SET workplace = '' WHERE person_id = ANY (people) AND workplace <> '';
    GET DIAGNOSTICS more = ROW_COUNT;
    emptied := emptied + more;
    UPDATE anju_permitendingevent SET basis_note = '', objection = '', undone_why = ''
        WHERE person_id = ANY (people) AND (basis_note <> '' OR objection <> '' OR undone_why <> '');
    GET DIAGNOSTICS more = ROW_COUNT;
    RETURN emptied + more;
END;
$$
"""

COMPLAINTS = """
CREATE FUNCTION anju_erase_complaint_snapshots(complaints uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET pgtrigger.ignore = '{}' AS $$
DECLARE
    emptied integer;
BEGIN
    IF EXISTS (
        SELECT FROM unnest(complaints) AS one (id)
        WHERE NOT EXISTS (SELECT FROM complaint WHERE complaint.id = one.id AND state = 'answered' AND text = '')
    ) THEN
        RAISE EXCEPTION 'anju: a complaint here has not been emptied' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(tgname)::text FROM pg_trigger
        WHERE tgname LIKE 'pgtrigger\\_append\\_only\\_%' AND tgrelid = 'anju_complaintevent'::regclass
    ), true);
    UPDATE anju_complaintevent SET text = '', contact = NULL, resident_id = NULL
        WHERE pgh_obj_id = ANY (complaints) AND text <> '';
    GET DIAGNOSTICS emptied = ROW_COUNT;
    RETURN emptied;
END;
$$
"""

# how often one address asks a public page in one place for all server processes;
# unlogged: a count of a minute is worth no disk write, and after a crash it begins anew
COUNTS = """
CREATE UNLOGGED TABLE rate_limit (
    what varchar(20) NOT NULL,
    who bytea NOT NULL,
    full_at timestamptz NOT NULL,
    refused boolean NOT NULL,
    PRIMARY KEY (what, who)
) WITH (fillfactor = 70)
"""


class Migration(migrations.Migration):
    dependencies = [("anju", "0001_tables")]

    replaces = [
        ("anju", "0005_erase_snapshots"),
        ("anju", "0016_erase_permits"),
        ("anju", "0017_rate_limit"),
    ]

    operations = [
        # lists, so that nobody cuts a function's body at its semicolons
        migrations.RunSQL(
            [PEOPLE, "REVOKE ALL ON FUNCTION anju_erase_snapshots(uuid[]) FROM PUBLIC"],
            "DROP FUNCTION anju_erase_snapshots(uuid[])",
        ),
        migrations.RunSQL(
            [COMPLAINTS, "REVOKE ALL ON FUNCTION anju_erase_complaint_snapshots(uuid[]) FROM PUBLIC"],
            "DROP FUNCTION anju_erase_complaint_snapshots(uuid[])",
        ),
        migrations.RunSQL(COUNTS, "DROP TABLE rate_limit"),
        migrations.RunSQL(
            "INSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))",
            migrations.RunSQL.noop,
        ),
    ]
