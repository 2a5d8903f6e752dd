"""A capture in the making: packets at microseconds, written as a classic pcap file."""

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from pathlib import Path

from recorder.synthetic.headers import (
    BROADCAST_MAC,
    ETHERTYPE_ARP,
    ETHERTYPE_IPV4,
    Station,
    ethernet,
    ipv4,
)

PCAP_MAGIC_MICROSECONDS = 0xA1B2C3D4
LINKTYPE_ETHERNET = 1
SNAP_LENGTH = 262144


@dataclass
class Timeline:
    """Packets in any order, each at a time in microseconds from the capture's first frame.

    Headers that depend on the order (the hosts' IP identification counters) are made when the file
    is written, after sorting. Packets with the same time keep the order in which they were added.
    """

    _packets: list[tuple[int, Callable[[], bytes]]] = field(default_factory=list)

    def add_ipv4(
        self,
        at: int,
        sender: Station,
        next_hop: bytes,
        destination: IPv4Address,
        protocol: int,
        payload: bytes,
    ) -> None:
        """Adds an IPv4 packet whose frame goes to the Ethernet address `next_hop`."""

        def frame() -> bytes:
            packet = ipv4(sender, destination, protocol, payload)
            return ethernet(
                next_hop, sender.mac, ETHERTYPE_IPV4, packet, padded=not sender.is_local
            )

        self._packets.append((at, frame))

    def add_arp(
        self, at: int, sender: Station, packet: bytes, next_hop: bytes = BROADCAST_MAC
    ) -> None:
        """Adds an ARP packet, to everybody unless `next_hop` is given."""

        def frame() -> bytes:
            return ethernet(next_hop, sender.mac, ETHERTYPE_ARP, packet, padded=not sender.is_local)

        self._packets.append((at, frame))

    def count(self, after: int, before: int) -> int:
        """How many packets lie strictly between two times."""
        return sum(after < at < before for at, _ in self._packets)

    def __len__(self) -> int:
        return len(self._packets)

    def write(self, path: Path, start: int) -> None:
        """Writes a pcap file; `start` is the first frame's time in microseconds since 1970."""
        header = struct.pack(
            "<IHHiIII", PCAP_MAGIC_MICROSECONDS, 2, 4, 0, 0, SNAP_LENGTH, LINKTYPE_ETHERNET
        )
        parts = [header]
        for at, make_frame in sorted(self._packets, key=lambda packet: packet[0]):
            seconds, microseconds = divmod(start + at, 1_000_000)
            frame = make_frame()
            parts.append(struct.pack("<IIII", seconds, microseconds, len(frame), len(frame)))
            parts.append(frame)
        path.write_bytes(b"".join(parts))
