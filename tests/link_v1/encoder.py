"""Writes tokens of link format v1, open and sealed, by docs/link-v1.md alone; shares no code with the decoder.

Writes texts without normalizing them: only text that a person types is normalized to NFC. Otherwise a decoded profile
would get another token.
"""

import datetime
import functools
import hashlib
import json
import re
import struct
import unicodedata
import zlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz"
SYMBOLS_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def version_key(text):
    return tuple(int(part) for part in text.split("."))


def since(entry):
    return version_key(entry.get("since", "1.0.0"))


def editions(bank):
    """Every edition of the bank, oldest first."""
    found = set()
    for group in ("capabilities", "readiness", "terms", "context"):
        for entry in bank[group]:
            found.add(since(entry))
            found.update(since(option) for option in entry.get("options", []))
    return sorted(found)


def restrict(bank, edition):
    """The bank of that edition: entries by slot, options by index."""
    view = {"format": bank["format"], "id": bank["id"], "scales": bank["scales"]}
    for group in ("capabilities", "readiness", "terms", "context"):
        view[group] = []
        for entry in sorted(bank[group], key=lambda e: e["slot"]):
            if since(entry) > edition:
                continue
            options = [o for o in entry.get("options", []) if since(o) <= edition]
            view[group].append(dict(entry, options=sorted(options, key=lambda o: o["index"])))
    return view


def semantic_digest(view):
    def ids(entry):
        return [option["id"] for option in entry["options"]]

    scales = {s["id"]: s for s in view["scales"]}
    meaning = {
        "format": view["format"],
        "id": view["id"],
        "scales": [[name, scales[name]["min"], scales[name]["max"]] for name in ("skill", "need")],
        "capabilities": [[e["slot"], e["id"]] for e in view["capabilities"]],
        "readiness": [[e["slot"], e["id"], len(e["levels"])] for e in view["readiness"]],
        "terms": [[e["slot"], e["id"], e["kind"], ids(e), e["kind"] == "ordered" and e.get("firm_toggle", False)]
                  for e in view["terms"]],
        "context": [[e["slot"], e["id"], e["kind"], ids(e)] for e in view["context"]],
    }
    text = json.dumps(meaning, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).digest()


def fields(view, profile):
    """The (name, radix, digit) list of the answers integer, most significant first."""
    out = []
    for entry in view["capabilities"]:
        answer = profile["answers"].get(entry["id"], {"skill": None, "need": None})
        if answer == "not-our-job":
            digit = 36
        else:
            skill, need = answer["skill"], answer["need"]
            digit = 6 * (0 if skill is None else skill + 1) + (0 if need is None else need + 1)
        out.append((entry["id"], 37, digit))
    for entry in view["readiness"]:
        level = profile["readiness"].get(entry["id"])
        out.append((entry["id"], len(entry["levels"]) + 1, 0 if level is None else level + 1))
    for entry in view["terms"]:
        out.extend(term_fields(entry, profile["terms"].get(entry["id"])))
    for entry in view["context"]:
        if entry["kind"] == "one":
            ids = [o["id"] for o in entry["options"]]
            choice = profile["context"].get(entry["id"])
            out.append((entry["id"], len(ids) + 1, 0 if choice is None else 1 + ids.index(choice)))
    slots = {e["id"]: e["slot"] for e in view["capabilities"]}
    for key in ("featured_offers", "featured_needs"):
        chosen = sorted(slots[i] for i in profile[key])
        assert len(chosen) <= 3
        for place, slot in enumerate([0] * (3 - len(chosen)) + chosen):
            out.append((f"{key}[{place}]", len(slots) + 1, slot))
    return out


def term_fields(entry, answer):
    ids = [o["id"] for o in entry["options"]]
    n, name, kind = len(ids), entry["id"], entry["kind"]
    if kind == "tri":
        states = answer or {}
        return [(f"{name}.{i}", 4, 0 if states.get(i) is None else states[i] + 1) for i in ids]
    if kind == "multi":
        return [(name, 2**n + 1, 0 if answer is None else 1 + mask(ids, answer))]
    if kind == "platform":
        radix = 3 * 2**n + 1
        return [(name, radix, 0 if answer is None else 1 + answer["strict"] * 2**n + mask(ids, answer["list"]))]
    assert kind == "ordered"
    if entry.get("firm_toggle"):
        return [(name, 2 * n + 1, 0 if answer is None else 1 + 2 * answer["level"] + int(answer["bend"]))]
    return [(name, n + 1, 0 if answer is None else 1 + answer)]


def mask(ids, chosen):
    return sum(1 << ids.index(i) for i in chosen)


def answers_bytes(view, profile, instead=()):
    """Tag 3. `instead` maps names of fields to digits that break the rules on purpose."""
    value, product = 0, 1
    for name, radix, digit in fields(view, profile):
        digit = dict(instead).get(name, digit)
        assert 0 <= digit < radix
        value, product = value * radix + digit, product * radix
    return value.to_bytes(((product - 1).bit_length() + 7) // 8, "big")


def varint(n):
    assert 0 <= n <= 32767
    return bytes([n]) if n < 128 else bytes([0x80 | n >> 8, n & 0xFF])


def record(tag, value):
    return bytes([tag]) + varint(len(value)) + value


def records(view, profile, extra=()):
    """The records of a profile as {tag: value}; `extra` has records of unknown even tags."""
    out = {1: semantic_digest(view)[:6], 3: answers_bytes(view, profile)}
    region = profile["context"].get("ctx-region") or {}

    if profile.get("agency"):
        out[2] = profile["agency"].encode("utf-8")
    if region.get("country"):
        tail = "-" + region["subdivision"] if region.get("subdivision") else ""
        out[4] = (region["country"] + tail).encode("ascii")
    if profile.get("date"):
        days = (datetime.date.fromisoformat(profile["date"]) - datetime.date(2020, 1, 1)).days
        out[6] = struct.pack(">H", days)
    if profile.get("locale"):
        out[8] = profile["locale"].encode("ascii")
    if region.get("local"):
        out[10] = region["local"].encode("utf-8")
    if profile.get("note"):
        out[12] = profile["note"].encode("utf-8")
    out.update(extra)
    return out


def payload(records_by_tag):
    return b"".join(record(tag, value) for tag, value in sorted(records_by_tag.items()))


def with_crc(kind, payload_bytes, crc_xor=0):
    """The body: kind, payload and CRC. `crc_xor` makes the CRC wrong on purpose."""
    body = bytes([kind]) + payload_bytes
    length = len(body) + 4
    crc = zlib.crc32(b"su1" + struct.pack(">H", length) + body) ^ crc_xor
    return body + struct.pack(">I", crc)


def token(body, length=None, spare=0):
    """The text of a body. `length` and `spare` break the rules on purpose."""
    length = len(body) if length is None else length
    bits = 8 * len(body)
    count = -(-bits // 5)
    value = int.from_bytes(body, "big") << (5 * count - bits) | spare
    digits = [value >> 5 * (count - 1 - i) & 31 for i in range(count)]
    return "su1" + "".join(SYMBOLS[d] for d in [length >> 5, length & 31] + digits)


def encode(view, profile, extra=()):
    return token(with_crc(0, payload(records(view, profile, extra))))


# Section 10. Parameters for constants of the document let vectors break its rules on purpose.

SEPARATOR = re.compile(
    "[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2010-\u2015\u2212-]+"
)


def key_input(passphrase):
    return SEPARATOR.sub("-", unicodedata.normalize("NFKC", passphrase).lower()).strip("-")


@functools.cache
def key(text, salt, iterations=600000):
    return hashlib.pbkdf2_hmac("sha256", text.encode("utf-8"), salt, iterations)


def padded(body, size=None):
    size = size or next(size for size in (64, 96, 128, 192, 256, 384, 512, 640, 768) if size > len(body))
    return (body + b"\x80").ljust(size, b"\0")


def aad(plaintext, salt):
    return b"su1" + struct.pack(">H", len(plaintext) + 38) + b"\x01\x01" + salt


def encrypt(plaintext, salt, key_bytes, nonce=bytes(12), covered=None):
    """The ciphertext with its tag."""
    return AESGCM(key_bytes).encrypt(nonce, plaintext, aad(plaintext, salt) if covered is None else covered)


def sealed_token(salt, ciphertext):
    return token(with_crc(1, b"\x01" + salt + ciphertext))


def seal(view, profile, passphrase, salt, extra=()):
    plaintext = padded(b"\0" + payload(records(view, profile, extra)))
    return sealed_token(salt, encrypt(plaintext, salt, key(key_input(passphrase), salt)))


def product(view):
    """The first value that is out of range."""
    out = 1
    for _, radix, _ in fields(view, highest(view)):
        out *= radix
    return out


def highest(view):
    """The profile with the highest digits that a reader accepts."""
    def said(term):
        ids = [o["id"] for o in term["options"]]
        return {
            "multi": ids,
            "tri": {i: 2 for i in ids},
            "ordered": {"level": len(ids) - 1, "bend": True} if term.get("firm_toggle") else len(ids) - 1,
            "platform": {"list": ids, "strict": 2},
        }[term["kind"]]

    slots = [entry["id"] for entry in view["capabilities"]]
    return {
        "answers": {i: "not-our-job" for i in slots},
        "readiness": {entry["id"]: len(entry["levels"]) - 1 for entry in view["readiness"]},
        "terms": {term["id"]: said(term) for term in view["terms"]},
        "context": {c["id"]: c["options"][-1]["id"] for c in view["context"] if c["kind"] == "one"},
        "featured_offers": slots[-3:],
        "featured_needs": slots[-3:],
    }
