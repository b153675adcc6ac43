"""What concerns this laptop alone: who sits here, sizes, filters. Never exported."""

from uuid import UUID

from sgz_desktop.models.local import Desk as LocalFile
from sgz_desktop.models.local import LocalNotSaved
from sgz_desktop.services.changes import Worker

TOUR_SAMPLE = "tour.sample"
"""Under this the evaluation is remembered that a tour brought: deleted, it is in no list."""
TOUR_LEFT = "tour.left"
"""Under this the evaluation is remembered that is in the list only for a tour that has not ended yet."""


class Desk:
    """Remembers by key; a setting that cannot be kept is no reason to stop anybody."""

    def __init__(self, file: LocalFile) -> None:
        self._file = file

    def recall(self, key: str) -> str | None:
        """The text remembered under a key, if any."""
        return self._file.get(key)

    def remember(self, key: str, text: str | None) -> bool:
        """Remember a text or (None) forget it; False where the laptop would not keep it."""
        try:
            self._file.put(key, text)
        except LocalNotSaved:
            return False
        return True

    def worker(self, evaluation_id: UUID) -> Worker | None:
        """Who works on an evaluation at this laptop; None while nobody said, or nobody can read it."""
        author, _, behalf = (self.recall(f"worker.{evaluation_id}") or "").partition(" ")
        try:
            return Worker(UUID(author), UUID(behalf) if behalf else None) if author else None
        except ValueError:
            return None

    def set_worker(self, evaluation_id: UUID, worker: Worker) -> bool:
        """Remember who works on an evaluation, and on whose behalf."""
        ids = [str(each) for each in (worker.author_id, worker.for_id) if each]
        return self.remember(f"worker.{evaluation_id}", " ".join(ids) or None)
