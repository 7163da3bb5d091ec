"""The ciphers give what their standards print: nothing of ours stands between the two."""

import os

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from anju.vault import keys, seal

SM4_KEY = bytes.fromhex("0123456789abcdeffedcba9876543210")
NONCE = bytes.fromhex("00001234567800000000abcd")
AAD = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
PLAIN = bytes.fromhex("".join(letter * 16 for letter in "abcdefea"))


def test_SM4_encrypts_the_block_of_GB_T_32907_A_1():
    work = Cipher(algorithms.SM4(SM4_KEY), modes.ECB()).encryptor()
    assert work.update(SM4_KEY).hex() == "681edf34d206965e86b3e94f536e4246"


def test_SM3_digests_abc_as_GB_T_32905_A_1():
    work = hashes.Hash(hashes.SM3())
    work.update(b"abc")
    assert work.finalize().hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_SM4_GCM_gives_the_vector_of_RFC_8998_A_1_and_takes_it_back():
    key = keys.SealKey(version=1, cipher="SM4-GCM", secret=SM4_KEY)
    sealed = seal.encrypt(key=key, nonce=NONCE, data=PLAIN, aad=AAD)
    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert seal.decrypt(key=key, nonce=NONCE, data=sealed, aad=AAD) == PLAIN


def test_AES_GCM_gives_test_case_16_of_the_GCM_specification():
    secret = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    key = keys.SealKey(version=1, cipher="AES-GCM", secret=secret)
    nonce = bytes.fromhex("cafebabefacedbaddecaf888")
    sealed = seal.encrypt(key=key, nonce=nonce, data=plain, aad=AAD)
    assert sealed.hex() == (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    assert seal.decrypt(key=key, nonce=nonce, data=sealed, aad=AAD) == plain


@pytest.mark.parametrize("cipher", ["SM4-GCM", "AES-GCM"])
def test_a_changed_bit_anywhere_is_noticed(cipher: keys.Cipher):
    key = keys.make_seal(version=1, cipher=cipher)
    nonce = os.urandom(12)
    sealed = seal.encrypt(key=key, nonce=nonce, data=b"abc", aad=b"a")
    for place in range(len(sealed)):
        wrong = bytearray(sealed)
        wrong[place] ^= 1
        with pytest.raises(InvalidTag):
            seal.decrypt(key=key, nonce=nonce, data=bytes(wrong), aad=b"a")
