"""Plays a limit that is reached, lifted and reached again, in front of a sensor at the switch.

usage: python3 Captures/recorder/live.py --chokepoint PATH [--seconds 600] [--quiet 60] [--option WORD…]

Nothing is recorded: `chokepoint watch` looks at the switch while an Exchange-like server and twelve agents work. A third
of the time the limit of the account is 16, then it is lifted, then it is 16 again. Printed are the sensor's events beside
what the server decided; the exit status is 1 unless each of the two phases is one incident, told within two seconds of its
third refusal and closed after the lift, or the end. Needs root, ip and ethtool.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recorder.agents import ACCOUNT, PASSWORD, Agent, Behaviour, shared_credentials
from recorder.exchange import PORT, ExchangeServer
from recorder.limits import Gate, Limits
from recorder.namespaces import Network

LIMIT = 16
AGENTS = 12
PROMPT = 2.0
"""Seconds after the third refusal by which an incident must be told."""


@dataclass
class Phase:
    """A time in which the limit is in force."""

    start: float
    end: float

    def third_refusal(self, refusals: list[float]) -> float | None:
        own = [moment for moment in refusals if self.start <= moment < self.end]
        return own[2] if len(own) > 2 else None


async def work(network: Network, seconds: float) -> tuple[list[Phase], Gate]:
    """Twelve agents come and go; the limit is in force in the first and the last third."""
    gate = Gate(Limits(per_user=LIMIT), {ACCOUNT: PASSWORD})
    server = ExchangeServer(network.add("exch01", "10.4.4.95"), gate, Random(1))
    hosts = [network.add(f"agent{number}", f"10.4.6.{number + 10}") for number in range(AGENTS)]
    third = seconds / 3
    agents = [
        Agent(
            host,
            (server.host.address, PORT),
            shared_credentials(host, Random(number)),
            "ntlm",
            Behaviour(
                start=0.3 * number, hold=(6.0, 12.0), retry=1.0, pause=(0.3, 0.6),
                rounds=10_000, away=1.0,
            ),
            Random(number),
        )
        for number, host in enumerate(hosts)
    ]
    start = time.time()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(server.serving())
        tasks = [asyncio.create_task(agent.run()) for agent in agents]
        await asyncio.sleep(third)
        gate.limits = Limits()
        lifted = time.time()
        await asyncio.sleep(third)
        gate.limits = Limits(per_user=LIMIT)
        again = time.time()
        await asyncio.sleep(third)
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                raise RuntimeError("an agent stopped early") from ended
    return [Phase(start, lifted), Phase(again, time.time())], gate


def moment(text: str) -> float:
    """An RFC 3339 time as seconds since the epoch."""
    whole, _, rest = text.rstrip("Z").partition(".")
    seconds = time.mktime(time.strptime(whole, "%Y-%m-%dT%H:%M:%S")) - time.timezone
    return seconds + float(f"0.{rest or 0}")


def seconds(count: float | None) -> str:
    return "never" if count is None else f"{count:.3f} s"


def judge(phases: list[Phase], gate: Gate, told: list[tuple[float, dict]]) -> bool:
    """Prints what the sensor told beside what happened; whether it is as it should be."""
    refusals = sorted(
        decision.at for decision in gate.sign_ins.decisions if not decision.granted
    )
    good = True
    opened = [entry for entry in told if entry[1]["event"] == "opened"]
    closed = [entry for entry in told if entry[1]["event"] == "closed"]
    for number, phase in enumerate(phases):
        third = phase.third_refusal(refusals)
        own = [when for when, _ in opened if phase.start <= when < phase.end + PROMPT]
        ended = [when for when, _ in closed if when >= phase.end - 1]
        delay = own[0] - third if own and third else None
        print(
            f"phase {number + 1}: third refusal {seconds(third and third - phase.start)} after its start;"
            f" told {len(own)} times, {seconds(delay)} after it"
        )
        good &= len(own) == 1 and delay is not None and delay <= PROMPT and bool(ended)
    for when, event in told:
        since = when - phases[0].start
        print(f"  {since:8.3f} s  {event['event']:8} #{event['number']} {event['summary']}")
    return good and len(opened) == len(phases) == len(closed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--chokepoint", required=True)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--quiet", type=int, default=60)
    parser.add_argument("--option", action="append", default=[])
    chosen = parser.parse_args()
    with Network() as network, tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "events")
        command = network.switch.command(
            chosen.chokepoint, "watch", "-i", "span", "--format", "jsonl", "--quiet", str(chosen.quiet),
            *chosen.option,
        )
        with output.open("wb") as events:
            sensor = subprocess.Popen(command, stdout=events)
        told: list[tuple[float, dict]] = []

        async def follow() -> None:
            read = 0
            while True:
                lines = output.read_bytes()[read:].splitlines(keepends=True)
                for line in lines:
                    if line.endswith(b"\n"):
                        read += len(line)
                        told.append((time.time(), json.loads(line)))
                await asyncio.sleep(0.05)

        async def play() -> tuple[list[Phase], Gate]:
            follower = asyncio.create_task(follow())
            await asyncio.sleep(1)
            done = await work(network, chosen.seconds)
            sensor.terminate()
            await asyncio.to_thread(sensor.wait, 30)
            await asyncio.sleep(0.2)
            follower.cancel()
            return done

        try:
            phases, gate = asyncio.run(play())
        finally:
            if sensor.poll() is None:
                sensor.kill()
        print(f"the sensor ended with status {sensor.returncode}")
        return 0 if judge(phases, gate, told) else 1


if __name__ == "__main__":
    raise SystemExit(main())
