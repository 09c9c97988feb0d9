"""The check digits of payment addresses: the codecs coins write them in, each asked one question, does it hold?

All take an address and nothing around it, in the codec's own alphabet; another character is a ValueError. A string of
the right shape that is no address passes a sum by chance once in 2**32 times, bech32's once in 2**30, TON's in 2**16.

    >>> base58check("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", (b"\\0",))
    True
    >>> base58check("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", (b"\\0",))
    False
"""

import base64
import binascii
import zlib
from collections.abc import Iterable
from hashlib import sha256

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_BASE32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BECH32, BECH32M = 1, 0x2BC830A3
# Bits of remainder below the group that is divided next, and the multiples of the generator for that group's bits.
_BECH32_CODE = 25, (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CASH_CODE = 35, (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
_CASH_SIZES = (20, 24, 28, 32, 40, 48, 56, 64)  # bytes of hash, by the low bits of the version byte
_MONERO_TAIL = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}  # characters of a block → bytes


def base58(text: str, alphabet: str = BITCOIN) -> bytes:
    """The bytes of a base58 number; its leading zero digits are zero bytes."""
    number = 0
    for character in text:
        number = number * 58 + alphabet.index(character)
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def base58check(text: str, versions: tuple[bytes, ...], alphabet: str = BITCOIN) -> bool:
    """Whether this is one of the versions, 20 bytes of hash and the first four of their double SHA-256."""
    raw = base58(text, alphabet)
    body, check = raw[:-4], raw[-4:]
    return body[:-20] in versions and sha256(sha256(body).digest()).digest()[:4] == check


def monero(text: str, networks: tuple[int, ...]) -> bool:
    """Monero's base58, eleven characters to eight bytes, with four bytes of Keccak at the end."""
    blocks = [text[i : i + 11] for i in range(0, len(text), 11)]
    try:
        raw = b"".join([int.from_bytes(base58(b)).to_bytes(_MONERO_TAIL[len(b)]) for b in blocks])
    except (KeyError, OverflowError):
        return False
    return raw[0] in networks and _keccak(raw[:-4])[:4] == raw[-4:]


def byron(text: str) -> bool:
    """Cardano's first form: CBOR of [tag 24 (payload), CRC-32 of the payload]."""
    raw = base58(text)
    end = 5 + (raw[4] if len(raw) > 5 else 0)
    if raw[:4] != b"\x82\xd8\x18\x58" or raw[end : end + 1] != b"\x1a":
        return False
    return raw[end + 1 :] == zlib.crc32(raw[5:end]).to_bytes(4)


def bech32(text: str) -> tuple[int, list[int]]:
    """What remains of the check sum, BECH32 or BECH32M if it holds, and the five-bit groups before it."""
    prefix, _, data = text.lower().rpartition("1")
    groups = [_BASE32.index(character) for character in data]
    expanded = [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix)]
    return _polymod([*expanded, *groups], _BECH32_CODE), groups[:-6]


def segwit(text: str) -> bool:
    """A witness version and program: BIP-173 for version 0, BIP-350 for the later ones."""
    remainder, groups = bech32(text)
    program = _octets(groups[1:])
    if program is None or groups[0] > 16:
        return False
    if groups[0] == 0:
        return remainder == BECH32 and len(program) in (20, 32)
    return remainder == BECH32M and 2 <= len(program) <= 40


def shelley(text: str) -> bool:
    """Cardano's present form in bech32: a type from 0 to 7 on the main network, and one or two hashes."""
    remainder, groups = bech32(text)
    raw = _octets(groups)
    return remainder == BECH32 and raw is not None and len(raw) >= 29 and raw[0] & 0x8F == 1


def sapling(text: str) -> bool:
    """Zcash's shielded form: 43 bytes in bech32."""
    remainder, groups = bech32(text)
    return remainder == BECH32 and len(_octets(groups) or b"") == 43


def unified(text: str) -> bool:
    """Zcash's unified form: bech32m; what it packs together is scrambled and not looked into."""
    remainder, groups = bech32(text)
    return remainder == BECH32M and _octets(groups) is not None


def cashaddr(text: str) -> bool:
    """Bitcoin Cash's form, without its prefix: a version byte that knows the size of the hash, and a 40-bit sum."""
    groups = [_BASE32.index(character) for character in text.lower()]
    raw = _octets(groups[:-8])
    if not raw or raw[0] & 0x80 or len(raw) - 1 != _CASH_SIZES[raw[0] & 7]:
        return False
    return _polymod([*(ord(c) & 31 for c in "bitcoincash"), 0, *groups], _CASH_CODE) == 1


def eip55(text: str) -> bool:
    """`0x` and forty hex digits; where they mix cases, the case of each letter must be a bit of the Keccak sum."""
    digits = text[2:]
    if digits in (digits.lower(), digits.upper()):
        return True
    bits = _keccak(digits.lower().encode()).hex()
    return all(d.isupper() == (bit > "7") for d, bit in zip(digits, bits, strict=False) if d.isalpha())


def ton(text: str) -> bool:
    """TON's 48 characters of base64: flags, workchain 0, 32 bytes of hash and their CRC-16."""
    raw = base64.urlsafe_b64decode(text)
    return raw[:2] in (b"\x11\0", b"\x51\0") and binascii.crc_hqx(raw, 0) == 0


def _polymod(groups: Iterable[int], code: tuple[int, tuple[int, ...]]) -> int:
    """The remainder of five-bit groups after division by a BCH code's generator, as bech32 and CashAddr take it."""
    shift, multiples = code
    remainder = 1
    for group in groups:
        top = remainder >> shift
        remainder = (remainder & ((1 << shift) - 1)) << 5 ^ group
        for bit, multiple in enumerate(multiples):
            if top >> bit & 1:
                remainder ^= multiple
    return remainder


def _octets(groups: list[int]) -> bytes | None:
    """Five-bit groups as bytes; None where the padding is too long or not zero."""
    number = 0
    for group in groups:
        number = number << 5 | group
    size, padding = divmod(5 * len(groups), 8)
    if padding > 4 or number & ((1 << padding) - 1):
        return None
    return (number >> padding).to_bytes(size)


def _keccak(data: bytes) -> bytes:
    """Keccak-256 as coins took it up before it became SHA-3, which pads otherwise and is not in hashlib."""
    from Crypto.Hash import keccak  # only mixed-case EVM and Monero addresses need it

    return keccak.new(digest_bits=256, data=data).digest()
