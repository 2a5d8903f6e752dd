"""Both sides of every mechanism agree, and a wrong password is found out."""

import unittest
from random import Random

from recorder import ntlm, sasl
from recorder.limits import Claim
from recorder.sasl import Credentials

PEOPLE = Credentials("uccxmail", "right", "CONTOSO", "AGENT-PC-01", "CONTOSO\\uccxmail")


def converse(mechanism: str, credentials: Credentials) -> Claim:
    """Plays a whole dialogue; returns the server's view of it."""
    client = sasl.begin_client(mechanism, credentials, Random(1))
    server = sasl.SERVERS[mechanism](Random(2))
    challenge = next(server)
    try:
        while True:
            challenge = server.send(client.send(challenge))
    except StopIteration as end:
        return end.value


class DialogueTests(unittest.TestCase):
    """Every mechanism, with the right password and with a wrong one."""

    def test_the_server_learns_the_account_and_believes_the_right_password_only(self):
        for mechanism in sasl.CLIENTS:
            with self.subTest(mechanism):
                claim = converse(mechanism, PEOPLE)
                self.assertEqual(claim.account_as_seen, "CONTOSO\\uccxmail")
                self.assertEqual(claim.account, "uccxmail")
                self.assertTrue(claim.proves("right"))
                self.assertFalse(claim.proves("wrong"))

    def test_forms_of_one_name_are_one_account(self):
        names = ("uccxmail", "CONTOSO\\UCCXmail", "uccxmail@contoso.com")
        accounts = {Claim(name, "PLAIN", bool).account for name in names}
        self.assertEqual(accounts, {"uccxmail"})


class NTLMTests(unittest.TestCase):
    """The messages' form."""

    def test_every_message_begins_with_signature_and_type(self):
        challenge = ntlm.challenge(bytes(8), "CONTOSO", "EXCH01")
        answer = ntlm.authenticate(challenge, "CONTOSO", "u", "PC", "p", b"blob")
        for number, message in enumerate((ntlm.negotiate(), challenge, answer), 1):
            self.assertEqual(message[:12], b"NTLMSSP\0" + number.to_bytes(4, "little"))

    def test_the_names_come_back(self):
        challenge = ntlm.challenge(bytes(8), "CONTOSO", "EXCH01")
        message = ntlm.authenticate(challenge, "CONTOSO", "uccxmail", "PC-1", "p", b"blob")
        read = ntlm.read_authenticate(message)
        self.assertEqual(
            (read.domain, read.user, read.workstation), ("CONTOSO", "uccxmail", "PC-1")
        )
