"""The roots of every error whose sentence a user reads."""


class SgzError(Exception):
    """An error that is said to the user in one Chinese sentence, which is its text."""


class Overtaken(SgzError):
    """What was to be changed is gone, or was changed since: trying the same again does not help."""


class Refused(SgzError):
    """A value that may not exist: names the field that is wrong and says why."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence

    def __reduce__(self) -> tuple[type["Refused"], tuple[str, str]]:
        return type(self), (self.field, self.sentence)
