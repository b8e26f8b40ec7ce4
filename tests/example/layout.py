"""The fingerprint of a table's header, as `cfit` takes it (crates/read/src/supporting/header.rs).

It stands in a `mapping.toml` beside the header it was written for, so that a changed export is noticed.
"""

import hashlib


def fingerprint(header):
    """First 16 hexadecimal digits of the SHA-256 of the texts: lower case, sorted, each with a line feed."""
    texts = sorted(" ".join(text.split()).lower() for text in header if text.strip())
    return hashlib.sha256("".join(text + "\n" for text in texts).encode("utf-8")).hexdigest()[:16]
