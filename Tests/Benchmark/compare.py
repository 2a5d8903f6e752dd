#!/usr/bin/env python3
"""Compares `chokepoint analyze` with a bare libpcap loop, tcpflow and tshark on the same captures, in one run.

usage: compare.py [--runs N] [--chokepoint PATH] [--without tshark,tcpflow] CAPTURE...

Each command is run once to warm the page cache and then N times (default 5), all in turn, so that a machine that
drifts drifts for all. Printed are the medians of wall time and CPU time and the largest resident size, and how many
times the bare loop's wall time each needs. Needs cc and libpcap-dev; tshark and tcpflow are left out, with a word,
where they are not installed. Nothing here judges: a benchmark is not a test.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def run(command, folder):
    """Runs a command once: wall seconds, CPU seconds, peak resident MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit status {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def commands(chokepoint, loop, without):
    """The contestants: a name and what to run for a capture."""
    yield "bare libpcap loop", lambda capture: [loop, capture]
    yield "chokepoint analyze", lambda capture: [chokepoint, "analyze", capture]
    if "tcpflow" not in without:
        if tool := shutil.which("tcpflow"):
            yield "tcpflow", lambda capture: [tool, "-q", "-r", capture]
        else:
            print("tcpflow is not installed: left out")
    if "tshark" not in without:
        if tool := shutil.which("tshark"):
            yield "tshark", lambda capture: [tool, "-r", capture, "-Y", "imap.response", "-T", "fields", "-e", "frame.number"]
        else:
            print("tshark is not installed: left out")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--chokepoint", default=os.path.join(ROOT, ".build", "release", "chokepoint"))
    arguments.add_argument("--without", default="", help="contestants to leave out, with commas between them")
    arguments.add_argument("captures", nargs="+")
    options = arguments.parse_args()
    if not os.access(options.chokepoint, os.X_OK):
        sys.exit(f"{options.chokepoint} is missing: swift build -c release")
    with tempfile.TemporaryDirectory() as scratch:
        loop = os.path.join(scratch, "loop")
        subprocess.run(["cc", "-O2", os.path.join(HERE, "loop.c"), "-lpcap", "-o", loop], check=True)
        contestants = list(commands(os.path.abspath(options.chokepoint), loop, options.without.split(",")))
        for capture in map(os.path.abspath, options.captures):
            figures = {name: [] for name, _ in contestants}
            for number in range(options.runs + 1):
                for name, command in contestants:
                    folder = tempfile.mkdtemp(dir=scratch)
                    figure = run(command(capture), folder)
                    shutil.rmtree(folder)
                    if number > 0:
                        figures[name].append(figure)
            show(capture, figures)


def show(capture, figures):
    """Prints the medians of one capture."""
    print(f"\n{os.path.basename(capture)}, {os.path.getsize(capture) / 1e6:.0f} MB")
    print(f"  {'':20} {'wall s':>8} {'cpu s':>8} {'peak MiB':>9} {'times the loop':>15}")
    floor = statistics.median(wall for wall, _, _ in figures["bare libpcap loop"])
    for name, runs in figures.items():
        wall = statistics.median(run[0] for run in runs)
        cpu = statistics.median(run[1] for run in runs)
        peak = max(run[2] for run in runs)
        print(f"  {name:20} {wall:8.3f} {cpu:8.3f} {peak:9.1f} {wall / floor:15.2f}")


if __name__ == "__main__":
    main()
