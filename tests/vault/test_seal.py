import threading
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anju.vault import ring, seal
from anju.vault.errors import VaultError

OWNER = UUID("0199f000-0000-7000-8000-000000000001")
OTHER = UUID("0199f000-0000-7000-8000-000000000002")

pytestmark = pytest.mark.usefixtures("ring_path")
one_ring = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)


def code(call, **kwargs) -> str:
    with pytest.raises(VaultError) as caught:
        call(**kwargs)
    return caught.value.code


@one_ring
@given(
    text=st.text(max_size=200),
    column=st.text(max_size=30),
    owner=st.uuids() | st.text(max_size=40) | st.binary(max_size=16),
)
def test_what_was_sealed_opens_again(text: str, column: str, owner: seal.Owner):
    data = seal.seal(text=text, column=column, owner=owner)
    assert seal.unseal(data=data, column=column, owner=owner) == text
    assert len(data) == 29 + len(text.encode())


def test_the_same_text_never_looks_the_same():
    made = {seal.seal(text="13800138000", column="person.phone", owner=OWNER) for _ in range(50)}
    assert len(made) == 50


def test_a_uuid_and_its_text_are_one_owner():
    data = seal.seal(text="x", column="c", owner=OWNER)
    assert seal.unseal(data=data, column="c", owner=str(OWNER)) == "x"


def test_a_database_s_memoryview_opens():
    data = seal.seal(text="x", column="c", owner=OWNER)
    assert seal.unseal(data=memoryview(data), column="c", owner=OWNER) == "x"
    assert seal.needs_reseal(memoryview(data)) is False


@pytest.mark.parametrize(("column", "owner"), [("d", OWNER), ("c", OTHER), ("c", b"c"), ("", OWNER)])
def test_a_value_moved_to_another_row_or_column_does_not_open(column: str, owner: seal.Owner):
    data = seal.seal(text="x", column="c", owner=OWNER)
    assert code(seal.unseal, data=data, column=column, owner=owner) == "broken_seal"


def test_a_value_changed_in_any_byte_does_not_open():
    data = seal.seal(text="x", column="c", owner=OWNER)
    codes = []
    for place in range(len(data)):
        wrong = bytearray(data)
        wrong[place] ^= 0x80
        codes.append(code(seal.unseal, data=bytes(wrong), column="c", owner=OWNER))
    assert codes == ["unknown_key"] + ["broken_seal"] * (len(data) - 1)


@pytest.mark.parametrize("length", [0, 1, 28])
def test_a_value_cut_short_does_not_open(length: int):
    data = seal.seal(text="x", column="c", owner=OWNER)
    assert code(seal.unseal, data=data[:length], column="c", owner=OWNER) == "broken_seal"


def test_an_error_tells_nothing_of_what_was_sealed():
    data = seal.seal(text="371302199001011234", column="person.id_number", owner=OWNER)
    with pytest.raises(VaultError) as caught:
        seal.unseal(data=data, column="person.id_number", owner=OTHER)
    assert str(caught.value) == "A sealed value of column person.id_number was changed or moved."
    assert caught.value.__cause__ is None


@one_ring
@given(text=st.text(max_size=40), other=st.text(max_size=40), kind=st.sampled_from(["id", "phone"]))
def test_indexes_are_equal_exactly_for_equal_texts(text: str, other: str, kind: str):
    assert (seal.index(text=text, kind=kind) == seal.index(text=other, kind=kind)) is (text == other)
    assert len(seal.index(text=text, kind=kind)) == 16


def test_the_same_text_has_another_index_under_another_kind():
    made = {seal.index(text="13800138000", kind=kind) for kind in ("phone", "id", "")}
    assert len(made) == 3


def test_another_ring_gives_another_index(tmp_path: Path):
    before = seal.index(text="x", kind="id")
    ring.configure(ring.create(path=tmp_path / "other.json"))
    assert seal.index(text="x", kind="id") != before


def test_many_threads_seal_and_open_at_once():
    wrong: list[str] = []

    def work(number: int) -> None:
        for turn in range(100):
            text = f"{number}-{turn}"
            data = seal.seal(text=text, column="c", owner=OWNER)
            if seal.unseal(data=data, column="c", owner=OWNER) != text or seal.index(text=text, kind="k") != seal.index(
                text=text, kind="k"
            ):
                wrong.append(text)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_bytes_are_sealed_like_texts_and_resealed_byte_for_byte() -> None:
    picture = bytes(range(256)) * 2000
    sealed = seal.seal_bytes(data=picture, column="upload.content", owner=OWNER)
    assert len(sealed) == seal.SHORTEST + len(picture)
    assert picture[:32] not in sealed
    assert seal.unseal_bytes(data=sealed, column="upload.content", owner=OWNER) == picture
    again = seal.reseal(data=sealed, column="upload.content", owner=OWNER)
    assert again != sealed
    assert seal.unseal_bytes(data=again, column="upload.content", owner=OWNER) == picture


def test_a_text_opens_as_its_bytes() -> None:
    sealed = seal.seal(text="汉", column="permit.ethnicity", owner=OWNER)
    assert seal.unseal_bytes(data=sealed, column="permit.ethnicity", owner=OWNER) == "汉".encode()


@pytest.mark.parametrize("broken", [b"", b"\1" * 28, slice(0, -1), slice(1, None)])
def test_sealed_bytes_that_were_changed_do_not_open(broken: bytes | slice) -> None:
    sealed = seal.seal_bytes(data=b"picture", column="upload.content", owner=OWNER)
    with pytest.raises(VaultError) as caught:
        seal.unseal_bytes(
            data=broken if isinstance(broken, bytes) else sealed[broken], column="upload.content", owner=OWNER
        )
    assert caught.value.code in {"broken_seal", "unknown_key"}
