"""What is kept of a submission gives nothing of its content away."""

import hashlib
import json

from django.test import override_settings

from anju.actions import once


def test_a_kept_digest_can_not_be_guessed_from_numbers_that_fit() -> None:
    content = {"path": "/counter/", "phone": ["13912345678"]}
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    assert once.digest(content) != hashlib.sha256(plain).digest()
    with override_settings(SECRET_KEY="another city's key, of the same length as usual"):
        other = once.digest(content)
    assert other != once.digest(content)


def test_the_order_of_fields_does_not_matter_and_their_values_do() -> None:
    assert once.digest({"a": 1, "b": 2}) == once.digest({"b": 2, "a": 1})
    assert once.digest({"a": 1}) != once.digest({"a": 2})
