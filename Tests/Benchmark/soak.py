#!/usr/bin/env python3
"""Checks that `chokepoint watch` does not grow, however many connections pass and however they misbehave.

usage: soak.py [--seconds N] [--connections N] [--shape SHAPE] [--grace N] [--chokepoint PATH] [--option WORD…]

A cable in network namespaces of its own: traffic.c sends CONNECTIONS (10,000,000) of a SHAPE (sessions, open, half, syn)
into one end within SECONDS (3,600), the sensor watches the other, with a store. Printed each minute are the median of its
resident memory, looked at each second, the largest so far and the store's size; at the end the sensor's counters.

The exit status is 1 when that median of the last minute is 5 % or more above that of the minute after the first GRACE seconds
(300), when frames were lost, or when the sensor ends with anything but 0 or 1. Each diagnosis takes memory and gives it
back: one look would say little. Needs root, ip and cc.
"""
import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FRAMES = {"sessions": 13, "open": 7, "half": 2, "syn": 1}
"""Frames of one connection of each shape."""


def run(*words):
    subprocess.run(words, check=True)


def memory(process):
    """Resident and largest memory of a process in MiB."""
    fields = {}
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        name, _, value = line.partition(":")
        fields[name] = value.split()
    return tuple(int(fields[name][0]) / 1024 for name in ("VmRSS", "VmHWM"))


def median(samples, start):
    """Of the memory in the minute from a second on."""
    return statistics.median(resident for second, resident in samples if start <= second <= start + 60)


def size(folder):
    return sum(file.stat().st_size for file in Path(folder).glob("*.sqlite*")) / 2**20


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--connections", type=int, default=10_000_000)
    parser.add_argument("--shape", choices=FRAMES, default="sessions")
    parser.add_argument("--grace", type=int, default=300)
    parser.add_argument("--chokepoint", default=str(HERE.parent.parent / ".build/release/chokepoint"))
    parser.add_argument("--option", action="append", default=[], help="a word for `watch`; may be repeated")
    options = parser.parse_args()
    rate = max(1, options.connections * FRAMES[options.shape] // options.seconds)
    children = []
    spaces = [f"ck-soak-{os.getpid()}-{end}" for end in "ab"]
    with tempfile.TemporaryDirectory() as folder:
        traffic = f"{folder}/traffic"
        run("cc", "-O2", str(HERE / "traffic.c"), "-o", traffic)
        try:
            for space in spaces:
                run("ip", "netns", "add", space)
            run("ip", "link", "add", "va", "netns", spaces[0], "type", "veth", "peer", "name", "vb", "netns", spaces[1])
            run("ip", "-n", spaces[0], "link", "set", "va", "up")
            run("ip", "-n", spaces[1], "link", "set", "vb", "up")
            return soak(options, spaces, children, folder, [traffic, "va", options.shape, str(options.connections), str(rate)])
        finally:
            for process in children:
                if process.poll() is None:
                    process.kill()
            for space in spaces:
                subprocess.run(["ip", "netns", "delete", space])


def soak(options, spaces, children, folder, traffic):
    with open(f"{folder}/events", "w") as events, open(f"{folder}/errors", "w") as errors:
        sensor = subprocess.Popen(
            ["ip", "netns", "exec", spaces[1], options.chokepoint, "watch", "-i", "vb", "--format", "jsonl", "--store",
             f"{folder}/store.sqlite", *options.option], stdout=events, stderr=errors)
        children.append(sensor)
        time.sleep(2)
        sender = subprocess.Popen(["ip", "netns", "exec", spaces[0], *traffic], stdout=subprocess.PIPE, text=True)
        children.append(sender)
        start = time.monotonic()
        samples = []
        print(f"{'seconds':>8} {'MiB':>8} {'largest':>8} {'store':>8}")
        while sender.poll() is None and sensor.poll() is None:
            time.sleep(1)
            passed = time.monotonic() - start
            resident, largest = memory(sensor.pid)
            samples.append((passed, resident))
            if len(samples) % 60 == 0:
                now = median(samples, passed - 60)
                print(f"{passed:8.0f} {now:8.1f} {largest:8.1f} {size(folder):8.1f}", flush=True)
        sent = sender.communicate()[0].split()
        time.sleep(2)
        alive = sensor.poll() is None
        if alive:
            sensor.send_signal(signal.SIGTERM)
        status = sensor.wait(timeout=120)
    said = Path(f"{folder}/errors").read_text()
    events = Path(f"{folder}/events").read_text().splitlines()
    print(f"sent {sent[0] if sent else '?'} frames, not taken {sent[1] if len(sent) > 1 else '?'}")
    print(said.rstrip()[-4000:])
    print(f"{len(events)} events, status {status}")
    settled, last = median(samples, options.grace), median(samples, samples[-1][0] - 60)
    growth = (last - settled) / settled * 100
    print(f"resident {settled:.1f} MiB after {options.grace} s, {last:.1f} at the end: {growth:+.1f} %")
    lossless = "vb 0 at the interface, 0 in the kernel, 0 in the queue" in said
    return 0 if alive and status in (0, 1) and lossless and growth < 5 else 1


sys.exit(main())
