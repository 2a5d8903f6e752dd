#!/usr/bin/env python3
"""Checks that hostile captures cost `chokepoint analyze` no more than their size: time linear, memory bounded.

usage: attacks.py [--long] [--runs N] [--chokepoint PATH] [--keep FOLDER] [SHAPE...]

Makes captures of 1, 2 and 4 MiB (and 8 and 16 with --long) of each attack shape, or of those whose names hold one of
the words SHAPE; the shapes that are counted in connections or interfaces grow by those instead, to 100,000 connections
and 65,000 interfaces. Prints for each shape and size the median processor time of N runs (3), the peak of the resident
memory, and the ratio to the time of half the size.

The exit status is 1 when a shape's time more than doubles, that is by more than 2.6 from 0.05 s up, also when measured
once more; when a run takes over 60 s; when the program dies; or when its memory exceeds 512 MiB, or for a mail flood
64 MiB and 4 KiB for each connection. Captures lie in a temporary folder; --keep names one that stays.
"""
import argparse
import gzip
import os
import random
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MIB = 1 << 20
RATIO = 2.6
SHORTEST = 0.05
LONGEST = 60
SEGMENT = 1400
FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
SERVER = 0x0A000001


class Pcap:
    """A classic pcap file of raw IPv4 packets, 10 microseconds apart, up to a size."""

    def __init__(self, size):
        self.size = size
        self.parts = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101)]
        self.length = 24
        self.time = 1_700_000_000_000_000

    def has_room(self):
        return self.length < self.size

    def packet(self, data):
        self.time += 10
        record = struct.pack("<IIII", self.time // 1_000_000, self.time % 1_000_000, len(data), len(data)) + data
        self.parts.append(record)
        self.length += len(record)

    def segment(self, source, destination, sequence, acknowledgement, flags, payload=b"", options=b""):
        """Addresses are (number, port); the checksums are left to the network card."""
        length = 40 + len(options) + len(payload)
        ip = struct.pack(">BBHHHBBHII", 0x45, 0, length, self.length >> 4 & 0xFFFF, 0, 64, 6, 0, source[0], destination[0])
        tcp = struct.pack(">HHIIBBHHH", source[1], destination[1], sequence & 0xFFFFFFFF, acknowledgement & 0xFFFFFFFF,
                          0x50 + (len(options) << 2), flags, 0xFFFF, 0, 0)
        self.packet(ip + tcp + options + payload)

    def bytes(self):
        return b"".join(self.parts)


class Flow:
    """One connection, with both sides' numbers kept."""

    def __init__(self, capture, port=143, client=(0x0A000002, 40000), greeting=b"* OK ready\r\n", server=SERVER):
        self.capture, self.client, self.server = capture, client, (server, port)
        self.numbers = {self.client: 1000, self.server: 5000}
        # Windows of 1 GiB, so that nothing is refused that was not acknowledged.
        capture.segment(self.client, self.server, 999, 0, SYN, options=b"\3\3\x0e\0")
        capture.segment(self.server, self.client, 4999, 1000, SYN | ACK, options=b"\3\3\x0e\0")
        capture.segment(self.client, self.server, 1000, 5000, ACK)
        if greeting:
            self.serve(greeting)

    def send(self, source, payload, flags=PSH | ACK):
        other = self.server if source == self.client else self.client
        for start in range(0, len(payload), SEGMENT):
            part = payload[start:start + SEGMENT]
            self.capture.segment(source, other, self.numbers[source], self.numbers[other], flags, part)
            self.numbers[source] += len(part)

    def ask(self, payload):
        self.send(self.client, payload)

    def serve(self, payload):
        self.send(self.server, payload)

    def close(self):
        self.capture.segment(self.client, self.server, self.numbers[self.client], self.numbers[self.server], FIN | ACK)
        self.capture.segment(self.server, self.client, self.numbers[self.server], self.numbers[self.client] + 1, FIN | ACK)


def endless(size, unit, beginning=b"", port=143, greeting=b"* OK ready\r\n", asks=True, before=()):
    """One connection in which one side repeats itself."""
    capture = Pcap(size)
    flow = Flow(capture, port=port, greeting=greeting)
    for from_client, words in before:
        flow.send(flow.client if from_client else flow.server, words)
    chunk, text = b"", beginning
    while capture.has_room():
        for number in range(100):
            chunk += unit(number) if callable(unit) else unit
        text, chunk = text + chunk, b""
        whole = len(text) // SEGMENT * SEGMENT
        flow.send(flow.client if asks else flow.server, text[:whole])
        text = text[whole:]
    return capture.bytes()


def syn_flood(size):
    capture, dice = Pcap(size), random.Random(1)
    while capture.has_room():
        capture.segment((dice.getrandbits(32), dice.getrandbits(16)), (SERVER, 143), dice.getrandbits(32), 0, SYN)
    return capture.bytes()


def one_byte_segments(size):
    capture = Pcap(size)
    flow = Flow(capture)
    while capture.has_room():
        for byte in b"* 23 EXISTS\r\n":
            flow.serve(bytes([byte]))
    return capture.bytes()


def islands(size, forward=True):
    """Every second byte, without an acknowledgement that proves the holes."""
    capture = Pcap(size)
    flow = Flow(capture)
    start, places = flow.numbers[flow.server] + 1, range(size // 57)
    for index in places if forward else reversed(places):
        capture.segment(flow.server, flow.client, start + 2 * index, flow.numbers[flow.client], PSH | ACK, b"x")
    return capture.bytes()


def islands_one_sided(size):
    """The same where only the server's direction was captured, so that holes are given up."""
    capture = Pcap(size)
    source, destination, number = (SERVER, 143), (0x0A000002, 40000), 5000
    while capture.has_room():
        number += 2
        capture.segment(source, destination, number, 1000, PSH | ACK, b"x")
    return capture.bytes()


def overlaps(size):
    """A range behind a hole again and again, from ever other starts."""
    capture, dice = Pcap(size), random.Random(2)
    flow = Flow(capture)
    base = flow.numbers[flow.server] + 1
    while capture.has_room():
        start = dice.randrange(3000)
        capture.segment(flow.server, flow.client, base + start, flow.numbers[flow.client], PSH | ACK, bytes([65 + start % 20]) * 600)
    return capture.bytes()


def retransmissions(size):
    """Delivered bytes again and again, each time changed."""
    capture, dice = Pcap(size), random.Random(3)
    flow = Flow(capture)
    base = flow.numbers[flow.server]
    for _ in range(8):
        # Of larger segments the delivered bytes would not be remembered.
        flow.serve(b"* OK x\r\n" * 60)
    while capture.has_room():
        start = dice.randrange(3000)
        capture.segment(flow.server, flow.client, base + start, flow.numbers[flow.client], PSH | ACK, bytes([65 + start % 20]) * 600)
    return capture.bytes()


def deflated(size, ratio):
    """What the server sends after COMPRESS=DEFLATE: lines that grow `ratio` times, or above 500 nothing but spaces."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    dice, data = random.Random(4), []
    total = 0
    while total < size:
        if ratio > 500:
            part = squeeze.compress(b" " * 1_000_000)
        else:
            noise = dice.randbytes(1_000_000 // ratio - 2_000)
            part = squeeze.compress(noise + b"* 1 EXISTS\r\n" * 80_000)
        data.append(part)
        total += len(part)
    data.append(squeeze.flush())
    capture = Pcap(size)
    flow = Flow(capture)
    flow.ask(b"a COMPRESS DEFLATE\r\n")
    flow.serve(b"a OK now\r\n")
    stream = b"".join(data)
    for start in range(0, len(stream), SEGMENT):
        if not capture.has_room():
            break
        flow.serve(stream[start:start + SEGMENT])
    return capture.bytes()


def single_segments(count):
    capture, dice = Pcap(1 << 40), random.Random(5)
    for _ in range(count):
        capture.segment((dice.getrandbits(32), dice.randrange(1024, 65536)), (SERVER, 143), dice.getrandbits(32), 1, PSH | ACK, b"a NOOP\r\n")
    return capture.bytes()


def fragments(size):
    """First fragments whose datagrams are never completed."""
    capture, number = Pcap(size), 0
    while capture.has_room():
        number += 1
        ip = struct.pack(">BBHHHBBHII", 0x45, 0, 20 + 64, number & 0xFFFF, 0x2000, 64, 6, 0, 0x0B000000 + (number >> 16), SERVER)
        capture.packet(ip + struct.pack(">HHIIBBHHH", 40000, 143, 1, 1, 0x50, ACK, 1, 0, 0) + bytes(44))
    return capture.bytes()


def refused_sign_ins(count, accounts=1):
    """Every connection signs in to the same account (or its own) and is refused; 2,000 clients."""
    capture = Pcap(1 << 40)
    for number in range(count):
        client = (0x0A010000 + number % 2000, 10000 + number // 2000 % 50000)
        flow = Flow(capture, client=client)
        flow.ask(b"a LOGIN user%d secret\r\n" % (number % accounts))
        flow.serve(b"a NO [UNAVAILABLE] AUTHENTICATE failed.\r\n")
        flow.close()
        capture.time += 1000
    return capture.bytes()


def sign_ins_in_one(size):
    """Connections in which the client signs in 200 times, each time refused."""
    capture, number = Pcap(size), 0
    while capture.has_room():
        number += 1
        flow = Flow(capture, client=(0x0A010000 + number, 40000))
        for attempt in range(200):
            flow.ask(b"a%d LOGIN user secret\r\n" % attempt)
            flow.serve(b"a%d NO failed.\r\n" % attempt)
    return capture.bytes()


def accounts_beside_unseen(count):
    """Half the connections were open before the capture; of the others each signs in to an account of its own."""
    capture = Pcap(1 << 40)
    for number in range(count // 2):
        client = (0x0A020000 + number % 2000, 10000 + number // 2000)
        capture.segment((SERVER, 143), client, 1, 1, PSH | ACK, b"* 4 EXISTS\r\n* 1 RECENT\r\n* OK still here\r\n")
    for number in range(count // 2):
        flow = Flow(capture, client=(0x0A010000 + number % 2000, 10000 + number // 2000))
        flow.ask(b"a LOGIN user%d secret\r\n" % number)
        flow.serve(b"a OK done\r\n")
        flow.close()
    return capture.bytes()


def refused_everywhere(count):
    """Every connection goes to another server, and all refuse mail."""
    capture = Pcap(1 << 40)
    for number in range(count):
        flow = Flow(capture, port=25, greeting=b"220 mx ESMTP\r\n", server=0x0B000000 + number)
        flow.ask(b"MAIL FROM:<a@b.example>\r\n")
        flow.serve(b"450 4.7.1 Error: too much mail from 10.0.0.2\r\n")
        flow.close()
    return capture.bytes()


def open_sign_ins(count):
    """Accepted sign-ins that stay open, and then one after the other refused ones."""
    capture = Pcap(1 << 40)
    for number in range(count):
        client = (0x0A010000 + number % 2000, 10000 + number // 2000 % 50000)
        flow = Flow(capture, client=client)
        flow.ask(b"a LOGIN user secret\r\n")
        flow.serve(b"a OK done\r\n" if number < count // 2 else b"a NO failed.\r\n")
        capture.time += 1000
    return capture.bytes()


def block(kind, body):
    return struct.pack("<II", kind, len(body) + 12) + body + struct.pack("<I", len(body) + 12)


SECTION = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
INTERFACE = block(1, struct.pack("<HHI", 101, 0, 65535))


def interfaces(count):
    packet = Pcap(0)
    packet.segment((1, 40000), (SERVER, 143), 1, 0, SYN)
    frame = packet.parts[1][16:]
    packets = [block(6, struct.pack("<IIIII", number * 7919 % count, 0, number, len(frame), len(frame)) + frame) for number in range(count)]
    return SECTION + INTERFACE * count + b"".join(packets)


def sections(size):
    return (SECTION + INTERFACE * 3) * (size // (len(SECTION) + 3 * len(INTERFACE)))


def gzip_members(size):
    """A capture behind thousands of empty gzip members."""
    empty = gzip.compress(b"", 9, mtime=0)
    return gzip.compress(syn_flood(4096), mtime=0) + empty * (size // len(empty))


def gzip_bomb(size):
    """The same frame so often that it shrinks to less than a hundredth, 64 times the size."""
    capture = Pcap(0)
    capture.segment((0x0A000002, 40000), (SERVER, 143), 1, 1, PSH | ACK, b"* OK\r\n" + b" " * 1300)
    return gzip.compress(capture.parts[0] + capture.parts[1] * (64 * size // len(capture.parts[1])), 6, mtime=0)


HELLO = ((True, b"EHLO pc\r\n"), (False, b"250-mx\r\n250 CHUNKING\r\n"))
ENVELOPE = HELLO + ((True, b"MAIL FROM:<a@b.example>\r\n"), (False, b"250 ok\r\n"))
IN_DATA = ENVELOPE + ((True, b"RCPT TO:<c@d.example>\r\nDATA\r\n"), (False, b"250 ok\r\n354 go\r\n"))
MX = b"220 mx ESMTP\r\n"
BY_SIZE = [(n * MIB, f"{n} MiB") for n in (1, 2, 4, 8, 16)]
BY_COUNT = [(n * 1000, f"{n},000") for n in (25, 50, 100, 200, 400)]
BY_INTERFACES = [(n, f"{n:,}") for n in (16_250, 32_500, 65_000)]

# Name, how it is made, its sizes, and bytes of memory it may take.
SHAPES = [
    ("SYN flood", syn_flood, BY_SIZE, None),
    ("one-byte segments", one_byte_segments, BY_SIZE, None),
    ("islands, upwards", islands, BY_SIZE, None),
    ("islands, downwards", lambda size: islands(size, forward=False), BY_SIZE, None),
    ("islands, one-sided", islands_one_sided, BY_SIZE, None),
    ("overlaps behind a hole", overlaps, BY_SIZE, None),
    ("changed retransmissions", retransmissions, BY_SIZE, None),
    ("IMAP endless line", lambda size: endless(size, b"x" * 97), BY_SIZE, 64 * MIB),
    ("IMAP endless literal", lambda size: endless(size, b"x" * 97, b"a APPEND x {4294967295+}\r\n"), BY_SIZE, 64 * MIB),
    ("IMAP empty lines", lambda size: endless(size, b"\r\n"), BY_SIZE, 64 * MIB),
    ("IMAP parentheses", lambda size: endless(size, b"* LIST " + b"(" * 600 + b")" * 600 + b"\r\n", asks=False), BY_SIZE, 64 * MIB),
    ("IMAP many literals", lambda size: endless(size, b"{1+}\r\nx ", b"a SEARCH "), BY_SIZE, 64 * MIB),
    ("IMAP many tags", lambda size: endless(size, lambda n: b"t%d NOOP\r\n" % random.randrange(1 << 40)), BY_SIZE, 64 * MIB),
    ("IMAP many answers", lambda size: endless(size, lambda n: b"t%d OK x\r\n" % random.randrange(1 << 40), asks=False,
                                               before=((True, b"".join(b"a%d NOOP\r\n" % n for n in range(1000))),)), BY_SIZE, 64 * MIB),
    ("IMAP sign-ins echoed", lambda size: endless(size, b"* OK passwordpasswordpassword\r\n" * 3, asks=False, before=tuple(
        (True, b"a%d LOGIN user %s\r\n" % (n, b"password" * 20 + b"%d" % n)) for n in range(40))), BY_SIZE, 64 * MIB),
    ("IMAP deflate bomb", lambda size: deflated(size, 1030), BY_SIZE[:3], 64 * MIB),
    ("IMAP deflate, 500 times", lambda size: deflated(size, 500), BY_SIZE[:3], 64 * MIB),
    ("IMAP deflate, 50 times", lambda size: deflated(size, 50), BY_SIZE[:3], 64 * MIB),
    ("SMTP many recipients", lambda size: endless(size, b"RCPT TO:<c@d.example>\r\n", b"", 25, MX, before=ENVELOPE), BY_SIZE, 64 * MIB),
    ("SMTP endless reply", lambda size: endless(size, b"250-x\r\n", b"", 25, MX, False, HELLO[:1]), BY_SIZE, 64 * MIB),
    ("SMTP endless banner", lambda size: endless(size, b"220-x\r\n", b"", 25, b"", False), BY_SIZE, 64 * MIB),
    ("SMTP folded header", lambda size: endless(size, b" b\r\n", b"Subject: a\r\n", 25, MX, before=IN_DATA), BY_SIZE, 64 * MIB),
    ("SMTP dots in DATA", lambda size: endless(size, b"\n.\n\r.\r", b"Subject: a\r\n", 25, MX, before=IN_DATA), BY_SIZE, 64 * MIB),
    ("SMTP tiny chunks", lambda size: endless(size, b"BDAT 1\r\nx", b"", 25, MX, before=ENVELOPE), BY_SIZE, 64 * MIB),
    ("SMTP early DATA", lambda size: endless(size, b"DATA\r\nx\r\n.\r\n", b"", 25, MX, before=ENVELOPE), BY_SIZE, 64 * MIB),
    ("flows of one segment", single_segments, BY_COUNT, None),
    ("fragments", fragments, BY_SIZE, None),
    ("refused sign-ins", refused_sign_ins, BY_COUNT, "connections"),
    ("refused, many accounts", lambda count: refused_sign_ins(count, count), BY_COUNT, "connections"),
    ("open, then refused", open_sign_ins, BY_COUNT, "connections"),
    ("refused, many servers", refused_everywhere, BY_COUNT, "connections"),
    ("refused, in one session", sign_ins_in_one, BY_SIZE, None),
    ("accounts beside unseen", accounts_beside_unseen, BY_COUNT, "connections"),
    ("pcapng interfaces", interfaces, BY_INTERFACES, None),
    ("pcapng sections", sections, BY_SIZE, None),
    ("gzip members", gzip_members, BY_SIZE, None),
    ("gzip of one frame", gzip_bomb, BY_SIZE[:3], None),
]


def write(path, make, size):
    """Makes a capture in a process of its own.

    The system counts what a process held before it became another program: a parent with a capture in its memory would
    lend chokepoint that peak.
    """
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with open(path, "wb") as file:
                file.write(make(size))
            status = 0
        finally:
            os._exit(status)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit(f"{path} could not be made")


def run(chokepoint, capture):
    """Runs once: processor seconds, peak resident bytes, and what went wrong, if anything."""
    started = time.perf_counter()
    process = subprocess.Popen([chokepoint, "analyze", capture], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.perf_counter() - started
        if pid:
            break
        if seconds > LONGEST:
            process.kill()
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = -9
            return None, usage.ru_maxrss * 1024, "took too long"
        time.sleep(0.001)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2):
        return None, usage.ru_maxrss * 1024, f"exit status {process.returncode}"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, None


def measure(chokepoint, capture, runs):
    results = [run(chokepoint, capture)]
    while results[-1][2] is None and len(results) < runs:
        results.append(run(chokepoint, capture))
    trouble = results[-1][2]
    seconds = None if trouble else statistics.median(result[0] for result in results)
    return seconds, max(result[1] for result in results), trouble


def check(shape, options, folder):
    """Measures one shape; returns what is wrong with it."""
    name, make, sizes, bound = shape
    faults, captures, before = [], [], None
    for number, (size, words) in enumerate(sizes[:None if options.long else 3]):
        path = os.path.join(folder, f"{name.replace(' ', '-').replace(',', '')}-{number}")
        write(path, make, size)
        captures.append(path)
        seconds, memory, trouble = measure(options.chokepoint, path, options.runs)
        ratio = None
        if seconds and before and before >= SHORTEST:
            ratio = seconds / before
            if ratio > RATIO:
                before, _, _ = measure(options.chokepoint, captures[-2], options.runs + 2)
                seconds, _, trouble = measure(options.chokepoint, path, options.runs + 2)
                ratio = seconds / before if seconds and before else None
            if ratio and ratio > RATIO:
                faults.append(f"{name}, {words}: {ratio:.2f} times the time of half the size")
        allowed = 64 * MIB + 4096 * size if bound == "connections" else bound or 512 * MIB
        if memory > allowed:
            faults.append(f"{name}, {words}: {memory / MIB:.0f} MiB of memory, {allowed / MIB:.0f} are allowed")
        if trouble:
            faults.append(f"{name}, {words}: {trouble}")
        print(f"{name:26} {words:>8} {os.path.getsize(path) / MIB:7.1f} "
              + (f"{seconds:13.3f}" if seconds is not None else f"{trouble:>13}")
              + f" {memory / MIB:8.0f} " + (f"{ratio:6.2f}" if ratio else "     -"), flush=True)
        before = seconds
        if trouble:
            break
        if not options.keep and len(captures) > 1:
            os.remove(captures[-2])
    return faults


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--long", action="store_true", help="larger sizes too")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--chokepoint", default=os.path.join(ROOT, ".build", "release", "chokepoint"))
    arguments.add_argument("--keep", metavar="FOLDER", help="leave the captures there")
    arguments.add_argument("shapes", nargs="*", metavar="SHAPE", help="words in the names of the shapes to run")
    options = arguments.parse_args()
    if not os.access(options.chokepoint, os.X_OK):
        sys.exit(f"{options.chokepoint} is missing: swift build -c release")
    shapes = [shape for shape in SHAPES if not options.shapes or any(word in shape[0] for word in options.shapes)]
    faults = []
    print(f"{'shape':26} {'size':>8} {'MiB':>7} {'seconds':>13} {'peak MiB':>8} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        os.makedirs(folder, exist_ok=True)
        for shape in shapes:
            faults += check(shape, options, folder)
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
