"""What can go wrong, said for the person who has to mend it."""


class ScaffoldError(Exception):
    """A condition that the user can mend; anything else is a bug and stays a traceback.

    `hint` is the command, or the change, that mends it. `exit_code` follows the
    command line's contract: 1 for "cannot", 2 for wrong usage.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ScaffoldError):
    """The request itself is wrong: a name, an option, a combination."""

    exit_code = 2
