"""The agent desktop's mail sign-ins: refused, every one, and tried again."""

from base64 import b64encode
from dataclasses import dataclass, field

from recorder.synthetic.office import Office
from recorder.synthetic.tcp_flow import TCPFlow

ROUND_TRIP = 310
ACCOUNT = "uccxmail"

GREETING = b"* OK The Microsoft Exchange IMAP4 service is ready.\r\n"
CAPABILITIES = (
    b"* CAPABILITY IMAP4 IMAP4rev1 AUTH=NTLM AUTH=GSSAPI AUTH=PLAIN STARTTLS UIDPLUS CHILDREN"
    b" IDLE NAMESPACE LITERAL+\r\nA0 OK CAPABILITY completed.\r\n"
)
CREDENTIALS = b64encode(b"\0%s\0Herbst-Laub-4711" % ACCOUNT.encode()) + b"\r\n"
REFUSAL = b"A1 NO AUTHENTICATE failed.\r\n"


@dataclass(frozen=True)
class AttemptTimes:
    """When the server's four lines of one attempt were seen, in microseconds."""

    greeting: int
    capabilities: int
    continuation: int
    refusal: int


@dataclass
class AgentDesktop:
    """Adds sign-ins to the office's timeline and counts the refusals."""

    office: Office
    refusals: int = field(default=0)

    def sign_in(
        self,
        at: int,
        second: AttemptTimes | None = None,
        again: AttemptTimes | None = None,
        first: AttemptTimes | None = None,
    ) -> int:
        """Adds one sign-in of two connections; returns the time of its last refusal.

        The first connection, greeted at `at`, waits while the second, 21 ms later, is refused and
        opened again 2 to 3 ms after the refusal; refused again, the first is refused too. Times
        that are not given are drawn close to the prescribed ones.
        """
        waiting = self._greeted(at)
        second = second or self._draw(at + self._about(20_700, 400))
        self._attempt(self._greeted(second.greeting), second)
        again = again or self._draw(second.refusal + self._about(2_450, 250))
        self._attempt(self._greeted(again.greeting), again)
        first = first or self._draw(again.refusal + self._about(1_200, 300))
        self._attempt(waiting, first)
        return first.refusal

    def _draw(self, start: int) -> AttemptTimes:
        """Times of an attempt whose greeting, or turn on a greeted connection, is at `start`."""
        capabilities = start + self._about(950, 300)
        continuation = capabilities + self._about(780, 100)
        return AttemptTimes(
            start, capabilities, continuation, continuation + self._about(77_800, 2_900)
        )

    def _about(self, value: int, spread: int) -> int:
        return value + self.office.random.randrange(-spread, spread)

    def _greeted(self, greeting: int) -> TCPFlow:
        """Adds a handshake that ends just before the greeting, and the greeting."""
        opened = greeting - 330 - ROUND_TRIP
        flow = self.office.connection(opened, self.office.exchange, 143)
        flow.open(opened, ROUND_TRIP)
        flow.server_sends(greeting, GREETING)
        return flow

    def _attempt(self, flow: TCPFlow, times: AttemptTimes) -> None:
        """Adds one refused AUTHENTICATE PLAIN on a greeted connection, and the client's close."""
        flow.client_sends(times.capabilities - ROUND_TRIP - 20, b"A0 CAPABILITY\r\n")
        flow.server_sends(times.capabilities, CAPABILITIES)
        flow.client_sends(times.continuation - ROUND_TRIP - 20, b"A1 AUTHENTICATE PLAIN\r\n")
        flow.server_sends(times.continuation, b"+\r\n")
        flow.client_sends(times.continuation + 260, CREDENTIALS)
        flow.server_sends(times.refusal, REFUSAL)
        flow.close(times.refusal + 180, ROUND_TRIP)
        self.refusals += 1
