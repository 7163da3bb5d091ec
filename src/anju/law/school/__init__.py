"""This package is schooling: who reaches which school when, places by grade, the round, and the allotment. Source: I5; notice 三."""
