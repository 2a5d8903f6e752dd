"""Reading the logs of real servers. The lines are shortened from real ones."""

import unittest

from recorder.scenarios import dovecot, dovecot_refusals, postfix, postfix_recipients

DOVECOT = """\
imap-login: Info: Login: user=<support>, method=PLAIN, rip=10.4.5.101, rport=1, session=<a>
imap-login: Info: Disconnected: Maximum number of connections from user+IP exceeded\
 (mail_max_userip_connections=1): user=<support>, method=CRAM-MD5, rip=10.4.5.101, rport=2,\
 session=<b>
imap: session=<a> Info: Disconnected: Logged out in=12 out=477
imap-login: Info: Login: user=<support>, method=PLAIN, rip=10.4.5.101, rport=3, session=<c>
imap-login: Info: Disconnected: Connection closed: user=<>, rip=127.0.0.1, rport=9, session=<d>
"""

CONNECTIONS = """\
smtpd[7]: connect from unknown[127.0.0.1]:44738
smtpd[7]: connect from unknown[10.4.5.101]:1
smtpd[8]: connect from unknown[10.4.5.101]:2
smtpd[8]: warning: Connection concurrency limit exceeded: 2 from unknown[10.4.5.101]:2 for
smtpd[8]: disconnect from unknown[10.4.5.101]:2 commands=0/0
smtpd[7]: disconnect from unknown[10.4.5.101]:1 quit=1 commands=1
smtpd[7]: connect from unknown[10.4.5.101]:3
"""

MESSAGES = """\
Nov 24 02:53:31 mail postfix/smtpd[7]: C1CE: client=unknown[10.4.5.101]:1
Nov 24 02:53:32 mail postfix/smtpd[7]: warning: Message delivery request rate limit exceeded: 2\
 from unknown[10.4.5.101]:1 for service smtp
Nov 24 02:54:31 mail postfix/smtpd[7]: C1CF: client=unknown[10.4.5.101]:2
"""


RECIPIENTS = """\
Nov 24 02:53:31 mail postfix/smtpd[7]: C1CE: client=unknown[10.4.5.101]:1
Nov 24 02:53:31 mail postfix/qmgr[9]: C1CE: from=<a@contoso.com>, size=9, nrcpt=2 (queue active)
Nov 24 02:53:32 mail postfix/smtpd[7]: warning: Recipient address rate limit exceeded: 3 from\
 unknown[10.4.5.101]:1 for service smtp
Nov 24 02:54:31 mail postfix/smtpd[7]: C1CF: client=unknown[10.4.5.101]:2
Nov 24 02:54:31 mail postfix/qmgr[9]: C1CF: from=<a@contoso.com>, size=9, nrcpt=1 (queue active)
"""

REFUSALS = """\
imap-login: Info: Disconnected: Connection closed (disconnected before auth was ready, waited 0\
 secs): user=<>, rip=127.0.0.1, rport=9, session=<a>
imap-login: Info: Disconnected: Aborted login by logging out (auth service reported temporary\
 failure): user=<support>, method=PLAIN, rip=10.4.5.101, rport=4, session=<b>
"""


def outcomes(log) -> list[tuple[int, bool]]:
    """Load and success of each decision."""
    return [(decision.load, decision.granted) for decision in log.decisions]


class ServerLogTests(unittest.TestCase):
    """Each log gives the load that the limit counted."""

    def test_dovecot_counts_a_user_and_address(self):
        log = dovecot.read_log(DOVECOT.splitlines())
        self.assertEqual(outcomes(log), [(0, True), (1, False), (0, True)])
        self.assertEqual(log.decisions[1].mechanism, "CRAM-MD5")

    def test_postfix_counts_connections_that_it_keeps(self):
        log = postfix.read_connections(CONNECTIONS.splitlines())
        self.assertEqual(outcomes(log), [(0, True), (1, False), (0, True)])

    def test_postfix_counts_messages_anew_after_a_window(self):
        log = postfix.read_messages(MESSAGES.splitlines())
        self.assertEqual(outcomes(log), [(0, True), (1, False), (0, True)])

    def test_postfix_counts_recipients_before_those_it_refuses(self):
        log = postfix_recipients.read_recipients(RECIPIENTS.splitlines())
        self.assertEqual(outcomes(log), [(0, True), (1, True), (2, False), (0, True)])

    def test_dovecot_s_refusals_are_those_with_the_word_from_hosts_of_ours(self):
        log = dovecot_refusals.read_log(REFUSALS.splitlines(), "temporary failure", "why")
        self.assertEqual([(each.client, each.port) for each in log.refused], [("10.4.5.101", 4)])
