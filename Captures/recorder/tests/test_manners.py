"""What servers decide that are not the ordinary Exchange, without a network."""

import asyncio
import time
import unittest
from types import SimpleNamespace

from recorder.decisions import LIMIT, Decision, DecisionLog, Departure
from recorder.scenarios import ghosts
from recorder.scenarios.smtp_limits import RATE, ConnectionLimit, MessageRate
from recorder.scenarios.smtp_pressure import Greylist
from recorder.scenarios.store_sessions import StoreManner


def session(port: int, account: str = "uccxmail") -> SimpleNamespace:
    """As much of a session or a conversation as a manner looks at."""
    return SimpleNamespace(client="10.4.5.101", port=port, account=account)


def ask(manner, who: SimpleNamespace, verb: str, arguments: str = ""):
    """What a manner says to a command: to SMTP's three, or to IMAP's with a tag."""
    words = (verb, arguments) if hasattr(manner, "banner") else ("A2", verb, arguments)
    return asyncio.run(manner.intervene(who, *words))


class StoreTests(unittest.TestCase):
    """The mailbox store's sessions."""

    def test_sessions_above_the_limit_are_refused_and_a_place_is_free_again_after_one_has_left(
        self,
    ):
        store = StoreManner(limit=1)
        first, second = SessionKey(1), SessionKey(2)
        self.assertIsNone(ask(store, first, "SELECT"))
        self.assertEqual(ask(store, second, "SELECT"), ["A2 NO Server Unavailable. 15"])
        self.assertIn("15", store.objection(second, "LOGIN"))
        store.departed(first)
        self.assertIsNone(store.objection(second, "LOGIN"))
        self.assertEqual((store.log.bounds.at_least, store.log.bounds.at_most), (1, 1))

    def test_an_outage_refuses_at_any_number_and_bounds_nothing(self):
        store = StoreManner(limit=None)
        store.is_down = True
        self.assertIsNotNone(ask(store, SessionKey(1), "SELECT"))
        self.assertIsNone(store.log.bounds)


class SessionKey(SimpleNamespace):
    """A session that can stand in a set."""

    def __init__(self, port: int):
        super().__init__(client="10.4.5.101", port=port, account="uccxmail")

    def __hash__(self) -> int:
        return self.port


class SubmissionTests(unittest.TestCase):
    """Connections, messages and recipients."""

    def test_a_source_is_counted_alone_and_a_total_over_all(self):
        for is_total, second in ((False, None), (True, "server")):
            manner = ConnectionLimit(1, is_total)
            self.assertIsNone(manner.admit("10.4.4.90", 1))
            self.assertIn("421 4.3.2", manner.admit("10.4.4.90", 2))
            words = manner.admit("10.4.5.101", 3)
            self.assertEqual(words and "server" in words, second and True)

    def test_a_message_rate_is_one_user_s(self):
        manner = MessageRate(2)
        answers = [ask(manner, session(1), "MAIL") for _ in range(3)]
        self.assertEqual(answers, [None, None, RATE])
        self.assertIsNone(ask(manner, session(2, "sales"), "MAIL"))
        self.assertIsNone(ask(manner, session(1), "RCPT"))

    def test_a_recipient_is_put_off_until_some_time_has_passed(self):
        manner = Greylist()
        words = ask(manner, session(1), "RCPT", "TO:<a@example.net>")
        self.assertIn("450", words)
        for key in manner._known:
            manner._known[key] -= 10
        self.assertIsNone(ask(manner, session(1), "RCPT", "TO:<a@example.net>"))


class GhostTests(unittest.TestCase):
    """Loads as a capture shows them."""

    def test_who_left_counts_for_the_server_and_not_in_the_capture(self):
        now = time.time()
        log = DecisionLog(
            [
                Decision(now, "a", 1, 0, None),
                Decision(now + 5, "b", 1, 1, LIMIT),
                Departure(now + 8, "a", 1),
            ]
        )
        seen = ghosts._as_captured(log, {("a", 1): now + 2})
        self.assertEqual([decision.load for decision in seen.decisions], [0, 0])
