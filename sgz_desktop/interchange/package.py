"""One JSON file with everything of one evaluation: read, written, copied."""

from sgz_desktop.interchange.built_in import BuiltIn
from sgz_desktop.interchange.contents import Package
from sgz_desktop.interchange.copying import copy_of
from sgz_desktop.interchange.reading import read_package
from sgz_desktop.interchange.writing import write_package

__all__ = ["BuiltIn", "Package", "copy_of", "read_package", "write_package"]
