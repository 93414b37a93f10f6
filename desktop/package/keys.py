"""Ed25519 keys of senders: made, written as PEM, named by a fingerprint, used to sign and to check."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from desktop.base.errors import BadInput, NotVerified
from desktop.base.words import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def new_key() -> str:
    """A new private key as PEM (PKCS #8, not encrypted): keep it in the store."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def public_pem(key_pem: str) -> bytes:
    """The public half of a private key, as PEM (SubjectPublicKeyInfo)."""
    return _pem(_private(key_pem).public_key())


def fingerprint(pem: bytes) -> str:
    """SHA-256 of the public key (DER SubjectPublicKeyInfo) as 64 hex digits. NotVerified if it is no Ed25519 key in its one form."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return hashlib.sha256(_public(pem).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def grouped(value: str) -> str:
    """The first 32 digits of a fingerprint in groups of four, as two people compare it aloud."""
    return " ".join(value[at : at + 4] for at in range(0, 32, 4))


def sign(key_pem: str, data: bytes) -> bytes:
    """The Ed25519 signature (64 bytes, RFC 8032) over the bytes themselves."""
    return _private(key_pem).sign(data)


def is_signed(pem: bytes, data: bytes, signature: bytes) -> bool:
    """Whether the signature was made over these bytes with the private half of this key."""
    from cryptography.exceptions import InvalidSignature

    try:
        _public(pem).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def _private(key_pem: str) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(key_pem.encode("utf-8"), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput(_("签名密钥不可用，请在设置中重新生成。"))
    return key


def _public(pem: bytes) -> Ed25519PublicKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey) or _pem(key) != pem:
        raise NotVerified(_("发送方公钥 sender.pem 不是规范的 Ed25519 公钥，数据包已损坏或被改动。"))
    return key


def _pem(key: Ed25519PublicKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
