import base64
import dataclasses
import json
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import segno
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anju.vault import code, ring, signing
from anju.vault.errors import VaultError

SERIAL = UUID("0199f000-0000-7000-8000-000000000001")
CLAIMS = code.Claims(kind=code.Kind.RECEIPT, serial=SERIAL, on=date(2026, 11, 23), county="371302", name="王*明")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

pytestmark = pytest.mark.usefixtures("ring_path")
one_ring = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
any_claims = st.builds(
    code.Claims,
    kind=st.sampled_from(code.Kind),
    serial=st.uuids(),
    on=st.dates(code.EPOCH, code.EPOCH + timedelta(days=code.DAYS - 1)),
    county=st.integers(0, 999_999).map("{:06}".format),
    name=st.text(max_size=13).map("*".__add__),
)


def refusal(text: str) -> str:
    with pytest.raises(VaultError) as caught:
        code.decode(text)
    return caught.value.code


def signed(body: bytes) -> str:
    """This is what a holder of the key could write, right or wrong."""
    _, signature = signing.sign(payload=code.PURPOSE + body)
    return base64.b32encode(body + signature).rstrip(b"=").decode()


@one_ring
@given(claims=any_claims)
def test_a_code_says_what_was_claimed_and_by_which_key(claims: code.Claims):
    text = code.encode(claims=claims)
    assert set(text) <= set(ALPHABET)
    assert code.decode(text) == dataclasses.replace(claims, kid=1)


@one_ring
@given(claims=any_claims, data=st.data())
def test_one_changed_bit_is_always_noticed(claims: code.Claims, data: st.DataObject):
    text = code.encode(claims=claims)
    raw = bytearray(base64.b32decode(text + "=" * (-len(text) % 8)))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert refusal(base64.b32encode(raw).rstrip(b"=").decode()) in {"malformed", "unknown_key", "bad_signature"}


def test_one_changed_letter_is_always_noticed():
    text = code.encode(claims=CLAIMS)
    found = set()
    for place, letter in enumerate(text):
        for other in ALPHABET.replace(letter, ""):
            found.add(refusal(text[:place] + other + text[place + 1 :]))
    assert found == {"malformed", "unknown_key", "bad_signature"}


@one_ring
@given(text=st.text(max_size=600) | st.text(ALPHABET, max_size=300))
def test_anything_else_is_malformed_or_unsigned_and_never_breaks(text: str):
    assert refusal(text) in {"malformed", "unknown_key", "bad_signature"}


@pytest.mark.parametrize(
    "wrap",
    [
        str.lower,
        lambda text: " ".join(text[n : n + 4] for n in range(0, len(text), 4)),
        lambda text: "-".join(text[n : n + 5] for n in range(0, len(text), 5)) + "\r\n",
        lambda text: text.replace("O", "0").replace("I", "1").replace("B", "8"),
        lambda text: f"https://anju.example/V/{text}",
        lambda text: f" https://anju.example/v/{text.lower()}/ ",
        lambda text: "HTTPS://" + "A" * 5_000_000 + f"/V/{text}",
    ],
)
def test_a_code_may_be_typed_scanned_or_pasted_with_its_address(wrap):
    text = code.encode(claims=CLAIMS)
    assert code.decode(wrap(text)) == dataclasses.replace(CLAIMS, kid=1)


def test_an_old_code_holds_after_the_key_was_rotated(ring_path: Path):
    old = code.encode(claims=CLAIMS)
    ring.rotate_sign_key(path=ring_path, on=date(2027, 1, 1))
    assert code.decode(old).kid == 1
    assert code.decode(code.encode(claims=CLAIMS)).kid == 2


def test_a_key_that_is_not_in_the_ring_is_unknown(tmp_path: Path, ring_path: Path):
    ring.rotate_sign_key(path=ring_path, on=date(2027, 1, 1))
    text = code.encode(claims=CLAIMS)
    ring.configure(ring.create(path=tmp_path / "other.json"))
    assert refusal(text) == "unknown_key"


def test_another_city_s_key_of_the_same_number_does_not_verify(tmp_path: Path):
    text = code.encode(claims=CLAIMS)
    ring.configure(ring.create(path=tmp_path / "other.json"))
    assert refusal(text) == "bad_signature"


HEAD = bytes((1, 1, 1)) + SERIAL.bytes + (9823).to_bytes(2) + (371302).to_bytes(3)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        HEAD[:-1],
        b"\2" + HEAD[1:],
        HEAD[:1] + b"\0" + HEAD[2:],
        HEAD[:1] + b"\3" + HEAD[2:],
        HEAD[:21] + (1_000_000).to_bytes(3),
        HEAD + b"\xff",
        HEAD + b"*" * 57,
    ],
)
def test_a_body_out_of_shape_is_malformed_even_when_signed(body: bytes):
    assert refusal(signed(body)) == "malformed"


def test_a_body_in_shape_is_read():
    assert code.decode(signed(HEAD + "王*明".encode())).on == date(2026, 11, 23)


def test_a_signature_for_another_purpose_is_none():
    body = HEAD + "王*明".encode()
    _, signature = signing.sign(payload=body)
    assert refusal(base64.b32encode(body + signature).rstrip(b"=").decode()) == "bad_signature"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"on": date(1999, 12, 31)}, "cannot carry the day 1999-12-31"),
        ({"on": date(2179, 6, 7)}, "cannot carry the day 2179-06-07"),
        ({"county": "37130"}, "county has six digits"),
        ({"county": "37130a"}, "county has six digits"),
        ({"county": "３７１３０２"}, "county has six digits"),
        ({"name": "王小明"}, "a masked name"),
        ({"name": ""}, "a masked name"),
        ({"name": "*" * 57}, "at most 56 bytes"),
    ],
)
def test_claims_that_do_not_fit_are_refused(change: dict[str, object], what: str):
    with pytest.raises(ValueError, match=what):
        code.encode(claims=dataclasses.replace(CLAIMS, **change))


def test_an_old_phone_reads_the_longest_code_of_the_longest_address():
    claims = dataclasses.replace(CLAIMS, name="𠮷" + "*" * 48 + "𠮷")
    text = code.encode(claims=claims)
    address = code.url(base="https://juzhu.service.public-security.linyi.example.gov.cn:8443/", text=text)
    made = segno.make(address, error="m", micro=False, boost_error=False)
    assert (made.mode, len(text) <= code.LONGEST) == ("alphanumeric", True)
    assert int(made.version) <= 10


def test_an_ordinary_code_makes_a_small_picture():
    address = code.url(base="https://anju.linyi.gov.cn", text=code.encode(claims=CLAIMS))
    assert address.startswith("HTTPS://ANJU.LINYI.GOV.CN/V/AEAQ")
    made = segno.make(address, error="m", micro=False, boost_error=False)
    assert (made.mode, made.version) == ("alphanumeric", 8)


def test_the_published_key_verifies_without_any_of_our_code():
    text = code.encode(claims=CLAIMS)
    published = json.loads(json.dumps(signing.public_keys()))
    raw = base64.b32decode(text + "=" * (-len(text) % 8))
    key = next(entry["key"] for entry in published if entry["kid"] == raw[2])
    public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key + "="))
    public.verify(raw[-64:], b"anju:code:" + raw[:-64])
    with pytest.raises(InvalidSignature):
        public.verify(raw[-64:], b"anju:code:" + raw[:-65])


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl command on this machine")
def test_the_openssl_command_verifies_too(tmp_path: Path):
    text = code.encode(claims=CLAIMS)
    raw = base64.b32decode(text + "=" * (-len(text) % 8))
    key = base64.urlsafe_b64decode(f"{signing.public_keys()[0]['key']}=")
    # RFC 8410: an Ed25519 public key is these twelve bytes and the key.
    (tmp_path / "key.der").write_bytes(bytes.fromhex("302a300506032b6570032100") + key)
    (tmp_path / "signature").write_bytes(raw[-64:])
    (tmp_path / "body").write_bytes(b"anju:code:" + raw[:-64])
    command = "openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -sigfile signature -in body"
    done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "Signature Verified Successfully")
