"""Random runs: their parameters, and how a report is judged."""

import json
import tempfile
import unittest
from pathlib import Path

from recorder import random_settings, verdicts


def report(verdict: str, **limit: int | None) -> dict:
    """A report with one incident, or with none."""
    incident = {"verdict": verdict, "cause": "connections-per-user", "limit": limit}
    return {"verdict": verdict, "incidents": [incident] if limit else []}


class DrawTests(unittest.TestCase):
    """Parameters follow from seed and number."""

    def test_the_same_seed_and_number_give_the_same_run(self):
        runs = [random_settings.draw(7, 3, Path()) for _ in range(2)]
        self.assertEqual(runs[0], runs[1])
        self.assertNotEqual(runs[0].agents, random_settings.draw(8, 3, Path()).agents)

    def test_all_runs_keep_within_the_ranges(self):
        drawn = [random_settings.draw(1, number, Path()) for number in range(500)]
        limits = [run.limit for run in drawn if run.limit is not None]
        self.assertEqual((min(limits), max(limits)), (4, 40))
        self.assertEqual(
            (min(run.agents for run in drawn), max(run.agents for run in drawn)), (2, 60)
        )
        self.assertTrue(all(0 <= run.loss <= 3 for run in drawn))
        self.assertTrue(all(run.wrong_passwords < run.agents for run in drawn))
        self.assertTrue(any(run.limit is None for run in drawn))
        self.assertTrue(any(run.start_delay for run in drawn))


class JudgeTests(unittest.TestCase):
    """A report against a truth file."""

    def judge(self, given: dict | str, refused: int = 5, value: int | None = 9):
        truth = {
            "configuredLimit": 9,
            "limit": {"value": value},
            "failuresBy": {"limit": refused},
        }
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "run.truth.json")
            path.write_text(json.dumps(truth))
            return verdicts.judge("", path, given)

    def test_the_right_value_is_right(self):
        outcome = self.judge(report("throttling", value=9, atLeast=9, atMost=9))
        self.assertTrue(outcome.is_right and outcome.contains_limit and outcome.is_exact)

    def test_an_interval_is_enough_where_one_side_was_seen(self):
        outcome = self.judge(report("throttling", value=None, atLeast=3, atMost=None), value=None)
        self.assertTrue(outcome.is_right and outcome.contains_limit)
        self.assertIsNone(outcome.is_exact)

    def test_an_interval_is_not_exact_where_both_sides_were_seen(self):
        outcome = self.judge(report("throttling", value=None, atLeast=8, atMost=9))
        self.assertTrue(outcome.contains_limit)
        self.assertFalse(outcome.is_right or outcome.is_exact)

    def test_a_wrong_interval_and_a_missed_limit_are_wrong(self):
        for given in (report("throttling", value=8, atLeast=8, atMost=8), report("healthy")):
            outcome = self.judge(given)
            self.assertFalse(outcome.is_right or outcome.contains_limit or outcome.is_exact)

    def test_a_run_whose_limit_the_capture_does_not_bound_is_judged_all_the_same(self):
        truth = {"configuredLimit": 9, "limit": None, "failuresBy": {"limit": 5}}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "run.truth.json")
            path.write_text(json.dumps(truth))
            outcome = verdicts.judge("", path, report("throttling", value=None, atLeast=None))
        self.assertTrue(outcome.is_right and outcome.contains_limit)
        self.assertIsNone(outcome.is_exact)

    def test_a_limit_that_nobody_reached_is_a_false_alarm(self):
        outcome = self.judge(report("throttling", value=9, atLeast=9, atMost=9), refused=0)
        self.assertTrue(outcome.is_false_alarm)
        self.assertIsNone(outcome.contains_limit)

    def test_the_summary_misses_for_one_false_alarm_or_a_lost_report(self):
        for given in (report("throttling", atLeast=9), "exit status 2"):
            summary = verdicts.Summary([self.judge(given, refused=0)])
            self.assertFalse(summary.is_good)
        self.assertTrue(verdicts.Summary([self.judge(report("healthy"), refused=0)]).is_good)
