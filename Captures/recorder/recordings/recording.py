"""How one sample capture is made."""

from dataclasses import dataclass, field
from pathlib import Path

from recorder.scenario_table import SCENARIOS
from recorder.settings import Settings


@dataclass(frozen=True)
class Recording:
    """One sample capture (or more than one, if a run is seen from several places)."""

    purpose: str
    scenario: str
    changes: dict = field(default_factory=dict)

    def make(self, name: str, folder: Path) -> list[Path]:
        """Records the capture into a folder; returns the captures."""
        settings = Settings(name=name, folder=folder, **self.changes)
        print(settings)
        return SCENARIOS[self.scenario](settings)
