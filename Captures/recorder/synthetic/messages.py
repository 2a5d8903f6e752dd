"""Application messages of the noise: TLS, DNS, NetBIOS names, SMB2, computer telephony."""

import struct
from ipaddress import IPv4Address
from random import Random

TLS_1_2 = 0x0303
CHANGE_CIPHER_SPEC, HANDSHAKE, APPLICATION_DATA = 20, 22, 23
CIPHER_SUITES = (0xC02F, 0xC030, 0xC013, 0xC014, 0x009C, 0x002F, 0x0035)


def tls_record(content_type: int, body: bytes) -> bytes:
    """A TLS 1.2 record (RFC 5246, section 6.2)."""
    return struct.pack("!BHH", content_type, TLS_1_2, len(body)) + body


def _tls_handshake(message_type: int, body: bytes) -> bytes:
    return tls_record(
        HANDSHAKE, struct.pack("!B", message_type) + len(body).to_bytes(3, "big") + body
    )


def _tls_extension(number: int, body: bytes) -> bytes:
    return struct.pack("!HH", number, len(body)) + body


def client_hello(random: Random, session: bytes, name: str) -> bytes:
    """A ClientHello that resumes `session` and names the server."""
    host = name.encode()
    server_name = struct.pack("!HBH", len(host) + 3, 0, len(host)) + host
    groups = struct.pack("!HHH", 4, 0x0017, 0x0018)
    extensions = (
        _tls_extension(0xFF01, b"\0")
        + _tls_extension(0, server_name)
        + _tls_extension(10, groups)
        + _tls_extension(11, b"\x01\0")
        + _tls_extension(13, struct.pack("!HHHH", 6, 0x0401, 0x0403, 0x0201))
    )
    suites = struct.pack(f"!H{len(CIPHER_SUITES)}H", 2 * len(CIPHER_SUITES), *CIPHER_SUITES)
    body = (
        struct.pack("!H", TLS_1_2) + random.randbytes(32)
        + struct.pack("!B", len(session)) + session
        + suites + b"\x01\0" + struct.pack("!H", len(extensions)) + extensions
    )  # fmt: skip
    return _tls_handshake(1, body)


def resumed_server_flight(random: Random, session: bytes) -> bytes:
    """ServerHello, ChangeCipherSpec and an encrypted Finished: an abbreviated handshake."""
    extensions = _tls_extension(0xFF01, b"\0")
    body = (
        struct.pack("!H", TLS_1_2) + random.randbytes(32)
        + struct.pack("!B", len(session)) + session
        + struct.pack("!HBH", CIPHER_SUITES[0], 0, len(extensions)) + extensions
    )  # fmt: skip
    return _tls_handshake(2, body) + encrypted_finish(random)


def encrypted_finish(random: Random) -> bytes:
    """ChangeCipherSpec and an encrypted Finished."""
    return tls_record(CHANGE_CIPHER_SPEC, b"\x01") + tls_record(HANDSHAKE, random.randbytes(40))


def application_data(random: Random, length: int) -> bytes:
    """An encrypted record of `length` invented bytes."""
    return tls_record(APPLICATION_DATA, random.randbytes(length))


def _dns_name(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def dns_query(identifier: int, name: str) -> bytes:
    """A recursive question for an A record (RFC 1035)."""
    return (
        struct.pack("!6H", identifier, 0x0100, 1, 0, 0, 0)
        + _dns_name(name)
        + struct.pack("!HH", 1, 1)
    )


def dns_answer(identifier: int, name: str, address: IPv4Address) -> bytes:
    """The answer to `dns_query`, with one A record."""
    question = _dns_name(name) + struct.pack("!HH", 1, 1)
    record = struct.pack("!HHHIH", 0xC00C, 1, 1, 600, 4) + address.packed
    return struct.pack("!6H", identifier, 0x8180, 1, 1, 0, 0) + question + record


def netbios_name_query(identifier: int, name: str) -> bytes:
    """A broadcast name query (RFC 1002, section 4.2.12) for a workstation name."""
    padded = name.upper().ljust(15).encode() + b"\0"
    encoded = b"".join(bytes([ord("A") + (byte >> 4), ord("A") + (byte & 15)]) for byte in padded)
    header = struct.pack("!6H", identifier, 0x0110, 1, 0, 0, 0)
    return header + bytes([len(encoded)]) + encoded + b"\0" + struct.pack("!HH", 0x0020, 1)


def smb2_echo(message: int, session: int, is_answer: bool) -> bytes:
    """An SMB2 ECHO request or response behind its four-byte NetBIOS session header."""
    flags = 1 if is_answer else 0
    header = struct.pack(
        "<4sHHIHHIIQIIQ16s",
        b"\xfeSMB",
        64,
        1,
        0,
        13,
        1,
        flags,
        0,
        message,
        0xFEFF,
        0,
        session,
        bytes(16),
    )
    body = struct.pack("<HH", 4, 0)
    return struct.pack("!I", len(header) + len(body)) + header + body


HEARTBEAT_REQUEST, HEARTBEAT_ANSWER = 5, 6
STATE_QUERY, STATE_ANSWER = 36, 37
AGENT_STATE = 30


def telephony_message(message_type: int, body: bytes) -> bytes:
    """A message in the framing of Cisco's CTI protocol: length of the body, type, body."""
    return struct.pack("!II", len(body), message_type) + body
