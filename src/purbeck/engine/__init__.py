"""Floor 4: the rules run over everything that is known, measure by measure."""

from purbeck.engine.run import assess, observations_by_measure

__all__ = ["assess", "observations_by_measure"]
