"""Keys and certificates to sign with, made for a test, and a server that says when."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
PASSPHRASE = "correct horse"
PEM = serialization.Encoding.PEM
DER = serialization.Encoding.DER


@dataclass(frozen=True)
class Signer:
    """Somebody with a key, a certificate, and the certificate of who vouches for it."""

    key: Key
    certificate: x509.Certificate
    root: x509.Certificate

    def pem(self) -> bytes:
        return self.certificate.public_bytes(PEM) + self.root.public_bytes(PEM)

    def key_pem(self, passphrase: str = PASSPHRASE) -> bytes:
        return self.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, locked(passphrase))

    def p12(self, passphrase: str = PASSPHRASE) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            b"own", self.key, self.certificate, [self.root], locked(passphrase)
        )


def locked(passphrase: str) -> serialization.KeySerializationEncryption:
    if not passphrase:
        return serialization.NoEncryption()
    return serialization.BestAvailableEncryption(passphrase.encode())


def signer(name: str = "Ada Lovelace", *, days: tuple[int, int] = (-1, 30), stamps: bool = False) -> Signer:
    """Return somebody of this name, whose certificate is valid between these days from now."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    # pyhanko's server for tests knows no other kind.
    key: Key = rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
    root_name, own_name = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (f"Root of {name}", name)
    )
    root = _certificate(root_name, root_name, root_key, root_key, (-1000, 1000)).add_extension(
        x509.BasicConstraints(True, None), True
    )
    own = _certificate(own_name, root_name, key, root_key, days)
    usage = [True, True, *(False,) * 7]
    own = own.add_extension(x509.KeyUsage(*usage), True)
    if stamps:
        own = own.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    return Signer(key, own.sign(root_key, hashes.SHA256()), root.sign(root_key, hashes.SHA256()))


def _certificate(
    name: x509.Name,
    issuer: x509.Name,
    key: Key,
    issuer_key: Key,
    days: tuple[int, int],
) -> x509.CertificateBuilder:
    begins, ends = (datetime.now(UTC) + timedelta(days=day) for day in days)
    own, from_key = (x509.SubjectKeyIdentifier.from_public_key(each.public_key()) for each in (key, issuer_key))
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(own, False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(from_key), False)
    )


@contextmanager
def timestamp_server(who: Signer) -> Iterator[str]:
    """Have somebody say when, on this machine; gives the address."""
    key = keys.PrivateKeyInfo.load(
        who.key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    stamps = DummyTimeStamper(asn1.Certificate.load(who.certificate.public_bytes(DER)), key)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(stamps.request_tsa_response(asked).dump())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
