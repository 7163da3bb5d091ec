"""The acts on a permit's endorsement 签注: asked for, made, withheld; and earlier time that counts. Source: F1–F8."""

from anju.actions.endorsement.asking import ask, withdraw
from anju.actions.endorsement.endorsing import at_counter, endorse, withhold
from anju.actions.endorsement.past import add, remove

__all__ = ["add", "ask", "at_counter", "endorse", "remove", "withdraw", "withhold"]
