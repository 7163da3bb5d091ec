"""Changing keys while everything runs: sealing keys, index keys, signing keys. Source: L2, design.md 4."""

from anju.actions.rotation.indexing import change_over, prepare, under_way, unfinished
from anju.actions.rotation.keys import add_index_key, add_seal_key, drop_seal_keys, rotate_sign_key
from anju.actions.rotation.sealing import COLUMNS, Column, left, may, reseal

__all__ = [
    "COLUMNS",
    "Column",
    "add_index_key",
    "add_seal_key",
    "change_over",
    "drop_seal_keys",
    "left",
    "may",
    "prepare",
    "reseal",
    "rotate_sign_key",
    "under_way",
    "unfinished",
]
