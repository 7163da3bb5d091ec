import json
import os
import stat
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from cryptography.exceptions import UnsupportedAlgorithm

from anju import vault
from anju.vault import keyfile, keys, ring, seal, signing
from anju.vault.errors import VaultError

OWNER = "0199f000-0000-7000-8000-000000000001"


def refused(call, *args, **kwargs) -> tuple[str, str]:
    with pytest.raises(VaultError) as caught:
        call(*args, **kwargs)
    return caught.value.code, str(caught.value)


def damaged(path: Path, change) -> tuple[str, str]:
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))
    return refused(ring.load, path)


def test_a_new_ring_can_be_read_by_its_owner_only_and_leaves_nothing_beside_it(ring_path: Path):
    assert stat.S_IMODE(ring_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(ring_path.parent.stat().st_mode) == 0o700
    assert list(ring_path.parent.iterdir()) == [ring_path]


def test_the_default_ring_follows_the_law_on_commercial_cryptography(tmp_path: Path):
    made = ring.create(path=tmp_path / "ring.json")
    assert (made.sealing.cipher, made.indexes[0].digest) == ("SM4-GCM", "SM3")
    other = ring.create(path=tmp_path / "other.json", cipher="AES-GCM")
    assert (other.sealing.cipher, other.indexes[0].digest) == ("AES-GCM", "SHA256")


def test_a_ring_is_never_overwritten(ring_path: Path):
    before = ring_path.read_bytes()
    code, message = refused(ring.create, path=ring_path)
    assert (code, message) == ("ring_exists", f"The key ring {ring_path} exists already; it is never overwritten.")
    assert ring_path.read_bytes() == before
    assert list(ring_path.parent.iterdir()) == [ring_path]


def test_ensure_makes_a_ring_once(tmp_path: Path):
    path = tmp_path / "ring.json"
    made = ring.ensure(path=path)
    assert ring.ensure(path=str(path)) is made


def test_two_processes_that_start_at_once_get_the_same_ring(tmp_path: Path):
    path = tmp_path / "ring.json"
    words = f"from anju.vault import ring; print(ring.ensure(path={str(path)!r}).signing.public.hex())"
    started = [
        subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60) for process in started]
    assert said == [(ring.load(path).signing.public.hex() + "\n", "")] * 3


def test_ensure_takes_the_ring_that_another_process_made_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "ring.json"
    other = ring.create(path=path)
    # As this process saw it a moment ago.
    monkeypatch.setattr(Path, "exists", lambda self: False)
    assert ring.ensure(path=path) is other


def test_ensure_says_when_it_cannot_write(tmp_path: Path):
    (tmp_path / "file").write_text("")
    code, message = refused(ring.ensure, path=tmp_path / "file" / "ring.json")
    assert code == "ring_unwritable"
    assert "cannot be written" in message


def test_a_missing_ring_is_named(tmp_path: Path):
    path = tmp_path / "none.json"
    assert refused(ring.load, path) == ("no_ring", f"The key ring {path} cannot be read: No such file or directory.")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_ring_that_others_can_read_is_refused_with_the_command_that_mends_it(ring_path: Path, mode: int):
    os.utime(ring_path, (1, 1))
    ring_path.chmod(mode)
    assert refused(ring.load, ring_path) == (
        "ring_mode",
        f"The key ring {ring_path} can be read by others (mode {mode:04o}). Run: chmod 600 {ring_path}",
    )
    ring_path.chmod(0o400)
    assert ring.load(ring_path).path == ring_path


def test_a_ring_is_read_again_only_when_it_has_changed(ring_path: Path):
    first = ring.load(ring_path)
    assert ring.load(str(ring_path)) is first
    os.utime(ring_path, (1, 1))
    second = ring.load(ring_path)
    assert second is not first
    assert second == first


def test_a_key_never_shows_in_a_representation(ring_path: Path):
    shown = repr(ring.load(ring_path))
    for entry in json.loads(ring_path.read_text())["seal"]:
        assert entry["secret"] not in shown
    assert "secret" not in shown


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: data.update(format=2), "its format is not 1"),
        (lambda data: data.pop("seal"), "'seal' is not a list of keys"),
        (lambda data: data.update(index=[]), "'index' is not a list of keys"),
        (lambda data: data.update(sign=["x"]), "'sign' is not a list of keys"),
        (lambda data: data["seal"][0].update(cipher="ROT13"), "a seal key has an unknown cipher"),
        (lambda data: data["seal"][0].update(secret="AA"), "a key's secret is not"),
        (lambda data: data["seal"][0].update(secret="A"), "a key's secret is not"),
        (lambda data: data["seal"][0].update(secret="é"), "a key's secret is not"),
        (lambda data: data["seal"][0].update(version=0), "a key's version is not a number from 1 to 255"),
        (lambda data: data["seal"][0].update(version="1"), "a key's version is not a number from 1 to 255"),
        (lambda data: data["index"][0].update(digest="MD5"), "an index key has an unknown digest"),
        (lambda data: data["seal"].append(data["seal"][0]), "versions do not rise"),
        (lambda data: data["index"].extend({**data["index"][0], "version": n} for n in (2, 3)), "more than two index"),
        (lambda data: data["sign"][0].update(secret=None), "not exactly the last sign key has a secret"),
        (lambda data: data["sign"][0].update(public=data["sign"][0]["secret"]), "public half does not belong"),
        (lambda data: data["sign"][0].update(valid_from="soon"), "Invalid isoformat string"),
        (lambda data: data["sign"][0].update(valid_from=7), "Invalid isoformat string"),
    ],
)
def test_a_broken_ring_says_what_is_wrong_and_shows_no_key(ring_path: Path, change, what: str):
    secrets = [
        entry["secret"] for name in ("seal", "index", "sign") for entry in json.loads(ring_path.read_text())[name]
    ]
    code, message = damaged(ring_path, change)
    assert code == "broken_ring"
    assert message.startswith(f"The key ring {ring_path} is broken: ")
    assert what in message
    assert [secret for secret in secrets if secret in message] == []


@pytest.mark.parametrize(("text", "what"), [("{", "is not valid JSON"), ("[]", "is not a JSON object")])
def test_a_file_that_is_no_ring_is_named(ring_path: Path, text: str, what: str):
    ring_path.write_text(text)
    assert refused(ring.load, ring_path) == ("broken_ring", f"The key ring {ring_path} {what}.")


def test_without_a_ring_the_vault_says_so(kept: None):
    ring._current = None
    assert refused(ring.current)[0] == "not_configured"


def test_a_running_process_notices_a_key_that_another_one_added(ring_path: Path):
    words = f"from anju.vault import ring; ring.add_seal_key(path={str(ring_path)!r})"
    subprocess.run([sys.executable, "-c", words], check=True, timeout=60)
    assert [key.version for key in ring.current().seals] == [1, 2]
    assert seal.seal(text="x", column="c", owner=OWNER)[0] == 2


def test_while_the_file_is_away_the_loaded_ring_serves_on(ring_path: Path):
    ring.add_seal_key(path=ring_path)
    sealed = seal.seal(text="x", column="c", owner=OWNER)
    ring_path.unlink()
    assert seal.unseal(data=sealed, column="c", owner=OWNER) == "x"


def test_loading_another_ring_does_not_change_the_one_in_use(ring_path: Path, tmp_path: Path):
    ring.create(path=tmp_path / "other.json")
    assert ring.current().path == ring_path
    vault.configure(ring.load(tmp_path / "other.json"))
    assert ring.current().path == tmp_path / "other.json"


def test_a_new_seal_key_seals_and_the_old_one_still_opens(ring_path: Path):
    old = seal.seal(text="371302199001011234", column="c", owner=OWNER)
    changed = ring.add_seal_key(path=ring_path)
    assert changed.sealing.version == 2
    assert changed.seals[0].cipher == changed.seals[1].cipher
    assert seal.unseal(data=old, column="c", owner=OWNER) == "371302199001011234"
    assert seal.needs_reseal(old) is True
    new = seal.reseal(data=old, column="c", owner=OWNER)
    assert seal.needs_reseal(new) is False
    assert ring.drop_seal_key(path=ring_path, version=1).seals == (changed.sealing,)
    assert seal.unseal(data=new, column="c", owner=OWNER) == "371302199001011234"
    assert refused(seal.unseal, data=old, column="c", owner=OWNER) == (
        "unknown_key",
        "The key ring has no seal key of version 1.",
    )


def test_a_ring_can_go_over_to_the_other_cipher(ring_path: Path):
    first = ring.current().sealing.cipher
    second: keys.Cipher = "AES-GCM" if first == "SM4-GCM" else "SM4-GCM"
    old = seal.seal(text="x", column="c", owner=OWNER)
    assert ring.add_seal_key(path=ring_path, cipher=second).sealing.cipher == second
    new = seal.reseal(data=old, column="c", owner=OWNER)
    assert [seal.unseal(data=data, column="c", owner=OWNER) for data in (old, new)] == ["x", "x"]


def test_the_key_in_use_cannot_be_dropped(ring_path: Path):
    with pytest.raises(ValueError, match="Seal key 1 is in use"):
        ring.drop_seal_key(path=ring_path, version=1)
    assert len(ring.current().seals) == 1


def test_version_255_is_the_last(ring_path: Path):
    data = json.loads(ring_path.read_text())
    data["seal"][0]["version"] = 255
    ring_path.write_text(json.dumps(data))
    with pytest.raises(ValueError, match="255 is the last"):
        ring.add_seal_key(path=ring_path)


def test_index_keys_rotate_with_both_values_stored_in_between(ring_path: Path):
    before = seal.index(text="x", kind="phone")
    assert seal.indexes(text="x", kind="phone") == (before,)
    ring.add_index_key(path=ring_path)
    active, following = seal.indexes(text="x", kind="phone")
    assert active == before == seal.index(text="x", kind="phone")
    with pytest.raises(ValueError, match="under way"):
        ring.add_index_key(path=ring_path)
    ring.promote_index_key(path=ring_path)
    assert seal.indexes(text="x", kind="phone") == (following,)
    assert following != before
    with pytest.raises(ValueError, match="no next index key"):
        ring.promote_index_key(path=ring_path)


def test_a_rotated_sign_key_loses_its_secret_and_still_verifies(ring_path: Path):
    kid, signature = signing.sign(payload=b"p")
    changed = ring.rotate_sign_key(path=ring_path, on=date(2026, 7, 1))
    assert changed.signs[0].secret is None
    assert [(key.kid, key.valid_from, key.retired_at) for key in changed.signs] == [
        (1, date(2026, 1, 1), date(2026, 7, 1)),
        (2, date(2026, 7, 1), None),
    ]
    assert json.loads(ring_path.read_text())["sign"][0]["secret"] is None
    assert signing.verify(payload=b"p", signature=signature, kid=kid) is True
    assert signing.sign(payload=b"p")[0] == 2


def test_changes_made_at_once_are_all_kept(ring_path: Path):
    threads = [threading.Thread(target=ring.add_seal_key, kwargs={"path": ring_path}) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [key.version for key in ring.current().seals] == [1, 2, 3, 4, 5, 6, 7]


def test_a_write_that_fails_leaves_the_old_ring_whole(ring_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = ring_path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refused(ring.add_seal_key, path=ring_path) == (
        "ring_unwritable",
        f"The key ring {ring_path} cannot be written: No space left on device.",
    )
    assert ring_path.read_bytes() == before
    assert sorted(path.name for path in ring_path.parent.iterdir()) == ["ring.json", "ring.json.lock"]


def test_a_ring_that_cannot_be_locked_says_so(tmp_path: Path):
    code, message = refused(ring.add_seal_key, path=tmp_path / "none" / "ring.json")
    assert code == "ring_unwritable"
    assert "cannot be locked: No such file or directory" in message


def test_an_OpenSSL_without_SM4_gets_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def absent(*args: object) -> None:
        raise UnsupportedAlgorithm("SM4")

    monkeypatch.setattr(ring.algorithms, "SM4", absent)
    assert refused(ring.create, path=tmp_path / "ring.json") == (
        "unsupported",
        "This OpenSSL has no SM4; create the ring with cipher AES-GCM.",
    )
    assert list(tmp_path.iterdir()) == []


def test_the_stamp_of_a_missing_file_is_none(tmp_path: Path):
    assert keyfile.stamp(tmp_path / "none") is None


def test_an_unknown_cipher_is_named() -> None:
    assert keys.cipher("AES-GCM") == "AES-GCM"
    with pytest.raises(ValueError, match="ROT13"):
        keys.cipher("ROT13")
