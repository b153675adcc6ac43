"""Every check that is switched off is counted, and says why."""

from pathlib import Path

import pytest

from tools.suppressions import main, suppressions


@pytest.mark.parametrize(
    ("line", "kinds", "explained"),
    [
        ("x = 1", [], True),
        ('x = "# type: ignore"', [], True),
        ("x = 1  # type: ignore[attr-defined]", ["type: ignore"], False),
        ("x = 1  # type: ignore[attr-defined]  # the stub lacks this member", ["type: ignore"], True),
        ("x = 1  # noqa: E501, N802", ["noqa"], False),
        ("x = 1  # noqa: N802 - Qt calls it by this name", ["noqa"], True),
        ("x = 1  # NOQA", ["noqa"], False),
        ("x = 1  # pragma: no cover", ["pragma: no cover"], False),
        ("x = 1  # pragma: no cover (only Windows comes here)", ["pragma: no cover"], True),
        ("x = 1  # type: ignore[misc]  # noqa: E501", ["type: ignore", "noqa"], False),
    ],
)
def test_a_suppression_says_why_on_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, kinds: list[str], explained: bool
) -> None:
    file = tmp_path / "one.py"
    file.write_text(line + "\n", encoding="utf-8")
    assert [one.kind for one in suppressions(file)] == kinds
    assert main([str(tmp_path)]) == (0 if explained else 1)
    assert f"{kinds.count('noqa')} noqa" in capsys.readouterr().out
