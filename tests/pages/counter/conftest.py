"""An officer at the counter: signed in, acting in a post."""

from collections.abc import Callable

import pytest
from django.test import Client

from anju.models import Post

SignIn = Callable[[Post], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """Return a browser in which the holder of a post is signed in."""

    def go(post: Post) -> Client:
        client = Client()
        client.force_login(post.staff)
        session = client.session
        session["post_id"] = str(post.id)
        session["second_factor"] = "totp"
        session.save()
        return client

    return go
