"""Frames made byte by byte, and the capture made of them."""

import hashlib
import struct
import tempfile
import unittest
from ipaddress import IPv4Address
from pathlib import Path

from recorder import tables, uccx_agent_pc
from recorder.settings import Settings
from recorder.synthetic import headers


class HeaderTests(unittest.TestCase):
    """Checksums and padding."""

    def test_the_checksum_of_a_packet_with_its_checksum_is_zero(self):
        sender = headers.station("00:50:56:8a:10:6c", "10.4.5.108", 128, 1)
        packet = headers.ipv4(sender, IPv4Address("10.4.4.95"), headers.PROTOCOL_TCP, b"odd")
        self.assertEqual(headers.checksum(packet[:20]), 0)

    def test_only_frames_that_arrive_are_padded(self):
        frames = [
            headers.ethernet(bytes(6), bytes(6), 0x800, b"", padded) for padded in (True, False)
        ]
        self.assertEqual([len(frame) for frame in frames], [60, 14])


class PublishedTraceTests(unittest.TestCase):
    """The capture that is built, not recorded."""

    def build(self) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings("capture", Path(folder))
            uccx_agent_pc.record(settings)
            return settings.path().read_bytes()

    def test_the_prescribed_frames_stand_where_the_trace_has_them(self):
        data = self.build()
        times, offset = [], 24
        while offset < len(data):
            seconds, microseconds, length, _ = struct.unpack_from("<IIII", data, offset)
            times.append(seconds * 1_000_000 + microseconds)
            offset += 16 + length
        for number, at in uccx_agent_pc.PRESCRIBED:
            self.assertEqual(times[number - 1] - times[0], at)
        self.assertEqual(len(times), uccx_agent_pc.TOTAL_FRAMES)

    def test_it_comes_out_the_same_every_time(self):
        self.assertEqual(*(hashlib.sha256(self.build()).digest() for _ in range(2)))


class TableTests(unittest.TestCase):
    """The rows of the documentation."""

    def test_a_row_draws_neighbours_together_and_shows_bounds(self):
        truth = {
            "verdict": "throttling",
            "cause": "connections-per-user",
            "limit": {"value": None, "atLeast": 2, "atMost": None},
            "account": "uccxmail",
            "clients": ["10.4.5.8", "10.4.5.9", "10.4.5.11"],
            "attempts": 3,
            "successes": 0,
            "failures": 3,
            "view": "late start",
        }
        row = tables.row(truth)
        self.assertIn("| at least 2 | uccxmail | 10.4.5.8…9, 10.4.5.11 | 3 | 0 | 3 |", row)
