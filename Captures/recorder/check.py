"""Holds a capture against its truth file: the packets must tell the story of the server's log."""

import json
from pathlib import Path

from recorder import wire


def differences(capture: Path) -> list[str]:
    """Says in words where a capture and its truth file disagree; empty if they agree."""
    truth = json.loads(capture.with_suffix(".truth.json").read_text())
    seen = wire.Wire(capture)
    address, _, port = truth["server"].rpartition(":")
    repeats = truth.get("repeats") or truth.get("loss", 0) > 0 or truth["cause"] == "unreachable"
    found = _damage(seen, repeats)
    directions = seen.ports(address, int(port))
    one_way = truth["cause"] == "unreachable" or truth["view"] == "one direction"
    needed = ("to",) if one_way else ("to", "from")
    found += [f"no frame {side} the server" for side in needed if not directions[side]]
    words = truth.get("words", {})
    if words is None:
        return found
    if words:
        lines = seen.server_lines(address, int(port))
        for outcome in ("successes", "failures"):
            count = wire.matching(words[outcome], lines)
            surplus = count - truth[outcome]
            unseen = truth.get("unseen", {}).get(outcome, 0)
            if not -unseen <= surplus <= truth.get("edge", {}).get(outcome, 0):
                found.append(f"{outcome}: {truth[outcome]} in the log, {count} on the wire")
    else:
        count = seen.connections(address, int(port))
        if count != truth["attempts"]:
            found.append(f"attempts: {truth['attempts']} in the log, {count} on the wire")
    return found


def _damage(seen: wire.Wire, repeats: bool) -> list[str]:
    """What is wrong with the frames themselves; some recordings must miss and repeat some."""
    problems = {
        "malformed frames": seen.count(wire.MALFORMED),
        "frames with a wrong checksum": seen.count(wire.BAD_CHECKSUM),
    }
    if not repeats:
        problems["frames sent again"] = seen.count(wire.RETRANSMITTED)
        problems["frames not captured"] = seen.count(wire.MISSING)
    return [f"{count} {what}" for what, count in problems.items() if count]
