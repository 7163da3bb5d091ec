"""Pictures of papers: taken in sealed, given to one case, seen by whoever handles it, gone when it is over."""

import datetime
import io
import json
import uuid

import pytest
from django.db import connection
from PIL import Image
from tests import factories as make
from tests import permits, pictures

from anju.actions import permit as files
from anju.actions import rotation, upload
from anju.jobs import night
from anju.law import upload as law
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.models import Act, Binding, Permit, Resident, Stay, Upload
from anju.queries import uploads, visitors
from anju.vault import seal

pytestmark = pytest.mark.django_db
PAPER = pictures.jpeg(pictures.paper(width=600, height=800))
NOBODY = uuid.UUID(int=7)


def me(who: Resident) -> Actor:
    """Return a resident as an actor."""
    return visitors.resident_actor(who=who)


def kept(by: Actor, *, purpose: str = "proof", person: uuid.UUID | None = None, data: bytes = PAPER) -> Upload:
    """Return a picture taken in at NOW."""
    return upload.keep(data=data, purpose=purpose, by=by, at=make.NOW, person_id=person)


def given(stay: Stay, who: Resident, *, subject: tuple[str, uuid.UUID] = ("past", NOBODY)) -> Upload:
    """Return a picture that belongs to a case of a stay."""
    made = kept(me(who), person=stay.person_id)
    upload.attach(upload_ids=[made.id], subject=subject, person_id=stay.person_id, by=me(who), at=make.NOW)
    return Upload.objects.get(id=made.id)


def acts(what: str) -> list[Act]:
    """Return the acts of one kind."""
    return list(Act.objects.filter(what=what).order_by("seq"))


def test_L2_a_picture_is_kept_sealed_and_opens_only_in_its_own_row() -> None:
    who = make.resident()
    one, other = kept(me(who)), kept(me(who))
    sealed = bytes(one.content or b"")
    assert sealed[1 + 12 :][:2] != b"\xff\xd8"
    opened = uploads.content(upload_id=one.id)
    assert opened.startswith(b"\xff\xd8\xff")
    assert (one.size, one.width, one.height, one.media_type) == (len(opened), 600, 800, "image/jpeg")
    Upload.objects.filter(id=other.id).update(content=sealed)
    with pytest.raises(Exception, match="changed or moved"):
        uploads.content(upload_id=other.id)


def test_taking_a_picture_in_is_an_act_that_holds_nothing_of_it() -> None:
    who = make.resident()
    one = kept(me(who))
    (act,) = acts("upload")
    assert (act.subject_kind, act.subject_id, act.person_id, act.actor_id) == ("upload", str(one.id), None, who.id)
    assert act.detail == {"purpose": "proof", "size": one.size}
    assert (one.resident_id, one.post_id, one.subject_kind, one.person_id) == (who.id, None, "", None)
    assert one.keep_until == make.NOW + datetime.timedelta(days=120)


def test_L2_position_and_camera_are_gone_before_anything_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8825)[2] = (35.0, 3.0, 14.0)
    one = kept(me(make.resident()), data=pictures.jpeg(pictures.paper(), exif=exif))
    assert dict(Image.open(io.BytesIO(uploads.content(upload_id=one.id))).getexif()) == {}


def test_E9_a_portrait_is_checked_and_the_check_is_kept_as_advice() -> None:
    by = me(make.resident())
    good = kept(by, purpose="portrait", data=pictures.jpeg(pictures.portrait()))
    poor = kept(by, purpose="portrait", data=pictures.jpeg(pictures.paper()))
    assert good.checks == {"size": True, "background": True, "face": True, "area": True, "sharp": True}
    assert (poor.checks["face"], poor.swept_at) == (False, None)
    assert kept(by).checks == {}
    # cut to the norm where a face says how, and kept whole where none does
    assert [(one.width, one.height) == (358, 441) for one in (good, poor)] == [True, False]
    image = Image.open(io.BytesIO(uploads.printed(upload_id=good.id)))
    assert image.size == (358, 441)


@pytest.mark.parametrize(("data", "code"), [(b"", "picture_empty"), (b"%PDF-1.4", "picture_pdf")])
def test_a_bad_file_leaves_nothing(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        kept(me(make.resident()), data=data)
    assert refused.value.code == code
    assert (Upload.objects.count(), acts("upload")) == (0, [])


def test_an_unknown_purpose_a_strangers_person_or_a_role_that_may_not_is_nothing() -> None:
    stay = make.registered(at=make.community(), who=make.resident())
    by = me(make.resident())
    overseer = make.actor(make.post(unit=stay.station, role="overseer"))
    for attempt in (
        lambda: kept(by, purpose="anything"),
        lambda: kept(by, person=stay.person_id),
        lambda: kept(overseer),
    ):
        with pytest.raises(Absent):
            attempt()
    assert Upload.objects.count() == 0


def test_nobody_fills_the_disk_with_pictures_that_belong_to_no_case() -> None:
    who = make.resident()
    row = {"purpose": "proof", "media_type": "image/jpeg", "size": 1, "width": 1, "height": 1, "made_at": make.NOW}
    Upload.objects.bulk_create([Upload(resident=who, content=b"1", **row) for _ in range(law.MOST_WAITING)])
    with pytest.raises(Refusal) as refused:
        kept(me(who))
    assert refused.value.code == "too_many_uploads"
    assert kept(me(make.resident())).size > 0


def test_a_picture_goes_to_one_case_and_only_from_whoever_gave_it() -> None:
    who, other = make.resident(), make.resident()
    stay = make.registered(at=make.community(), who=who)
    mine, theirs = kept(me(who)), kept(me(other))
    case = ("past", uuid.uuid4())

    def attach(*wanted: uuid.UUID, subject: tuple[str, uuid.UUID] = case, person: uuid.UUID = stay.person_id) -> None:
        upload.attach(upload_ids=wanted, subject=subject, person_id=person, by=me(who), at=make.NOW)

    for wanted in ((theirs.id,), (mine.id, theirs.id), (NOBODY,)):
        with pytest.raises(Absent):
            attach(*wanted)
    attach(mine.id, mine.id)
    attach(mine.id)
    row = Upload.objects.get(id=mine.id)
    assert (row.subject_kind, row.subject_id, row.person_id, row.keep_until) == (*case, stay.person_id, None)
    with pytest.raises(Absent):
        attach(mine.id, subject=("past", uuid.uuid4()))


def test_a_picture_taken_out_is_empty_and_one_of_a_case_stays() -> None:
    who = make.resident()
    stay = make.registered(at=make.community(), who=who)
    mine, theirs, held = kept(me(who)), kept(me(make.resident())), given(stay, who)
    for one in (mine, mine, theirs, held):
        upload.drop(upload_id=one.id, by=me(who), at=make.NOW)
    empty = {row.id: row.content is None for row in Upload.objects.all()}
    assert empty == {mine.id: True, theirs.id: False, held.id: False}
    assert [act.subject_id for act in acts("drop_upload")] == [str(mine.id)]
    with pytest.raises(Absent):
        uploads.content(upload_id=mine.id)


def test_L12_a_look_at_a_case_is_on_record_with_its_purpose_before_the_answer_leaves() -> None:
    who = make.resident()
    stay = make.registered(at=make.community(), who=who)
    one = given(stay, who)
    post = make.registrar(of=stay.community)
    shown = upload.show(scope=make.scope(post), upload_id=one.id, purpose="handling", at=make.NOW)
    assert shown.data == uploads.content(upload_id=one.id)
    small = upload.show_own(who=who, by=me(who), upload_id=one.id, at=make.NOW, small=True)
    assert len(small.data) < len(shown.data)
    looked = [(act.actor_kind, act.purpose, act.person_id, act.subject_id, act.detail) for act in acts("open")]
    about = (stay.person_id, str(one.id), {"paper": "proof"})
    assert looked == [("staff", "handling", *about), ("resident", "own", *about)]


@pytest.mark.parametrize("purpose", ["", "own", "curiosity"])
def test_L2_no_purpose_no_look(purpose: str) -> None:
    who = make.resident()
    stay = make.registered(at=make.community(), who=who)
    one = given(stay, who)
    with pytest.raises(Refusal) as refused:
        upload.show(scope=make.scope(make.registrar(of=stay.community)), upload_id=one.id, purpose=purpose, at=make.NOW)
    assert (refused.value.code, refused.value.field) == ("purpose_missing", "purpose")
    assert acts("open") == []


def test_O1_strangers_get_the_answer_for_what_does_not_exist_and_leave_no_trace() -> None:
    who, there = make.resident(), make.community(county="371311")
    stay = make.registered(at=make.community(), who=who)
    one, draft = given(stay, who), kept(me(who))
    far = make.scope(make.post(unit=make.station(of=there), role="registrar"))
    near = make.scope(make.registrar(of=stay.community))
    overseer = make.scope(make.post(unit=stay.station, role="overseer"))

    def staff(scope: object, key: uuid.UUID) -> None:
        upload.show(scope=scope, upload_id=key, purpose="handling", at=make.NOW)  # type: ignore[arg-type]

    other = make.resident()
    for attempt in (
        lambda: staff(far, one.id),
        lambda: staff(overseer, one.id),
        lambda: staff(near, NOBODY),
        # what was never sent is nobody's business but its sender's
        lambda: staff(near, draft.id),
        lambda: upload.show_own(who=other, by=me(other), upload_id=one.id, at=make.NOW),
        lambda: upload.show_own(who=other, by=me(other), upload_id=draft.id, at=make.NOW),
        lambda: upload.show_own(who=other, by=me(other), upload_id=NOBODY, at=make.NOW),
    ):
        with pytest.raises(Absent):
            attempt()
    assert acts("open") == []


def test_what_is_not_sent_yet_is_seen_by_its_sender_alone_and_leaves_no_trace_on_anybody() -> None:
    who = make.resident()
    stay = make.registered(at=make.community())
    post, colleague = make.registrar(of=stay.community), make.registrar(of=stay.community)
    mine, desk = kept(me(who)), kept(make.actor(post))
    assert upload.show_own(who=who, by=me(who), upload_id=mine.id, at=make.NOW).data
    assert upload.show(scope=make.scope(post), upload_id=desk.id, purpose="handling", at=make.NOW).data
    with pytest.raises(Absent):
        upload.show(scope=make.scope(colleague), upload_id=desk.id, purpose="handling", at=make.NOW)
    assert acts("open") == []


def test_L12_whoever_lost_access_to_a_record_lost_its_pictures_too() -> None:
    who = make.resident()
    stay = make.registered(at=make.community(), who=who)
    one = given(stay, who)
    Binding.objects.filter(resident=who).update(until=make.NOW)
    with pytest.raises(Absent):
        uploads.own(who=who, upload_id=one.id)


def test_E4_a_permit_files_pictures_are_seen_where_the_file_is_handled() -> None:
    file = permits.applied()
    assert file.portrait_id is not None
    near = make.scope(make.post(unit=file.station, role="registrar"))
    county = make.scope(permits.county_post(file.stay))
    far = make.scope(make.post(unit=make.station(of=make.community(county="371311")), role="registrar"))
    for scope in (near, county):
        assert uploads.scoped(scope=scope, upload_id=file.portrait_id).id == file.portrait_id
    with pytest.raises(Absent):
        uploads.scoped(scope=far, upload_id=file.portrait_id)


def emptied() -> set[str]:
    """Return the purposes of what was emptied."""
    return set(Upload.objects.exclude(swept_at=None).values_list("purpose", flat=True))


def sweep(**delta: float) -> int:
    """Run the two steps of the night at a moment after NOW; return how many were emptied."""
    at = make.later(**delta)
    upload.settle(on=at.date(), at=at)
    return upload.sweep(on=at.date(), at=at)


def test_L7_what_was_never_sent_is_emptied_after_its_time_and_not_before() -> None:
    one = kept(me(make.resident()))
    assert sweep(days=119) == 0
    assert sweep(days=120) == 1
    row = Upload.objects.get(id=one.id)
    assert (row.content, row.swept_at, row.size) == (None, make.later(days=120), one.size)
    assert [(act.actor_kind, act.detail) for act in acts("sweep_uploads")] == [("system", {"count": 1})]
    assert sweep(days=121) == 0
    assert len(acts("sweep_uploads")) == 1


def test_L7_proofs_go_sixty_days_after_the_permit_is_signed_and_the_portrait_stays_while_it_lives() -> None:
    permit = permits.signed()
    signed = permits.when() - make.NOW
    assert sweep(days=signed.days + 59) == 0
    assert sweep(days=signed.days + 60) == 1
    assert emptied() == {"proof"}
    Permit.objects.filter(id=permit.id).update(state="ended", ended_on=make.DAY)
    assert sweep(days=400) == 0
    # an end undone takes it back
    Permit.objects.filter(id=permit.id).update(state="valid", ended_on=None)
    assert sweep(days=450) == 0
    assert sweep(days=600) == 0
    Permit.objects.filter(id=permit.id).update(state="ended", ended_on=make.DAY)
    assert sweep(days=700) == 0
    assert sweep(days=760) == 1
    assert emptied() == {"proof", "portrait"}


def test_L7_E8_a_refused_file_keeps_nothing_after_the_time_for_reconsideration() -> None:
    file = permits.accepted()
    files.refuse(file_id=file.id, basis="no_ground", why="合同已到期", by=permits.chief(file.stay), at=permits.when())
    days = (permits.when() - make.NOW).days
    assert sweep(days=days + 59) == 0
    assert sweep(days=days + 60) == 2
    assert emptied() == {"proof", "portrait"}


def test_L7_an_open_file_keeps_its_pictures_however_long_it_takes() -> None:
    permits.applied()
    assert sweep(days=3000) == 0


def test_L7_a_sweep_cut_short_goes_on_and_writes_one_act_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload.sweeping, "BATCH", 2)
    by = me(make.resident())
    for _ in range(5):
        kept(by)
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE turns")
        cursor.execute(
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NEW.swept_at IS NOT NULL AND nextval('turns') = 4 THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$"
        )
        cursor.execute("CREATE TRIGGER stop BEFORE UPDATE ON upload FOR EACH ROW EXECUTE FUNCTION stop()")
    at = make.later(days=200)
    steps = {"sweep": lambda on, moment: upload.sweep(on=on, at=moment)}
    assert set(night.run(on=at.date(), at=at, steps=steps).failed) == {"sweep"}
    assert Upload.objects.exclude(swept_at=None).count() == 2
    assert night.run(on=at.date(), at=at, steps=steps).done == {"sweep": 3}
    assert [act.detail["count"] for act in acts("sweep_uploads")] == [2, 2, 1]


def test_the_night_settles_and_sweeps() -> None:
    names = list(night.STEPS)
    assert names.index("sweep_drafts") < names.index("settle_uploads") < names.index("sweep_uploads")
    kept(me(make.resident()))
    at = make.later(days=130)
    done = night.run(on=at.date(), at=at).done
    assert (done["settle_uploads"], done["sweep_uploads"]) == (0, 1)


def test_L5_L7_whoever_is_forgotten_leaves_no_picture() -> None:
    who = make.resident()
    stay = make.registered(at=make.community(), who=who)
    about, loose, other = given(stay, who), kept(me(who)), kept(me(make.resident()))
    upload.erase(person_id=stay.person_id, at=make.NOW)
    upload.erase_given(resident_ids=[who.id], at=make.NOW)
    empty = {row.id: row.content is None for row in Upload.objects.all()}
    assert empty == {about.id: True, loose.id: True, other.id: False}


def test_L2_a_picture_is_resealed_byte_for_byte_in_small_batches() -> None:
    by = me(make.resident())
    before = {one.id: uploads.content(upload_id=one.id) for one in (kept(by), kept(by), kept(by))}
    column = next(column for column in rotation.COLUMNS if column.table == "upload")
    assert column.batch <= 50
    for key in before:
        again = seal.reseal(data=bytes(Upload.objects.get(id=key).content or b""), column=column.name, owner=key)
        Upload.objects.filter(id=key).update(content=again)
    assert {key: uploads.content(upload_id=key) for key in before} == before


def test_what_a_list_of_pictures_reads_does_not_grow_with_their_weight() -> None:
    by = me(make.resident())
    keys = [kept(by).id for _ in range(3)]
    with connection.execute_wrapper(_no_content):
        rows = uploads.of(upload_ids=[*reversed(keys), NOBODY])
        assert [(row.id, row.width) for row in rows] == [(key, 600) for key in reversed(keys)]


def _no_content(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    assert '"upload"."content"' not in sql
    return execute(sql, params, many, context)


def test_L2_nothing_of_a_picture_or_its_sender_comes_into_the_logs(capfd: pytest.CaptureFixture[str]) -> None:
    who = make.resident(phone="13812345678")
    kept(me(who))
    with pytest.raises(Refusal):
        kept(me(who), data="王小明 371302199003071234".encode())
    out = "".join(capfd.readouterr())
    for word in ("王小明", "371302199003071234", "13812345678", "JFIF"):
        assert word not in out
    assert "王小明" not in json.dumps([act.detail for act in Act.objects.all()], ensure_ascii=False)
