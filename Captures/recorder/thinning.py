"""A capture as a sensor writes it that does not keep up: some frames are not in it."""

import struct
from pathlib import Path
from random import Random

FILE_HEADER, RECORD_HEADER = 24, 16


def leave_out(capture: Path, percent: float, random: Random) -> int:
    """Leaves frames out of a little-endian pcap, a few in a row each time; returns how many."""
    data = capture.read_bytes()
    kept, left_out, run = [data[:FILE_HEADER]], 0, 0
    at = FILE_HEADER
    while at < len(data):
        length = struct.unpack_from("<I", data, at + 8)[0]
        end = at + RECORD_HEADER + length
        if not run and random.random() < percent / 100 / MEAN_RUN:
            run = random.randint(1, 2 * MEAN_RUN - 1)
        if run:
            run -= 1
            left_out += 1
        else:
            kept.append(data[at:end])
        at = end
    capture.write_bytes(b"".join(kept))
    return left_out


MEAN_RUN = 3
"""Frames that go missing together, on average."""
