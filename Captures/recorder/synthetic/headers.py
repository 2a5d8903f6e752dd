"""Encoders of the headers below the application, checksums included.

Every function returns bytes in network order; nothing here knows about time.
"""

import struct
from dataclasses import dataclass
from ipaddress import IPv4Address

ETHERTYPE_IPV4 = 0x0800
ETHERTYPE_ARP = 0x0806
PROTOCOL_TCP = 6
PROTOCOL_UDP = 17
BROADCAST_MAC = bytes([0xFF] * 6)

FIN, SYN, RST, PSH, ACK = 0x01, 0x02, 0x04, 0x08, 0x10

SHORTEST_FRAME = 60
"""Bytes of the shortest Ethernet frame without its check sequence; shorter ones arrive padded."""


@dataclass
class Station:
    """A host as the capturing PC sees it.

    `mac` is the address on the PC's own wire: the gateway's for a host behind it. `is_local` marks
    the capturing PC itself, whose short frames are captured before the adapter pads them.
    """

    mac: bytes
    address: IPv4Address
    time_to_live: int
    identification: int
    is_local: bool = False

    def next_identification(self) -> int:
        """The next value of the host-wide IP identification counter."""
        self.identification = (self.identification + 1) & 0xFFFF
        return self.identification


def station(
    mac: str, address: str, time_to_live: int, identification: int, is_local: bool = False
) -> Station:
    """A station from text such as `00:50:56:8a:10:6c` and `10.4.5.108`."""
    return Station(
        bytes.fromhex(mac.replace(":", "")),
        IPv4Address(address),
        time_to_live,
        identification,
        is_local,
    )


def checksum(data: bytes) -> int:
    """The Internet checksum (RFC 1071)."""
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def ethernet(
    destination: bytes, source: bytes, ethertype: int, payload: bytes, padded: bool
) -> bytes:
    """An Ethernet II frame without its check sequence."""
    frame = destination + source + struct.pack("!H", ethertype) + payload
    return frame.ljust(SHORTEST_FRAME, b"\0") if padded else frame


def ipv4(sender: Station, destination: IPv4Address, protocol: int, payload: bytes) -> bytes:
    """An IPv4 packet with "don't fragment" set, as Windows sends TCP."""
    header = struct.pack(
        "!BBHHHBBH4s4s",
        0x45, 0, 20 + len(payload), sender.next_identification(), 0x4000,
        sender.time_to_live, protocol, 0, sender.address.packed, destination.packed,
    )  # fmt: skip
    return header[:10] + struct.pack("!H", checksum(header)) + header[12:] + payload


def _pseudo_header(
    source: IPv4Address, destination: IPv4Address, protocol: int, length: int
) -> bytes:
    return source.packed + destination.packed + struct.pack("!BBH", 0, protocol, length)


def tcp(
    source: tuple[IPv4Address, int],
    destination: tuple[IPv4Address, int],
    sequence: int,
    acknowledgment: int,
    flags: int,
    window: int,
    options: bytes = b"",
    payload: bytes = b"",
) -> bytes:
    """A TCP segment (RFC 9293); `options` must be a whole number of 32-bit words."""
    header = struct.pack(
        "!HHIIBBHHH",
        source[1], destination[1], sequence & 0xFFFFFFFF, acknowledgment & 0xFFFFFFFF,
        (5 + len(options) // 4) << 4, flags, window, 0, 0,
    )  # fmt: skip
    segment = header + options + payload
    pseudo = _pseudo_header(source[0], destination[0], PROTOCOL_TCP, len(segment))
    return segment[:16] + struct.pack("!H", checksum(pseudo + segment)) + segment[18:]


def udp(
    source: tuple[IPv4Address, int], destination: tuple[IPv4Address, int], payload: bytes
) -> bytes:
    """A UDP datagram (RFC 768)."""
    header = struct.pack("!HHHH", source[1], destination[1], 8 + len(payload), 0)
    pseudo = _pseudo_header(source[0], destination[0], PROTOCOL_UDP, len(header) + len(payload))
    value = checksum(pseudo + header + payload) or 0xFFFF
    return header[:6] + struct.pack("!H", value) + payload


def arp(operation: int, sender: Station, target_mac: bytes, target: IPv4Address) -> bytes:
    """An ARP packet (RFC 826): operation 1 asks, 2 answers."""
    return (
        struct.pack("!HHBBH", 1, ETHERTYPE_IPV4, 6, 4, operation)
        + sender.mac + sender.address.packed + target_mac + target.packed
    )  # fmt: skip
