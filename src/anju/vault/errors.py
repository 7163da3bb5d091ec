"""this module names the one error of the vault."""


class VaultError(Exception):
    """this error says what the vault could not do; it never carries a key, a plain text or a ciphertext.

    `code` is one of: no_ring, ring_exists, ring_mode, ring_unwritable, broken_ring, not_configured, unsupported,
    unknown_key, broken_seal, malformed, bad_signature.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
