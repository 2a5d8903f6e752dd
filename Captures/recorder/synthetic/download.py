"""A download whose frames fill gaps: any number of them at any time."""

from recorder.synthetic.messages import (
    application_data,
    client_hello,
    encrypted_finish,
    resumed_server_flight,
)
from recorder.synthetic.office import Office, behind_gateway

ROUND_TRIP = 9_000


class Download:
    """One connection to a web server: opened, filled to measure, closed."""

    def __init__(self, office: Office, at: int):
        """Adds the connection's opening and its request, 30 ms in all."""
        random = office.random
        self.random = random
        self.unacknowledged = 0
        session = random.randbytes(32)
        self.flow = office.connection(at, behind_gateway("192.0.2.61", 55, 0x3131), 443)
        at = self.flow.open(at, ROUND_TRIP)
        self.flow.client_sends(at + 300, client_hello(random, session, "cdn.example.org"))
        self.flow.server_sends(at + 700 + ROUND_TRIP, resumed_server_flight(random, session))
        self.flow.client_sends(at + 1_300 + ROUND_TRIP, encrypted_finish(random))
        self.flow.client_sends(at + 1_800 + ROUND_TRIP, application_data(random, 132))

    def fill(self, after: int, before: int, count: int) -> None:
        """Adds `count` frames, loosely strewn strictly between two times."""
        step = (before - after) // (count + 1)
        for index in range(count):
            at = after + step * (index + 1) + self.random.randrange(-step // 3, step // 3)
            if self.unacknowledged == 2:
                self.flow.client_acknowledges(at)
                self.unacknowledged = 0
            else:
                self.flow.server_sends(at, application_data(self.random, 96))
                self.unacknowledged += 1

    def close(self, at: int) -> None:
        """Adds the connection's end."""
        self.flow.close(at, ROUND_TRIP)
