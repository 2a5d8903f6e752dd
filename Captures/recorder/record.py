#!/usr/bin/env python3
"""Records Chokepoint's sample captures, or a run with parameters of your own. Needs root.

record.py --list                  what there is
record.py                         records every sample capture
record.py per-user-limit-16       records one
record.py --check                 holds the captures that are there against their truth files
record.py --tables                writes what the truth files say into README.md
record.py --scenario per-user --name try --limit 8 --agents 6 --seed 42 --folder /tmp
"""

import argparse
import signal
import sys
from dataclasses import fields
from pathlib import Path

CAPTURES = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CAPTURES))

from recorder import tables  # noqa: E402
from recorder.catalogue import RECORDINGS  # noqa: E402
from recorder.check import differences  # noqa: E402
from recorder.scenario_table import SCENARIOS  # noqa: E402
from recorder.settings import MECHANISMS, Settings  # noqa: E402


def main() -> int:
    """Runs the command; returns its exit status, 1 if a capture and its truth disagree."""
    options = _arguments()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    if options.list:
        for name, recording in RECORDINGS.items():
            print(f"{name:44} {recording.purpose}")
        return 0
    if options.scenario:
        settings = _settings(options)
        print(settings)
        return _report(SCENARIOS[options.scenario](settings))
    if options.tables:
        tables.refresh(options.folder)
        return 0
    if options.check:
        names = options.names or ["*"]
        return _report(
            sorted(path for name in names for path in options.folder.glob(f"{name}.pcap"))
        )
    status = 0
    for name in options.names or RECORDINGS:
        status |= _report(RECORDINGS[name].make(name, options.folder))
    return status


def _report(captures: list[Path]) -> int:
    """Prints whether captures agree with their truth; returns 1 if one does not."""
    failed = 0
    for capture in captures:
        found = differences(capture)
        failed |= bool(found)
        size = capture.stat().st_size
        print(f"{capture.name}: {size:,} bytes: {'; '.join(found) or 'agrees with its truth'}")
    return failed


def _settings(options: argparse.Namespace) -> Settings:
    """The settings of a run of one's own: what was given, defaults for the rest."""
    given = {
        name: value
        for name, value in vars(options).items()
        if name in {field.name for field in fields(Settings)} and value is not None
    }
    given |= {name: tuple(given[name]) for name in ("hold", "pause") if name in given}
    return Settings(**given)


def _mechanisms(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := set(names) - set(MECHANISMS):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return names


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a sample capture; all by default")
    parser.add_argument("--list", action="store_true", help="list the sample captures")
    parser.add_argument("--check", action="store_true", help="check captures instead of recording")
    parser.add_argument("--tables", action="store_true", help="refresh the tables of README.md")
    parser.add_argument("--folder", type=Path, default=CAPTURES, help="where captures are written")
    own = parser.add_argument_group("a run of your own")
    own.add_argument("--scenario", choices=SCENARIOS)
    own.add_argument("--name", default="run", help="the capture's name, without .pcap")
    own.add_argument("--seed", type=int)
    own.add_argument("--limit", type=int, help="the limit that binds")
    own.add_argument("--agents", type=int)
    own.add_argument("--mechanisms", type=_mechanisms, help=",".join(MECHANISMS))
    own.add_argument("--hold", type=float, nargs=2, metavar="SECONDS", help="shortest, longest")
    own.add_argument("--retry", type=float, help="seconds after which a refused agent gives up")
    own.add_argument("--pause", type=float, nargs=2, metavar="SECONDS", help="before a next try")
    own.add_argument("--stagger", type=float, help="seconds between the agents' sign-ins")
    own.add_argument("--loss", type=float, help="percent of the frames")
    own.add_argument("--start-delay", type=float, help="seconds of work before the capture begins")
    own.add_argument("--wrong-passwords", type=int, help="agents whose password is wrong")
    own.add_argument("--agent-view", type=int, help="also capture at this agent's own interface")
    options = parser.parse_args()
    if unknown := set(options.names) - set(RECORDINGS) if not options.check else set():
        parser.error(f"no such capture: {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("interrupted")
