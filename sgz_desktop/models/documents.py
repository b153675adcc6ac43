"""The documents in storage, each at the SHA-256 of its canonical JSON, and who keeps which."""

import hashlib
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, insert, select

from sgz_desktop.errors import Refused
from sgz_desktop.models.tables import DOCUMENT, EVALUATION_DOCUMENT


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
        keep_document_named(connection, evaluation_id, hash_)


def keep_document_named(connection: Connection, evaluation_id: UUID, hash_: str) -> None:
    """Note that an evaluation keeps a document that is stored. Refused where it is not."""
    if read_document(connection, hash_) is None:
        raise Refused("rubric", "找不到评分标准的内容，不能保存。")
    link = {"evaluation_id": evaluation_id, "hash": hash_}
    kept = select(EVALUATION_DOCUMENT).filter_by(**link)
    if connection.execute(kept).first() is None:
        connection.execute(insert(EVALUATION_DOCUMENT).values(link))
