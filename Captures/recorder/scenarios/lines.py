"""A bad line, and captures that only make a good line look bad."""

from pathlib import Path
from random import Random

from recorder.agents import ACCOUNT, PASSWORD
from recorder.scenarios.healthy_day import read_and_answer
from recorder.scenarios.sign_ins import agents, offered, uccx
from recorder.settings import Settings
from recorder.stage import exchange, perform
from recorder.story import Story
from recorder.studio import Studio
from recorder.thinning import leave_out

SENSOR_LOSS = 10.0
"""Percent of the frames that a sensor did not write down."""

SIGN_INS = Story({}, {"successes": r"A1 OK (AUTHENTICATE|LOGIN) completed\.", "failures": "A1 NO "})


def record_lossy(settings: Settings) -> list[Path]:
    """Records a line that loses many frames: sign-ins work, late, or time out."""
    facts = {"verdict": "network", "cause": "lossy", "clients": None}
    return _record(settings, facts)


def record_sensor_loss(settings: Settings) -> list[Path]:
    """Records a good line through a sensor that loses frames, all of them acknowledged."""
    facts = {"sensorLoss": SENSOR_LOSS, "repeats": True, "view": "span with frames left out"}
    return _record(settings, facts)


def record_one_way(settings: Settings) -> list[Path]:
    """Records a good line, of which the sensor sees what clients send only."""
    facts = {"verdict": "inconclusive", "view": "one direction", "words": None, "repeats": True}
    return _record(settings, facts, only="dst port 143")


def _record(settings: Settings, facts: dict, only: str = "") -> list[Path]:
    with Studio(settings) as studio:
        server = exchange(studio, settings, {ACCOUNT: PASSWORD}, mechanisms=offered(settings))
        people = agents(studio.network, server.host, settings, rounds=2)
        people.append(uccx(studio.network, server.host, settings.seed, 3.0))
        for each in people:
            each.work = read_and_answer
        since = perform(studio, [server], lambda: [each.run() for each in people], only=only)
    log = server.gate.sign_ins
    if only:
        facts["unseen"] = {"successes": len(log.granted), "failures": 0}
    if facts.get("cause") == "lossy":
        facts["clients"] = sorted({decision.client for decision in log.decisions})
    if "sensorLoss" in facts:
        frames = leave_out(settings.path(), SENSOR_LOSS, Random(settings.seed))
        facts |= {"framesLeftOut": frames}
        facts["unseen"] = {"successes": len(log.granted), "failures": 0}
    SIGN_INS.write(settings, server.name, log, since=since, facts=facts)
    return [settings.path()]
