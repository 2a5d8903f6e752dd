"""What a capture says, as tshark reads it: the other side of the check against the truth."""

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

TIME_LIMIT = 120

CHECKSUMS = (
    "-o",
    "ip.check_checksum:TRUE",
    "-o",
    "tcp.check_checksum:TRUE",
    "-o",
    "udp.check_checksum:TRUE",
)
RETRANSMITTED = "tcp.analysis.retransmission || tcp.analysis.fast_retransmission"
MISSING = "tcp.analysis.lost_segment || tcp.analysis.ack_lost_segment"

MALFORMED = '(_ws.malformed && !(imap.request.username contains "{"))'
"""tshark itself stumbles over LOGIN with a literal for the name; those frames are sound."""

BAD_CHECKSUM = "ip.checksum.status == 0 || (tcp.checksum.status == 0 && tcp.checksum != 0xffff)"
"""Linux writes a TCP checksum of 0 as 0xffff, which tshark calls bad though it is equal."""


@dataclass(frozen=True)
class Wire:
    """A capture on disk."""

    path: Path

    def rows(self, display_filter: str, *fields: str) -> list[list[str]]:
        """The values of some fields in every frame that a display filter lets through."""
        columns = [argument for field in fields for argument in ("-e", field)]
        command = ["tshark", "-n", "-r", str(self.path), *CHECKSUMS, "-Y", display_filter]
        run = subprocess.run(
            [*command, "-T", "fields", *columns],
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT,
            check=True,
        )
        return [line.split("\t") for line in run.stdout.splitlines()]

    def count(self, display_filter: str) -> int:
        """The number of frames that a display filter lets through."""
        return len(self.rows(display_filter, "frame.number"))

    def ports(self, address: str, port: int) -> Counter[str]:
        """The TCP frames from and to a server, under `from` and `to`."""
        server = f"ip.addr == {address} && tcp.port == {port}"
        sources = self.rows(server, "ip.src")
        return Counter("from" if source == address else "to" for (source,) in sources)

    def connections(self, address: str, port: int) -> int:
        """The number of connections to a server that begin in the capture."""
        opening = "tcp.flags.syn == 1 && tcp.flags.ack == 0"
        server = f"ip.dst == {address} && tcp.dstport == {port}"
        streams = self.rows(f"{opening} && {server}", "tcp.stream")
        return len({stream for (stream,) in streams})

    def server_lines(self, address: str, port: int) -> list[str]:
        """The lines a server sent, connection by connection; bytes that came twice count once."""
        from_server = f"ip.src == {address} && tcp.srcport == {port} && tcp.len > 0"
        segments: dict[str, dict[int, bytes]] = {}
        for stream, sequence, payload in self.rows(
            from_server, "tcp.stream", "tcp.seq", "tcp.payload"
        ):
            segments.setdefault(stream, {})[int(sequence)] = bytes.fromhex(payload)
        return [line for parts in segments.values() for line in _lines(parts)]


def _lines(segments: dict[int, bytes]) -> list[str]:
    """The lines of one direction of a connection, from its segments by sequence number."""
    stream, end = b"", None
    for sequence, payload in sorted(segments.items()):
        known = 0 if end is None else max(0, end - sequence)
        stream += payload[known:]
        end = max(end or 0, sequence + len(payload))
    return stream.decode("utf-8", "replace").split("\r\n")


def matching(pattern: str, lines: list[str]) -> int:
    """How many lines a regular expression matches at their beginning."""
    return sum(re.match(pattern, line) is not None for line in lines)
