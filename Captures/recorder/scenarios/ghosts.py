"""Clients that vanish: the server holds their places until its idle time-out."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD, agent_hosts, shared_credentials
from recorder.decisions import LIMIT, DecisionLog, Departure
from recorder.limits import Limits
from recorder.namespaces import Host
from recorder.scenarios.sign_ins import SIGN_INS, offered, uccx
from recorder.settings import Settings
from recorder.stage import after, exchange, leave, perform, signed_in
from recorder.studio import Studio
from recorder.truth import Bounds

GHOSTS = 3
"""Clients that vanish, each with two connections."""

VANISH_AFTER = 2.0
IDLE_LIMIT = 8.0
"""Seconds after which the server gives a silent session's place up; Exchange takes half an hour."""

GONE = """
table inet power {
  chain output { type filter hook output priority 0; drop; }
  chain input { type filter hook input priority 0; drop; }
}
"""
CUT_OFF = """
table netdev firewall {{
  chain ingress {{
    type filter hook ingress device "eth0" priority 0;
    ip saddr {{ {addresses} }} drop
  }}
}}
"""


def record_vanished(settings: Settings) -> list[Path]:
    """Records clients that lose their power: no FIN, no RST, no answer to the server's."""
    return _record(settings, is_seen=False)


def record_cut_off(settings: Settings) -> list[Path]:
    """Records clients that leave in order, which a firewall before the server hides from it."""
    return _record(settings, is_seen=True)


def _record(settings: Settings, is_seen: bool) -> list[Path]:
    with Studio(settings) as studio:
        server = exchange(
            studio,
            settings,
            {ACCOUNT: PASSWORD},
            limits=Limits(per_user=settings.limit),
            mechanisms=offered(settings),
            idle_limit=IDLE_LIMIT,
        )
        hosts = agent_hosts(studio.network, settings.agents)
        leaving, staying = hosts[:GHOSTS], hosts[GHOSTS:]
        left: dict[tuple[str, int], float] = {}
        service = uccx(studio.network, server.host, settings.seed, 6.0)

        async def vanish() -> None:
            await asyncio.sleep(VANISH_AFTER)
            if is_seen:
                addresses = ", ".join(host.address for host in leaving)
                server.host.filter(CUT_OFF.format(addresses=addresses))
                return
            for host in leaving:
                host.filter(GONE)

        since = perform(
            studio,
            [server],
            lambda: [
                vanish(),
                service.run(),
                *(
                    after(0.1 * index, _be_cut_off(each, server.host, is_seen, left))
                    for index, each in enumerate(leaving * 2)
                ),
                *(
                    after(2.2 + 0.15 * index, _want_place(each, server.host, settings))
                    for index, each in enumerate(staying * 2)
                ),
            ],
        )
    facts = {
        "configuredLimit": settings.limit,
        "ghosts": 2 * GHOSTS,
        "ghostsHeldSeconds": IDLE_LIMIT,
        "vanishedAfterSeconds": VANISH_AFTER,
        "endsSeenInCapture": is_seen,
        "repeats": True,
    }
    if is_seen:
        visible = _as_captured(server.gate.sign_ins, left)
        facts["peakLoad"] = visible.peak
        facts["limit"] = Bounds(visible.peak, None).as_json()
        facts["lowestLoadAtRefusal"] = min(each.load for each in visible.refused_for(LIMIT))
    SIGN_INS.write(settings, server.name, server.gate.sign_ins, since=since, facts=facts)
    return [settings.path()]


def _as_captured(log: DecisionLog, left: dict[tuple[str, int], float]) -> DecisionLog:
    """The log with loads as the capture shows them: who left is gone."""
    seen = DecisionLog()
    for entry in log.entries:
        at = left.get((entry.client, entry.port)) if isinstance(entry, Departure) else None
        seen.add(replace(entry, at=at) if at else entry)
    seen.entries.sort(key=lambda entry: entry.at)
    return seen.seen()


async def _be_cut_off(
    host: Host, server: Host, is_seen: bool, left: dict[tuple[str, int], float]
) -> None:
    """Signs in and works, until nothing it sends arrives any more."""
    random = Random(host.address)
    client = await signed_in(host, server, shared_credentials(host, random), "plain", random)
    assert client
    await client.command('SELECT "INBOX"')
    await asyncio.sleep(VANISH_AFTER)
    if not is_seen:  # The host is without power: the connection's end reaches nobody.
        await asyncio.sleep(IDLE_LIMIT + 1.0)
    left[host.address, client.port] = time.time()
    client.abort()


async def _want_place(host: Host, server: Host, settings: Settings) -> None:
    """Tries until let in, works a little and leaves."""
    random = Random(host.address)
    who = shared_credentials(host, random)
    clock = asyncio.get_running_loop().time
    end = clock() + settings.retry
    while clock() < end:
        mechanism = random.choice(settings.mechanisms)
        if client := await signed_in(host, server, who, mechanism, random):
            await client.command('SELECT "INBOX"')
            await client.idle(random.uniform(*settings.hold))
            await leave(client)
            return
        await asyncio.sleep(random.uniform(*settings.pause))
