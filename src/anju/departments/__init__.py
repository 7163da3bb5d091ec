"""This floor holds one folder an office: what it offers, as data, and rules only where data can't say it."""
