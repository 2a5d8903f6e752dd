"""Ordinary traffic of an office PC: web pages, names, files, telephony, broadcasts."""

from ipaddress import IPv4Address

from recorder.synthetic import messages
from recorder.synthetic.headers import BROADCAST_MAC, PROTOCOL_UDP, arp, udp
from recorder.synthetic.office import Office, behind_gateway

MILLISECOND = 1_000
SECOND = 1_000_000
SUBNET_BROADCAST = IPv4Address("10.4.5.255")
NETBIOS_NAME_PORT = 137
TELEPHONY_PORT = 42027

SITES = (
    ("intranet.contoso.com", "10.4.4.30", 127),
    ("wallboard.contoso.com", "10.4.4.31", 127),
    ("www.example.com", "198.51.100.17", 52),
    ("news.example.net", "203.0.113.80", 49),
    ("cdn.example.org", "192.0.2.44", 55),
    ("maps.example.com", "198.51.100.93", 52),
)


class WebVisits:
    """Visits to web sites: a name look-up, one connection, a resumed TLS session, requests."""

    LONGEST = 8 * SECOND
    """No visit lasts longer."""

    MOST_FRAMES = 200
    """No visit has more frames."""

    def __init__(self, office: Office):
        self.office = office
        self.sites = [
            (name, behind_gateway(address, time_to_live, 0x1000 * index))
            for index, (name, address, time_to_live) in enumerate(SITES)
        ]

    def add(self, at: int) -> None:
        """Adds a visit that begins at a time."""
        random = self.office.random
        name, server = random.choice(self.sites)
        round_trip = (
            random.randrange(600, 1_500)
            if server.time_to_live > 100
            else random.randrange(8_000, 30_000)
        )
        at = look_up(self.office, at, name, server.address) + random.randrange(200, 2_000)
        flow = self.office.connection(at, server, 443)
        at = flow.open(at, round_trip)
        session = random.randbytes(32)
        flow.client_sends(at + 300, messages.client_hello(random, session, name))
        flow.server_sends(at + 500 + round_trip, messages.resumed_server_flight(random, session))
        at += 1_100 + round_trip
        flow.client_sends(at, messages.encrypted_finish(random))
        at += 400
        for _ in range(random.randrange(4, 10)):
            at = self._exchange(flow, at, round_trip) + random.randrange(5, 600) * MILLISECOND
        flow.close(at, round_trip)

    def _exchange(self, flow, at: int, round_trip: int) -> int:
        """Adds a request and its answer; returns the time of the last frame."""
        random = self.office.random
        flow.client_sends(at, messages.application_data(random, random.randrange(60, 140)))
        at += round_trip + random.randrange(500, 20_000)
        for index in range(random.randrange(2, 12)):
            flow.server_sends(at, messages.application_data(random, random.randrange(30, 110)))
            if index % 2:
                at += 30
                flow.client_acknowledges(at)
            at += random.randrange(40, 900)
        return at


def look_up(office: Office, at: int, name: str, address: IPv4Address) -> int:
    """Adds a DNS question and its answer; returns the time of the answer."""
    identifier = office.random.getrandbits(16)
    port = office.random.randrange(50_000, 65_000)
    answered = at + office.random.randrange(350, 4_000)
    office.datagram_from_pc(at, port, office.name_server, 53, messages.dns_query(identifier, name))
    office.datagram_to_pc(
        answered, port, office.name_server, 53, messages.dns_answer(identifier, name, address)
    )
    return answered


def add_telephony(office: Office, at: int, until: int) -> None:
    """Adds the desktop's session with the UCCX server: a query, heartbeats, state changes."""
    random = office.random
    flow = office.connection(at, office.uccx, TELEPHONY_PORT)
    at = flow.open(at, 420) + 900
    flow.client_sends(at, messages.telephony_message(messages.STATE_QUERY, random.randbytes(60)))
    flow.server_sends(
        at + 2_400, messages.telephony_message(messages.STATE_ANSWER, random.randbytes(84))
    )
    at += 90 * MILLISECOND
    flow.client_acknowledges(at)
    number = 0
    while (at := at + 5 * SECOND) < until:
        number += 1
        body = number.to_bytes(4, "big")
        flow.client_sends(at, messages.telephony_message(messages.HEARTBEAT_REQUEST, body))
        flow.server_sends(at + 700, messages.telephony_message(messages.HEARTBEAT_ANSWER, body))
        if number % 3 == 0:
            flow.server_sends(
                at + 40 * MILLISECOND,
                messages.telephony_message(messages.AGENT_STATE, random.randbytes(48)),
            )
        flow.client_acknowledges(at + 200 * MILLISECOND)


def add_file_session(office: Office, at: int, until: int) -> None:
    """Adds echoes on a session with the file server that was open before the capture began."""
    flow = office.connection(0, office.file_server, 445)
    flow.client.port = 49_158
    session = 0x0000_4C00_1400_0041
    message = 731
    while at < until:
        flow.client_sends(at, messages.smb2_echo(message, session, is_answer=False))
        flow.server_sends(at + 600, messages.smb2_echo(message, session, is_answer=True))
        flow.client_acknowledges(at + 200 * MILLISECOND)
        message += 1
        at += 15 * SECOND


def add_gateway_checks(office: Office, at: int, until: int) -> None:
    """Adds the PC's own renewals of its gateway's address."""
    while at < until:
        question = arp(1, office.pc, bytes(6), office.gateway.address)
        office.timeline.add_arp(at, office.pc, question, office.gateway.mac)
        answer = arp(2, office.gateway, office.pc.mac, office.pc.address)
        office.timeline.add_arp(at + 350, office.gateway, answer, office.pc.mac)
        at += 38 * SECOND


def add_broadcast(office: Office, at: int) -> None:
    """Adds one frame that a neighbour sends to everybody: who has an address, or a name."""
    random = office.random
    neighbour = random.choice(office.neighbours)
    if random.random() < 0.6:
        target = IPv4Address(f"10.4.5.{random.randrange(1, 200)}")
        office.timeline.add_arp(at, neighbour, arp(1, neighbour, bytes(6), target))
        return
    query = messages.netbios_name_query(
        random.getrandbits(16), random.choice(("WPAD", "PRINTSRV02", "FILESRV01", "ISATAP"))
    )
    datagram = udp(
        (neighbour.address, NETBIOS_NAME_PORT), (SUBNET_BROADCAST, NETBIOS_NAME_PORT), query
    )
    office.timeline.add_ipv4(at, neighbour, BROADCAST_MAC, SUBNET_BROADCAST, PROTOCOL_UDP, datagram)
