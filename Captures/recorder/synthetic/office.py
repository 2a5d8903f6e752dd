"""The capturing PC's surroundings: its stations, and new connections from it."""

from dataclasses import dataclass, field
from random import Random

from recorder.synthetic.headers import PROTOCOL_UDP, Station, station, udp
from recorder.synthetic.tcp_flow import Side, TCPFlow
from recorder.synthetic.timeline import Timeline

GATEWAY_MAC = "00:1b:0d:e6:40:c0"
FIRST_EPHEMERAL_PORT = 49152
PORT_STEP = 10_000
"""Microseconds of capture time for each ephemeral port: later connections have higher ports."""


def behind_gateway(address: str, time_to_live: int, identification: int) -> Station:
    """A station that the PC reaches through its gateway."""
    return station(GATEWAY_MAC, address, time_to_live, identification)


def _neighbours() -> tuple[Station, ...]:
    numbers = (*range(101, 108), *range(109, 113), 151)
    return tuple(
        station(f"00:50:56:8a:10:{number:02x}", f"10.4.5.{number}", 128, number * 257)
        for number in numbers
    )


@dataclass
class Office:
    """Everything the story draws on; one seeded random source makes it the same every time."""

    timeline: Timeline = field(default_factory=Timeline)
    random: Random = field(default_factory=lambda: Random(10_569))
    pc: Station = field(
        default_factory=lambda: station(
            "00:50:56:8a:10:6c", "10.4.5.108", 128, 0x2A10, is_local=True
        )
    )
    gateway: Station = field(default_factory=lambda: station(GATEWAY_MAC, "10.4.5.1", 255, 0x0100))
    exchange: Station = field(default_factory=lambda: behind_gateway("10.4.4.95", 127, 0x61F0))
    uccx: Station = field(default_factory=lambda: behind_gateway("10.4.4.90", 63, 0x0900))
    name_server: Station = field(default_factory=lambda: behind_gateway("10.4.4.10", 127, 0x4D00))
    file_server: Station = field(default_factory=lambda: behind_gateway("10.4.4.20", 127, 0x7700))
    neighbours: tuple[Station, ...] = field(default_factory=_neighbours)
    _used_ports: set[int] = field(default_factory=set)

    def connection(self, at: int, server: Station, port: int) -> TCPFlow:
        """A connection of the PC that begins at a time; its handshake is not added yet."""
        client_port = FIRST_EPHEMERAL_PORT + at // PORT_STEP
        while client_port in self._used_ports:
            client_port += 1
        self._used_ports.add(client_port)
        return TCPFlow(
            self.timeline,
            Side(self.pc, client_port, self.random.getrandbits(32)),
            Side(server, port, self.random.getrandbits(32)),
            self.gateway.mac,
        )

    def datagram_from_pc(
        self, at: int, port: int, server: Station, server_port: int, payload: bytes
    ) -> None:
        """Adds a UDP datagram from the PC to a server behind the gateway."""
        datagram = udp((self.pc.address, port), (server.address, server_port), payload)
        self.timeline.add_ipv4(
            at, self.pc, self.gateway.mac, server.address, PROTOCOL_UDP, datagram
        )

    def datagram_to_pc(
        self, at: int, port: int, server: Station, server_port: int, payload: bytes
    ) -> None:
        """Adds a UDP datagram from a server to the PC."""
        datagram = udp((server.address, server_port), (self.pc.address, port), payload)
        self.timeline.add_ipv4(at, server, self.pc.mac, self.pc.address, PROTOCOL_UDP, datagram)
