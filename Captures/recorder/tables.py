"""The tables of `Captures/README.md`: one row a capture, made from its truth file."""

import json
from pathlib import Path

COLUMNS = (
    "verdict",
    "cause",
    "limit",
    "account",
    "clients",
    "attempts",
    "successes",
    "failures",
    "view",
)
RULE = "| " + " | ".join("---" for _ in COLUMNS) + " |"


def row(truth: dict) -> str:
    """The row of one capture."""
    cells = [str(truth[column] or "–") for column in COLUMNS[:2]]
    cells += [_limit(truth), truth["account"] or "–", _clients(truth["clients"])]
    cells += [str(truth[column]) for column in COLUMNS[5:]]
    return "| " + " | ".join(cells) + " |"


def refresh(folder: Path) -> None:
    """Rewrites the row in each capture's section of the folder's README.md."""
    path = folder / "README.md"
    lines = path.read_text().splitlines()
    section = None
    for index, line in enumerate(lines):
        if line.startswith("## "):
            section = folder / f"{line[3:]}.truth.json"
        if line == RULE and section and section.exists():
            lines[index + 1] = row(json.loads(section.read_text()))
    path.write_text("\n".join(lines) + "\n")


def _limit(truth: dict) -> str:
    limit = truth["limit"]
    if limit is None:
        return "cannot be said" if truth["verdict"] == "throttling" else "–"
    if limit["value"] is not None:
        return str(limit["value"])
    bounds = [f"{word} {limit[key]}" for word, key in _BOUNDS if limit[key] is not None]
    return ", ".join(bounds)


_BOUNDS = (("at least", "atLeast"), ("at most", "atMost"))


def _clients(clients: list[str]) -> str:
    """The refused clients, neighbours drawn together."""
    groups: list[list[str]] = []
    for client in clients:
        network, _, number = client.rpartition(".")
        if groups and groups[-1][-1] == f"{network}.{int(number) - 1}":
            groups[-1].append(client)
        else:
            groups.append([client])
    return (
        ", ".join(
            group[0] if len(group) == 1 else f"{group[0]}…{group[-1].rpartition('.')[2]}"
            for group in groups
        )
        or "–"
    )
