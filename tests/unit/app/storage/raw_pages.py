"""The pages of a database file as they lie on the disk, decrypted: freed ones too, which no statement shows.

SQLCipher 4 with a raw key: pages of 4096 bytes, AES-256 in CBC, at the end of each its IV and MAC.
"""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT, IV = 4096, 80, 16, 16
JOURNAL_HEAD, FRAME_HEAD = 32, 24


def raw_pages(data_dir):
    key = _key(data_dir)
    content = (data_dir / "terminal.db").read_bytes()
    return b"".join(_decrypted(content[at : at + PAGE], key, at == 0) for at in range(0, len(content), PAGE))


def raw_journal(data_dir):
    """What stands in the write-ahead log, whichever frames of it still count."""
    key, content = _key(data_dir), (data_dir / "terminal.db-wal").read_bytes()
    pages = []
    for at in range(JOURNAL_HEAD, len(content), FRAME_HEAD + PAGE):
        number, begin = int.from_bytes(content[at : at + 4]), at + FRAME_HEAD
        pages.append(_decrypted(content[begin : begin + PAGE], key, number == 1))
    return b"".join(pages)


def _key(data_dir):
    return bytes.fromhex((data_dir / "keys" / "database.key").read_text().strip())[:32]


def _decrypted(page, key, is_first):
    iv = page[PAGE - RESERVED : PAGE - RESERVED + IV]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(page[SALT if is_first else 0 : PAGE - RESERVED]) + decryptor.finalize()
