"""Every table with its indexes, constraints and triggers, laid at once.

The steps below are what the models came to before the first release. Taken one by one, Django would build its classes
of all models anew after each of them, which takes a minute; so the last state is built once and laid from there.
"""

import anju.models.base
import anju.models.entitlement
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


SEQUENCES = (
    "act_seq",
    "file_seq",
    "receipt_seq",
    "reference_seq",
    "permit_file_seq",
    "permit_seq",
    "card_batch_seq",
    "case_seq",
    "rental_seq",
    "vacancy_seq",
    "employment_seq",
)


class Migration(migrations.Migration):

    replaces = [
        ('anju', '0001_initial'),
        ('anju', '0002_reference_version'),
        ('anju', '0003_messages'),
        ('anju', '0004_division_change'),
        ('anju', '0006_limits_moved'),
        ('anju', '0007_returned_by_area'),
        ('anju', '0008_next_index'),
        ('anju', '0009_exempt'),
        ('anju', '0010_fewer_indexes'),
        ('anju', '0011_permit'),
        ('anju', '0012_province_sign_in'),
        ('anju', '0013_correction_of_its_stay'),
        ('anju', '0014_message_failed'),
        ('anju', '0015_permit_files_by_area'),
        ('anju', '0018_lost_cards'),
        ('anju', '0019_entitlement'),
        ('anju', '0020_cases'),
        ('anju', '0021_decision_limit'),
        ('anju', '0022_rental'),
        ('anju', '0023_offering'),
        ('anju', '0024_schooling'),
        ('anju', '0025_late_parts'),
        ('anju', '0026_jobs'),
        ('anju', '0027_dispute'),
        ('anju', '0028_health_relief'),
        ('anju', '0029_cases_received'),
        ('anju', '0030_school_notes'),
        ('anju', '0031_wages_first'),
        ('anju', '0032_exports'),
    ]

    initial = True

    dependencies = [
    ]

    def apply(self, project_state, schema_editor, collect_sql=False):
        """Lay the tables as the last step leaves them; returns that state."""
        last = project_state.clone()
        last.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards("anju", last)
        for operation in self.operations:
            # fields, indexes and constraints that a later step adds are in the model already
            if not isinstance(operation, (migrations.AddField, migrations.AddIndex, migrations.AddConstraint)):
                operation.database_forwards("anju", schema_editor, last, last)
        return last

    operations = [
        migrations.RunSQL(
            [f"CREATE SEQUENCE {name}" for name in SEQUENCES],
            [f"DROP SEQUENCE {name}" for name in SEQUENCES],
        ),
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=50)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_active', models.BooleanField(default=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('locked_at', models.DateTimeField(null=True)),
                ('must_change_password', models.BooleanField(default=False)),
                ('language', models.CharField(default='zh-hans', max_length=8)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'staff',
            },
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('purpose', models.CharField(max_length=20)),
                ('count', models.PositiveIntegerField(default=0)),
                ('valid', models.PositiveIntegerField(default=0)),
            ],
            options={
                'db_table': 'acceptance',
            },
        ),
        migrations.CreateModel(
            name='Acceptor',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('kind', models.CharField(max_length=16)),
                ('papers', models.CharField(max_length=20)),
                ('offers', models.CharField(max_length=200)),
                ('place', models.CharField(max_length=120)),
                ('phone', models.CharField(max_length=20)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('follow', models.BinaryField(max_length=32, null=True)),
            ],
            options={
                'db_table': 'acceptor',
            },
        ),
        migrations.CreateModel(
            name='AcceptorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('state', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('kind', models.CharField(max_length=16)),
                ('papers', models.CharField(max_length=20)),
                ('offers', models.CharField(max_length=200)),
                ('place', models.CharField(max_length=120)),
                ('phone', models.CharField(max_length=20)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('follow', models.BinaryField(max_length=32, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', models.BigIntegerField(db_default=django.db.models.expressions.RawSQL("nextval('act_seq')", []), unique=True)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=30)),
                ('actor_kind', models.CharField(max_length=8)),
                ('actor_id', models.UUIDField(null=True)),
                ('post_id', models.UUIDField(null=True)),
                ('unit_id', models.UUIDField(null=True)),
                ('on_behalf_of', models.UUIDField(null=True)),
                ('subject_kind', models.CharField(max_length=12)),
                ('subject_id', models.CharField(blank=True, max_length=40)),
                ('person_id', models.UUIDField(null=True)),
                ('rules', models.CharField(blank=True, max_length=60)),
                ('purpose', models.CharField(blank=True, max_length=20)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'act',
            },
        ),
        migrations.CreateModel(
            name='ActSeal',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('first_seq', models.BigIntegerField()),
                ('last_seq', models.BigIntegerField(unique=True)),
                ('count', models.IntegerField()),
                ('before', models.BinaryField(max_length=32)),
                ('digest', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'act_seal',
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(max_length=8)),
                ('parts', models.BinaryField()),
                ('line_index', models.BinaryField(max_length=32)),
                ('road', models.CharField(max_length=80)),
                ('dwelling', models.CharField(max_length=16)),
                ('door_code', models.CharField(max_length=12, unique=True)),
                ('created_at', models.DateTimeField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'db_table': 'address',
            },
        ),
        migrations.CreateModel(
            name='AddressEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('form', models.CharField(max_length=8)),
                ('parts', models.BinaryField()),
                ('line_index', models.BinaryField(max_length=32)),
                ('road', models.CharField(max_length=80)),
                ('dwelling', models.CharField(max_length=16)),
                ('door_code', models.CharField(max_length=12)),
                ('created_at', models.DateTimeField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AddressWarden',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'db_table': 'address_warden',
            },
        ),
        migrations.CreateModel(
            name='ApiClient',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('scopes', models.JSONField(default=list)),
                ('created_at', models.DateTimeField()),
                ('expires_on', models.DateField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'api_client',
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('criteria', models.CharField(max_length=2000)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('announced_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'award',
            },
        ),
        migrations.CreateModel(
            name='AwardObjection',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('resident_id', models.UUIDField(db_index=True)),
                ('words', models.BinaryField()),
                ('made_at', models.DateTimeField()),
                ('state', models.CharField(max_length=10)),
                ('answer', models.CharField(blank=True, max_length=1000)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'award_objection',
            },
        ),
        migrations.CreateModel(
            name='Binding',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=10)),
                ('how', models.CharField(max_length=10)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'binding',
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('seat', models.PositiveSmallIntegerField()),
                ('person_id', models.UUIDField()),
                ('service', models.CharField(max_length=80)),
                ('state', models.CharField(max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('booked_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'booking',
            },
        ),
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('table', models.JSONField()),
                ('source', models.CharField(max_length=200)),
                ('loaded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'calendar_year',
            },
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('state', models.CharField(max_length=10)),
                ('former_state', models.CharField(blank=True, max_length=10)),
                ('card_number', models.CharField(blank=True, max_length=24)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_on', models.DateField()),
                ('ready_on', models.DateField(null=True)),
                ('handed_on', models.DateField(null=True)),
                ('handed_by', models.CharField(blank=True, max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'card',
            },
        ),
        migrations.CreateModel(
            name='CardBatch',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('count', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'card_batch',
            },
        ),
        migrations.CreateModel(
            name='CardEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('person_id', models.UUIDField()),
                ('state', models.CharField(max_length=10)),
                ('former_state', models.CharField(blank=True, max_length=10)),
                ('card_number', models.CharField(blank=True, max_length=24)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_on', models.DateField()),
                ('ready_on', models.DateField(null=True)),
                ('handed_on', models.DateField(null=True)),
                ('handed_by', models.CharField(blank=True, max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('applicant_id', models.UUIDField(null=True)),
                ('service', models.CharField(max_length=80)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('state', models.CharField(max_length=10)),
                ('former_state', models.CharField(blank=True, max_length=10)),
                ('channel', models.CharField(max_length=10)),
                ('applied_at', models.DateTimeField()),
                ('limit_on', models.DateField()),
                ('limit_provisional', models.BooleanField(default=False)),
                ('limit_was', models.DateField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('clock_from', models.DateField(null=True)),
                ('clock_left', models.PositiveSmallIntegerField(null=True)),
                ('clock_unit', models.CharField(blank=True, max_length=2)),
                ('clock_stands', models.BooleanField(default=False)),
                ('proposed', models.CharField(blank=True, max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'service_case',
            },
        ),
        migrations.CreateModel(
            name='CaseDecision',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('outcome', models.CharField(max_length=10)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('article', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField()),
                ('due_on', models.DateField(null=True)),
                ('objection', models.BinaryField(null=True)),
                ('objected_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'case_decision',
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('applicant_id', models.UUIDField(null=True)),
                ('service', models.CharField(max_length=80)),
                ('number', models.CharField(max_length=24)),
                ('state', models.CharField(max_length=10)),
                ('former_state', models.CharField(blank=True, max_length=10)),
                ('channel', models.CharField(max_length=10)),
                ('applied_at', models.DateTimeField()),
                ('limit_on', models.DateField()),
                ('limit_provisional', models.BooleanField(default=False)),
                ('limit_was', models.DateField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('clock_from', models.DateField(null=True)),
                ('clock_left', models.PositiveSmallIntegerField(null=True)),
                ('clock_unit', models.CharField(blank=True, max_length=2)),
                ('clock_stands', models.BooleanField(default=False)),
                ('proposed', models.CharField(blank=True, max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseExport',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('listed', models.CharField(max_length=12)),
                ('purpose', models.CharField(max_length=20)),
                ('why', models.CharField(max_length=300)),
                ('count', models.PositiveIntegerField()),
                ('higher', models.BooleanField()),
                ('state', models.CharField(max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'case_export',
            },
        ),
        migrations.CreateModel(
            name='CaseExportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('listed', models.CharField(max_length=12)),
                ('purpose', models.CharField(max_length=20)),
                ('why', models.CharField(max_length=300)),
                ('count', models.PositiveIntegerField()),
                ('higher', models.BooleanField()),
                ('state', models.CharField(max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseFigure',
            fields=[
                ('pk', models.CompositePrimaryKey('unit_id', 'service', blank=True, editable=False, primary_key=True, serialize=False)),
                ('unit_id', models.UUIDField()),
                ('service', models.CharField(max_length=80)),
                ('received', models.PositiveIntegerField()),
                ('open', models.PositiveIntegerField()),
                ('late', models.PositiveIntegerField()),
                ('finished', models.PositiveIntegerField()),
                ('in_time', models.PositiveIntegerField()),
                ('refused', models.PositiveIntegerField()),
                ('days', anju.models.entitlement.Words()),
                ('grades', anju.models.entitlement.Words()),
            ],
            options={
                'db_table': 'case_figure',
            },
        ),
        migrations.CreateModel(
            name='CaseForm',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('turn', models.PositiveSmallIntegerField()),
                ('answers', models.BinaryField()),
                ('given_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'case_form',
            },
        ),
        migrations.CreateModel(
            name='CaseNotice',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('missing', models.JSONField()),
                ('told_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'case_notice',
            },
        ),
        migrations.CreateModel(
            name='CasePaper',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('turn', models.PositiveSmallIntegerField()),
                ('paper', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=10)),
                ('given_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'case_paper',
            },
        ),
        migrations.CreateModel(
            name='CasePart',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('state', models.CharField(max_length=10)),
                ('words', models.BinaryField()),
                ('shown', models.JSONField()),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('answer', models.BinaryField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'case_part',
            },
        ),
        migrations.CreateModel(
            name='CaseQuestion',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('words', models.BinaryField()),
                ('asked_at', models.DateTimeField()),
                ('stops_clock', models.BooleanField()),
                ('answer', models.BinaryField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'case_question',
            },
        ),
        migrations.CreateModel(
            name='CaseRating',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('service', models.CharField(max_length=80)),
                ('grade', models.CharField(max_length=20)),
                ('words', models.BinaryField(null=True)),
                ('rated_on', models.DateField()),
                ('follow_up', models.CharField(default='none', max_length=4)),
                ('contact_due_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('due_provisional', models.BooleanField(default=False)),
                ('contacted_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('outcome', models.BinaryField(null=True)),
            ],
            options={
                'db_table': 'case_rating',
            },
        ),
        migrations.CreateModel(
            name='CaseReason',
            fields=[
                ('pk', models.CompositePrimaryKey('unit_id', 'service', 'article', blank=True, editable=False, primary_key=True, serialize=False)),
                ('unit_id', models.UUIDField()),
                ('service', models.CharField(max_length=80)),
                ('article', models.CharField(max_length=120)),
                ('count', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'case_reason',
            },
        ),
        migrations.CreateModel(
            name='CaseStep',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=12)),
                ('words', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'db_table': 'case_step',
            },
        ),
        migrations.CreateModel(
            name='CaseUrge',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, max_length=10)),
                ('expected_on', models.DateField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'case_urge',
            },
        ),
        migrations.CreateModel(
            name='CaseUse',
            fields=[
                ('pk', models.CompositePrimaryKey('community', 'service', blank=True, editable=False, primary_key=True, serialize=False)),
                ('community', models.CharField(max_length=12)),
                ('service', models.CharField(max_length=80)),
                ('people', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'case_use',
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('resident_id', models.UUIDField(null=True)),
                ('kind', models.CharField(max_length=12)),
                ('text', models.BinaryField()),
                ('contact', models.BinaryField(null=True)),
                ('state', models.CharField(max_length=10)),
                ('received_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('due_was', models.DateField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'complaint',
            },
        ),
        migrations.CreateModel(
            name='ComplaintEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('code', models.CharField(max_length=16)),
                ('resident_id', models.UUIDField(null=True)),
                ('kind', models.CharField(max_length=12)),
                ('text', models.BinaryField()),
                ('contact', models.BinaryField(null=True)),
                ('state', models.CharField(max_length=10)),
                ('received_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('due_was', models.DateField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ComplaintStep',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=12)),
                ('words', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'db_table': 'complaint_step',
            },
        ),
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('missing', models.JSONField()),
                ('told_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'completion',
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=8)),
                ('key', models.CharField(max_length=80)),
                ('digest', models.CharField(max_length=64)),
                ('outcome', models.CharField(max_length=10)),
                ('source', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'confirmation',
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=20)),
                ('wanted', models.BinaryField()),
                ('why', models.CharField(max_length=300)),
                ('state', models.CharField(max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('due_was', models.DateField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'db_table': 'correction',
            },
        ),
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=10)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'db_table': 'data_request',
            },
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('kind', models.CharField(max_length=12)),
                ('state', models.CharField(max_length=10)),
                ('urgent', models.BooleanField(default=False)),
                ('started_at', models.DateTimeField()),
                ('begun_on', models.DateField()),
                ('limit_on', models.DateField(null=True)),
                ('limit_provisional', models.BooleanField(default=False)),
                ('limit_was', models.DateField(null=True)),
                ('extended', models.BooleanField(default=False)),
                ('over_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'dispute',
            },
        ),
        migrations.CreateModel(
            name='DisputeAgreement',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('text', models.BinaryField()),
                ('amount_fen', models.BigIntegerField(null=True)),
                ('signed_on', models.DateField()),
                ('other_signed_on', models.DateField()),
                ('due_on', models.DateField()),
                ('confirm_until', models.DateField()),
                ('confirm_provisional', models.BooleanField(default=False)),
                ('outcome', models.CharField(blank=True, max_length=6)),
                ('checked_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'dispute_agreement',
            },
        ),
        migrations.CreateModel(
            name='DisputeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('person_id', models.UUIDField()),
                ('kind', models.CharField(max_length=12)),
                ('state', models.CharField(max_length=10)),
                ('urgent', models.BooleanField(default=False)),
                ('started_at', models.DateTimeField()),
                ('begun_on', models.DateField()),
                ('limit_on', models.DateField(null=True)),
                ('limit_provisional', models.BooleanField(default=False)),
                ('limit_was', models.DateField(null=True)),
                ('extended', models.BooleanField(default=False)),
                ('over_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DisputeOther',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('words', models.BinaryField()),
            ],
            options={
                'db_table': 'dispute_other',
            },
        ),
        migrations.CreateModel(
            name='DisputeSession',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('hearing', models.BooleanField()),
                ('starts_at', models.DateTimeField()),
                ('place', models.CharField(max_length=120)),
                ('called_at', models.DateTimeField()),
                ('told', models.CharField(max_length=8)),
                ('outcome', models.CharField(default='called', max_length=16)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'dispute_session',
            },
        ),
        migrations.CreateModel(
            name='DisputeStep',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('what', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('code', models.CharField(blank=True, max_length=40)),
                ('words', models.BinaryField(null=True)),
                ('amount_fen', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'dispute_step',
            },
        ),
        migrations.CreateModel(
            name='Distinct',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('low', models.UUIDField()),
                ('high', models.UUIDField()),
                ('by_post', models.UUIDField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'person_distinct',
            },
        ),
        migrations.CreateModel(
            name='Division',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('level', models.CharField(max_length=10)),
                ('path', models.CharField(max_length=80)),
                ('pinyin', models.CharField(max_length=200)),
                ('initials', models.CharField(max_length=60)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'db_table': 'division',
            },
        ),
        migrations.CreateModel(
            name='DivisionChange',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=12)),
                ('effective_on', models.DateField()),
                ('wish', models.JSONField(default=dict)),
                ('mapping', models.JSONField()),
                ('basis', models.CharField(max_length=200)),
                ('state', models.CharField(max_length=10)),
                ('counts', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('planned_by', models.UUIDField()),
                ('approved_by', models.UUIDField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('applied_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'division_change',
            },
        ),
        migrations.CreateModel(
            name='DivisionVersion',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('parent_code', models.CharField(blank=True, max_length=12)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'db_table': 'division_version',
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('post_id', models.UUIDField(null=True)),
                ('kind', models.CharField(max_length=12)),
                ('answers', models.BinaryField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('key', models.UUIDField(default=anju.models.base.new_id)),
                ('started_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'draft',
            },
        ),
        migrations.CreateModel(
            name='Employer',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=10)),
                ('code', models.CharField(max_length=18)),
                ('name', models.CharField(max_length=80)),
                ('place', models.CharField(max_length=120)),
                ('contact', models.CharField(max_length=20)),
                ('phone', models.CharField(max_length=20)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('checked', models.CharField(blank=True, max_length=10)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('article', models.CharField(blank=True, max_length=12)),
            ],
            options={
                'db_table': 'employer',
            },
        ),
        migrations.CreateModel(
            name='EmployerAgent',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=20)),
                ('asked_at', models.DateTimeField()),
                ('since', models.DateTimeField(null=True)),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'employer_agent',
            },
        ),
        migrations.CreateModel(
            name='EmployerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('state', models.CharField(max_length=10)),
                ('code', models.CharField(max_length=18)),
                ('name', models.CharField(max_length=80)),
                ('place', models.CharField(max_length=120)),
                ('contact', models.CharField(max_length=20)),
                ('phone', models.CharField(max_length=20)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('checked', models.CharField(blank=True, max_length=10)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('article', models.CharField(blank=True, max_length=12)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Employment',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('kind', models.CharField(max_length=14)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('employer', models.CharField(blank=True, max_length=80)),
                ('registered_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=10)),
            ],
            options={
                'db_table': 'employment',
            },
        ),
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=10)),
                ('reason', models.CharField(max_length=16)),
                ('basis', models.CharField(max_length=10)),
                ('basis_note', models.CharField(blank=True, max_length=300)),
                ('ended_on', models.DateField()),
                ('noticed_at', models.DateTimeField(null=True)),
                ('objection_until', models.DateField(null=True)),
                ('objection', models.CharField(blank=True, max_length=500)),
                ('done_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_why', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'db_table': 'ending',
            },
        ),
        migrations.CreateModel(
            name='EndingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('state', models.CharField(max_length=10)),
                ('reason', models.CharField(max_length=16)),
                ('basis', models.CharField(max_length=10)),
                ('basis_note', models.CharField(blank=True, max_length=300)),
                ('ended_on', models.DateField()),
                ('noticed_at', models.DateTimeField(null=True)),
                ('objection_until', models.DateField(null=True)),
                ('objection', models.CharField(blank=True, max_length=500)),
                ('done_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_why', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Endorsement',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=10)),
                ('channel', models.CharField(max_length=10)),
                ('ground', models.CharField(max_length=12)),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('due_was', models.DateField(null=True)),
                ('done_on', models.DateField(null=True)),
                ('late', models.BooleanField(default=False)),
                ('until', models.DateField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'endorsement',
            },
        ),
        migrations.CreateModel(
            name='EndorsementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('person_id', models.UUIDField()),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=10)),
                ('channel', models.CharField(max_length=10)),
                ('ground', models.CharField(max_length=12)),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('due_was', models.DateField(null=True)),
                ('done_on', models.DateField(null=True)),
                ('late', models.BooleanField(default=False)),
                ('until', models.DateField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Entitlement',
            fields=[
                ('person_id', models.UUIDField(primary_key=True, serialize=False)),
                ('community', models.CharField(blank=True, max_length=12)),
                ('meets', anju.models.entitlement.Words()),
                ('unknown', anju.models.entitlement.Words()),
            ],
            options={
                'db_table': 'entitlement',
            },
        ),
        migrations.CreateModel(
            name='EntitlementCount',
            fields=[
                ('pk', models.CompositePrimaryKey('community', 'service', blank=True, editable=False, primary_key=True, serialize=False)),
                ('community', models.CharField(max_length=12)),
                ('service', models.CharField(max_length=80)),
                ('people', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'entitlement_count',
            },
        ),
        migrations.CreateModel(
            name='EntitlementNews',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'service', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('service', models.CharField(max_length=80)),
                ('noticed_on', models.DateField()),
                ('told_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'entitlement_news',
            },
        ),
        migrations.CreateModel(
            name='EntitlementRun',
            fields=[
                ('on', models.DateField(primary_key=True, serialize=False)),
                ('version', models.CharField(max_length=64)),
                ('after', models.UUIDField()),
                ('people', models.PositiveIntegerField(default=0)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'entitlement_run',
            },
        ),
        migrations.CreateModel(
            name='EntitlementService',
            fields=[
                ('service', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField(unique=True)),
                ('counted_since', models.DateField(null=True)),
            ],
            options={
                'db_table': 'entitlement_service',
            },
        ),
        migrations.CreateModel(
            name='ExemptStay',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('name', models.CharField(max_length=50)),
                ('id_kind', models.CharField(max_length=16)),
                ('id_number', models.BinaryField()),
                ('id_index', models.BinaryField(max_length=32)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'exempt_stay',
            },
        ),
        migrations.CreateModel(
            name='Guardianship',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('relation', models.CharField(max_length=20)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'guardianship',
            },
        ),
        migrations.CreateModel(
            name='HelpCall',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('minor', models.BooleanField()),
                ('how', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=10)),
                ('taken_at', models.DateTimeField()),
                ('handed_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('next_on', models.DateField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=12)),
                ('closed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'help_call',
            },
        ),
        migrations.CreateModel(
            name='HelpCallEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('code', models.CharField(max_length=16)),
                ('minor', models.BooleanField()),
                ('how', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=10)),
                ('taken_at', models.DateTimeField()),
                ('handed_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('next_on', models.DateField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=12)),
                ('closed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HelpStep',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=12)),
                ('words', models.BinaryField(null=True)),
            ],
            options={
                'db_table': 'help_step',
            },
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('filing', models.UUIDField(db_index=True)),
                ('state', models.CharField(max_length=12)),
                ('former_state', models.CharField(blank=True, max_length=12)),
                ('channel', models.CharField(max_length=10)),
                ('reason', models.CharField(max_length=16)),
                ('workplace', models.CharField(blank=True, max_length=100)),
                ('exempt', models.CharField(blank=True, max_length=16)),
                ('arrived_on', models.DateField()),
                ('declared_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('check_due_on', models.DateField()),
                ('check_due_provisional', models.BooleanField(default=False)),
                ('check_due_was', models.DateField(null=True)),
                ('registered_on', models.DateField(null=True)),
                ('counted_from', models.DateField(null=True)),
                ('confirmed_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=16)),
                ('agent_name', models.CharField(blank=True, max_length=50)),
                ('agent_id_number', models.BinaryField(null=True)),
                ('agent_relation', models.CharField(blank=True, max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'stay',
            },
        ),
        migrations.CreateModel(
            name='Idempotency',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('owner', models.CharField(max_length=48)),
                ('key', models.CharField(max_length=64)),
                ('action', models.CharField(max_length=40)),
                ('digest', models.BinaryField(max_length=32)),
                ('answer', models.JSONField()),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'db_table': 'idempotency',
            },
        ),
        migrations.CreateModel(
            name='IdNumber',
            fields=[
                ('index', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
            ],
            options={
                'db_table': 'id_number',
            },
        ),
        migrations.CreateModel(
            name='JobApplication',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=10)),
                ('sent_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('reminded_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('said', models.CharField(blank=True, max_length=10)),
                ('said_at', models.DateTimeField(null=True)),
                ('consented_at', models.DateTimeField()),
                ('consent_until', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'job_application',
            },
        ),
        migrations.CreateModel(
            name='JobApplicationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('state', models.CharField(max_length=10)),
                ('sent_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('reminded_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('said', models.CharField(blank=True, max_length=10)),
                ('said_at', models.DateTimeField(null=True)),
                ('consented_at', models.DateTimeField()),
                ('consent_until', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='JobWords',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('side', models.CharField(max_length=8)),
                ('at', models.DateTimeField()),
                ('words', models.BinaryField()),
            ],
            options={
                'db_table': 'job_words',
            },
        ),
        migrations.CreateModel(
            name='Jurisdiction',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'db_table': 'jurisdiction',
            },
        ),
        migrations.CreateModel(
            name='LegalAid',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('granted_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('due_was', models.DateField(null=True)),
                ('lawyer', models.BinaryField(null=True)),
                ('named_at', models.DateTimeField(null=True)),
                ('changed', models.PositiveSmallIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'legal_aid',
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'person_merge',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('resident_id', models.UUIDField(null=True)),
                ('staff_id', models.UUIDField(null=True)),
                ('person_id', models.UUIDField(null=True)),
                ('phone', models.BinaryField(null=True)),
                ('kind', models.CharField(max_length=30)),
                ('params', models.JSONField(default=dict)),
                ('link', models.CharField(blank=True, max_length=120)),
                ('dedupe', models.CharField(max_length=120, unique=True)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField()),
                ('sms', models.CharField(default='none', max_length=8)),
                ('sms_tries', models.PositiveSmallIntegerField(default=0)),
                ('sms_at', models.DateTimeField(null=True)),
                ('mail', models.CharField(default='none', max_length=8)),
                ('mail_tries', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'db_table': 'message',
            },
        ),
        migrations.CreateModel(
            name='NextIndex',
            fields=[
                ('was', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ('value', models.BinaryField(max_length=32)),
            ],
            options={
                'db_table': 'next_index',
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True, null=True)),
                ('name', models.CharField(max_length=50)),
                ('phone', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(max_length=16, null=True)),
                ('story', models.BinaryField()),
                ('summary', models.CharField(blank=True, max_length=300)),
                ('resident_id', models.UUIDField(db_index=True, null=True)),
                ('state', models.CharField(max_length=10)),
                ('consent', models.CharField(max_length=8)),
                ('consented_at', models.DateTimeField(null=True)),
                ('nominated_at', models.DateTimeField()),
                ('proposed', models.CharField(blank=True, max_length=8)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('decided_at', models.DateTimeField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('published_until', models.DateField(null=True)),
                ('published_provisional', models.BooleanField(default=False)),
                ('given_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'nomination',
            },
        ),
        migrations.CreateModel(
            name='OfferingRun',
            fields=[
                ('on', models.DateField(primary_key=True, serialize=False)),
                ('finished_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'offering_run',
            },
        ),
        migrations.CreateModel(
            name='OriginCounty',
            fields=[
                ('code', models.CharField(max_length=6, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('level', models.CharField(max_length=10)),
                ('parent_code', models.CharField(blank=True, max_length=6)),
                ('full_name', models.CharField(max_length=120)),
                ('pinyin', models.CharField(max_length=200)),
                ('initials', models.CharField(max_length=60)),
            ],
            options={
                'db_table': 'origin_county',
            },
        ),
        migrations.CreateModel(
            name='PastResidence',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField()),
                ('months', models.PositiveSmallIntegerField()),
                ('proof', models.CharField(max_length=300)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'past_residence',
            },
        ),
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('state', models.CharField(max_length=10)),
                ('former_state', models.CharField(blank=True, max_length=10)),
                ('ground', models.CharField(max_length=12)),
                ('issued_on', models.DateField()),
                ('anchor_on', models.DateField()),
                ('since', models.DateField()),
                ('endorsed', models.PositiveSmallIntegerField(default=0)),
                ('window_opens_on', models.DateField()),
                ('window_closes_on', models.DateField()),
                ('window_provisional', models.BooleanField(default=False)),
                ('window_was', models.DateField(null=True)),
                ('suspended_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=16)),
                ('ethnicity', models.BinaryField()),
                ('county', models.CharField(max_length=6)),
                ('code', models.CharField(max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'permit',
            },
        ),
        migrations.CreateModel(
            name='PermitEnding',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('state', models.CharField(max_length=10)),
                ('reason', models.CharField(max_length=16)),
                ('basis', models.CharField(max_length=10)),
                ('basis_note', models.CharField(blank=True, max_length=300)),
                ('ended_on', models.DateField()),
                ('noticed_at', models.DateTimeField(null=True)),
                ('objection_until', models.DateField(null=True)),
                ('objection', models.CharField(blank=True, max_length=500)),
                ('done_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_why', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'db_table': 'permit_ending',
            },
        ),
        migrations.CreateModel(
            name='PermitEndingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('person_id', models.UUIDField()),
                ('state', models.CharField(max_length=10)),
                ('reason', models.CharField(max_length=16)),
                ('basis', models.CharField(max_length=10)),
                ('basis_note', models.CharField(blank=True, max_length=300)),
                ('ended_on', models.DateField()),
                ('noticed_at', models.DateTimeField(null=True)),
                ('objection_until', models.DateField(null=True)),
                ('objection', models.CharField(blank=True, max_length=500)),
                ('done_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_why', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PermitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('number', models.CharField(max_length=24)),
                ('state', models.CharField(max_length=10)),
                ('former_state', models.CharField(blank=True, max_length=10)),
                ('ground', models.CharField(max_length=12)),
                ('issued_on', models.DateField()),
                ('anchor_on', models.DateField()),
                ('since', models.DateField()),
                ('endorsed', models.PositiveSmallIntegerField(default=0)),
                ('window_opens_on', models.DateField()),
                ('window_closes_on', models.DateField()),
                ('window_provisional', models.BooleanField(default=False)),
                ('window_was', models.DateField(null=True)),
                ('suspended_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=16)),
                ('ethnicity', models.BinaryField()),
                ('county', models.CharField(max_length=6)),
                ('code', models.CharField(max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PermitFile',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('kind', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=10)),
                ('former_state', models.CharField(blank=True, max_length=10)),
                ('channel', models.CharField(max_length=10)),
                ('ground', models.CharField(blank=True, max_length=12)),
                ('cause', models.CharField(blank=True, max_length=10)),
                ('ethnicity', models.BinaryField(null=True)),
                ('agent_name', models.CharField(blank=True, max_length=50)),
                ('agent_id_number', models.BinaryField(null=True)),
                ('agent_relation', models.CharField(blank=True, max_length=20)),
                ('agent_why', models.CharField(blank=True, max_length=10)),
                ('applied_at', models.DateTimeField()),
                ('check_due_on', models.DateField()),
                ('check_due_provisional', models.BooleanField(default=False)),
                ('check_due_was', models.DateField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('due_provisional', models.BooleanField(default=False)),
                ('due_was', models.DateField(null=True)),
                ('extended_why', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(null=True)),
                ('refusal', models.CharField(blank=True, max_length=500)),
                ('refusal_basis', models.CharField(blank=True, max_length=60)),
                ('ready_on', models.DateField(null=True)),
                ('fee_fen', models.PositiveIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'permit_file',
            },
        ),
        migrations.CreateModel(
            name='PermitFileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('number', models.CharField(max_length=24)),
                ('kind', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=10)),
                ('former_state', models.CharField(blank=True, max_length=10)),
                ('channel', models.CharField(max_length=10)),
                ('ground', models.CharField(blank=True, max_length=12)),
                ('cause', models.CharField(blank=True, max_length=10)),
                ('ethnicity', models.BinaryField(null=True)),
                ('agent_name', models.CharField(blank=True, max_length=50)),
                ('agent_id_number', models.BinaryField(null=True)),
                ('agent_relation', models.CharField(blank=True, max_length=20)),
                ('agent_why', models.CharField(blank=True, max_length=10)),
                ('applied_at', models.DateTimeField()),
                ('check_due_on', models.DateField()),
                ('check_due_provisional', models.BooleanField(default=False)),
                ('check_due_was', models.DateField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('due_provisional', models.BooleanField(default=False)),
                ('due_was', models.DateField(null=True)),
                ('extended_why', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(null=True)),
                ('refusal', models.CharField(blank=True, max_length=500)),
                ('refusal_basis', models.CharField(blank=True, max_length=60)),
                ('ready_on', models.DateField(null=True)),
                ('fee_fen', models.PositiveIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PermitNotice',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('missing', models.JSONField()),
                ('told_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'permit_notice',
            },
        ),
        migrations.CreateModel(
            name='PermitProof',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('ground', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=20)),
                ('source', models.CharField(max_length=8)),
                ('stay_id', models.UUIDField()),
                ('address_id', models.UUIDField()),
                ('workplace', models.CharField(blank=True, max_length=100)),
                ('valid_until', models.DateField(null=True)),
                ('subject_id', models.UUIDField(db_index=True, null=True)),
                ('given_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('checked_by', models.UUIDField(null=True)),
            ],
            options={
                'db_table': 'permit_proof',
            },
        ),
        migrations.CreateModel(
            name='PermitProofEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('ground', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=20)),
                ('source', models.CharField(max_length=8)),
                ('stay_id', models.UUIDField()),
                ('address_id', models.UUIDField()),
                ('workplace', models.CharField(blank=True, max_length=100)),
                ('valid_until', models.DateField(null=True)),
                ('subject_id', models.UUIDField(null=True)),
                ('given_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('checked_by', models.UUIDField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=50)),
                ('pinyin', models.CharField(max_length=200)),
                ('initials', models.CharField(max_length=50)),
                ('sex', models.CharField(max_length=8)),
                ('birth_on', models.DateField()),
                ('id_kind', models.CharField(max_length=16)),
                ('id_number', models.BinaryField()),
                ('id_index', models.BinaryField(max_length=32)),
                ('phone', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(max_length=32, null=True)),
                ('hukou_county', models.CharField(max_length=6)),
                ('created_at', models.DateTimeField()),
                ('sealed_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'person',
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('state', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=50)),
                ('pinyin', models.CharField(max_length=200)),
                ('initials', models.CharField(max_length=50)),
                ('sex', models.CharField(max_length=8)),
                ('birth_on', models.DateField()),
                ('id_kind', models.CharField(max_length=16)),
                ('id_number', models.BinaryField()),
                ('id_index', models.BinaryField(max_length=32)),
                ('phone', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(max_length=32, null=True)),
                ('hukou_county', models.CharField(max_length=6)),
                ('created_at', models.DateTimeField()),
                ('sealed_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PhoneCode',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('phone_index', models.BinaryField(max_length=32)),
                ('digest', models.BinaryField(max_length=32)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'phone_code',
            },
        ),
        migrations.CreateModel(
            name='PolicyOverride',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=40)),
                ('place', models.CharField(max_length=40)),
                ('value', models.JSONField()),
                ('effective_from', models.DateField()),
                ('basis', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'policy_override',
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=16)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'db_table': 'post',
            },
        ),
        migrations.CreateModel(
            name='PostEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('role', models.CharField(max_length=16)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('resident_id', models.UUIDField()),
                ('kind', models.CharField(max_length=30)),
                ('channel', models.CharField(max_length=8)),
            ],
            options={
                'db_table': 'preference',
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('number', models.CharField(max_length=24, unique=True)),
                ('issued_on', models.DateField()),
                ('county', models.CharField(max_length=6)),
                ('code', models.CharField(max_length=300)),
                ('replaced_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'receipt',
            },
        ),
        migrations.CreateModel(
            name='ReceiptEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('person_id', models.UUIDField()),
                ('number', models.CharField(max_length=24)),
                ('issued_on', models.DateField()),
                ('county', models.CharField(max_length=6)),
                ('code', models.CharField(max_length=300)),
                ('replaced_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReferenceVersion',
            fields=[
                ('id', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('version', models.BigIntegerField()),
            ],
            options={
                'db_table': 'reference_version',
            },
        ),
        migrations.CreateModel(
            name='Relief',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('state', models.CharField(max_length=10)),
                ('urgent', models.BooleanField(default=False)),
                ('taken_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('checked_at', models.DateTimeField(null=True)),
                ('posted_on', models.DateField(null=True)),
                ('kind', models.CharField(blank=True, max_length=10)),
                ('amount_fen', models.PositiveIntegerField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('paid_on', models.DateField(null=True)),
                ('paid_fen', models.PositiveIntegerField(null=True)),
                ('follow_on', models.DateField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'relief',
            },
        ),
        migrations.CreateModel(
            name='ReliefEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('code', models.CharField(max_length=16)),
                ('state', models.CharField(max_length=10)),
                ('urgent', models.BooleanField(default=False)),
                ('taken_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('checked_at', models.DateTimeField(null=True)),
                ('posted_on', models.DateField(null=True)),
                ('kind', models.CharField(blank=True, max_length=10)),
                ('amount_fen', models.PositiveIntegerField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('paid_on', models.DateField(null=True)),
                ('paid_fen', models.PositiveIntegerField(null=True)),
                ('follow_on', models.DateField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReliefStep',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=12)),
                ('words', models.BinaryField(null=True)),
            ],
            options={
                'db_table': 'relief_step',
            },
        ),
        migrations.CreateModel(
            name='RentalEntry',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('state', models.CharField(max_length=10)),
                ('people', models.PositiveSmallIntegerField()),
                ('need', models.CharField(max_length=10)),
                ('group', models.PositiveSmallIntegerField()),
                ('ranked_on', models.DateField()),
                ('lot', models.PositiveIntegerField(default=0)),
                ('complete_at', models.DateTimeField()),
                ('entered_at', models.DateTimeField()),
                ('waits_until', models.DateField()),
                ('confirm_by', models.DateField()),
                ('confirmed_on', models.DateField()),
                ('declines', models.PositiveSmallIntegerField(default=0)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'rental_entry',
            },
        ),
        migrations.CreateModel(
            name='RentalEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('number', models.CharField(max_length=24)),
                ('state', models.CharField(max_length=10)),
                ('people', models.PositiveSmallIntegerField()),
                ('need', models.CharField(max_length=10)),
                ('group', models.PositiveSmallIntegerField()),
                ('ranked_on', models.DateField()),
                ('lot', models.PositiveIntegerField(default=0)),
                ('complete_at', models.DateTimeField()),
                ('entered_at', models.DateTimeField()),
                ('waits_until', models.DateField()),
                ('confirm_by', models.DateField()),
                ('confirmed_on', models.DateField()),
                ('declines', models.PositiveSmallIntegerField(default=0)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RentalFlat',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('estate', models.CharField(max_length=60)),
                ('number', models.CharField(max_length=30)),
                ('rooms', models.PositiveSmallIntegerField()),
                ('size', models.PositiveSmallIntegerField()),
                ('rent_fen', models.PositiveIntegerField()),
                ('accessible', models.BooleanField(default=False)),
                ('state', models.CharField(max_length=10)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(null=True)),
                ('added_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'rental_flat',
            },
        ),
        migrations.CreateModel(
            name='RentalFlatEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('estate', models.CharField(max_length=60)),
                ('number', models.CharField(max_length=30)),
                ('rooms', models.PositiveSmallIntegerField()),
                ('size', models.PositiveSmallIntegerField()),
                ('rent_fen', models.PositiveIntegerField()),
                ('accessible', models.BooleanField(default=False)),
                ('state', models.CharField(max_length=10)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(null=True)),
                ('added_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RentalLease',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('rent_fen', models.PositiveIntegerField()),
                ('begins_on', models.DateField()),
                ('until', models.DateField()),
                ('begun_at', models.DateTimeField()),
                ('ended_on', models.DateField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=12)),
            ],
            options={
                'db_table': 'rental_lease',
            },
        ),
        migrations.CreateModel(
            name='RentalMeasure',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('what', models.CharField(max_length=4)),
                ('cause', models.CharField(max_length=12)),
                ('reason', models.CharField(max_length=1000)),
                ('article', models.CharField(max_length=120)),
                ('state', models.CharField(max_length=10)),
                ('told_at', models.DateTimeField()),
                ('until', models.DateField()),
                ('until_provisional', models.BooleanField(default=False)),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'rental_measure',
            },
        ),
        migrations.CreateModel(
            name='RentalObjection',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('about', models.CharField(max_length=10)),
                ('words', models.BinaryField()),
                ('made_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('state', models.CharField(max_length=10)),
                ('answer', models.CharField(blank=True, max_length=1000)),
                ('article', models.CharField(blank=True, max_length=120)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'rental_objection',
            },
        ),
        migrations.CreateModel(
            name='RentalOffer',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('state', models.CharField(max_length=10)),
                ('offered_at', models.DateTimeField()),
                ('answer_by', models.DateField()),
                ('answer_provisional', models.BooleanField(default=False)),
                ('answered_at', models.DateTimeField(null=True)),
                ('published_until', models.DateField(null=True)),
                ('published_provisional', models.BooleanField(default=False)),
                ('why', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'db_table': 'rental_offer',
            },
        ),
        migrations.CreateModel(
            name='RentalRound',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('order', models.CharField(max_length=4)),
                ('planned', models.PositiveIntegerField()),
                ('for_migrants', models.PositiveIntegerField()),
                ('promise', models.CharField(blank=True, max_length=64)),
                ('seed', models.BinaryField(null=True)),
                ('told_seed', models.CharField(blank=True, max_length=64)),
                ('drawn_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'rental_round',
            },
        ),
        migrations.CreateModel(
            name='Resident',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('phone', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(max_length=32, null=True, unique=True)),
                ('subject', models.BinaryField(null=True)),
                ('subject_index', models.BinaryField(max_length=32, null=True, unique=True)),
                ('language', models.CharField(default='zh-hans', max_length=8)),
                ('large_type', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'resident',
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(max_length=12)),
                ('ownership', models.CharField(max_length=8)),
                ('name', models.CharField(max_length=80)),
                ('place', models.CharField(max_length=120)),
                ('phone', models.CharField(max_length=30)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'school',
            },
        ),
        migrations.CreateModel(
            name='SchoolEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('level', models.CharField(max_length=12)),
                ('ownership', models.CharField(max_length=8)),
                ('name', models.CharField(max_length=80)),
                ('place', models.CharField(max_length=120)),
                ('phone', models.CharField(max_length=30)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolNote',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(db_index=True)),
                ('words', models.CharField(max_length=300)),
            ],
            options={
                'db_table': 'school_note',
            },
        ),
        migrations.CreateModel(
            name='SchoolPlaces',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('grade', models.PositiveSmallIntegerField()),
                ('total', models.PositiveIntegerField()),
                ('local', models.PositiveIntegerField()),
                ('open', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'school_places',
            },
        ),
        migrations.CreateModel(
            name='SchoolPlacesEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('grade', models.PositiveSmallIntegerField()),
                ('total', models.PositiveIntegerField()),
                ('local', models.PositiveIntegerField()),
                ('open', models.PositiveIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolRound',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('level', models.CharField(max_length=12)),
                ('grade', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=10)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('announce_on', models.DateField()),
                ('reply_days', models.PositiveSmallIntegerField()),
                ('rules', models.JSONField()),
                ('within', models.CharField(max_length=12)),
                ('seed', models.BinaryField(null=True)),
                ('seed_digest', models.CharField(blank=True, max_length=64)),
                ('seed_shown', models.CharField(blank=True, max_length=64)),
                ('serial', models.PositiveIntegerField(default=0)),
                ('published_at', models.DateTimeField(null=True)),
                ('allotted_at', models.DateTimeField(null=True)),
                ('announced_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'school_round',
            },
        ),
        migrations.CreateModel(
            name='SchoolRoundEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('level', models.CharField(max_length=12)),
                ('grade', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=10)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('announce_on', models.DateField()),
                ('reply_days', models.PositiveSmallIntegerField()),
                ('rules', models.JSONField()),
                ('within', models.CharField(max_length=12)),
                ('seed', models.BinaryField(null=True)),
                ('seed_digest', models.CharField(blank=True, max_length=64)),
                ('seed_shown', models.CharField(blank=True, max_length=64)),
                ('serial', models.PositiveIntegerField(default=0)),
                ('published_at', models.DateTimeField(null=True)),
                ('allotted_at', models.DateTimeField(null=True)),
                ('announced_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolRoundPlaces',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('places', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'school_round_places',
            },
        ),
        migrations.CreateModel(
            name='SchoolWish',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('schools', models.JSONField()),
                ('late', models.BooleanField(default=False)),
                ('work', models.BooleanField(default=False)),
                ('work_ok', models.BooleanField(null=True)),
                ('sibling_ok', models.BooleanField(null=True)),
                ('state', models.CharField(max_length=10)),
                ('counted', models.JSONField(null=True)),
                ('choice', models.PositiveSmallIntegerField(null=True)),
                ('draw', models.PositiveIntegerField(null=True)),
                ('granted_at', models.DateTimeField(null=True)),
                ('reply_by', models.DateField(null=True)),
                ('replied_at', models.DateTimeField(null=True)),
                ('up_by', models.DateField(null=True)),
                ('passed', models.JSONField(default=list)),
                ('applied_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'school_wish',
            },
        ),
        migrations.CreateModel(
            name='SchoolWishEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('schools', models.JSONField()),
                ('late', models.BooleanField(default=False)),
                ('work', models.BooleanField(default=False)),
                ('work_ok', models.BooleanField(null=True)),
                ('sibling_ok', models.BooleanField(null=True)),
                ('state', models.CharField(max_length=10)),
                ('counted', models.JSONField(null=True)),
                ('choice', models.PositiveSmallIntegerField(null=True)),
                ('draw', models.PositiveIntegerField(null=True)),
                ('granted_at', models.DateTimeField(null=True)),
                ('reply_by', models.DateField(null=True)),
                ('replied_at', models.DateTimeField(null=True)),
                ('up_by', models.DateField(null=True)),
                ('passed', models.JSONField(default=list)),
                ('applied_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolZone',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
            ],
            options={
                'db_table': 'school_zone',
            },
        ),
        migrations.CreateModel(
            name='ServiceChange',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(max_length=80)),
                ('begins', models.DateField()),
                ('what', models.JSONField()),
                ('reason', models.CharField(max_length=300)),
                ('basis', models.CharField(max_length=200)),
                ('state', models.CharField(max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'service_change',
            },
        ),
        migrations.CreateModel(
            name='ServiceChangeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('service', models.CharField(max_length=80)),
                ('begins', models.DateField()),
                ('what', models.JSONField()),
                ('reason', models.CharField(max_length=300)),
                ('basis', models.CharField(max_length=200)),
                ('state', models.CharField(max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceShape',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(max_length=80)),
                ('since', models.DateTimeField()),
                ('shape', models.JSONField()),
            ],
            options={
                'db_table': 'service_shape',
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(blank=True, max_length=80)),
                ('place', models.CharField(max_length=120)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('seats', models.PositiveSmallIntegerField()),
                ('taken', models.PositiveSmallIntegerField(default=0)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'slot',
            },
        ),
        migrations.CreateModel(
            name='StayEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('number', models.CharField(max_length=24)),
                ('filing', models.UUIDField()),
                ('state', models.CharField(max_length=12)),
                ('former_state', models.CharField(blank=True, max_length=12)),
                ('channel', models.CharField(max_length=10)),
                ('reason', models.CharField(max_length=16)),
                ('workplace', models.CharField(blank=True, max_length=100)),
                ('exempt', models.CharField(blank=True, max_length=16)),
                ('arrived_on', models.DateField()),
                ('declared_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('due_provisional', models.BooleanField(default=False)),
                ('check_due_on', models.DateField()),
                ('check_due_provisional', models.BooleanField(default=False)),
                ('check_due_was', models.DateField(null=True)),
                ('registered_on', models.DateField(null=True)),
                ('counted_from', models.DateField(null=True)),
                ('confirmed_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=16)),
                ('agent_name', models.CharField(blank=True, max_length=50)),
                ('agent_id_number', models.BinaryField(null=True)),
                ('agent_relation', models.CharField(blank=True, max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StuckCase',
            fields=[
                ('case_id', models.UUIDField(primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('unit_id', models.UUIDField()),
                ('limit_on', models.DateField()),
                ('reasons', models.JSONField()),
            ],
            options={
                'db_table': 'stuck_case',
            },
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('number', models.PositiveSmallIntegerField()),
                ('start', models.DateField()),
                ('end', models.DateField(null=True)),
            ],
            options={
                'db_table': 'suspension',
            },
        ),
        migrations.CreateModel(
            name='SuspensionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('person_id', models.UUIDField()),
                ('number', models.PositiveSmallIntegerField()),
                ('start', models.DateField()),
                ('end', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=12)),
                ('department', models.CharField(max_length=20)),
                ('level', models.CharField(max_length=10)),
                ('path', models.CharField(max_length=200)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('hours', models.CharField(blank=True, max_length=120)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'db_table': 'unit',
            },
        ),
        migrations.CreateModel(
            name='UnitDivision',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
            ],
            options={
                'db_table': 'unit_division',
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('post_id', models.UUIDField(null=True)),
                ('purpose', models.CharField(max_length=12)),
                ('subject_kind', models.CharField(blank=True, max_length=12)),
                ('subject_id', models.UUIDField(null=True)),
                ('content', models.BinaryField(null=True)),
                ('media_type', models.CharField(max_length=30)),
                ('size', models.PositiveIntegerField()),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('checks', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('keep_until', models.DateTimeField(null=True)),
                ('swept_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'upload',
            },
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('state', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=30)),
                ('occupation', models.CharField(max_length=4)),
                ('path', models.CharField(max_length=80)),
                ('county', models.CharField(max_length=12)),
                ('spot', models.CharField(blank=True, max_length=80)),
                ('wage_from', models.PositiveIntegerField()),
                ('wage_to', models.PositiveIntegerField()),
                ('wage_unit', models.CharField(max_length=5)),
                ('wage_month', models.PositiveIntegerField()),
                ('schedule', models.CharField(max_length=10)),
                ('hours_week', models.PositiveSmallIntegerField()),
                ('insurance', models.CharField(max_length=8)),
                ('meals', models.BooleanField()),
                ('lodging', models.BooleanField()),
                ('openings', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=1000)),
                ('days', models.PositiveSmallIntegerField()),
                ('contact_shown', models.BooleanField()),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('posted_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('expires_on', models.DateField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('article', models.CharField(blank=True, max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'vacancy',
            },
        ),
        migrations.CreateModel(
            name='VacancyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, serialize=False)),
                ('number', models.CharField(max_length=24)),
                ('state', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=30)),
                ('occupation', models.CharField(max_length=4)),
                ('path', models.CharField(max_length=80)),
                ('county', models.CharField(max_length=12)),
                ('spot', models.CharField(blank=True, max_length=80)),
                ('wage_from', models.PositiveIntegerField()),
                ('wage_to', models.PositiveIntegerField()),
                ('wage_unit', models.CharField(max_length=5)),
                ('wage_month', models.PositiveIntegerField()),
                ('schedule', models.CharField(max_length=10)),
                ('hours_week', models.PositiveSmallIntegerField()),
                ('insurance', models.CharField(max_length=8)),
                ('meals', models.BooleanField()),
                ('lodging', models.BooleanField()),
                ('openings', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=1000)),
                ('days', models.PositiveSmallIntegerField()),
                ('contact_shown', models.BooleanField()),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('posted_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('expires_on', models.DateField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('article', models.CharField(blank=True, max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VaccineDose',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('vaccine', models.CharField(max_length=20)),
                ('given_on', models.DateField()),
                ('batch', models.CharField(blank=True, max_length=40)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(max_length=10)),
                ('resident_id', models.UUIDField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('why', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'db_table': 'vaccine_dose',
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=anju.models.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('post_id', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('found', models.CharField(max_length=10)),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'db_table': 'visit',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staff',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='8e49530a5a89e1f5d814db3ed136d353f15d7448', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE OF "is_active", "locked_at", "name"', pgid='pgtrigger_bump_reference_61945', table='staff', when='AFTER')),
        ),
        migrations.AddField(
            model_name='acceptance',
            name='acceptor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='acceptances', to='anju.acceptor'),
        ),
        migrations.AddField(
            model_name='acceptorevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.acceptor'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(condition=models.Q(('person_id__isnull', False)), fields=['person_id', '-at'], name='act_person'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['subject_id', '-at'], name='act_subject'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['actor_id', '-at'], name='act_actor'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='act',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a9158d1e227b1c42341b91bf3dd3b06c276dfbeb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f73eb', table='act', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actseal',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ba91f71a185d1984aabbba9d6aa4dbea72548491', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8a59f', table='act_seal', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='addressevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.address'),
        ),
        migrations.AddField(
            model_name='addresswarden',
            name='address',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='wardens', to='anju.address'),
        ),
        migrations.AddField(
            model_name='acceptorevent',
            name='client',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.apiclient'),
        ),
        migrations.AddField(
            model_name='acceptor',
            name='client',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='anju.apiclient'),
        ),
        migrations.AddField(
            model_name='awardobjection',
            name='answered_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendaryear',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='c6c8a08595bcf50462297118ca89da0c7b05c712', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_d0ab8', table='calendar_year', when='AFTER')),
        ),
        migrations.AddField(
            model_name='card',
            name='batch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='cards', to='anju.cardbatch'),
        ),
        migrations.AddField(
            model_name='cardevent',
            name='batch',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.cardbatch'),
        ),
        migrations.AddField(
            model_name='cardevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.card'),
        ),
        migrations.AddField(
            model_name='case',
            name='decided_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='case',
            name='proposed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='case',
            name='taken_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='booking',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='bookings', to='anju.case'),
        ),
        migrations.AddField(
            model_name='casedecision',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casedecision',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='decisions', to='anju.case'),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='decided_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.case'),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='proposed_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='taken_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseexport',
            name='asked_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseexport',
            name='reviewed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseexportevent',
            name='asked_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseexportevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.caseexport'),
        ),
        migrations.AddField(
            model_name='caseexportevent',
            name='reviewed_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseform',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='forms', to='anju.case'),
        ),
        migrations.AddField(
            model_name='casenotice',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='notices', to='anju.case'),
        ),
        migrations.AddField(
            model_name='casepaper',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='papers', to='anju.case'),
        ),
        migrations.AddField(
            model_name='casepart',
            name='answered_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casepart',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='parts', to='anju.case'),
        ),
        migrations.AddField(
            model_name='casequestion',
            name='asked_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casequestion',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='questions', to='anju.case'),
        ),
        migrations.AddField(
            model_name='caserating',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='rating', to='anju.case'),
        ),
        migrations.AddField(
            model_name='caserating',
            name='done_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caserating',
            name='officer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casestep',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='anju.case'),
        ),
        migrations.AddField(
            model_name='caseurge',
            name='answered_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseurge',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseurge',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='urges', to='anju.case'),
        ),
        migrations.AddField(
            model_name='complaintevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.complaint'),
        ),
        migrations.AddField(
            model_name='complaintstep',
            name='complaint',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='anju.complaint'),
        ),
        migrations.AddField(
            model_name='confirmation',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dispute',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='dispute', to='anju.case'),
        ),
        migrations.AddField(
            model_name='dispute',
            name='passed_to',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='came_from', to='anju.case'),
        ),
        migrations.AddField(
            model_name='disputeagreement',
            name='checked_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='disputeagreement',
            name='dispute',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='agreement', to='anju.dispute'),
        ),
        migrations.AddField(
            model_name='disputeevent',
            name='case',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.case'),
        ),
        migrations.AddField(
            model_name='disputeevent',
            name='passed_to',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.case'),
        ),
        migrations.AddField(
            model_name='disputeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.dispute'),
        ),
        migrations.AddField(
            model_name='disputeother',
            name='dispute',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='other', to='anju.dispute'),
        ),
        migrations.AddField(
            model_name='disputesession',
            name='dispute',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='sessions', to='anju.dispute'),
        ),
        migrations.AddField(
            model_name='disputestep',
            name='by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='disputestep',
            name='dispute',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='anju.dispute'),
        ),
        migrations.AddConstraint(
            model_name='distinct',
            constraint=models.UniqueConstraint(fields=('low', 'high'), name='person_distinct_once'),
        ),
        migrations.AddField(
            model_name='division',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='children', to='anju.division'),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='case',
            name='community',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='addressevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='address',
            name='community',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='acceptorevent',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='acceptor',
            name='county',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='divisionversion',
            name='division',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='versions', to='anju.division'),
        ),
        migrations.AddField(
            model_name='employer',
            name='answered_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='employer',
            name='client',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='anju.apiclient'),
        ),
        migrations.AddField(
            model_name='employer',
            name='county',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='employeragent',
            name='employer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='agents', to='anju.employer'),
        ),
        migrations.AddField(
            model_name='employerevent',
            name='answered_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='employerevent',
            name='client',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.apiclient'),
        ),
        migrations.AddField(
            model_name='employerevent',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='employerevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.employer'),
        ),
        migrations.AddField(
            model_name='employment',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.case'),
        ),
        migrations.AddField(
            model_name='employment',
            name='community',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='employment',
            name='ended_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='employment',
            name='registered_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='endingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.ending'),
        ),
        migrations.AddField(
            model_name='endorsementevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.endorsement'),
        ),
        migrations.AddIndex(
            model_name='entitlementnews',
            index=models.Index(condition=models.Q(('told_at', None)), fields=['person_id', 'service'], name='entitlement_news_untold'),
        ),
        migrations.AddField(
            model_name='helpcall',
            name='accepted_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='helpcall',
            name='area',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='helpcall',
            name='taken_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='accepted_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='area',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.helpcall'),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='taken_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='helpstep',
            name='call',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='anju.helpcall'),
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('stay', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='anju.stay')),
                ('post_id', models.UUIDField()),
                ('staff_name', models.CharField(max_length=50)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'hold',
            },
        ),
        migrations.AddField(
            model_name='stay',
            name='address',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='stays', to='anju.address'),
        ),
        migrations.AddField(
            model_name='stay',
            name='before',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='after', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='stay',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='endingevent',
            name='stay',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='ending',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='endings', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='correction',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='corrections', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='completion',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='completions', to='anju.stay'),
        ),
        migrations.AddConstraint(
            model_name='idempotency',
            constraint=models.UniqueConstraint(fields=('owner', 'key'), name='idempotency_once'),
        ),
        migrations.AddField(
            model_name='jobapplicationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.jobapplication'),
        ),
        migrations.AddField(
            model_name='jobwords',
            name='application',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='words', to='anju.jobapplication'),
        ),
        migrations.AddField(
            model_name='jurisdiction',
            name='division',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='legalaid',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='aid', to='anju.case'),
        ),
        migrations.AddField(
            model_name='legalaid',
            name='named_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('resident_id__isnull', False)), fields=['resident_id', '-created_at'], name='message_resident'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('staff_id__isnull', False)), fields=['staff_id', '-created_at'], name='message_staff'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('sms__in', ['waiting', 'sending']), ('mail__in', ['waiting', 'sending']), _connector='OR'), fields=['due_at', 'id'], name='message_waiting'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('person_id__isnull', False)), fields=['person_id', '-created_at'], name='message_person'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('sms__in', ['failed', 'unsure']), ('mail__in', ['failed', 'unsure']), _connector='OR'), fields=['created_at', 'id'], name='message_failed'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='award',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='nominations', to='anju.award'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='decided_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='nomination',
            name='proposed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='awardobjection',
            name='nomination',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='objections', to='anju.nomination'),
        ),
        migrations.AddIndex(
            model_name='origincounty',
            index=models.Index(fields=['initials'], name='origin_initials', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='origincounty',
            index=models.Index(fields=['pinyin'], name='origin_pinyin', opclasses=['varchar_pattern_ops']),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='origincounty',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='51509046db10e76967106abcaa34f56549977bef', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_821fd', table='origin_county', when='AFTER')),
        ),
        migrations.AddField(
            model_name='permit',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='permit',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='permits', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='endorsementevent',
            name='permit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='endorsement',
            name='permit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='endorsements', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='cardevent',
            name='permit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='card',
            name='permit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='cards', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='permitending',
            name='permit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='endings', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='permitendingevent',
            name='permit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='permitendingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.permitending'),
        ),
        migrations.AddField(
            model_name='permitevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='permitevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='permitevent',
            name='stay',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='accepted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='permit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='files', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='permit_files', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='cardevent',
            name='file',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.permitfile'),
        ),
        migrations.AddField(
            model_name='card',
            name='file',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='card', to='anju.permitfile'),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='accepted_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='decided_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='permit',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.permitfile'),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='stay',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='permitnotice',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='notices', to='anju.permitfile'),
        ),
        migrations.AddField(
            model_name='permitproofevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.permitproof'),
        ),
        migrations.CreateModel(
            name='VaccinePlan',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, primary_key=True, related_name='vaccine_plan', serialize=False, to='anju.person')),
                ('next_on', models.DateField(null=True)),
                ('late_on', models.DateField(null=True)),
                ('noted', models.BooleanField(default=False)),
                ('told', models.JSONField(default=list)),
            ],
            options={
                'db_table': 'vaccine_plan',
            },
        ),
        migrations.AddField(
            model_name='stay',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='stays', to='anju.person'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['id_index'], name='person_id_index'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['phone_index'], name='person_phone_index'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['pinyin', 'birth_on'], name='person_pinyin_birth', opclasses=['varchar_pattern_ops', 'date_ops']),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['initials', 'birth_on'], name='person_initials_birth'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['male', 'female'])), name='person_sex', violation_error_message='性别只能是男或女。'),
        ),
        migrations.AddField(
            model_name='permitproofevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='permitproof',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='proofs', to='anju.person'),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='permit_files', to='anju.person'),
        ),
        migrations.AddField(
            model_name='permitevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='permit',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='permits', to='anju.person'),
        ),
        migrations.AddField(
            model_name='pastresidence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='past_residences', to='anju.person'),
        ),
        migrations.AddField(
            model_name='merge',
            name='gone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='merge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='jobapplicationevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='jobapplication',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='guardianship',
            name='guardian',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='wards', to='anju.person'),
        ),
        migrations.AddField(
            model_name='guardianship',
            name='ward',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='guardians', to='anju.person'),
        ),
        migrations.AddField(
            model_name='employment',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='datarequest',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='requests', to='anju.person'),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='case',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='cases', to='anju.person'),
        ),
        migrations.AddField(
            model_name='binding',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='bindings', to='anju.person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_personevent" ("birth_on", "created_at", "hukou_county", "id", "id_index", "id_kind", "id_number", "initials", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "pinyin", "sealed_at", "sex", "state") VALUES (NEW."birth_on", NEW."created_at", NEW."hukou_county", NEW."id", NEW."id_index", NEW."id_kind", NEW."id_number", NEW."initials", NEW."name", NOW(), \'insert\', NEW."id", NEW."phone", NEW."phone_index", NEW."pinyin", NEW."sealed_at", NEW."sex", NEW."state"); RETURN NULL;', hash='9ef3f9f0fb7620d56a4845629e5d02ae740c853b', operation='INSERT', pgid='pgtrigger_insert_insert_46bd2', table='person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_personevent" ("birth_on", "created_at", "hukou_county", "id", "id_index", "id_kind", "id_number", "initials", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_index", "pinyin", "sealed_at", "sex", "state") VALUES (NEW."birth_on", NEW."created_at", NEW."hukou_county", NEW."id", NEW."id_index", NEW."id_kind", NEW."id_number", NEW."initials", NEW."name", NOW(), \'update\', NEW."id", NEW."phone", NEW."phone_index", NEW."pinyin", NEW."sealed_at", NEW."sex", NEW."state"); RETURN NULL;', hash='8940d716c2d25e342cb7984913fb753b8c7741e2', operation='UPDATE', pgid='pgtrigger_update_update_7f42c', table='person', when='AFTER')),
        ),
        migrations.AddField(
            model_name='personevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.person'),
        ),
        migrations.AddIndex(
            model_name='phonecode',
            index=models.Index(fields=['phone_index', '-sent_at'], name='phone_code_latest'),
        ),
        migrations.AddConstraint(
            model_name='policyoverride',
            constraint=models.UniqueConstraint(fields=('key', 'place', 'effective_from'), name='policy_override_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policyoverride',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='199643aeffb98a6b81b9de4575a23992283da72f', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_8c1df', table='policy_override', when='AFTER')),
        ),
        migrations.AddField(
            model_name='post',
            name='staff',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='posts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='apiclient',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='clients', to='anju.post'),
        ),
        migrations.AddField(
            model_name='addresswarden',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.post'),
        ),
        migrations.AddField(
            model_name='postevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.post'),
        ),
        migrations.AddField(
            model_name='postevent',
            name='staff',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='preference',
            constraint=models.UniqueConstraint(fields=('resident_id', 'kind', 'channel'), name='preference_once'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='stay',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='receipts', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='receiptevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.receipt'),
        ),
        migrations.AddField(
            model_name='receiptevent',
            name='stay',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='relief',
            name='checked_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='relief',
            name='community',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='relief',
            name='decided_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='relief',
            name='paid_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='relief',
            name='person',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='relief',
            name='taken_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='checked_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='decided_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='paid_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.relief'),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='taken_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reliefstep',
            name='relief',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='anju.relief'),
        ),
        migrations.AddField(
            model_name='rentalentry',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.case'),
        ),
        migrations.AddField(
            model_name='rentalentry',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='rentalentryevent',
            name='case',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.case'),
        ),
        migrations.AddField(
            model_name='rentalentryevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='rentalentryevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.rentalentry'),
        ),
        migrations.AddField(
            model_name='rentalflatevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.rentalflat'),
        ),
        migrations.AddField(
            model_name='rentallease',
            name='begun_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rentallease',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='leases', to='anju.rentalentry'),
        ),
        migrations.AddField(
            model_name='rentallease',
            name='flat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='leases', to='anju.rentalflat'),
        ),
        migrations.AddField(
            model_name='rentalmeasure',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='measures', to='anju.rentalentry'),
        ),
        migrations.AddField(
            model_name='rentalmeasure',
            name='settled_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rentalmeasure',
            name='told_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rentalobjection',
            name='against',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rentalobjection',
            name='answered_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rentalobjection',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='objections', to='anju.rentalentry'),
        ),
        migrations.AddField(
            model_name='rentalobjection',
            name='measure',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='objections', to='anju.rentalmeasure'),
        ),
        migrations.AddField(
            model_name='rentaloffer',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='offers', to='anju.rentalentry'),
        ),
        migrations.AddField(
            model_name='rentaloffer',
            name='flat',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='offers', to='anju.rentalflat'),
        ),
        migrations.AddField(
            model_name='rentaloffer',
            name='offered_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rentalobjection',
            name='offer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='objections', to='anju.rentaloffer'),
        ),
        migrations.AddField(
            model_name='rentallease',
            name='offer',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='lease', to='anju.rentaloffer'),
        ),
        migrations.AddField(
            model_name='rentalentryevent',
            name='round',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.rentalround'),
        ),
        migrations.AddField(
            model_name='rentalentry',
            name='round',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='entries', to='anju.rentalround'),
        ),
        migrations.AddField(
            model_name='employeragent',
            name='resident',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='employers', to='anju.resident'),
        ),
        migrations.AddField(
            model_name='draft',
            name='resident',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='anju.resident'),
        ),
        migrations.AddField(
            model_name='binding',
            name='resident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='bindings', to='anju.resident'),
        ),
        migrations.AddField(
            model_name='acceptorevent',
            name='asked_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.resident'),
        ),
        migrations.AddField(
            model_name='acceptor',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='anju.resident'),
        ),
        migrations.AddField(
            model_name='school',
            name='community',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='schoolevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='schoolevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolplaces',
            name='school',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='places', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolplacesevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.schoolplaces'),
        ),
        migrations.AddField(
            model_name='schoolplacesevent',
            name='school',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolround',
            name='allotted_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='schoolround',
            name='announced_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='schoolround',
            name='county',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='schoolround',
            name='drafted_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='schoolround',
            name='published_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='schoolroundevent',
            name='allotted_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='schoolroundevent',
            name='announced_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='schoolroundevent',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='schoolroundevent',
            name='drafted_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='schoolroundevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.schoolround'),
        ),
        migrations.AddField(
            model_name='schoolroundevent',
            name='published_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='schoolroundplaces',
            name='round',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='places', to='anju.schoolround'),
        ),
        migrations.AddField(
            model_name='schoolroundplaces',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolwish',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='school_wish', to='anju.case'),
        ),
        migrations.AddField(
            model_name='schoolwish',
            name='community',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='schoolwish',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='school_wishes', to='anju.person'),
        ),
        migrations.AddField(
            model_name='schoolwish',
            name='round',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='wishes', to='anju.schoolround'),
        ),
        migrations.AddField(
            model_name='schoolwish',
            name='school',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolwish',
            name='sibling',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolwish',
            name='up',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolnote',
            name='wish',
            field=models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='note', to='anju.schoolwish'),
        ),
        migrations.AddField(
            model_name='schoolwishevent',
            name='case',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.case'),
        ),
        migrations.AddField(
            model_name='schoolwishevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='schoolwishevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='schoolwishevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.schoolwish'),
        ),
        migrations.AddField(
            model_name='schoolwishevent',
            name='round',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.schoolround'),
        ),
        migrations.AddField(
            model_name='schoolwishevent',
            name='school',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolwishevent',
            name='sibling',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolwishevent',
            name='up',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.school'),
        ),
        migrations.AddField(
            model_name='schoolzone',
            name='community',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='schoolzone',
            name='school',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='zones', to='anju.school'),
        ),
        migrations.AddField(
            model_name='servicechange',
            name='place',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='servicechange',
            name='proposed_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='servicechange',
            name='reviewed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='servicechangeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.servicechange'),
        ),
        migrations.AddField(
            model_name='servicechangeevent',
            name='place',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='servicechangeevent',
            name='proposed_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='servicechangeevent',
            name='reviewed_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='serviceshape',
            constraint=models.UniqueConstraint(fields=('service', 'since'), name='service_shape_once'),
        ),
        migrations.AddField(
            model_name='booking',
            name='slot',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='bookings', to='anju.slot'),
        ),
        migrations.AddField(
            model_name='stayevent',
            name='address',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.address'),
        ),
        migrations.AddField(
            model_name='stayevent',
            name='before',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.stay'),
        ),
        migrations.AddField(
            model_name='stayevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='stayevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.person'),
        ),
        migrations.AddField(
            model_name='stayevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.stay'),
        ),
        migrations.AddIndex(
            model_name='stuckcase',
            index=models.Index(fields=['unit_id', 'limit_on', 'case_id'], name='stuck_case_unit'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='permit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='suspensions', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='suspensionevent',
            name='permit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.permit'),
        ),
        migrations.AddField(
            model_name='suspensionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.suspension'),
        ),
        migrations.AddField(
            model_name='unit',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='children', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='stayevent',
            name='station',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='stay',
            name='station',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='slot',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='slots', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='servicechangeevent',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='servicechange',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='schoolroundevent',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='schoolround',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='schoolevent',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='school',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='rentalround',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='rentaloffer',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='rentalobjection',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='rentalflatevent',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='rentalflat',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='rentalentryevent',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='rentalentry',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='reliefstep',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='decided_unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='street',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='taken_unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='relief',
            name='county',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='relief',
            name='decided_unit',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='relief',
            name='street',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='relief',
            name='taken_unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='postevent',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='post',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='posts', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='authority',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='collect_at',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='station',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='collect_at',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='station',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permitevent',
            name='authority',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permitevent',
            name='station',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permit',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='permit',
            name='station',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='by_unit',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='legalaid',
            name='escalated_to',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='jurisdiction',
            name='station',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='jurisdictions', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpstep',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='escalated_to',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='giver',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='owner',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='police',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='receiver',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcallevent',
            name='women',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcall',
            name='escalated_to',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcall',
            name='giver',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcall',
            name='owner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcall',
            name='police',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcall',
            name='receiver',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='helpcall',
            name='women',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='exemptstay',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='endorsementevent',
            name='station',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='endorsement',
            name='station',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='employment',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='employerevent',
            name='office',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='employer',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='complaintstep',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='complaintevent',
            name='offered_to',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='complaintevent',
            name='owner',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='offered_to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseurge',
            name='above',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseurge',
            name='asker',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseurge',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='casestep',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caserating',
            name='follow_unit',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caserating',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='casepart',
            name='asker',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='casepart',
            name='escalated_to',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='casepart',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseexportevent',
            name='above',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseexportevent',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseexport',
            name='above',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseexport',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='escalated_to',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='offered_to',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='casedecision',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='case',
            name='escalated_to',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='case',
            name='offered_to',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='case',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='cardevent',
            name='authority',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='cardevent',
            name='collect_at',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='cardbatch',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='card',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='card',
            name='collect_at',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='award',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='unitdivision',
            name='division',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='unitdivision',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='coverage', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='upload',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='uploads', to='anju.person'),
        ),
        migrations.AddField(
            model_name='upload',
            name='resident',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='anju.resident'),
        ),
        migrations.AddField(
            model_name='permitproofevent',
            name='upload',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.upload'),
        ),
        migrations.AddField(
            model_name='permitproof',
            name='upload',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.upload'),
        ),
        migrations.AddField(
            model_name='permitfileevent',
            name='portrait',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.upload'),
        ),
        migrations.AddField(
            model_name='permitfile',
            name='portrait',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.upload'),
        ),
        migrations.AddField(
            model_name='permitevent',
            name='portrait',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.upload'),
        ),
        migrations.AddField(
            model_name='permit',
            name='portrait',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.upload'),
        ),
        migrations.AddField(
            model_name='pastresidence',
            name='upload',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.upload'),
        ),
        migrations.AddField(
            model_name='casepaper',
            name='upload',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.upload'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='decided_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='employer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='vacancies', to='anju.employer'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='place',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='jobapplicationevent',
            name='vacancy',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.vacancy'),
        ),
        migrations.AddField(
            model_name='jobapplication',
            name='vacancy',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='applications', to='anju.vacancy'),
        ),
        migrations.AddField(
            model_name='vacancyevent',
            name='decided_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='vacancyevent',
            name='employer',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.employer'),
        ),
        migrations.AddField(
            model_name='vacancyevent',
            name='office',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='vacancyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='anju.vacancy'),
        ),
        migrations.AddField(
            model_name='vacancyevent',
            name='place',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='anju.division'),
        ),
        migrations.AddField(
            model_name='vaccinedose',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='doses', to='anju.person'),
        ),
        migrations.AddField(
            model_name='vaccinedose',
            name='recorded_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='vaccinedose',
            name='replaces',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.vaccinedose'),
        ),
        migrations.AddField(
            model_name='vaccinedose',
            name='unit',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.unit'),
        ),
        migrations.AddField(
            model_name='vaccinedose',
            name='upload',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.upload'),
        ),
        migrations.AddField(
            model_name='visit',
            name='stay',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='visits', to='anju.stay'),
        ),
        migrations.AddConstraint(
            model_name='acceptance',
            constraint=models.UniqueConstraint(fields=('acceptor', 'on', 'purpose'), name='acceptance_once'),
        ),
        migrations.AddConstraint(
            model_name='caseform',
            constraint=models.UniqueConstraint(fields=('case', 'turn'), name='case_form_turn'),
        ),
        migrations.AddIndex(
            model_name='casenotice',
            index=models.Index(fields=['case', 'told_at'], name='case_notice_case'),
        ),
        migrations.AddConstraint(
            model_name='casenotice',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('case',), name='case_notice_one_open'),
        ),
        migrations.AddIndex(
            model_name='casequestion',
            index=models.Index(fields=['case', 'asked_at'], name='case_question_case'),
        ),
        migrations.AddConstraint(
            model_name='casequestion',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('case',), name='case_question_one'),
        ),
        migrations.AddIndex(
            model_name='confirmation',
            index=models.Index(fields=['kind', 'key', '-at'], name='confirmation_key'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(condition=models.Q(('state__in', ['mediating', 'agreed', 'claimed', 'accepted'])), fields=['limit_on', 'id'], name='dispute_open'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(condition=models.Q(('passed_to__isnull', False)), fields=['passed_to'], name='dispute_passed_to'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['mediating', 'agreed', 'claimed', 'accepted']), _negated=True), ('limit_on__isnull', False), _connector='OR'), name='dispute_limit', violation_error_message='进行中的调解、仲裁必须有期限。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispute',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_disputeevent" ("begun_on", "case_id", "extended", "id", "kind", "limit_on", "limit_provisional", "limit_was", "over_at", "passed_to_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "state", "urgent", "version") VALUES (NEW."begun_on", NEW."case_id", NEW."extended", NEW."id", NEW."kind", NEW."limit_on", NEW."limit_provisional", NEW."limit_was", NEW."over_at", NEW."passed_to_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."started_at", NEW."state", NEW."urgent", NEW."version"); RETURN NULL;', hash='37fba4baea9cf30fd47cc1af5cb47b6acfacab6b', operation='INSERT', pgid='pgtrigger_insert_insert_c7506', table='dispute', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispute',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_disputeevent" ("begun_on", "case_id", "extended", "id", "kind", "limit_on", "limit_provisional", "limit_was", "over_at", "passed_to_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "state", "urgent", "version") VALUES (NEW."begun_on", NEW."case_id", NEW."extended", NEW."id", NEW."kind", NEW."limit_on", NEW."limit_provisional", NEW."limit_was", NEW."over_at", NEW."passed_to_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."started_at", NEW."state", NEW."urgent", NEW."version"); RETURN NULL;', hash='0eca4f45330d692d85e4d217b3b78561ba05fb30', operation='UPDATE', pgid='pgtrigger_update_update_f4c9f', table='dispute', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disputeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dfb47ce2b8a216c3ed446ef034bf6a04544c7b7b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9a427', table='anju_disputeevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='disputesession',
            index=models.Index(fields=['dispute', 'starts_at'], name='dispute_session_of'),
        ),
        migrations.AddIndex(
            model_name='disputesession',
            index=models.Index(condition=models.Q(('outcome', 'called')), fields=['starts_at', 'id'], name='dispute_session_coming'),
        ),
        migrations.AddConstraint(
            model_name='disputesession',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', 'called')), fields=('dispute',), name='dispute_session_one', violation_error_message='已经约好了一次，请先记录它的情况。'),
        ),
        migrations.AddIndex(
            model_name='disputestep',
            index=models.Index(fields=['dispute', 'at', 'id'], name='dispute_step_course'),
        ),
        migrations.AddIndex(
            model_name='division',
            index=models.Index(fields=['path'], name='division_path', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='division',
            index=models.Index(fields=['level', 'initials'], name='division_initials', opclasses=['varchar_ops', 'varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='division',
            index=models.Index(fields=['level', 'pinyin'], name='division_pinyin', opclasses=['varchar_ops', 'varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='division',
            index=models.Index(fields=['level', 'name'], name='division_name', opclasses=['varchar_ops', 'varchar_pattern_ops']),
        ),
        migrations.AddConstraint(
            model_name='division',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='division_range', violation_error_message='一个区划的终止日期不能早于起始日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='division',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='8bd2b070e3401d6212f2e5d1205f1f3fc24e625e', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_484cd', table='division', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='addressevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c9925029c20c541c176486d6a35b61d35f02a6e8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3c5b4', table='anju_addressevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.UniqueConstraint(fields=('community', 'line_index'), name='address_once', violation_error_message='这个地址已经登记过。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_addressevent" ("community_id", "created_at", "door_code", "dwelling", "form", "id", "line_index", "parts", "pgh_created_at", "pgh_label", "pgh_obj_id", "road", "valid_to") VALUES (NEW."community_id", NEW."created_at", NEW."door_code", NEW."dwelling", NEW."form", NEW."id", NEW."line_index", NEW."parts", NOW(), \'insert\', NEW."id", NEW."road", NEW."valid_to"); RETURN NULL;', hash='ad132da4ede74d16cd3c76fa3b483a08ffa947e0', operation='INSERT', pgid='pgtrigger_insert_insert_b7029', table='address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_addressevent" ("community_id", "created_at", "door_code", "dwelling", "form", "id", "line_index", "parts", "pgh_created_at", "pgh_label", "pgh_obj_id", "road", "valid_to") VALUES (NEW."community_id", NEW."created_at", NEW."door_code", NEW."dwelling", NEW."form", NEW."id", NEW."line_index", NEW."parts", NOW(), \'update\', NEW."id", NEW."road", NEW."valid_to"); RETURN NULL;', hash='413b70df9be4fade4f5b48647bd1a83450e36767', operation='UPDATE', pgid='pgtrigger_update_update_e8b04', table='address', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='divisionversion',
            constraint=models.UniqueConstraint(fields=('division', 'valid_from'), name='division_version_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d6b87c30e3d9d3afdbbdc1af927552c976c6d9a7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c37fc', table='anju_endingevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='ending',
            index=models.Index(condition=models.Q(('state__in', ['noticed', 'objected'])), fields=['objection_until', 'id'], name='ending_window'),
        ),
        migrations.AddConstraint(
            model_name='ending',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['noticed', 'objected', 'done'])), fields=('stay',), name='ending_one_open'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ending',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_endingevent" ("basis", "basis_note", "done_at", "ended_on", "id", "noticed_at", "objection", "objection_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "stay_id", "undone_at", "undone_why") VALUES (NEW."basis", NEW."basis_note", NEW."done_at", NEW."ended_on", NEW."id", NEW."noticed_at", NEW."objection", NEW."objection_until", NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."stay_id", NEW."undone_at", NEW."undone_why"); RETURN NULL;', hash='0218d0de4fabeb68c535622718eb241ae58c9dd6', operation='INSERT', pgid='pgtrigger_insert_insert_70bde', table='ending', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ending',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_endingevent" ("basis", "basis_note", "done_at", "ended_on", "id", "noticed_at", "objection", "objection_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "stay_id", "undone_at", "undone_why") VALUES (NEW."basis", NEW."basis_note", NEW."done_at", NEW."ended_on", NEW."id", NEW."noticed_at", NEW."objection", NEW."objection_until", NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."stay_id", NEW."undone_at", NEW."undone_why"); RETURN NULL;', hash='f7ec42f7abf3e50a6eb4e7925eef1e68961234ce', operation='UPDATE', pgid='pgtrigger_update_update_45f6d', table='ending', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['due_on', 'id'], name='correction_open'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('stay', 'field'), name='correction_one_open'),
        ),
        migrations.AddConstraint(
            model_name='completion',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('stay',), name='completion_one_open', violation_error_message='这份材料已经一次性告知过，等待补正。'),
        ),
        migrations.AddIndex(
            model_name='jobwords',
            index=models.Index(fields=['application', 'at'], name='job_words_application'),
        ),
        migrations.AddIndex(
            model_name='awardobjection',
            index=models.Index(fields=['nomination', 'made_at'], name='award_objection_of'),
        ),
        migrations.AddConstraint(
            model_name='awardobjection',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('nomination', 'resident_id'), name='award_objection_one'),
        ),
        migrations.AddIndex(
            model_name='permitending',
            index=models.Index(condition=models.Q(('state__in', ['noticed', 'objected'])), fields=['objection_until', 'id'], name='permit_ending_window'),
        ),
        migrations.AddConstraint(
            model_name='permitending',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['noticed', 'objected', 'done'])), fields=('permit',), name='permit_ending_one_open'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitending',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_permitendingevent" ("basis", "basis_note", "done_at", "ended_on", "id", "noticed_at", "objection", "objection_until", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "undone_at", "undone_why") VALUES (NEW."basis", NEW."basis_note", NEW."done_at", NEW."ended_on", NEW."id", NEW."noticed_at", NEW."objection", NEW."objection_until", NEW."permit_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."undone_at", NEW."undone_why"); RETURN NULL;', hash='83fed1fd0d883f6ba3b9cd3b3063e634fe5be8fc', operation='INSERT', pgid='pgtrigger_insert_insert_6c8fc', table='permit_ending', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitending',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_permitendingevent" ("basis", "basis_note", "done_at", "ended_on", "id", "noticed_at", "objection", "objection_until", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "undone_at", "undone_why") VALUES (NEW."basis", NEW."basis_note", NEW."done_at", NEW."ended_on", NEW."id", NEW."noticed_at", NEW."objection", NEW."objection_until", NEW."permit_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."undone_at", NEW."undone_why"); RETURN NULL;', hash='e487c13e5fa38958b35f1c49fdc6ddf3acd4a15d', operation='UPDATE', pgid='pgtrigger_update_update_890b1', table='permit_ending', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitendingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='301e7952f610a93da4f6c9ad395b7cecb03cd29a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_199c1', table='anju_permitendingevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='permitnotice',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('file',), name='permit_notice_one_open', violation_error_message='这份申请已经一次性告知过，等待补正。'),
        ),
        migrations.AddField(
            model_name='vaccineplan',
            name='community',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='anju.division'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(fields=('gone',), name='person_merge_once'),
        ),
        migrations.AddConstraint(
            model_name='guardianship',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('ward', 'guardian'), name='guardianship_once'),
        ),
        migrations.AddConstraint(
            model_name='guardianship',
            constraint=models.CheckConstraint(condition=models.Q(('ward', models.F('guardian')), _negated=True), name='guardianship_two_people', violation_error_message='监护人不能是本人。'),
        ),
        migrations.AddIndex(
            model_name='datarequest',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['due_on', 'id'], name='data_request_open'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b050aad3043afca5a520493248723ae96b35380', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c7c8d', table='anju_personevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='apiclient',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='c50b42d4cff49f72f0d79da66d127b8239317ec0', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_2bb64', table='api_client', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='addresswarden',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('address',), name='address_one_warden', violation_error_message='一个地址同一时间只有一名协管员。'),
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(fields=['stay', '-issued_on'], name='receipt_stay'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='receipt',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_receiptevent" ("code", "county", "id", "issued_on", "number", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "stay_id") VALUES (NEW."code", NEW."county", NEW."id", NEW."issued_on", NEW."number", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."replaced_at", NEW."stay_id"); RETURN NULL;', hash='cf6b0c2a1d4813a9a94881eeaec695fea3b80d69', operation='INSERT', pgid='pgtrigger_insert_insert_44cd4', table='receipt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='receipt',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_receiptevent" ("code", "county", "id", "issued_on", "number", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "stay_id") VALUES (NEW."code", NEW."county", NEW."id", NEW."issued_on", NEW."number", NEW."person_id", NOW(), \'update\', NEW."id", NEW."replaced_at", NEW."stay_id"); RETURN NULL;', hash='bde10e6062de7886f17999a570dcbcbadfa2a063', operation='UPDATE', pgid='pgtrigger_update_update_c02cf', table='receipt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='receiptevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1aacf2cd9ea1bd17a12e431f8f1d765fca825985', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2857e', table='anju_receiptevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='rentalmeasure',
            index=models.Index(fields=['entry', '-told_at'], name='rental_measure_entry'),
        ),
        migrations.AddConstraint(
            model_name='rentalmeasure',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['told', 'objected'])), fields=('entry',), name='rental_measure_one'),
        ),
        migrations.AddConstraint(
            model_name='rentallease',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('flat',), name='rental_lease_flat'),
        ),
        migrations.AddConstraint(
            model_name='rentallease',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('begins_on'))), name='rental_lease_range', violation_error_message='租期结束日必须晚于开始日。'),
        ),
        migrations.AddConstraint(
            model_name='employeragent',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('employer', 'resident'), name='employer_agent_once'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('resident__isnull', False), ('sent_at', None)), fields=('resident', 'kind'), name='draft_one_open'),
        ),
        migrations.AddConstraint(
            model_name='binding',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('resident', 'person'), name='binding_once'),
        ),
        migrations.AddConstraint(
            model_name='binding',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'self'), ('until', None)), fields=('resident',), name='binding_one_self'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='acceptorevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bfd43676dbfa643f3d355d1c69d594bd360cef90', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_86245', table='anju_acceptorevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='acceptor',
            index=models.Index(fields=['county', 'kind', 'name'], name='acceptor_public'),
        ),
        migrations.AddIndex(
            model_name='acceptor',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['asked_at', 'id'], name='acceptor_asked'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='acceptor',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_acceptorevent" ("answer", "answered_at", "asked_at", "asked_by_id", "client_id", "county_id", "follow", "id", "kind", "name", "offers", "papers", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "state") VALUES (NEW."answer", NEW."answered_at", NEW."asked_at", NEW."asked_by_id", NEW."client_id", NEW."county_id", NEW."follow", NEW."id", NEW."kind", NEW."name", NEW."offers", NEW."papers", NOW(), \'insert\', NEW."id", NEW."phone", NEW."place", NEW."state"); RETURN NULL;', hash='d83df12418fb1f36640912c06c68677e4f9d2e69', operation='INSERT', pgid='pgtrigger_insert_insert_39052', table='acceptor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='acceptor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_acceptorevent" ("answer", "answered_at", "asked_at", "asked_by_id", "client_id", "county_id", "follow", "id", "kind", "name", "offers", "papers", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "state") VALUES (NEW."answer", NEW."answered_at", NEW."asked_at", NEW."asked_by_id", NEW."client_id", NEW."county_id", NEW."follow", NEW."id", NEW."kind", NEW."name", NEW."offers", NEW."papers", NOW(), \'update\', NEW."id", NEW."phone", NEW."place", NEW."state"); RETURN NULL;', hash='296df5b2a9bb7f00345512369ac3dc26eb763578', operation='UPDATE', pgid='pgtrigger_update_update_c2628', table='acceptor', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='schoolplaces',
            constraint=models.UniqueConstraint(fields=('school', 'year', 'grade'), name='school_places_once'),
        ),
        migrations.AddConstraint(
            model_name='schoolplaces',
            constraint=models.CheckConstraint(condition=models.Q(('total__gte', django.db.models.expressions.CombinedExpression(models.F('local'), '+', models.F('open')))), name='school_places_sum', violation_error_message='已占和可用加起来不能超过总学位。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolplaces',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_schoolplacesevent" ("grade", "id", "local", "open", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "total", "year") VALUES (NEW."grade", NEW."id", NEW."local", NEW."open", NOW(), \'insert\', NEW."id", NEW."school_id", NEW."total", NEW."year"); RETURN NULL;', hash='d03b48ff5f23f8f32b50f2d9f945ab922fa5178a', operation='INSERT', pgid='pgtrigger_insert_insert_9c0f5', table='school_places', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolplaces',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_schoolplacesevent" ("grade", "id", "local", "open", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "total", "year") VALUES (NEW."grade", NEW."id", NEW."local", NEW."open", NOW(), \'update\', NEW."id", NEW."school_id", NEW."total", NEW."year"); RETURN NULL;', hash='fd1e81aaa53e4335ffc4a753634d06e1cf46e140', operation='UPDATE', pgid='pgtrigger_update_update_30e04', table='school_places', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolplacesevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a77f08ac627b50833fc1645f5cb8bf0f4d229883', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4f248', table='anju_schoolplacesevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='schoolroundplaces',
            constraint=models.UniqueConstraint(fields=('round', 'school'), name='school_round_places_once'),
        ),
        migrations.AddIndex(
            model_name='schoolwish',
            index=models.Index(fields=['round', 'school', 'number'], name='school_wish_place'),
        ),
        migrations.AddConstraint(
            model_name='schoolwish',
            constraint=models.UniqueConstraint(fields=('person', 'round'), name='school_wish_once', violation_error_message='一个孩子在一次报名里只有一份申请。'),
        ),
        migrations.AddConstraint(
            model_name='schoolwish',
            constraint=models.UniqueConstraint(fields=('round', 'number'), name='school_wish_number'),
        ),
        migrations.AddConstraint(
            model_name='schoolwish',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['offered', 'accepted']), _negated=True), ('school__isnull', False), _connector='OR'), name='school_wish_placed', violation_error_message='录取必须有学校。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolwish',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_schoolwishevent" ("applied_at", "case_id", "choice", "community_id", "counted", "draw", "granted_at", "id", "late", "number", "passed", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replied_at", "reply_by", "round_id", "school_id", "schools", "sibling_id", "sibling_ok", "state", "up_by", "up_id", "version", "work", "work_ok") VALUES (NEW."applied_at", NEW."case_id", NEW."choice", NEW."community_id", NEW."counted", NEW."draw", NEW."granted_at", NEW."id", NEW."late", NEW."number", NEW."passed", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."replied_at", NEW."reply_by", NEW."round_id", NEW."school_id", NEW."schools", NEW."sibling_id", NEW."sibling_ok", NEW."state", NEW."up_by", NEW."up_id", NEW."version", NEW."work", NEW."work_ok"); RETURN NULL;', hash='8f1bc5eb8321fe63e97b5a669705c03c0b89fc49', operation='INSERT', pgid='pgtrigger_insert_insert_f888c', table='school_wish', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolwish',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_schoolwishevent" ("applied_at", "case_id", "choice", "community_id", "counted", "draw", "granted_at", "id", "late", "number", "passed", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replied_at", "reply_by", "round_id", "school_id", "schools", "sibling_id", "sibling_ok", "state", "up_by", "up_id", "version", "work", "work_ok") VALUES (NEW."applied_at", NEW."case_id", NEW."choice", NEW."community_id", NEW."counted", NEW."draw", NEW."granted_at", NEW."id", NEW."late", NEW."number", NEW."passed", NEW."person_id", NOW(), \'update\', NEW."id", NEW."replied_at", NEW."reply_by", NEW."round_id", NEW."school_id", NEW."schools", NEW."sibling_id", NEW."sibling_ok", NEW."state", NEW."up_by", NEW."up_id", NEW."version", NEW."work", NEW."work_ok"); RETURN NULL;', hash='2cc57b26def36b0760630c450e7ec1ced48de469', operation='UPDATE', pgid='pgtrigger_update_update_3a7cc', table='school_wish', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolwishevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='571f4d8cf56e0a6153c196b95a22707a2d9b789c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c156b', table='anju_schoolwishevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='schoolzone',
            index=models.Index(fields=['community', 'year'], name='school_zone_community'),
        ),
        migrations.AddConstraint(
            model_name='schoolzone',
            constraint=models.UniqueConstraint(fields=('school', 'year', 'community'), name='school_zone_once'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['person_id', '-starts_at'], name='booking_person'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(condition=models.Q(('state', 'booked')), fields=['starts_at', 'id'], name='booking_coming'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'booked')), fields=('slot', 'seat'), name='booking_seat'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'booked')), fields=('slot', 'person_id'), name='booking_once'),
        ),
        migrations.AddIndex(
            model_name='suspension',
            index=models.Index(fields=['permit', 'start'], name='suspension_permit'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.UniqueConstraint(condition=models.Q(('end', None)), fields=('permit',), name='suspension_one_open'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.UniqueConstraint(fields=('permit', 'number'), name='suspension_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspension',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_suspensionevent" ("end", "id", "number", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start") VALUES (NEW."end", NEW."id", NEW."number", NEW."permit_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."start"); RETURN NULL;', hash='1270ae7647529307200e4a608de96c3fae175ded', operation='INSERT', pgid='pgtrigger_insert_insert_b23ea', table='suspension', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspension',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_suspensionevent" ("end", "id", "number", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start") VALUES (NEW."end", NEW."id", NEW."number", NEW."permit_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."start"); RETURN NULL;', hash='4dbd8c39e9dfb8c705406f11d12977c9fe64dfb0', operation='UPDATE', pgid='pgtrigger_update_update_841ff', table='suspension', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspensionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5a7e3bb196b772dad375bb2b29783bbee0d9c6df', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_56343', table='anju_suspensionevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(fields=['path'], name='unit_path', opclasses=['varchar_pattern_ops']),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='962f7aab5e9fa6cd12b92efd3f2c1a990eb63005', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_ddf0b', table='unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5033636fda74230579f2e1481a8d7bf01f1e06b5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a38b0', table='anju_stayevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['person', '-declared_at'], name='stay_person'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['address', '-declared_at'], name='stay_address'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(condition=models.Q(('state__in', ['declared', 'to_verify'])), fields=['station', 'check_due_on', 'id'], name='stay_queue'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(condition=models.Q(('state', 'returned')), fields=['station', 'check_due_on', 'id'], name='stay_returned'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(condition=models.Q(('state', 'registered')), fields=['community', 'confirmed_on', 'id'], name='stay_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(condition=models.Q(('state__in', ['declared', 'to_verify'])), fields=['community', 'check_due_on', 'id'], name='stay_to_check'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(condition=models.Q(('state', 'returned')), fields=['community', 'check_due_on', 'id'], name='stay_returned_area'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(condition=models.Q(('state', 'declared')), fields=['check_due_on', 'id'], name='stay_b3'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'registered')), fields=('person',), name='stay_one_active', violation_error_message='一个人同一时间只能有一处有效登记。'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('registered_on', None), ('ended_on__gte', models.F('registered_on')), _connector='OR'), name='stay_range', violation_error_message='结束日期不能早于登记日期。'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'registered'), _negated=True), models.Q(('counted_from__isnull', False), ('registered_on__isnull', False)), _connector='OR'), name='stay_registered_dated', violation_error_message='已登记的居住必须有登记日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_stayevent" ("address_id", "agent_id_number", "agent_name", "agent_relation", "arrived_on", "before_id", "channel", "check_due_on", "check_due_provisional", "check_due_was", "community_id", "confirmed_on", "counted_from", "declared_at", "due_on", "due_provisional", "end_reason", "ended_on", "exempt", "filing", "former_state", "id", "number", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registered_on", "state", "station_id", "version", "workplace") VALUES (NEW."address_id", NEW."agent_id_number", NEW."agent_name", NEW."agent_relation", NEW."arrived_on", NEW."before_id", NEW."channel", NEW."check_due_on", NEW."check_due_provisional", NEW."check_due_was", NEW."community_id", NEW."confirmed_on", NEW."counted_from", NEW."declared_at", NEW."due_on", NEW."due_provisional", NEW."end_reason", NEW."ended_on", NEW."exempt", NEW."filing", NEW."former_state", NEW."id", NEW."number", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."registered_on", NEW."state", NEW."station_id", NEW."version", NEW."workplace"); RETURN NULL;', hash='0493b17224c2fb7445c8a1fa55f76463fc4a2a30', operation='INSERT', pgid='pgtrigger_insert_insert_9db50', table='stay', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stay',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_stayevent" ("address_id", "agent_id_number", "agent_name", "agent_relation", "arrived_on", "before_id", "channel", "check_due_on", "check_due_provisional", "check_due_was", "community_id", "confirmed_on", "counted_from", "declared_at", "due_on", "due_provisional", "end_reason", "ended_on", "exempt", "filing", "former_state", "id", "number", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registered_on", "state", "station_id", "version", "workplace") VALUES (NEW."address_id", NEW."agent_id_number", NEW."agent_name", NEW."agent_relation", NEW."arrived_on", NEW."before_id", NEW."channel", NEW."check_due_on", NEW."check_due_provisional", NEW."check_due_was", NEW."community_id", NEW."confirmed_on", NEW."counted_from", NEW."declared_at", NEW."due_on", NEW."due_provisional", NEW."end_reason", NEW."ended_on", NEW."exempt", NEW."filing", NEW."former_state", NEW."id", NEW."number", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."registered_on", NEW."state", NEW."station_id", NEW."version", NEW."workplace"); RETURN NULL;', hash='01da530181e3720ab1b0d03130526e35b703fbca', operation='UPDATE', pgid='pgtrigger_update_update_62528', table='stay', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='slot',
            index=models.Index(condition=models.Q(('closed_at', None), ('taken__lt', models.F('seats'))), fields=['unit', 'starts_at', 'id'], name='slot_free'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.UniqueConstraint(fields=('unit', 'service', 'place', 'starts_at'), name='slot_once'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('taken__lte', models.F('seats'))), name='slot_seats', violation_error_message='这个时间已经约满。'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='slot_range', violation_error_message='结束时间必须晚于开始时间。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicechangeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4927e4f8c22d9230ba8d18da002b10f3a181cfe6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2442d', table='anju_servicechangeevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='servicechange',
            index=models.Index(fields=['service', '-proposed_at'], name='service_change_service'),
        ),
        migrations.AddConstraint(
            model_name='servicechange',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'approved'])), fields=('service', 'place', 'begins'), name='service_change_once', violation_error_message='这个地方同一天已有一项修改。'),
        ),
        migrations.AddConstraint(
            model_name='servicechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'declined']), _negated=True), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='service_change_reviewed', violation_error_message='修改必须由具名的工作人员审核。'),
        ),
        migrations.AddConstraint(
            model_name='servicechange',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by', None), models.Q(('reviewed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='service_change_four_eyes', violation_error_message='提出修改的人不能审核同一项修改。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicechange',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_servicechangeevent" ("answer", "basis", "begins", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "proposed_at", "proposed_by_id", "reason", "reviewed_at", "reviewed_by_id", "service", "state", "unit_id", "version", "what") VALUES (NEW."answer", NEW."basis", NEW."begins", NEW."id", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."reviewed_at", NEW."reviewed_by_id", NEW."service", NEW."state", NEW."unit_id", NEW."version", NEW."what"); RETURN NULL;', hash='92a22ad7db6a273b0bc6c261f194ba927d53b478', operation='INSERT', pgid='pgtrigger_insert_insert_7af87', table='service_change', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicechange',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_servicechangeevent" ("answer", "basis", "begins", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "proposed_at", "proposed_by_id", "reason", "reviewed_at", "reviewed_by_id", "service", "state", "unit_id", "version", "what") VALUES (NEW."answer", NEW."basis", NEW."begins", NEW."id", NOW(), \'update\', NEW."id", NEW."place_id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."reviewed_at", NEW."reviewed_by_id", NEW."service", NEW."state", NEW."unit_id", NEW."version", NEW."what"); RETURN NULL;', hash='bd51de41f41a2297f89a4615fa13fe9d95f959da', operation='UPDATE', pgid='pgtrigger_update_update_53c0b', table='service_change', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicechange',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='69792104c23d17a2b275809c20256805a061cdff', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_ca837', table='service_change', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolroundevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ab7ac4db0cbef9cca72d78c5284c7a44da917889', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2ef23', table='anju_schoolroundevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='schoolround',
            index=models.Index(fields=['county', '-last_on', 'id'], name='school_round_county'),
        ),
        migrations.AddConstraint(
            model_name='schoolround',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'dropped'), _negated=True), fields=('county', 'year', 'level', 'grade'), name='school_round_once', violation_error_message='这个年级今年已经有一次报名。'),
        ),
        migrations.AddConstraint(
            model_name='schoolround',
            constraint=models.CheckConstraint(condition=models.Q(('announce_on__gt', models.F('last_on')), ('first_on__lte', models.F('last_on'))), name='school_round_dates', violation_error_message='公布日期要在报名结束以后。'),
        ),
        migrations.AddConstraint(
            model_name='schoolround',
            constraint=models.CheckConstraint(condition=models.Q(('published_by', None), models.Q(('published_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='school_round_four_eyes', violation_error_message='拟定人不能审核自己拟定的。'),
        ),
        migrations.AddConstraint(
            model_name='schoolround',
            constraint=models.CheckConstraint(condition=models.Q(('announced_by', None), models.Q(('allotted_by__isnull', False), models.Q(('announced_by', models.F('allotted_by')), _negated=True)), _connector='OR'), name='school_round_two_announce', violation_error_message='试排的人不能公布结果。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolround',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_schoolroundevent" ("allotted_at", "allotted_by_id", "announce_on", "announced_at", "announced_by_id", "county_id", "drafted_by_id", "first_on", "grade", "id", "last_on", "level", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reply_days", "rules", "seed", "seed_digest", "seed_shown", "serial", "state", "unit_id", "version", "within", "year") VALUES (NEW."allotted_at", NEW."allotted_by_id", NEW."announce_on", NEW."announced_at", NEW."announced_by_id", NEW."county_id", NEW."drafted_by_id", NEW."first_on", NEW."grade", NEW."id", NEW."last_on", NEW."level", NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."reply_days", NEW."rules", NEW."seed", NEW."seed_digest", NEW."seed_shown", NEW."serial", NEW."state", NEW."unit_id", NEW."version", NEW."within", NEW."year"); RETURN NULL;', hash='088aedf6bde99994a66970d107aad4732c110edc', operation='INSERT', pgid='pgtrigger_insert_insert_f4cb5', table='school_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolround',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_schoolroundevent" ("allotted_at", "allotted_by_id", "announce_on", "announced_at", "announced_by_id", "county_id", "drafted_by_id", "first_on", "grade", "id", "last_on", "level", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reply_days", "rules", "seed", "seed_digest", "seed_shown", "serial", "state", "unit_id", "version", "within", "year") VALUES (NEW."allotted_at", NEW."allotted_by_id", NEW."announce_on", NEW."announced_at", NEW."announced_by_id", NEW."county_id", NEW."drafted_by_id", NEW."first_on", NEW."grade", NEW."id", NEW."last_on", NEW."level", NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."reply_days", NEW."rules", NEW."seed", NEW."seed_digest", NEW."seed_shown", NEW."serial", NEW."state", NEW."unit_id", NEW."version", NEW."within", NEW."year"); RETURN NULL;', hash='e0ad5cc6eca9aa48f088aa4229bc4f897c4fea6d', operation='UPDATE', pgid='pgtrigger_update_update_91291', table='school_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='51249581dbb7a9b8cb0e0b1937a7aa494557a4c3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6a5f6', table='anju_schoolevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='school',
            index=models.Index(fields=['unit', 'level', 'name', 'id'], name='school_office'),
        ),
        migrations.AddConstraint(
            model_name='school',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('unit', 'name'), name='school_once', violation_error_message='这所学校已经在列表里。'),
        ),
        migrations.AddConstraint(
            model_name='school',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='school_range', violation_error_message='终止日期不能早于起始日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_schoolevent" ("community_id", "id", "level", "name", "ownership", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "unit_id", "valid_from", "valid_to", "version") VALUES (NEW."community_id", NEW."id", NEW."level", NEW."name", NEW."ownership", NOW(), \'insert\', NEW."id", NEW."phone", NEW."place", NEW."unit_id", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='59b23588da9b40b85de80efc4d1f6c42c4bc8f73', operation='INSERT', pgid='pgtrigger_insert_insert_a0a3a', table='school', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_schoolevent" ("community_id", "id", "level", "name", "ownership", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "unit_id", "valid_from", "valid_to", "version") VALUES (NEW."community_id", NEW."id", NEW."level", NEW."name", NEW."ownership", NOW(), \'update\', NEW."id", NEW."phone", NEW."place", NEW."unit_id", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='829c9a101e20df46e5333c0d0ac374c16d58fcef', operation='UPDATE', pgid='pgtrigger_update_update_95b98', table='school', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='rentalround',
            index=models.Index(fields=['unit', '-opens_on'], name='rental_round_unit'),
        ),
        migrations.AddConstraint(
            model_name='rentalround',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='rental_round_range', violation_error_message='截止日不能早于开始日。'),
        ),
        migrations.AddConstraint(
            model_name='rentalround',
            constraint=models.CheckConstraint(condition=models.Q(('for_migrants__lte', models.F('planned'))), name='rental_round_plan', violation_error_message='给外来人口的不能多于计划总数。'),
        ),
        migrations.AddIndex(
            model_name='rentaloffer',
            index=models.Index(fields=['entry', '-offered_at'], name='rental_offer_entry'),
        ),
        migrations.AddIndex(
            model_name='rentaloffer',
            index=models.Index(fields=['unit', '-answered_at', '-id'], name='rental_offer_unit'),
        ),
        migrations.AddIndex(
            model_name='rentaloffer',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['answer_by', 'id'], name='rental_offer_open'),
        ),
        migrations.AddConstraint(
            model_name='rentaloffer',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'accepted'])), fields=('flat',), name='rental_offer_flat'),
        ),
        migrations.AddConstraint(
            model_name='rentaloffer',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'accepted'])), fields=('entry',), name='rental_offer_one'),
        ),
        migrations.AddIndex(
            model_name='rentalobjection',
            index=models.Index(fields=['entry', '-made_at'], name='rental_objection_entry'),
        ),
        migrations.AddIndex(
            model_name='rentalobjection',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['unit', 'due_on', 'id'], name='rental_objection_open'),
        ),
        migrations.AddConstraint(
            model_name='rentalobjection',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('entry', 'person_id', 'about'), name='rental_objection_one'),
        ),
        migrations.AddConstraint(
            model_name='rentalobjection',
            constraint=models.CheckConstraint(condition=models.Q(('against', None), ('answered_by', None), models.Q(('against', models.F('answered_by')), _negated=True), _connector='OR'), name='rental_objection_other_eyes', violation_error_message='复核由没有参与原决定的人办理。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentalflatevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1d70c9550666009e14fc9b82312040c1979ad541', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_24408', table='anju_rentalflatevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='rentalflat',
            index=models.Index(fields=['unit', 'state', 'estate', 'number'], name='rental_flat_unit'),
        ),
        migrations.AddConstraint(
            model_name='rentalflat',
            constraint=models.UniqueConstraint(condition=models.Q(('to_on', None)), fields=('unit', 'estate', 'number'), name='rental_flat_once', violation_error_message='这套房已在项目里。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentalflat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_rentalflatevent" ("accessible", "added_at", "estate", "from_on", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "rent_fen", "rooms", "size", "state", "to_on", "unit_id", "version") VALUES (NEW."accessible", NEW."added_at", NEW."estate", NEW."from_on", NEW."id", NEW."number", NOW(), \'insert\', NEW."id", NEW."rent_fen", NEW."rooms", NEW."size", NEW."state", NEW."to_on", NEW."unit_id", NEW."version"); RETURN NULL;', hash='3885615f2ae2bc7bc8d29d476c06c356b44dfff4', operation='INSERT', pgid='pgtrigger_insert_insert_1738a', table='rental_flat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentalflat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_rentalflatevent" ("accessible", "added_at", "estate", "from_on", "id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "rent_fen", "rooms", "size", "state", "to_on", "unit_id", "version") VALUES (NEW."accessible", NEW."added_at", NEW."estate", NEW."from_on", NEW."id", NEW."number", NOW(), \'update\', NEW."id", NEW."rent_fen", NEW."rooms", NEW."size", NEW."state", NEW."to_on", NEW."unit_id", NEW."version"); RETURN NULL;', hash='7ae3b4b1b06c94051702d8d041731c3f0570ae73', operation='UPDATE', pgid='pgtrigger_update_update_2d18e', table='rental_flat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentalentryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='425f0202cb999fff8cf82d0a19962edf6ad2f9dc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dde8d', table='anju_rentalentryevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='rentalentry',
            index=models.Index(fields=['person', '-entered_at'], name='rental_entry_person'),
        ),
        migrations.AddIndex(
            model_name='rentalentry',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'offered', 'accepted'])), fields=['unit', 'group', 'ranked_on', 'lot', 'complete_at', 'id'], name='rental_entry_order'),
        ),
        migrations.AddIndex(
            model_name='rentalentry',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'offered', 'accepted'])), fields=['confirm_by', 'id'], name='rental_entry_confirm'),
        ),
        migrations.AddIndex(
            model_name='rentalentry',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'offered', 'accepted'])), fields=['waits_until', 'id'], name='rental_entry_years'),
        ),
        migrations.AddConstraint(
            model_name='rentalentry',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ended'), _negated=True), fields=('person',), name='rental_entry_one', violation_error_message='已在轮候或者已入住。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentalentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_rentalentryevent" ("case_id", "complete_at", "confirm_by", "confirmed_on", "declines", "ended_at", "ended_why", "entered_at", "group", "id", "lot", "need", "number", "people", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ranked_on", "round_id", "state", "unit_id", "version", "waits_until") VALUES (NEW."case_id", NEW."complete_at", NEW."confirm_by", NEW."confirmed_on", NEW."declines", NEW."ended_at", NEW."ended_why", NEW."entered_at", NEW."group", NEW."id", NEW."lot", NEW."need", NEW."number", NEW."people", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."ranked_on", NEW."round_id", NEW."state", NEW."unit_id", NEW."version", NEW."waits_until"); RETURN NULL;', hash='1f099420f8341ff7fa7590b15e9977ae03373f14', operation='INSERT', pgid='pgtrigger_insert_insert_7983c', table='rental_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentalentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_rentalentryevent" ("case_id", "complete_at", "confirm_by", "confirmed_on", "declines", "ended_at", "ended_why", "entered_at", "group", "id", "lot", "need", "number", "people", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ranked_on", "round_id", "state", "unit_id", "version", "waits_until") VALUES (NEW."case_id", NEW."complete_at", NEW."confirm_by", NEW."confirmed_on", NEW."declines", NEW."ended_at", NEW."ended_why", NEW."entered_at", NEW."group", NEW."id", NEW."lot", NEW."need", NEW."number", NEW."people", NEW."person_id", NOW(), \'update\', NEW."id", NEW."ranked_on", NEW."round_id", NEW."state", NEW."unit_id", NEW."version", NEW."waits_until"); RETURN NULL;', hash='b0253a1121b63a0b7f52961eb849d8ab072090d7', operation='UPDATE', pgid='pgtrigger_update_update_b7e14', table='rental_entry', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='reliefstep',
            index=models.Index(fields=['relief', 'at'], name='relief_step_relief'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reliefevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='75937abae57fd41921f80f481da647e6922391ac', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9e59d', table='anju_reliefevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='relief',
            index=models.Index(fields=['street', 'state', 'due_on', 'id'], name='relief_street'),
        ),
        migrations.AddIndex(
            model_name='relief',
            index=models.Index(fields=['county', 'state', 'due_on', 'id'], name='relief_county'),
        ),
        migrations.AddIndex(
            model_name='relief',
            index=models.Index(fields=['taken_unit', 'due_on', 'id'], name='relief_taken'),
        ),
        migrations.AddIndex(
            model_name='relief',
            index=models.Index(condition=models.Q(('person', None), _negated=True), fields=['person', '-taken_at'], name='relief_person'),
        ),
        migrations.AddConstraint(
            model_name='relief',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['taken', 'checked'])), fields=('person',), name='relief_one_open', violation_error_message='这个人已有一件临时救助正在办理。'),
        ),
        migrations.AddConstraint(
            model_name='relief',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by', None), ('decided_by', None), models.Q(('checked_by', models.F('decided_by')), _negated=True), _connector='OR'), name='relief_four_eyes', violation_error_message='调查人不能审批同一件救助。'),
        ),
        migrations.AddConstraint(
            model_name='relief',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'refused']), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='relief_decided_by_somebody', violation_error_message='救助结果必须由具名的工作人员作出。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_reliefevent" ("amount_fen", "checked_at", "checked_by_id", "closed_at", "code", "community_id", "county_id", "decided_at", "decided_by_id", "decided_unit_id", "due_on", "due_provisional", "follow_on", "id", "kind", "paid_by_id", "paid_fen", "paid_on", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_on", "state", "street_id", "taken_at", "taken_by_id", "taken_unit_id", "urgent", "version") VALUES (NEW."amount_fen", NEW."checked_at", NEW."checked_by_id", NEW."closed_at", NEW."code", NEW."community_id", NEW."county_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_unit_id", NEW."due_on", NEW."due_provisional", NEW."follow_on", NEW."id", NEW."kind", NEW."paid_by_id", NEW."paid_fen", NEW."paid_on", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."posted_on", NEW."state", NEW."street_id", NEW."taken_at", NEW."taken_by_id", NEW."taken_unit_id", NEW."urgent", NEW."version"); RETURN NULL;', hash='fc2492de9927d959a6e52ccd33151977912138f4', operation='INSERT', pgid='pgtrigger_insert_insert_55d8f', table='relief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_reliefevent" ("amount_fen", "checked_at", "checked_by_id", "closed_at", "code", "community_id", "county_id", "decided_at", "decided_by_id", "decided_unit_id", "due_on", "due_provisional", "follow_on", "id", "kind", "paid_by_id", "paid_fen", "paid_on", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_on", "state", "street_id", "taken_at", "taken_by_id", "taken_unit_id", "urgent", "version") VALUES (NEW."amount_fen", NEW."checked_at", NEW."checked_by_id", NEW."closed_at", NEW."code", NEW."community_id", NEW."county_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_unit_id", NEW."due_on", NEW."due_provisional", NEW."follow_on", NEW."id", NEW."kind", NEW."paid_by_id", NEW."paid_fen", NEW."paid_on", NEW."person_id", NOW(), \'update\', NEW."id", NEW."posted_on", NEW."state", NEW."street_id", NEW."taken_at", NEW."taken_by_id", NEW."taken_unit_id", NEW."urgent", NEW."version"); RETURN NULL;', hash='89e48d43c350d3efa9738ad1726aa8f20ed85b14', operation='UPDATE', pgid='pgtrigger_update_update_9182c', table='relief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ee285457be051a8d9e38ea334906fe2e91c3ee89', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f9401', table='anju_postevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('staff', 'unit', 'role'), name='post_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='post',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_postevent" ("id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "unit_id", "valid_from", "valid_to") VALUES (NEW."id", NOW(), \'insert\', NEW."id", NEW."role", NEW."staff_id", NEW."unit_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='c56ccfaf66a8cca5e078eaa1ad53660483f8d6d7', operation='INSERT', pgid='pgtrigger_insert_insert_b73b5', table='post', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='post',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_postevent" ("id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_id", "unit_id", "valid_from", "valid_to") VALUES (NEW."id", NOW(), \'update\', NEW."id", NEW."role", NEW."staff_id", NEW."unit_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='8a99e6855e44088519c4eb76d41a4632186e81ed', operation='UPDATE', pgid='pgtrigger_update_update_4cc57', table='post', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='post',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='ea1dc8f9e7e4e052cff1f61b28e2d11cc17ca65d', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_2e87e', table='post', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='nomination',
            index=models.Index(fields=['award', 'state', '-id'], name='nomination_award'),
        ),
        migrations.AddIndex(
            model_name='nomination',
            index=models.Index(condition=models.Q(('phone_index__isnull', False)), fields=['phone_index'], name='nomination_phone'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'given']), _negated=True), ('consent', 'given'), _connector='OR'), name='nomination_consented', violation_error_message='没有本人同意不能公布。'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by', None), ('decided_by', None), models.Q(('proposed_by', models.F('decided_by')), _negated=True), _connector='OR'), name='nomination_four_eyes', violation_error_message='初审人不能复审同一件推荐。'),
        ),
        migrations.AddIndex(
            model_name='legalaid',
            index=models.Index(condition=models.Q(('named_at', None)), fields=['due_on', 'id'], name='legal_aid_waiting'),
        ),
        migrations.AddIndex(
            model_name='legalaid',
            index=models.Index(condition=models.Q(('escalated_to__isnull', False)), fields=['escalated_to', 'due_on', 'id'], name='legal_aid_escalated'),
        ),
        migrations.AddConstraint(
            model_name='legalaid',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('named_at', None), ('named_by', None)), models.Q(('named_at__isnull', False), ('named_by__isnull', False)), _connector='OR'), name='legal_aid_named_by_somebody', violation_error_message='指派律师必须由具名的工作人员作出。'),
        ),
        migrations.AddConstraint(
            model_name='jurisdiction',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('division',), name='jurisdiction_one_open', violation_error_message='一个区划同一时间只归一个派出所管辖。'),
        ),
        migrations.AddConstraint(
            model_name='jurisdiction',
            constraint=models.UniqueConstraint(fields=('division', 'valid_from'), name='jurisdiction_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jurisdiction',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='180e343c7736b5ca154dc9770fca245d2f902738', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_64456', table='jurisdiction', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='helpstep',
            index=models.Index(fields=['call', 'at'], name='help_step_call'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='helpcallevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0576868569ed5efef7b3ebaa4edcdd1042f277f4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_64002', table='anju_helpcallevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='helpcall',
            index=models.Index(fields=['giver', 'state', 'due_at', 'id'], name='help_giver'),
        ),
        migrations.AddIndex(
            model_name='helpcall',
            index=models.Index(fields=['receiver', 'state', 'due_at', 'id'], name='help_receiver'),
        ),
        migrations.AddIndex(
            model_name='helpcall',
            index=models.Index(condition=models.Q(('escalated_to', None), ('state__in', ['handed', 'declined'])), fields=['due_at', 'id'], name='help_late'),
        ),
        migrations.AddIndex(
            model_name='helpcall',
            index=models.Index(condition=models.Q(('closed_at', None), _negated=True), fields=['closed_at', 'id'], name='help_closed'),
        ),
        migrations.AddConstraint(
            model_name='helpcall',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'closed']), _negated=True), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='help_accepted_by_somebody', violation_error_message='接收必须有具名的工作人员和时间。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='helpcall',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_helpcallevent" ("accepted_at", "accepted_by_id", "area_id", "closed_at", "code", "due_at", "escalated_to_id", "giver_id", "handed_at", "how", "id", "minor", "next_on", "outcome", "owner_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_id", "receiver_id", "state", "taken_at", "taken_by_id", "version", "women_id") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."area_id", NEW."closed_at", NEW."code", NEW."due_at", NEW."escalated_to_id", NEW."giver_id", NEW."handed_at", NEW."how", NEW."id", NEW."minor", NEW."next_on", NEW."outcome", NEW."owner_id", NOW(), \'insert\', NEW."id", NEW."police_id", NEW."receiver_id", NEW."state", NEW."taken_at", NEW."taken_by_id", NEW."version", NEW."women_id"); RETURN NULL;', hash='f322ba5a1e7d857d3eaf8acd035e96cfbd1a2546', operation='INSERT', pgid='pgtrigger_insert_insert_aa9e4', table='help_call', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='helpcall',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_helpcallevent" ("accepted_at", "accepted_by_id", "area_id", "closed_at", "code", "due_at", "escalated_to_id", "giver_id", "handed_at", "how", "id", "minor", "next_on", "outcome", "owner_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_id", "receiver_id", "state", "taken_at", "taken_by_id", "version", "women_id") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."area_id", NEW."closed_at", NEW."code", NEW."due_at", NEW."escalated_to_id", NEW."giver_id", NEW."handed_at", NEW."how", NEW."id", NEW."minor", NEW."next_on", NEW."outcome", NEW."owner_id", NOW(), \'update\', NEW."id", NEW."police_id", NEW."receiver_id", NEW."state", NEW."taken_at", NEW."taken_by_id", NEW."version", NEW."women_id"); RETURN NULL;', hash='27acb5a09fd5e1e6dabe82d44d21c9aa85ab479f', operation='UPDATE', pgid='pgtrigger_update_update_01a1f', table='help_call', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='exemptstay',
            index=models.Index(fields=['id_index'], name='exempt_id_index'),
        ),
        migrations.AddIndex(
            model_name='exemptstay',
            index=models.Index(condition=models.Q(('until', None)), fields=['unit', '-id'], name='exempt_current'),
        ),
        migrations.AddIndex(
            model_name='exemptstay',
            index=models.Index(condition=models.Q(('until__isnull', False)), fields=['until'], name='exempt_over'),
        ),
        migrations.AddConstraint(
            model_name='exemptstay',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('unit', 'id_index'), name='exempt_once', violation_error_message='这个人已经在名单上。'),
        ),
        migrations.AddConstraint(
            model_name='exemptstay',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='exempt_range', violation_error_message='离开日期不能早于开始日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endorsementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0eded51007f4ec5f168d1cd11df1c998879bf1eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bf09f', table='anju_endorsementevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='endorsement',
            index=models.Index(fields=['permit', '-number'], name='endorsement_permit'),
        ),
        migrations.AddIndex(
            model_name='endorsement',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['station', 'due_on', 'id'], name='endorsement_open'),
        ),
        migrations.AddConstraint(
            model_name='endorsement',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'done'])), fields=('permit', 'number'), name='endorsement_once', violation_error_message='这一年度的签注已经申请或者办理。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endorsement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_endorsementevent" ("asked_at", "channel", "done_on", "due_on", "due_provisional", "due_was", "ground", "id", "late", "number", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "station_id", "until", "version") VALUES (NEW."asked_at", NEW."channel", NEW."done_on", NEW."due_on", NEW."due_provisional", NEW."due_was", NEW."ground", NEW."id", NEW."late", NEW."number", NEW."permit_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."station_id", NEW."until", NEW."version"); RETURN NULL;', hash='c629331303032b01ae354c91d19f796e80afa65d', operation='INSERT', pgid='pgtrigger_insert_insert_668fd', table='endorsement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endorsement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_endorsementevent" ("asked_at", "channel", "done_on", "due_on", "due_provisional", "due_was", "ground", "id", "late", "number", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "station_id", "until", "version") VALUES (NEW."asked_at", NEW."channel", NEW."done_on", NEW."due_on", NEW."due_provisional", NEW."due_was", NEW."ground", NEW."id", NEW."late", NEW."number", NEW."permit_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."station_id", NEW."until", NEW."version"); RETURN NULL;', hash='daed6b5aa9deea3a7bdd48cc1fa2831dbe8eea58', operation='UPDATE', pgid='pgtrigger_update_update_1bd2b', table='endorsement', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='employment',
            index=models.Index(fields=['person', '-registered_at'], name='employment_person'),
        ),
        migrations.AddIndex(
            model_name='employment',
            index=models.Index(fields=['unit', '-registered_at', '-id'], name='employment_unit'),
        ),
        migrations.AddConstraint(
            model_name='employment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person',), name='employment_one_in_force', violation_error_message='一个人只有一条有效的就业失业登记。'),
        ),
        migrations.AddConstraint(
            model_name='employment',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='employment_range', violation_error_message='结束日期不能早于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='employment',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='employment_end_reason', violation_error_message='结束登记必须写明原因。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='employerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5a0552bddf6ad11dc67cbf8a91ee09f70073bac4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f4cc5', table='anju_employerevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='employer',
            index=models.Index(fields=['office', 'state', 'asked_at', 'id'], name='employer_office'),
        ),
        migrations.AddConstraint(
            model_name='employer',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'active'])), fields=('code',), name='employer_code_once', violation_error_message='这个统一社会信用代码已经登记。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='employer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_employerevent" ("answer", "answered_at", "answered_by_id", "article", "asked_at", "checked", "client_id", "code", "contact", "county_id", "id", "name", "office_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "state") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."article", NEW."asked_at", NEW."checked", NEW."client_id", NEW."code", NEW."contact", NEW."county_id", NEW."id", NEW."name", NEW."office_id", NOW(), \'insert\', NEW."id", NEW."phone", NEW."place", NEW."state"); RETURN NULL;', hash='ee44a2766209c120eb5777f57010b68ac836aa4c', operation='INSERT', pgid='pgtrigger_insert_insert_6d745', table='employer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='employer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_employerevent" ("answer", "answered_at", "answered_by_id", "article", "asked_at", "checked", "client_id", "code", "contact", "county_id", "id", "name", "office_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "state") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."article", NEW."asked_at", NEW."checked", NEW."client_id", NEW."code", NEW."contact", NEW."county_id", NEW."id", NEW."name", NEW."office_id", NOW(), \'update\', NEW."id", NEW."phone", NEW."place", NEW."state"); RETURN NULL;', hash='2c662c77cbb11cfa85ea44167f4cc2c34e14cf37', operation='UPDATE', pgid='pgtrigger_update_update_c020c', table='employer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaintevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='989cf20b8f9bd0057a953d85542f73454fef1268', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dcd96', table='anju_complaintevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('state', 'answered'), _negated=True), fields=['owner', 'due_on', 'id'], name='complaint_open'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('resident_id__isnull', False)), fields=['resident_id', '-received_at'], name='complaint_resident'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaint',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_complaintevent" ("answered_at", "code", "contact", "due_on", "due_provisional", "due_was", "id", "kind", "offered_to_id", "owner_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "resident_id", "state", "text") VALUES (NEW."answered_at", NEW."code", NEW."contact", NEW."due_on", NEW."due_provisional", NEW."due_was", NEW."id", NEW."kind", NEW."offered_to_id", NEW."owner_id", NOW(), \'insert\', NEW."id", NEW."received_at", NEW."resident_id", NEW."state", NEW."text"); RETURN NULL;', hash='cb71bbf38118c80d807b76246a9566ee4b9ff32e', operation='INSERT', pgid='pgtrigger_insert_insert_33f9d', table='complaint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaint',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_complaintevent" ("answered_at", "code", "contact", "due_on", "due_provisional", "due_was", "id", "kind", "offered_to_id", "owner_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "resident_id", "state", "text") VALUES (NEW."answered_at", NEW."code", NEW."contact", NEW."due_on", NEW."due_provisional", NEW."due_was", NEW."id", NEW."kind", NEW."offered_to_id", NEW."owner_id", NOW(), \'update\', NEW."id", NEW."received_at", NEW."resident_id", NEW."state", NEW."text"); RETURN NULL;', hash='c6e3990b9386643941dba40e6d4165b74dce783c', operation='UPDATE', pgid='pgtrigger_update_update_3e90c', table='complaint', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='caseurge',
            index=models.Index(condition=models.Q(('answered_at', None)), fields=['unit', 'at', 'id'], name='case_urge_open'),
        ),
        migrations.AddConstraint(
            model_name='caseurge',
            constraint=models.UniqueConstraint(fields=('case', 'on'), name='case_urge_once', violation_error_message='这件事项今天已经催办过。'),
        ),
        migrations.AddIndex(
            model_name='casestep',
            index=models.Index(fields=['case', 'at'], name='case_step_case'),
        ),
        migrations.AddIndex(
            model_name='caserating',
            index=models.Index(fields=['unit', 'rated_on'], name='case_rating_unit'),
        ),
        migrations.AddIndex(
            model_name='caserating',
            index=models.Index(condition=models.Q(('follow_up', 'open')), fields=['follow_unit', 'due_on', 'id'], name='case_rating_open'),
        ),
        migrations.AddConstraint(
            model_name='caserating',
            constraint=models.CheckConstraint(condition=models.Q(('done_by', None), models.Q(('done_by', models.F('officer')), _negated=True), _connector='OR'), name='case_rating_somebody_else', violation_error_message='被评价的工作人员不能跟进这件评价。'),
        ),
        migrations.AddIndex(
            model_name='casepart',
            index=models.Index(fields=['case', 'asked_at'], name='case_part_case'),
        ),
        migrations.AddIndex(
            model_name='casepart',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['unit', 'due_on', 'id'], name='case_part_open'),
        ),
        migrations.AddIndex(
            model_name='casepart',
            index=models.Index(condition=models.Q(('escalated_to__isnull', False), ('state', 'asked')), fields=['escalated_to', 'due_on', 'id'], name='case_part_escalated'),
        ),
        migrations.AddIndex(
            model_name='casepart',
            index=models.Index(condition=models.Q(('escalated_to', None), ('state', 'asked')), fields=['due_on', 'id'], name='case_part_late'),
        ),
        migrations.AddConstraint(
            model_name='casepart',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('case', 'unit'), name='case_part_one_open'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseexportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='391dbc569170cb8bcf982e3e981013e514230acb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f243c', table='anju_caseexportevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='caseexport',
            index=models.Index(fields=['asked_by', '-asked_at'], name='case_export_mine'),
        ),
        migrations.AddIndex(
            model_name='caseexport',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['asked_at', 'id'], name='case_export_open'),
        ),
        migrations.AddConstraint(
            model_name='caseexport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['released', 'declined']), _negated=True), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='case_export_reviewed', violation_error_message='导出必须由具名的工作人员核准。'),
        ),
        migrations.AddConstraint(
            model_name='caseexport',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by', None), models.Q(('reviewed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='case_export_four_eyes', violation_error_message='申请导出的人不能核准自己的申请。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseexport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_caseexportevent" ("above_id", "answer", "asked_at", "asked_by_id", "count", "higher", "id", "listed", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reviewed_at", "reviewed_by_id", "state", "unit_id", "until", "version", "why") VALUES (NEW."above_id", NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."count", NEW."higher", NEW."id", NEW."listed", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."reviewed_at", NEW."reviewed_by_id", NEW."state", NEW."unit_id", NEW."until", NEW."version", NEW."why"); RETURN NULL;', hash='9ca47d83536c6e9a0dd0874c570ff1d571978e22', operation='INSERT', pgid='pgtrigger_insert_insert_60b51', table='case_export', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseexport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_caseexportevent" ("above_id", "answer", "asked_at", "asked_by_id", "count", "higher", "id", "listed", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reviewed_at", "reviewed_by_id", "state", "unit_id", "until", "version", "why") VALUES (NEW."above_id", NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."count", NEW."higher", NEW."id", NEW."listed", NOW(), \'update\', NEW."id", NEW."purpose", NEW."reviewed_at", NEW."reviewed_by_id", NEW."state", NEW."unit_id", NEW."until", NEW."version", NEW."why"); RETURN NULL;', hash='6e8ed88c545f15aaec5ccda1409c421d9352d1c3', operation='UPDATE', pgid='pgtrigger_update_update_d58e5', table='case_export', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c08a608ea2ee980361739cdff16169fb9135e31d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_89dc7', table='anju_caseevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='casedecision',
            constraint=models.UniqueConstraint(fields=('case', 'outcome'), name='case_decision_once'),
        ),
        migrations.AddConstraint(
            model_name='casedecision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'granted'), models.Q(models.Q(('reason', ''), _negated=True), models.Q(('article', ''), _negated=True)), _connector='OR'), name='case_decision_reasoned', violation_error_message='不予办理必须写明理由和依据。'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['person', '-applied_at'], name='case_person'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('unit'), models.Case(models.When(service='human_resources/wage_claim', then=0), default=1, output_field=models.PositiveSmallIntegerField()), models.F('limit_on'), models.F('id'), condition=models.Q(('state__in', ['sent', 'taken', 'proposed', 'objected'])), include=('service', 'state'), name='case_office'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('unit'), models.Case(models.When(service='human_resources/wage_claim', then=0), default=1, output_field=models.PositiveSmallIntegerField()), models.F('limit_on'), models.F('id'), condition=models.Q(('state__in', ['returned', 'asked'])), name='case_applicant'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('offered_to'), models.Case(models.When(service='human_resources/wage_claim', then=0), default=1, output_field=models.PositiveSmallIntegerField()), models.F('limit_on'), models.F('id'), condition=models.Q(('offered_to__isnull', False)), name='case_offered'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('escalated_to'), models.Case(models.When(service='human_resources/wage_claim', then=0), default=1, output_field=models.PositiveSmallIntegerField()), models.F('limit_on'), models.F('id'), condition=models.Q(('escalated_to__isnull', False)), name='case_escalated'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('escalated_to', None), ('state__in', ['sent', 'taken', 'proposed', 'objected'])), fields=['limit_on', 'id'], name='case_late'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['unit', 'applied_at'], name='case_received'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('decided_at', None), _negated=True), fields=['unit', '-decided_at'], name='case_done'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['sent', 'returned', 'taken', 'asked', 'proposed', 'objected'])), fields=('person', 'service'), name='case_one_open', violation_error_message='这个事项已有一件正在办理。'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['taken', 'asked', 'proposed', 'granted', 'refused']), _negated=True), models.Q(('clock_from__isnull', False), ('clock_left__isnull', False), ('taken_at__isnull', False)), _connector='OR'), name='case_taken_dated', violation_error_message='已签收的事项必须有签收时间和办结期限。'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['granted', 'refused', 'objected', 'confirmed', 'changed']), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='case_decided_by_somebody', violation_error_message='办理结果必须由具名的工作人员作出。'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by', None), ('decided_by', None), models.Q(('proposed_by', models.F('decided_by')), _negated=True), _connector='OR'), name='case_four_eyes', violation_error_message='拟定人不能审定同一件事项。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_caseevent" ("applicant_id", "applied_at", "channel", "clock_from", "clock_left", "clock_stands", "clock_unit", "closed_at", "community_id", "decided_at", "decided_by_id", "escalated_to_id", "former_state", "id", "limit_on", "limit_provisional", "limit_was", "number", "offered_to_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "proposed_by_id", "service", "state", "taken_at", "taken_by_id", "unit_id", "version") VALUES (NEW."applicant_id", NEW."applied_at", NEW."channel", NEW."clock_from", NEW."clock_left", NEW."clock_stands", NEW."clock_unit", NEW."closed_at", NEW."community_id", NEW."decided_at", NEW."decided_by_id", NEW."escalated_to_id", NEW."former_state", NEW."id", NEW."limit_on", NEW."limit_provisional", NEW."limit_was", NEW."number", NEW."offered_to_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."proposed", NEW."proposed_by_id", NEW."service", NEW."state", NEW."taken_at", NEW."taken_by_id", NEW."unit_id", NEW."version"); RETURN NULL;', hash='16624d2ce941b905f98e7e81202a26c1c15a40d2', operation='INSERT', pgid='pgtrigger_insert_insert_52335', table='service_case', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_caseevent" ("applicant_id", "applied_at", "channel", "clock_from", "clock_left", "clock_stands", "clock_unit", "closed_at", "community_id", "decided_at", "decided_by_id", "escalated_to_id", "former_state", "id", "limit_on", "limit_provisional", "limit_was", "number", "offered_to_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "proposed_by_id", "service", "state", "taken_at", "taken_by_id", "unit_id", "version") VALUES (NEW."applicant_id", NEW."applied_at", NEW."channel", NEW."clock_from", NEW."clock_left", NEW."clock_stands", NEW."clock_unit", NEW."closed_at", NEW."community_id", NEW."decided_at", NEW."decided_by_id", NEW."escalated_to_id", NEW."former_state", NEW."id", NEW."limit_on", NEW."limit_provisional", NEW."limit_was", NEW."number", NEW."offered_to_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."proposed", NEW."proposed_by_id", NEW."service", NEW."state", NEW."taken_at", NEW."taken_by_id", NEW."unit_id", NEW."version"); RETURN NULL;', hash='6c90f1aef406677da83ff94d3ba24108914fc13e', operation='UPDATE', pgid='pgtrigger_update_update_61a1c', table='service_case', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cardevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e916fe29a771a25d9a9e9ff43a6e5f5a7c3ba053', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_338b4', table='anju_cardevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='cardbatch',
            index=models.Index(fields=['authority', '-made_at'], name='card_batch_latest'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(condition=models.Q(('state', 'to_make')), fields=['authority', 'due_on', 'id'], name='card_to_make'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(condition=models.Q(('state', 'ready')), fields=['collect_at', 'ready_on', 'id'], name='card_ready'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(condition=models.Q(('state', 'lost')), fields=['handed_on', 'id'], name='card_lost'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['to_make', 'making', 'ready'])), fields=('permit',), name='card_one_under_way', violation_error_message='这张居住证已有一张卡正在制作或者待领取。'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(condition=models.Q(('card_number', ''), _negated=True), fields=('card_number',), name='card_number_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='card',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_cardevent" ("authority_id", "batch_id", "card_number", "collect_at_id", "due_on", "file_id", "former_state", "handed_by", "handed_on", "id", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_on", "state", "tries", "version") VALUES (NEW."authority_id", NEW."batch_id", NEW."card_number", NEW."collect_at_id", NEW."due_on", NEW."file_id", NEW."former_state", NEW."handed_by", NEW."handed_on", NEW."id", NEW."permit_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."ready_on", NEW."state", NEW."tries", NEW."version"); RETURN NULL;', hash='bd4c67bbea3f8b1787db8cf94eaaaa13a0c99f8e', operation='INSERT', pgid='pgtrigger_insert_insert_4662c', table='card', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='card',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_cardevent" ("authority_id", "batch_id", "card_number", "collect_at_id", "due_on", "file_id", "former_state", "handed_by", "handed_on", "id", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_on", "state", "tries", "version") VALUES (NEW."authority_id", NEW."batch_id", NEW."card_number", NEW."collect_at_id", NEW."due_on", NEW."file_id", NEW."former_state", NEW."handed_by", NEW."handed_on", NEW."id", NEW."permit_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."ready_on", NEW."state", NEW."tries", NEW."version"); RETURN NULL;', hash='1167519b1afa65e8d60f73ca9f9018550a0e53ae', operation='UPDATE', pgid='pgtrigger_update_update_d4d95', table='card', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['unit', '-opens_on', '-id'], name='award_unit'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='award_range', violation_error_message='截止日不能早于开始日。'),
        ),
        migrations.AddConstraint(
            model_name='unitdivision',
            constraint=models.UniqueConstraint(fields=('unit', 'division', 'valid_from'), name='unit_division_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitdivision',
            trigger=pgtrigger.compiler.Trigger(name='bump_reference', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO reference_version (id, version) VALUES (1, nextval('reference_seq'))\nON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;\nRETURN NULL;\n", hash='e3d58cfb3e35f2f2c29708d1c26fbba5cef7144a', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_bump_reference_b54f4', table='unit_division', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['subject_id'], name='upload_subject'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['person'], name='upload_person'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(condition=models.Q(('swept_at', None)), fields=['keep_until', 'id'], name='upload_sweep'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitproofevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a4cad49d2dc55a11f3c8a200589d2dcf8846ae01', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_51b45', table='anju_permitproofevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitproof',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_permitproofevent" ("address_id", "checked_at", "checked_by", "given_at", "ground", "id", "kind", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "stay_id", "subject_id", "upload_id", "valid_until", "workplace") VALUES (NEW."address_id", NEW."checked_at", NEW."checked_by", NEW."given_at", NEW."ground", NEW."id", NEW."kind", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."source", NEW."stay_id", NEW."subject_id", NEW."upload_id", NEW."valid_until", NEW."workplace"); RETURN NULL;', hash='82c8567a28edde7b45e7f3771173c025f7adbb8c', operation='INSERT', pgid='pgtrigger_insert_insert_3da6b', table='permit_proof', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitproof',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_permitproofevent" ("address_id", "checked_at", "checked_by", "given_at", "ground", "id", "kind", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "stay_id", "subject_id", "upload_id", "valid_until", "workplace") VALUES (NEW."address_id", NEW."checked_at", NEW."checked_by", NEW."given_at", NEW."ground", NEW."id", NEW."kind", NEW."person_id", NOW(), \'update\', NEW."id", NEW."source", NEW."stay_id", NEW."subject_id", NEW."upload_id", NEW."valid_until", NEW."workplace"); RETURN NULL;', hash='f8d2625adc3553165f86f9599f43f4aa01081eff', operation='UPDATE', pgid='pgtrigger_update_update_6def4', table='permit_proof', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitfileevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3ca7a4a9fb947cbd5aea4c4d8b4d5ebfbf177c42', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_501cb', table='anju_permitfileevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='permitfile',
            index=models.Index(fields=['person', '-applied_at'], name='permit_file_person'),
        ),
        migrations.AddIndex(
            model_name='permitfile',
            index=models.Index(condition=models.Q(('state', 'applied')), fields=['station', 'check_due_on', 'id'], name='permit_file_applied'),
        ),
        migrations.AddIndex(
            model_name='permitfile',
            index=models.Index(condition=models.Q(('state', 'returned')), fields=['station', 'check_due_on', 'id'], name='permit_file_returned'),
        ),
        migrations.AddIndex(
            model_name='permitfile',
            index=models.Index(condition=models.Q(('state', 'accepted')), fields=['station', 'due_on', 'id'], name='permit_file_accepted'),
        ),
        migrations.AddIndex(
            model_name='permitfile',
            index=models.Index(condition=models.Q(('state', 'applied')), fields=['community', 'check_due_on', 'id'], name='permit_file_applied_area'),
        ),
        migrations.AddIndex(
            model_name='permitfile',
            index=models.Index(condition=models.Q(('state', 'returned')), fields=['community', 'check_due_on', 'id'], name='permit_file_returned_area'),
        ),
        migrations.AddIndex(
            model_name='permitfile',
            index=models.Index(condition=models.Q(('state', 'accepted')), fields=['community', 'due_on', 'id'], name='permit_file_accepted_area'),
        ),
        migrations.AddConstraint(
            model_name='permitfile',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['applied', 'returned', 'accepted'])), fields=('person',), name='permit_file_one_open', violation_error_message='已有一份正在办理的居住证申请。'),
        ),
        migrations.AddConstraint(
            model_name='permitfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'signed']), _negated=True), models.Q(('accepted_at__isnull', False), ('due_on__isnull', False)), _connector='OR'), name='permit_file_accepted_dated', violation_error_message='已受理的申请必须有受理时间和办结期限。'),
        ),
        migrations.AddConstraint(
            model_name='permitfile',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_by', None), ('decided_by', None), models.Q(('state', 'signed'), _negated=True), models.Q(('accepted_by', models.F('decided_by')), _negated=True), _connector='OR'), name='permit_file_four_eyes', violation_error_message='受理人不能签发同一份申请。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitfile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_permitfileevent" ("accepted_at", "accepted_by_id", "agent_id_number", "agent_name", "agent_relation", "agent_why", "applied_at", "authority_id", "cause", "channel", "check_due_on", "check_due_provisional", "check_due_was", "collect_at_id", "community_id", "decided_at", "decided_by_id", "due_on", "due_provisional", "due_was", "ethnicity", "extended_why", "fee_fen", "former_state", "ground", "id", "kind", "number", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portrait_id", "ready_on", "refusal", "refusal_basis", "state", "station_id", "stay_id", "version") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."agent_id_number", NEW."agent_name", NEW."agent_relation", NEW."agent_why", NEW."applied_at", NEW."authority_id", NEW."cause", NEW."channel", NEW."check_due_on", NEW."check_due_provisional", NEW."check_due_was", NEW."collect_at_id", NEW."community_id", NEW."decided_at", NEW."decided_by_id", NEW."due_on", NEW."due_provisional", NEW."due_was", NEW."ethnicity", NEW."extended_why", NEW."fee_fen", NEW."former_state", NEW."ground", NEW."id", NEW."kind", NEW."number", NEW."permit_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."portrait_id", NEW."ready_on", NEW."refusal", NEW."refusal_basis", NEW."state", NEW."station_id", NEW."stay_id", NEW."version"); RETURN NULL;', hash='1266d56a53bbe7346aad14e71bd296819a90054b', operation='INSERT', pgid='pgtrigger_insert_insert_a5cc6', table='permit_file', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitfile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_permitfileevent" ("accepted_at", "accepted_by_id", "agent_id_number", "agent_name", "agent_relation", "agent_why", "applied_at", "authority_id", "cause", "channel", "check_due_on", "check_due_provisional", "check_due_was", "collect_at_id", "community_id", "decided_at", "decided_by_id", "due_on", "due_provisional", "due_was", "ethnicity", "extended_why", "fee_fen", "former_state", "ground", "id", "kind", "number", "permit_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portrait_id", "ready_on", "refusal", "refusal_basis", "state", "station_id", "stay_id", "version") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."agent_id_number", NEW."agent_name", NEW."agent_relation", NEW."agent_why", NEW."applied_at", NEW."authority_id", NEW."cause", NEW."channel", NEW."check_due_on", NEW."check_due_provisional", NEW."check_due_was", NEW."collect_at_id", NEW."community_id", NEW."decided_at", NEW."decided_by_id", NEW."due_on", NEW."due_provisional", NEW."due_was", NEW."ethnicity", NEW."extended_why", NEW."fee_fen", NEW."former_state", NEW."ground", NEW."id", NEW."kind", NEW."number", NEW."permit_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."portrait_id", NEW."ready_on", NEW."refusal", NEW."refusal_basis", NEW."state", NEW."station_id", NEW."stay_id", NEW."version"); RETURN NULL;', hash='e8eb63c4607261efe9e264ceef93a6b64e693315', operation='UPDATE', pgid='pgtrigger_update_update_5ea73', table='permit_file', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7d2cb1543f1ea33e4debee7a7e3b84a5006a57e5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a33bd', table='anju_permitevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='permit',
            index=models.Index(fields=['person', '-issued_on'], name='permit_person'),
        ),
        migrations.AddIndex(
            model_name='permit',
            index=models.Index(condition=models.Q(('state', 'valid')), fields=['window_closes_on', 'id'], name='permit_closing'),
        ),
        migrations.AddIndex(
            model_name='permit',
            index=models.Index(condition=models.Q(('state', 'valid')), fields=['window_opens_on', 'id'], name='permit_opening'),
        ),
        migrations.AddIndex(
            model_name='permit',
            index=models.Index(condition=models.Q(('state', 'valid')), fields=['station', 'window_closes_on', 'id'], name='permit_due'),
        ),
        migrations.AddIndex(
            model_name='permit',
            index=models.Index(condition=models.Q(('state', 'suspended')), fields=['station', 'suspended_on', 'id'], name='permit_suspended'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['valid', 'suspended'])), fields=('person',), name='permit_one_active', violation_error_message='一个人同一时间只能有一张有效的居住证。'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'suspended'), _negated=True), ('suspended_on__isnull', False), _connector='OR'), name='permit_suspended_dated', violation_error_message='中止的居住证必须有中止日期。'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_on__isnull', False), _connector='OR'), name='permit_ended_dated', violation_error_message='已注销的居住证必须有注销日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_permitevent" ("anchor_on", "authority_id", "code", "community_id", "county", "end_reason", "ended_on", "endorsed", "ethnicity", "former_state", "ground", "id", "issued_on", "number", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portrait_id", "since", "state", "station_id", "stay_id", "suspended_on", "version", "window_closes_on", "window_opens_on", "window_provisional", "window_was") VALUES (NEW."anchor_on", NEW."authority_id", NEW."code", NEW."community_id", NEW."county", NEW."end_reason", NEW."ended_on", NEW."endorsed", NEW."ethnicity", NEW."former_state", NEW."ground", NEW."id", NEW."issued_on", NEW."number", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."portrait_id", NEW."since", NEW."state", NEW."station_id", NEW."stay_id", NEW."suspended_on", NEW."version", NEW."window_closes_on", NEW."window_opens_on", NEW."window_provisional", NEW."window_was"); RETURN NULL;', hash='8aa76a43cff893e36708e9cf6bf1c223e3c08e1e', operation='INSERT', pgid='pgtrigger_insert_insert_36094', table='permit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='permit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_permitevent" ("anchor_on", "authority_id", "code", "community_id", "county", "end_reason", "ended_on", "endorsed", "ethnicity", "former_state", "ground", "id", "issued_on", "number", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portrait_id", "since", "state", "station_id", "stay_id", "suspended_on", "version", "window_closes_on", "window_opens_on", "window_provisional", "window_was") VALUES (NEW."anchor_on", NEW."authority_id", NEW."code", NEW."community_id", NEW."county", NEW."end_reason", NEW."ended_on", NEW."endorsed", NEW."ethnicity", NEW."former_state", NEW."ground", NEW."id", NEW."issued_on", NEW."number", NEW."person_id", NOW(), \'update\', NEW."id", NEW."portrait_id", NEW."since", NEW."state", NEW."station_id", NEW."stay_id", NEW."suspended_on", NEW."version", NEW."window_closes_on", NEW."window_opens_on", NEW."window_provisional", NEW."window_was"); RETURN NULL;', hash='1b64fcfd5dd5f90a28b7850756decddbdd98e4bc', operation='UPDATE', pgid='pgtrigger_update_update_03cf8', table='permit', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='pastresidence',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__gt', models.F('from_on'))), name='past_residence_range', violation_error_message='结束日期必须晚于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='casepaper',
            constraint=models.UniqueConstraint(fields=('case', 'turn', 'paper'), name='case_paper_turn'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['-published_at', '-id'], name='vacancy_newest'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['county', '-published_at', '-id'], name='vacancy_county'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['occupation', '-published_at', '-id'], name='vacancy_kind'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['wage_month'], name='vacancy_wage'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('state', 'open')), fields=['words'], name='vacancy_words'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['expires_on', 'id'], name='vacancy_expiring'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['employer', '-posted_at', '-id'], name='vacancy_employer'),
        ),
        migrations.AddIndex(
            model_name='vacancy',
            index=models.Index(fields=['office', 'state', 'posted_at', 'id'], name='vacancy_office'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('wage_from__gt', 0), ('wage_to__gte', models.F('wage_from'))), name='vacancy_wage_order', violation_error_message='最高工资不能比最低工资少。'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('decided_by__isnull', False), ('expires_on__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='vacancy_published_by_somebody', violation_error_message='岗位必须由具名的工作人员审核后公布，并有截止日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_vacancyevent" ("answer", "article", "closed_at", "contact_shown", "county", "days", "decided_by_id", "employer_id", "expires_on", "hours_week", "id", "insurance", "lodging", "meals", "number", "occupation", "office_id", "openings", "path", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "posted_at", "published_at", "schedule", "spot", "state", "text", "title", "version", "wage_from", "wage_month", "wage_to", "wage_unit", "words") VALUES (NEW."answer", NEW."article", NEW."closed_at", NEW."contact_shown", NEW."county", NEW."days", NEW."decided_by_id", NEW."employer_id", NEW."expires_on", NEW."hours_week", NEW."id", NEW."insurance", NEW."lodging", NEW."meals", NEW."number", NEW."occupation", NEW."office_id", NEW."openings", NEW."path", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."posted_at", NEW."published_at", NEW."schedule", NEW."spot", NEW."state", NEW."text", NEW."title", NEW."version", NEW."wage_from", NEW."wage_month", NEW."wage_to", NEW."wage_unit", NEW."words"); RETURN NULL;', hash='1e5eaad289f72e52aaccd9976cf09366ed8424c3', operation='INSERT', pgid='pgtrigger_insert_insert_8389f', table='vacancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_vacancyevent" ("answer", "article", "closed_at", "contact_shown", "county", "days", "decided_by_id", "employer_id", "expires_on", "hours_week", "id", "insurance", "lodging", "meals", "number", "occupation", "office_id", "openings", "path", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "posted_at", "published_at", "schedule", "spot", "state", "text", "title", "version", "wage_from", "wage_month", "wage_to", "wage_unit", "words") VALUES (NEW."answer", NEW."article", NEW."closed_at", NEW."contact_shown", NEW."county", NEW."days", NEW."decided_by_id", NEW."employer_id", NEW."expires_on", NEW."hours_week", NEW."id", NEW."insurance", NEW."lodging", NEW."meals", NEW."number", NEW."occupation", NEW."office_id", NEW."openings", NEW."path", NOW(), \'update\', NEW."id", NEW."place_id", NEW."posted_at", NEW."published_at", NEW."schedule", NEW."spot", NEW."state", NEW."text", NEW."title", NEW."version", NEW."wage_from", NEW."wage_month", NEW."wage_to", NEW."wage_unit", NEW."words"); RETURN NULL;', hash='0d2c1c714eccc216f0c8715f73f372a4e022321c', operation='UPDATE', pgid='pgtrigger_update_update_279c5', table='vacancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jobapplicationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='42b6c19f4148872828b35b2f06adaecfcde553f2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_53f8d', table='anju_jobapplicationevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='jobapplication',
            index=models.Index(fields=['person', '-sent_at'], name='job_application_person'),
        ),
        migrations.AddIndex(
            model_name='jobapplication',
            index=models.Index(condition=models.Q(('state__in', ['sent', 'invited'])), fields=['due_on', 'id'], name='job_application_due'),
        ),
        migrations.AddConstraint(
            model_name='jobapplication',
            constraint=models.UniqueConstraint(fields=('vacancy', 'person'), name='job_application_once', violation_error_message='您已经报过这个岗位。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jobapplication',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "anju_jobapplicationevent" ("answered_at", "consent_until", "consented_at", "due_on", "ended_at", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reminded_at", "said", "said_at", "sent_at", "state", "vacancy_id", "version") VALUES (NEW."answered_at", NEW."consent_until", NEW."consented_at", NEW."due_on", NEW."ended_at", NEW."id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."reminded_at", NEW."said", NEW."said_at", NEW."sent_at", NEW."state", NEW."vacancy_id", NEW."version"); RETURN NULL;', hash='3f456316c226becb082e8ac58bd1349b043a4f61', operation='INSERT', pgid='pgtrigger_insert_insert_74a69', table='job_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jobapplication',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "anju_jobapplicationevent" ("answered_at", "consent_until", "consented_at", "due_on", "ended_at", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reminded_at", "said", "said_at", "sent_at", "state", "vacancy_id", "version") VALUES (NEW."answered_at", NEW."consent_until", NEW."consented_at", NEW."due_on", NEW."ended_at", NEW."id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."reminded_at", NEW."said", NEW."said_at", NEW."sent_at", NEW."state", NEW."vacancy_id", NEW."version"); RETURN NULL;', hash='d85ee56eca9a1f06e17eae7230fedecad8253af5', operation='UPDATE', pgid='pgtrigger_update_update_ef50e', table='job_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a8718d040c70ff532c170806192906d0524d1123', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_16f97', table='anju_vacancyevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='vaccinedose',
            index=models.Index(fields=['person', 'given_on'], name='vaccine_dose_person'),
        ),
        migrations.AddConstraint(
            model_name='vaccinedose',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['noted', 'given'])), fields=('person', 'vaccine', 'given_on'), name='vaccine_dose_once', violation_error_message='这一针已经记过。'),
        ),
        migrations.AddIndex(
            model_name='vaccineplan',
            index=models.Index(condition=models.Q(('next_on__isnull', False)), fields=['community', 'next_on', 'person'], name='vaccine_plan_next'),
        ),
        migrations.AddIndex(
            model_name='vaccineplan',
            index=models.Index(condition=models.Q(('late_on__isnull', False)), fields=['community', 'late_on', 'person'], name='vaccine_plan_late'),
        ),
        migrations.AddIndex(
            model_name='vaccineplan',
            index=models.Index(condition=models.Q(('noted', True)), fields=['community', 'next_on', 'person'], name='vaccine_plan_noted'),
        ),
    ]
