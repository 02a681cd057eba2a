"""A plugin, or a provider, on a real, private cao-server, from launch to the end."""

from cao_scaffold.trial.outcome import Message, Step, Trial
from cao_scaffold.trial.provider.outcome import ProviderTrial, State, Turn
from cao_scaffold.trial.provider.run import ProviderWanted, run_provider_trial
from cao_scaffold.trial.run import Wanted, run_trial

__all__ = [
    "Message",
    "ProviderTrial",
    "ProviderWanted",
    "State",
    "Step",
    "Trial",
    "Turn",
    "Wanted",
    "run_provider_trial",
    "run_trial",
]
