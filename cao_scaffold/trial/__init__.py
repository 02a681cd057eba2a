"""A plugin on a real, private cao-server, from launch to what arrived."""

from cao_scaffold.trial.outcome import Message, Step, Trial
from cao_scaffold.trial.run import Wanted, run_trial

__all__ = ["Message", "Step", "Trial", "Wanted", "run_trial"]
