"""The province's sign-in: an OIDC client with the authorization code flow, PKCE, state and nonce. Source: L8, design.md 6."""

from anju.web.province.flow import Begun, begin, finish
from anju.web.province.refusals import REFUSALS, refusal

__all__ = ["REFUSALS", "Begun", "begin", "finish", "refusal"]
