"""Count how often one address asks a public page in one place for all server processes."""

from django.db import migrations

# unlogged: a count of a minute is worth no disk write, and after a crash it begins anew
_TABLE = """
CREATE UNLOGGED TABLE rate_limit (
    what varchar(20) NOT NULL,
    who bytea NOT NULL,
    full_at timestamptz NOT NULL,
    refused boolean NOT NULL,
    PRIMARY KEY (what, who)
) WITH (fillfactor = 70)
"""


class Migration(migrations.Migration):
    dependencies = [("anju", "0016_erase_permits")]

    operations = [migrations.RunSQL(_TABLE, "DROP TABLE rate_limit")]
