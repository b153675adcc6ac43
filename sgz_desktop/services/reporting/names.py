"""The short names of authorities: 越秀区民政局 and 珠光街道办事处 for names that begin with the city."""

import re

_ENDS = "区县市"
_STREET = re.compile(r".+[街镇乡]")
_CITY = re.compile(r"^[^市]+市(?=..)")


def supervisor_in_short(name: str, district: str) -> str:
    """The name from the evaluation's district on; a name of no such district as it is.

    广州市越秀区民政局 → 越秀区民政局; 广州市民政局 stays, which is another authority than 民政局.
    """
    found = _parted(name, district)
    return name.strip() if found is None else "".join(found)


def purchaser_in_short(name: str, district: str) -> str:
    """The name of a street's or town's office without city and district; any other from the district on.

    广州市越秀区珠光街道办事处 → 珠光街道办事处; 广州市越秀区人民政府 → 越秀区人民政府.
    """
    found = _parted(name, district)
    if found is None:
        return name.strip()
    own, office = found
    return office if _STREET.match(office) else own + office


def _parted(name: str, district: str) -> tuple[str, str] | None:
    """The district with its 区, 县 or 市 and what follows it, where a city at most stands before it."""
    stem = _CITY.sub("", district.strip()).rstrip(_ENDS)
    if not stem:
        return None
    found = re.fullmatch(rf"(?:[^市]+市)?({re.escape(stem)}[{_ENDS}])(.+)", name.strip())
    return None if found is None else (found[1], found[2])
