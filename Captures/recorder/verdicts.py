"""What the program says of a random run, held against what the server knows."""

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

TIME_LIMIT = 120
LEAST_CONTAINED, LEAST_EXACT = 0.99, 0.90
"""Shares of the runs in which the limit is to lie in the interval, and to be exact."""


@dataclass(frozen=True)
class Outcome:
    """One run: what it was like, what was wrong with it, and what it counts for.

    None is for what the run has no say in: a limit that nobody reached bounds nothing, and is
    exact only where both sides of it were seen.
    """

    about: str
    problem: str = ""
    said: str = ""
    is_false_alarm: bool = False
    contains_limit: bool | None = None
    is_exact: bool | None = None

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with the run."""
        return not self.problem

    def __str__(self) -> str:
        return (
            f"{'right' if self.is_right else 'WRONG: ' + self.problem} | {self.said} | {self.about}"
        )


def analyze(program: Path, capture: Path) -> dict | str:
    """The program's report on a capture, or why there is none."""
    run = subprocess.run(
        [str(program), "analyze", "--format", "json", str(capture)],
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
    )
    if run.returncode not in (0, 1):
        return f"exit status {run.returncode}: {run.stderr.strip()[:200]}"
    return json.loads(run.stdout)


def judge(about: str, truth_file: Path, report: dict | str) -> Outcome:
    """Compares a report with the truth of its run."""
    if isinstance(report, str):
        return Outcome(about, report)
    truth = json.loads(truth_file.read_text())
    throttling = [each for each in report["incidents"] if each["verdict"] == "throttling"]
    refused = truth["failuresBy"]["limit"]
    said = f"{report['verdict']}: {_said(throttling)}; truth {_true(truth)}"
    if not refused:
        problem = f"a limit where none was reached: {_said(throttling)}" if throttling else ""
        return Outcome(about, problem, said, is_false_alarm=bool(throttling))
    both_sides = (truth["limit"] or {}).get("value") is not None
    if not throttling:
        problem = f"not throttling, after {refused} refusals by the limit"
        return Outcome(about, problem, said, False, False, False if both_sides else None)
    return _compare(about, said, truth["configuredLimit"], both_sides, throttling[0])


def _compare(about: str, said: str, limit: int, both_sides: bool, incident: dict) -> Outcome:
    """The interval of a throttling incident against the limit that was in force."""
    found = incident.get("limit") or {}
    contained = (found.get("atLeast") or 0) <= limit <= (found.get("atMost") or limit)
    exact = found.get("value") == limit
    problem = "" if contained else f"the limit is not in {_interval(found)}"
    if contained and both_sides and not exact:
        problem = f"not exact: {_interval(found)}"
    if incident["cause"] != "connections-per-user":
        problem = f"cause {incident['cause']}"
        contained = exact = False
    return Outcome(about, problem, said, False, contained, exact if both_sides else None)


def _said(throttling: list[dict]) -> str:
    return (
        ", ".join(f"{each['cause']} {_interval(each.get('limit') or {})}" for each in throttling)
        or "no limit"
    )


def _interval(found: dict) -> str:
    if found.get("value") is not None:
        return str(found["value"])
    return f"[{found.get('atLeast')}, {found.get('atMost')}]"


def _true(truth: dict) -> str:
    reached = truth["failuresBy"]["limit"]
    if not reached:
        return f"{truth['configuredLimit']}, not reached"
    sides = "one side" if (truth["limit"] or {}).get("value") is None else "both sides"
    return f"{truth['configuredLimit']}, {reached} refusals, {sides} seen"


@dataclass
class Summary:
    """All outcomes, and whether they are good enough."""

    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Adds a run."""
        self.outcomes.append(outcome)

    @property
    def contained(self) -> list[bool]:
        """For each run in which a limit refused somebody: whether the interval holds the limit."""
        return [each.contains_limit for each in self.outcomes if each.contains_limit is not None]

    @property
    def exact(self) -> list[bool]:
        """For each run in which both sides of the limit were seen: whether the value is right."""
        return [each.is_exact for each in self.outcomes if each.is_exact is not None]

    @property
    def false_alarms(self) -> int:
        """Runs in which a limit was reported that nobody had reached."""
        return sum(each.is_false_alarm for each in self.outcomes)

    @property
    def failed(self) -> int:
        """Runs that gave no report at all."""
        return sum(not each.said for each in self.outcomes)

    @property
    def is_good(self) -> bool:
        """Whether the acceptance figures are met."""
        return (
            not self.false_alarms
            and not self.failed
            and _share(self.contained) >= LEAST_CONTAINED
            and _share(self.exact) >= LEAST_EXACT
        )

    def __str__(self) -> str:
        return (
            f"{len(self.outcomes)} runs: interval right {_figure(self.contained)}"
            f" (at least {LEAST_CONTAINED:.0%}), exact where both sides were seen"
            f" {_figure(self.exact)} (at least {LEAST_EXACT:.0%}),"
            f" false alarms {self.false_alarms}, runs without a report {self.failed}:"
            f" {'met' if self.is_good else 'MISSED'}"
        )


def _share(results: list[bool]) -> float:
    return sum(results) / len(results) if results else 1.0


def _figure(results: list[bool]) -> str:
    return f"{sum(results)} of {len(results)} ({_share(results):.1%})"
