"""Builds `uccx-agent-pc.pcap`: what an agent's PC sees when its e-mail tab stays on "Loading".

Nothing here was recorded. Ten frames are prescribed, number and time, by the published trace of
this fault; the story around them is invented, and comes out the same every time.
"""

from itertools import pairwise
from pathlib import Path

from recorder.settings import Settings
from recorder.synthetic import noise
from recorder.synthetic.agent_desktop import ACCOUNT, AgentDesktop, AttemptTimes
from recorder.synthetic.download import Download
from recorder.synthetic.noise import SECOND
from recorder.synthetic.office import Office
from recorder.truth import Truth

START = 1_384_267_931_104_218
"""12 November 2013, 14:52:11.104218 UTC, in microseconds since 1970."""

PRESCRIBED = (
    (10_569, 117_908_423),
    (10_586, 117_927_165),
    (10_603, 117_947_876),
    (10_605, 117_948_521),
    (10_607, 117_949_203),
    (10_627, 118_024_133),
    (10_635, 118_026_584),
    (10_637, 118_027_825),
    (10_639, 118_028_707),
    (10_647, 118_109_394),
)
"""Number and time of the server's frames in the published trace."""

TOTAL_FRAMES = 11_000
QUIET_FROM, QUIET_UNTIL = 117_600_000, 118_200_000
"""Between these times only mail and one download are seen, so that the frames can be counted."""

END = 127 * SECOND
FIRST_SIGN_IN, SIGN_IN_PERIOD = 8_140_000, 13_700_000


def record(settings: Settings) -> list[Path]:
    """Writes the capture and its truth; no setting but the name and the folder matters."""
    office = Office()
    noise.add_gateway_checks(office, 0, END)
    noise.add_file_session(office, 3_100_000, END)
    noise.add_telephony(office, 7_200_000, END)
    refusals = _add_sign_ins(office)
    download = Download(office, QUIET_FROM + 150_000)
    visits = noise.WebVisits(office)
    _fill(office, visits, (400_000, QUIET_FROM), PRESCRIBED[0][0] - 1, PRESCRIBED[0][1])
    for (number, at), (next_number, next_at) in pairwise(PRESCRIBED):
        between = next_number - number - 1 - office.timeline.count(at, next_at)
        download.fill(at, next_at, between)
    download.close(PRESCRIBED[-1][1] + 400_000)
    _fill(office, visits, (QUIET_UNTIL, END), TOTAL_FRAMES, END)
    office.timeline.write(settings.path(), START)
    Truth(
        capture=settings.path().name,
        verdict="throttling",
        cause="connections-per-user",
        limit=None,
        account=ACCOUNT,
        server=f"{office.exchange.address}:143",
        attempts=refusals,
        successes=0,
        failures=refusals,
        clients=[str(office.pc.address)],
        view="one client",
        facts={"words": {"successes": "A1 OK ", "failures": "A1 NO "}},
    ).write(settings.folder)
    return [settings.path()]


def _add_sign_ins(office: Office) -> int:
    """Adds two sign-ins in a row, time and again; returns the number of refusals.

    The last two hold the prescribed frames: the first of them is refused for the last time at the
    first prescribed time, the second begins at the second.
    """
    desktop = AgentDesktop(office)
    at = [time for _, time in PRESCRIBED]
    begin = at[0] - 263_440
    for start in range(FIRST_SIGN_IN, begin - SIGN_IN_PERIOD // 2, SIGN_IN_PERIOD):
        refused = desktop.sign_in(start)
        desktop.sign_in(refused + 18_700)
    desktop.sign_in(
        begin,
        AttemptTimes(begin + 20_700, begin + 21_600, begin + 22_360, begin + 99_560),
        AttemptTimes(begin + 102_010, begin + 103_110, begin + 103_930, begin + 182_930),
        AttemptTimes(begin, begin + 185_050, begin + 185_840, at[0]),
    )
    desktop.sign_in(at[1], AttemptTimes(*at[2:6]), AttemptTimes(*at[6:]))
    return desktop.refusals


def _fill(
    office: Office, visits: noise.WebVisits, span: tuple[int, int], frames: int, before: int
) -> None:
    """Adds noise within a span of time until exactly `frames` frames lie before a time.

    Whole web visits as long as one more surely fits, single broadcasts for the rest.
    """
    begin, end = span
    while office.timeline.count(-1, before) + visits.MOST_FRAMES < frames:
        visits.add(office.random.randrange(begin, end - visits.LONGEST))
    for _ in range(frames - office.timeline.count(-1, before)):
        noise.add_broadcast(office, office.random.randrange(begin, end))
