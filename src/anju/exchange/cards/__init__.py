"""The card maker's files: what leaves as a batch, and the answer that comes back. Layout: docs/card-maker.md. Source: E9, L3."""
