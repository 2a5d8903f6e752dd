#!/usr/bin/env python3
"""Prints the confusion matrix of causes: what each capture's truth says against what is reported.

confusion.py --chokepoint .build/release/chokepoint

A capture counts once for each of its true incidents. One that is reported with its cause is right; of
the others the first true one is laid against the first reported one, and what is left over against
"nothing". Exit status 1 if anything is not right, or a limit's value differs.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

CAPTURES = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CAPTURES))

from recorder.verdicts import analyze  # noqa: E402

NOTHING = "nothing"


def main() -> int:
    """Analyses all captures; returns the exit status."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--chokepoint", type=Path, required=True)
    program = options.parse_args().chokepoint
    matrix: Counter[tuple[str, str]] = Counter()
    values: list[str] = []
    examples: dict[tuple[str, str], list[str]] = {}
    for truth_file in sorted(CAPTURES.glob("*.truth.json")):
        truth = json.loads(truth_file.read_text())
        report = analyze(program, truth_file.with_name(truth["capture"]))
        if isinstance(report, str):
            values.append(f"{truth['capture']}: {report}")
            continue
        for pair in _pairs(truth, report):
            matrix[pair] += 1
            examples.setdefault(pair, []).append(truth["capture"])
        values += _limits(truth, report)
    _print(matrix, examples)
    print(f"limit values: {len(values)} not as in the truth file", *values, sep="\n  ")
    wrong = sum(count for (true, said), count in matrix.items() if true != said)
    print(f"{sum(matrix.values())} incidents or quiet captures, {wrong} not right")
    return 1 if wrong or values else 0


def _pairs(truth: dict, report: dict) -> list[tuple[str, str]]:
    """True causes, each with the one that was reported for it."""
    true = [each["cause"] for each in (truth, *(truth.get("also") or [])) if each["cause"]]
    said = [each["cause"] for each in report["incidents"]]
    if report["verdict"] == "inconclusive" and truth["verdict"] == "inconclusive":
        return [("inconclusive", "inconclusive")]
    if not true and not said:
        return [(NOTHING, NOTHING)]
    pairs = []
    for cause in list(true):
        if cause in said:
            said.remove(cause)
            true.remove(cause)
            pairs.append((cause, cause))
    for place in range(max(len(true), len(said))):
        pairs.append(
            (
                true[place] if place < len(true) else NOTHING,
                said[place] if place < len(said) else NOTHING,
            )
        )
    return pairs


def _limits(truth: dict, report: dict) -> list[str]:
    """The exact values that the truth file has and the report has not."""
    missing = []
    for each in (truth, *(truth.get("also") or [])):
        value = (each.get("limit") or {}).get("value")
        said = [
            (incident.get("limit") or {}).get("value")
            for incident in report["incidents"]
            if incident["cause"] == each["cause"]
        ]
        if value is not None and value not in said:
            missing.append(f"{truth['capture']}: {each['cause']} {value}, reported {said}")
    return missing


def _print(matrix: Counter, examples: dict) -> None:
    """A line for each true cause; what is wrong is told with its captures."""
    print(f"{'true cause':30} {'right':>5}  reported instead")
    for cause in sorted({true for true, _ in matrix}):
        wrong = [
            f"{said} {count} ({', '.join(examples[true, said])})"
            for (true, said), count in sorted(matrix.items())
            if true == cause and said != cause
        ]
        print(f"{cause:30} {matrix[cause, cause]:5}  {'; '.join(wrong)}")


if __name__ == "__main__":
    sys.exit(main())
