"""The sample captures as a whole: what is recorded, documented and there."""

import json
import re
import struct
import tempfile
import unittest
from pathlib import Path
from random import Random

from recorder.catalogue import RECORDINGS
from recorder.scenario_table import SCENARIOS
from recorder.thinning import leave_out

CAPTURES = Path(__file__).resolve().parents[2]
BESIDE = {"per-user-limit-16-one-agent"}
"""Captures that come about beside another one."""

MOST_BYTES = 2 * 1024 * 1024


def truth(name: str) -> dict:
    """The truth file of a capture."""
    return json.loads((CAPTURES / f"{name}.truth.json").read_text())


def causes(name: str) -> set[str]:
    """All causes that a truth file names."""
    file = truth(name)
    return (
        {file["cause"], *(other["cause"] for other in file["also"])}
        if "also" in file
        else {file["cause"]}
    )


class CatalogueTests(unittest.TestCase):
    """Names, files and the table of causes."""

    def test_every_recording_has_a_scenario_and_every_capture_a_recording(self):
        self.assertLessEqual({each.scenario for each in RECORDINGS.values()}, set(SCENARIOS))
        there = {path.name.removesuffix(".truth.json") for path in CAPTURES.glob("*.truth.json")}
        self.assertEqual(there, {path.stem for path in CAPTURES.glob("*.pcap")})
        self.assertEqual(there, set(RECORDINGS) | BESIDE)

    def test_captures_are_small(self):
        large = [path.name for path in CAPTURES.glob("*.pcap") if path.stat().st_size > MOST_BYTES]
        self.assertEqual(large, [])

    def test_the_table_of_causes_says_what_the_truth_files_say(self):
        text = (CAPTURES / "README.md").read_text()
        rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \| (.+) \|$", text, re.MULTILINE)
        self.assertGreaterEqual(len(rows), 25)
        for cause, shown, alike in rows:
            with self.subTest(cause):
                for name in re.findall(r"`([^`]+)`", shown):
                    self.assertIn(cause, causes(name), name)
                for name in re.findall(r"`([^`]+)`", alike):
                    self.assertNotIn(cause, causes(name), name)

    def test_every_cause_of_a_truth_file_is_in_the_table(self):
        text = (CAPTURES / "README.md").read_text()
        for path in CAPTURES.glob("*.truth.json"):
            for cause in causes(path.name.removesuffix(".truth.json")) - {None}:
                self.assertRegex(text, rf"(?m)^\| `{cause}` \| ")


class ThinningTests(unittest.TestCase):
    """Frames left out of a file."""

    def test_what_is_left_is_a_capture_with_fewer_frames(self):
        frames = [bytes([number % 251]) * (60 + number % 7) for number in range(2_000)]
        records = [struct.pack("<IIII", 0, 0, len(each), len(each)) + each for each in frames]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "run.pcap")
            path.write_bytes(bytes(24) + b"".join(records))
            left_out = leave_out(path, 10.0, Random(1))
            self.assertTrue(100 < left_out < 300)
            data, at, kept = path.read_bytes(), 24, 0
            while at < len(data):
                at += 16 + struct.unpack_from("<I", data, at + 8)[0]
                kept += 1
        self.assertEqual((at, kept), (len(data), 2_000 - left_out))
