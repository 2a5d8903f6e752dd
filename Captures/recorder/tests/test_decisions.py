"""What follows from a log of decisions."""

import unittest

from recorder.decisions import CREDENTIALS, LIMIT, Decision, DecisionLog, Departure


def log_of(*steps: tuple) -> DecisionLog:
    """A log from (time, client, port, load, reason) and, for departures, (time, client, port)."""
    return DecisionLog([Decision(*step) if len(step) == 5 else Departure(*step) for step in steps])


class DecisionLogTests(unittest.TestCase):
    """Bounds, and what a part of the log shows."""

    def setUp(self):
        self.log = log_of(
            (1, "a", 1, 0, None),
            (2, "b", 1, 1, None),
            (3, "a", 2, 2, LIMIT),
            (4, "b", 1),
            (5, "a", 3, 1, None),
            (6, "c", 1, 2, LIMIT),
        )

    def test_bounds_meet_where_the_limit_is_certain(self):
        bounds = self.log.bounds
        assert bounds is not None
        self.assertEqual((bounds.value, bounds.at_least, bounds.at_most), (2, 2, 2))

    def test_a_log_without_refusals_bounds_nothing(self):
        self.assertIsNone(log_of((1, "a", 1, 0, None)).bounds)

    def test_a_wrong_password_bounds_nothing(self):
        self.assertIsNone(log_of((1, "a", 1, 0, CREDENTIALS)).bounds)

    def test_one_client_sees_its_own_sessions_only(self):
        own = self.log.seen(client="a")
        self.assertEqual([decision.load for decision in own.decisions], [0, 1, 1])

    def test_a_late_view_does_not_count_what_came_before(self):
        late = self.log.seen(since=3.5)
        self.assertEqual([decision.load for decision in late.decisions], [0, 1])

    def test_the_edge_holds_the_last_decisions_before_a_time(self):
        self.assertEqual(len(self.log.before(3.0, 1.0).decisions), 1)
