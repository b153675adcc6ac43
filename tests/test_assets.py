"""Files that travel with the program are found, or named when they are not there."""

import subprocess
import sys

import pytest

from sgz_desktop import assets


def test_the_fallback_font_is_a_truetype_file_found_without_importing_its_package() -> None:
    program = (
        "import sys; from sgz_desktop.assets import fallback_font as f; f(); print('zhplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
    assert assets.fallback_font().read_bytes()[:4] == b"\x00\x01\x00\x00"


def test_a_resource_of_the_checkout_is_found() -> None:
    assert assets.resource("samples").is_dir()


def test_a_missing_asset_is_said_in_a_sentence() -> None:
    with pytest.raises(assets.MissingAssetError, match=r"程序缺少自带的文件“resources/nowhere/x\.json”"):
        assets.resource("nowhere", "x.json")


@pytest.mark.parametrize("package", ["a_package_nobody_has", "hatchling"])
def test_a_missing_font_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setattr(assets, "_FONT_PACKAGE", package)
    with pytest.raises(assets.MissingAssetError, match=r"NotoSansSC-Regular\.ttf"):
        assets.fallback_font()
