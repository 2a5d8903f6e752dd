"""One TCP connection between the capturing PC and a server, with its numbers kept in order."""

from dataclasses import dataclass, field

from recorder.synthetic.headers import ACK, FIN, PROTOCOL_TCP, PSH, SYN, Station, tcp
from recorder.synthetic.timeline import Timeline

WINDOW = 256
"""The window field after the SYN: 65,536 bytes at a scale of eight bits."""

SYN_WINDOW = 8192

SYN_OPTIONS = bytes([2, 4, 0x05, 0xB4, 1, 3, 3, 8, 1, 1, 4, 2])
"""As Windows 7 sends them: segment size 1460, window scale 8, selective acknowledgments."""


@dataclass
class Side:
    """One end: who and where it is, and the next sequence number it will send."""

    station: Station
    port: int
    sequence: int


@dataclass
class TCPFlow:
    """A connection whose segments are added in the order of their times.

    Each method takes the time of its (first) segment in microseconds. A time that is not after the
    one before is an error of the story and raises `ValueError`.
    """

    timeline: Timeline
    client: Side
    server: Side
    gateway_mac: bytes
    _last: int = field(default=-1)

    def open(self, at: int, round_trip: int, client_delay: int = 60) -> int:
        """Adds the three-way handshake; returns the time of its last segment."""
        self._segment(at, self.client, SYN, options=SYN_OPTIONS)
        self._segment(at + round_trip, self.server, SYN | ACK, options=SYN_OPTIONS)
        self.client_acknowledges(at + round_trip + client_delay)
        return at + round_trip + client_delay

    def client_sends(self, at: int, payload: bytes) -> None:
        """Adds one data segment from the PC."""
        self._segment(at, self.client, PSH | ACK, payload)

    def server_sends(self, at: int, payload: bytes) -> None:
        """Adds one data segment from the server."""
        self._segment(at, self.server, PSH | ACK, payload)

    def client_acknowledges(self, at: int) -> None:
        """Adds an acknowledgment without data from the PC."""
        self._segment(at, self.client, ACK)

    def server_acknowledges(self, at: int) -> None:
        """Adds an acknowledgment without data from the server."""
        self._segment(at, self.server, ACK)

    def close(
        self, at: int, round_trip: int, server_delay: int = 150, client_delay: int = 60
    ) -> int:
        """Adds FIN, ACK, FIN, ACK, the PC first; returns the time of the last segment."""
        self._segment(at, self.client, FIN | ACK)
        self.server_acknowledges(at + round_trip)
        self._segment(at + round_trip + server_delay, self.server, FIN | ACK)
        self.client_acknowledges(at + round_trip + server_delay + client_delay)
        return at + round_trip + server_delay + client_delay

    def _segment(
        self, at: int, sender: Side, flags: int, payload: bytes = b"", options: bytes = b""
    ) -> None:
        if at <= self._last:
            raise ValueError(
                f"port {self.client.port}: a segment at {at} after one at {self._last}"
            )
        self._last = at
        receiver = self.server if sender is self.client else self.client
        segment = tcp(
            (sender.station.address, sender.port),
            (receiver.station.address, receiver.port),
            sender.sequence,
            receiver.sequence if flags & ACK else 0,
            flags,
            SYN_WINDOW if flags & SYN else WINDOW,
            options,
            payload,
        )
        sender.sequence += len(payload) + bool(flags & (SYN | FIN))
        next_hop = self.gateway_mac if sender is self.client else self.client.station.mac
        self.timeline.add_ipv4(
            at, sender.station, next_hop, receiver.station.address, PROTOCOL_TCP, segment
        )
