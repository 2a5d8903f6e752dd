#!/usr/bin/env python3
"""Records runs with random limits, agents and networks, and holds the program's verdicts to them.

random_runs.py --runs 200 --seed 7 --chokepoint .build/release/chokepoint
random_runs.py --seed 7 --only 42 --keep /tmp/wrong --chokepoint …    run 42 of that seed again

Needs root. A run's parameters follow from the seed and its number alone; its timing does not. Exit
status 1 if a limit was reported where none was reached, if fewer than 99 % of the intervals hold
the limit, or if fewer than 90 % of the values are exact where both sides of the limit were seen.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import fields
from pathlib import Path

CAPTURES = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CAPTURES))

from recorder.random_settings import draw  # noqa: E402
from recorder.scenarios import per_user  # noqa: E402
from recorder.settings import Settings  # noqa: E402
from recorder.verdicts import Outcome, Summary, analyze, judge  # noqa: E402

SHOWN = tuple(
    field.name
    for field in fields(Settings)
    if field.name not in ("name", "folder", "seed", "agent_view", "crowded")
)
TRIES = 2
"""Recordings of one run; a busy machine can make tcpdump drop frames, which voids a recording."""


def main() -> int:
    """Runs all; returns the exit status."""
    options = _arguments()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    numbers = range(options.runs) if options.only is None else [options.only]
    print(f"seed {seed}, {len(numbers)} runs, {options.jobs} at a time", flush=True)
    summary = Summary()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chokepoint-runs-") as folder:
        for number, outcome in _outcomes(options, seed, numbers, Path(folder)):
            summary.add(outcome)
            print(f"run {number}: {outcome}", flush=True)
    print(f"seed {seed}, {time.monotonic() - started:.0f} s")
    print(summary)
    return 0 if summary.is_good else 1


def _outcomes(
    options: argparse.Namespace, seed: int, numbers: range | list[int], folder: Path
) -> Iterator[tuple[int, Outcome]]:
    """The runs' outcomes as they end, several recorded at a time."""
    with ProcessPoolExecutor(options.jobs) as pool:
        waiting = {
            pool.submit(_run, seed, number, folder, options.chokepoint, options.keep): number
            for number in numbers
        }
        for done in as_completed(waiting):
            yield waiting[done], done.result()


def _run(seed: int, number: int, folder: Path, program: Path, keep: Path | None) -> Outcome:
    """One run: recorded, analysed, judged; a wrong one is kept if there is a folder for it."""
    settings = draw(seed, number, folder)
    about = " ".join(f"{name}={_short(getattr(settings, name))}" for name in SHOWN)
    for rest in reversed(range(TRIES)):
        try:
            per_user.record(settings)
            break
        except Exception as error:
            if not rest:
                return Outcome(about, f"could not be recorded: {error!r}")
    capture, truth = settings.path(), settings.path().with_suffix(".truth.json")
    outcome = judge(about, truth, analyze(program, capture))
    for file in (capture, truth):
        if keep and not outcome.is_right:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / file.name).write_bytes(file.read_bytes())
        file.unlink()
    return outcome


def _short(value: object) -> str:
    if isinstance(value, tuple):
        return "/".join(_short(part) for part in value)
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, help="drawn and printed if it is not given")
    parser.add_argument("--chokepoint", type=Path, required=True, help="the program")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keeps captures of wrong runs")
    parser.add_argument("--only", type=int, metavar="K", help="repeats run K of the seed")
    parser.add_argument("--jobs", type=int, default=2, help="runs recorded at a time")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
