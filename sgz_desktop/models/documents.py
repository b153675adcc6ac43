"""The documents in storage, each at the SHA-256 of its canonical JSON, and who keeps which."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Connection, insert, select

from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.errors import Refused
from sgz_desktop.models.tables import DOCUMENT, EVALUATION_DOCUMENT

_NAMED: Mapping[str, str] = MappingProxyType({"rubric": "评分标准", "house_style": "报告体例"})


def read_document(connection: Connection, hash_: str) -> str | None:
    """The canonical JSON text at that address."""
    found: str | None = connection.scalar(select(DOCUMENT.c["text"]).where(DOCUMENT.c["hash"] == hash_))
    return found


def keep_documents(connection: Connection, evaluation_id: UUID, documents: Mapping[str, str]) -> None:
    """Let an evaluation keep documents. Raises Refused where a text is not at its address."""
    for hash_, text in documents.items():
        if hashlib.sha256(text.encode()).hexdigest() != hash_:
            raise Refused("documents", "文件的内容与它的校验值不符，不能保存。")
        if read_document(connection, hash_) is None:
            connection.execute(insert(DOCUMENT).values(hash=hash_, text=text))
        _link(connection, evaluation_id, hash_)


def keep_documents_named(connection: Connection, head: Evaluation) -> None:
    """Note that an evaluation keeps the stored documents its head names. Refused where one is not stored."""
    for field, name in _NAMED.items():
        hash_: str = getattr(head, field)
        if read_document(connection, hash_) is None:
            raise Refused(field, f"找不到{name}的内容，不能保存。")
        _link(connection, head.id, hash_)


def _link(connection: Connection, evaluation_id: UUID, hash_: str) -> None:
    link = {"evaluation_id": evaluation_id, "hash": hash_}
    kept = select(EVALUATION_DOCUMENT).filter_by(**link)
    if connection.execute(kept).first() is None:
        connection.execute(insert(EVALUATION_DOCUMENT).values(link))
