"""The pages of a database file as they lie on the disk, decrypted: freed ones too, which no statement shows.

SQLCipher 4 with a raw key: pages of 4096 bytes, AES-256 in CBC, at the end of each its IV and MAC.
"""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT, IV = 4096, 80, 16, 16


def raw_pages(data_dir):
    key = bytes.fromhex((data_dir / "keys" / "database.key").read_text().strip())[:32]
    content = (data_dir / "terminal.db").read_bytes()
    return b"".join(_decrypted(content[at : at + PAGE], key, at == 0) for at in range(0, len(content), PAGE))


def _decrypted(page, key, is_first):
    iv = page[PAGE - RESERVED : PAGE - RESERVED + IV]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(page[SALT if is_first else 0 : PAGE - RESERVED]) + decryptor.finalize()
