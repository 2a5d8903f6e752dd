"""NTLM messages (MS-NLMP) of the right form, with an invented proof of the password.

The proof has the place and the length of NTLMv2's; it is keyed by MD5 of the password where the
real one uses MD4, so nothing here can be used against a real account.
"""

import hashlib
import hmac
import struct
from dataclasses import dataclass

SIGNATURE = b"NTLMSSP\0"
NEGOTIATE, CHALLENGE, AUTHENTICATE = 1, 2, 3

UNICODE, OEM, REQUEST_TARGET, NTLM = 0x1, 0x2, 0x4, 0x200
ALWAYS_SIGN, TARGET_IS_DOMAIN, EXTENDED_SECURITY = 0x8000, 0x10000, 0x80000
TARGET_INFORMATION, VERSION = 0x800000, 0x2000000
FLAGS = UNICODE | REQUEST_TARGET | NTLM | ALWAYS_SIGN | EXTENDED_SECURITY | VERSION
WINDOWS_7 = struct.pack("<BBHHBB", 6, 1, 7601, 0, 0, 15)

NETBIOS_DOMAIN, NETBIOS_COMPUTER, END_OF_LIST = 2, 1, 0
PROOF_LENGTH = 16
CHALLENGE_AT, CHALLENGE_END = 24, 32
FIELDS_AT = 12
PAYLOAD_AT = 72


@dataclass(frozen=True)
class Authenticate:
    """What a server reads from an AUTHENTICATE message."""

    domain: str
    user: str
    workstation: str
    response: bytes

    def proves(self, password: str, challenge: bytes) -> bool:
        """Whether the response was made with a password."""
        proof, blob = self.response[:PROOF_LENGTH], self.response[PROOF_LENGTH:]
        return hmac.compare_digest(proof, _proof(password, challenge, blob))


def negotiate() -> bytes:
    """The client's first message, without domain and workstation as Windows sends it."""
    return SIGNATURE + struct.pack("<II", NEGOTIATE, FLAGS | OEM) + bytes(16) + WINDOWS_7


def challenge(nonce: bytes, domain: str, computer: str) -> bytes:
    """The server's message with its eight-byte nonce and its names."""
    target = domain.encode("utf-16-le")
    information = (
        _name(NETBIOS_DOMAIN, domain) + _name(NETBIOS_COMPUTER, computer) + _name(END_OF_LIST, "")
    )
    start = 56
    flags = FLAGS | TARGET_IS_DOMAIN | TARGET_INFORMATION
    header = SIGNATURE + struct.pack("<I", CHALLENGE) + _field(len(target), start)
    header += struct.pack("<I", flags) + nonce + bytes(8)
    header += _field(len(information), start + len(target)) + WINDOWS_7
    return header + target + information


def authenticate(
    challenge_message: bytes, domain: str, user: str, workstation: str, password: str, blob: bytes
) -> bytes:
    """The client's second message; `blob` is what NTLMv2 calls the client challenge."""
    nonce = challenge_message[CHALLENGE_AT:CHALLENGE_END]
    payloads = (
        bytes(24),
        _proof(password, nonce, blob) + blob,
        domain.encode("utf-16-le"),
        user.encode("utf-16-le"),
        workstation.encode("utf-16-le"),
        b"",
    )
    fields, at = b"", PAYLOAD_AT
    for payload in payloads:
        fields += _field(len(payload), at)
        at += len(payload)
    header = SIGNATURE + struct.pack("<I", AUTHENTICATE) + fields
    return header + struct.pack("<I", FLAGS) + WINDOWS_7 + b"".join(payloads)


def read_authenticate(message: bytes) -> Authenticate:
    """Reads an AUTHENTICATE message that a client of ours made."""
    parts = []
    for index in range(5):
        length, _, offset = struct.unpack_from("<HHI", message, FIELDS_AT + 8 * index)
        parts.append(message[offset : offset + length])
    response, *names = parts[1:]
    domain, user, workstation = (name.decode("utf-16-le") for name in names)
    return Authenticate(domain, user, workstation, response)


def _proof(password: str, nonce: bytes, blob: bytes) -> bytes:
    key = hashlib.md5(password.encode("utf-16-le")).digest()
    return hmac.new(key, nonce + blob, hashlib.md5).digest()


def _field(length: int, offset: int) -> bytes:
    return struct.pack("<HHI", length, length, offset)


def _name(kind: int, text: str) -> bytes:
    value = text.encode("utf-16-le")
    return struct.pack("<HH", kind, len(value)) + value
