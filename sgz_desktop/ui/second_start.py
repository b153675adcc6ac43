"""A second start on the same data asks the first one to come forward, instead of opening a second window."""

import sys
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

_CONNECT_MS, _ANSWER_MS = 1000, 2000
_WORD = b"come forward\n"


def door_of(folder: Path) -> str:
    """The name under which the program that works on a folder can be called on this machine."""
    return f"sgz-desktop-{sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"


class Doorbell(QObject):
    """Hears when the program is started once more; for whoever holds the folder's lock, and this user alone.

    Signals: rung, each time.
    """

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # What an ended program left behind would keep the name taken; the lock says that none runs.
        QLocalServer.removeServer(door_of(folder))
        self._server.listen(door_of(folder))

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.write(_WORD)
            caller.flush()
            caller.disconnectFromServer()
            self.rung.emit()


def ring(folder: Path) -> bool:
    """Ask the program that works on a folder to come forward; False where none answers in time."""
    _let_it_come_forward()
    caller = QLocalSocket()
    caller.connectToServer(door_of(folder))
    if not caller.waitForConnected(_CONNECT_MS):
        return False
    has_answered = caller.waitForReadyRead(_ANSWER_MS) and bytes(caller.readAll().data()) == _WORD
    caller.abort()
    return has_answered


def come_forward(window: QWidget) -> None:
    """Put a window before all others; where the desktop does not allow that, the task bar points at it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _let_it_come_forward() -> None:
    """Windows lets a program come forward only by leave of the one the person has just started."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
