"""Emptying the snapshots of erased people reaches their permits too, and nobody with a permit in force (L7, E9)."""

import importlib

from django.db import migrations

BEFORE = importlib.import_module("anju.migrations.0005_erase_snapshots").PEOPLE
LIVE = """           OR EXISTS (
               SELECT FROM stay WHERE stay.person_id = one.id
               AND stay.state IN ('declared', 'returned', 'to_verify', 'registered')
           )
"""
PERMIT_LIVE = """           OR EXISTS (
               SELECT FROM permit WHERE permit.person_id = one.id AND permit.state IN ('valid', 'suspended')
           )
           OR EXISTS (
               SELECT FROM permit_file WHERE permit_file.person_id = one.id
               AND permit_file.state IN ('applied', 'returned', 'accepted')
           )
"""
GUARDS = "'anju_receiptevent'::regclass"
PERMIT_GUARDS = """'anju_receiptevent'::regclass,
            'anju_permitfileevent'::regclass, 'anju_permitevent'::regclass, 'anju_endorsementevent'::regclass,
            'anju_permitendingevent'::regclass, 'anju_permitproofevent'::regclass"""
LAST = "    RETURN emptied + more;"
PERMIT_LAST = """    emptied := emptied + more;
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
    RETURN emptied + more;"""


def _now() -> str:
    text = BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    for old, new in ((LIVE, LIVE + PERMIT_LIVE), (GUARDS, PERMIT_GUARDS), (LAST, PERMIT_LAST)):
        if text.count(old) != 1:
            raise AssertionError(old)
        text = text.replace(old, new)
    return text


class Migration(migrations.Migration):
    dependencies = [("anju", "0015_permit_files_by_area")]

    operations = [
        # lists, so that nobody cuts a function's body at its semicolons
        migrations.RunSQL([_now()], [BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")]),
    ]
