"""A second reader of link format v1, written from docs/link-v1.md alone; shares no code with the one in Rust.

`read_text(text, banks, passphrase)` returns a dict with `verdict` and its details. Section numbers are those of the
document. The reader needs the standard library and, for AES-GCM, the package `cryptography`.
"""

import datetime
import hashlib
import json
import re
import unicodedata
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MOST_BYTES = 1048576
MOST_CANDIDATES = 500
SYMBOLS = {c: v for v, c in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}
SYMBOLS |= {c.upper(): v for c, v in SYMBOLS.items()} | dict.fromkeys("iIlL", 1) | dict.fromkeys("oO", 0)
WHITE = {*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}
WHITE = {chr(c) for c in WHITE}
HYPHENS = {0x2D, *range(0x2010, 0x2016), 0x2212}
SIZES = (64, 96, 128, 192, 256, 384, 512, 640, 768)
INVISIBLE = (
    "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
# Visible skipped characters, as the inside of a character class; "-" is last.
SEEN = "".join(sorted(WHITE)) + "=>|\uff1d\uff1e\uff5c\uff0d\u2010-\u2015\u2043\u2212\ufe58\ufe63-"
SKIPPED = re.compile(f"[{INVISIBLE}{SEEN}]")
LETTERS = ("[sS\uff33\uff53]", "[uU\uff35\uff55]", "[1\uff11]")
MAGIC = re.compile(f"[{INVISIBLE}{SEEN}]*".join(LETTERS))
UNBROKEN_MAGIC = re.compile(f"[{INVISIBLE}]*".join(LETTERS))
TYPESET = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
TYPESET |= dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st")))
HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff0-\uffff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
JOINED = "[\u0590-\u1fff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff]"
LONE_JOINER = re.compile(f"(?<!{JOINED})[\u200c\u200d]|[\u200c\u200d](?!{JOINED})")
OUTER_SPACE = re.compile("^[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]|[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]\\Z")
STACKED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099-\u309a\ufe00-\ufe0f\ufe20-\ufe2f]{5}"
)
TEXTS = {2: ("agency", 120), 10: ("local", 60), 12: ("note", 280)}
TAGS = {1, 2, 3, 4, 6, 8, 10, 12}


class Refused(Exception):
    """A verdict other than `ok`, with its details."""

    def __init__(self, verdict, **told):
        super().__init__(verdict)
        self.answer = {"verdict": verdict, **told}


# Section 8: from a text to a body.


def read_text(text, banks, passphrase=None):
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        return {"verdict": "too-long"}
    first, tries, stage = None, 0, text
    for _ in range(3):
        for magic in MAGIC.finditer(stage):
            if tries == MOST_CANDIDATES:
                return first or {"verdict": "no-link"}
            tries += 1
            strict = Pass(stage, magic.end(), is_lenient=False)
            lenient = Pass(stage, magic.end(), is_lenient=True)
            for found in (strict, lenient):
                if found.body is not None:
                    try:
                        return {"verdict": "ok", **read_body(found.body, banks, passphrase)}
                    except Refused as refused:
                        return refused.answer
            if UNBROKEN_MAGIC.fullmatch(magic[0]) or stage[: magic.start()].endswith(("#", "%23")):
                first = first or diagnosis(strict, lenient)
        stage = percent_decode(stage)
    for tail in (text, text.rpartition("#")[2]):
        bare = tail.strip("".join(WHITE))
        if first is None and bare in ("s", "S", "su", "SU", "Su", "sU"):
            first = {"verdict": "cut", "got": len(bare), "want": None}
    return first or {"verdict": "no-link"}


def percent_decode(text):
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode("utf-8", "surrogatepass"))
    return data.decode("utf-8", "replace")


class Pass:
    """One pass over a candidate. `body` is set only if the symbols are complete and the CRC is correct."""

    def __init__(self, text, at, is_lenient):
        self.body, self.want, values, wanted, length = None, None, [], 2, None  # the length first
        while len(values) < wanted and at < len(text):
            spelt = text[at]
            if is_lenient:
                spelt = "" if SKIPPED.match(spelt) else TYPESET.get(spelt, spelt)
            letters = spelt[: wanted - len(values)]
            if any(letter not in SYMBOLS for letter in letters):
                break
            values += [SYMBOLS[letter] for letter in letters]
            at += 1
            if length is None and len(values) >= 2:
                length = values[0] << 5 | values[1]
                if not 5 <= length <= 1023:
                    break
                wanted = 2 + (8 * length + 4) // 5
                self.want = 3 + wanted
                values += [SYMBOLS[letter] for letter in spelt[len(letters) :]]
        self.got, self.rest = 3 + len(values), text[at:]
        self.missing = wanted - len(values) if self.want or len(values) == 2 else 1
        if self.want and not self.missing:
            self.body = checked_body(values[2:], length)


def checked_body(values, length):
    n = 0
    for value in values:
        n = n << 5 | value
    spare = 5 * len(values) - 8 * length
    body = (n >> spare).to_bytes(length, "big")
    crc = zlib.crc32(b"su1" + length.to_bytes(2, "big") + body[:-4])
    return body if crc.to_bytes(4, "big") == body[-4:] and n % (1 << spare) == 0 else None


def diagnosis(strict, lenient):
    verdicts = [pass_verdict(strict), pass_verdict(lenient)]
    told = lenient if verdicts == ["cut", "cut"] else strict
    return {"verdict": "cut", "got": told.got, "want": told.want} if verdicts[0] == "cut" else {"verdict": "damaged"}


def pass_verdict(found):
    stretch = 0
    while stretch < len(found.rest) and found.rest[stretch] not in WHITE:
        stretch += 1
    return "cut" if stretch < found.missing else "damaged"


# Sections 5, 7 and 10: from a body to a profile.


def read_body(body, banks, passphrase):
    kind, payload = body[0], body[1:-4]
    if kind == 0:
        return read_open(payload, banks)
    if kind != 1 or payload[:1] != b"\1":
        raise Refused("newer")
    salt, ciphertext = payload[1:17], payload[17:]
    need(len(ciphertext) - 16 in SIZES)
    if passphrase is None:
        raise Refused("sealed")
    key = hashlib.pbkdf2_hmac("sha256", key_input(passphrase).encode("utf-8"), salt, 600000, 32)
    covered = b"su1" + len(body).to_bytes(2, "big") + b"\1\1" + salt
    try:
        plaintext = AESGCM(key).decrypt(bytes(12), ciphertext, covered)
    except InvalidTag:
        raise Refused("wrong-passphrase") from None
    inside = unpad(plaintext)
    if inside[0] != 0:
        raise Refused("newer")
    return {"salt": salt} | read_open(inside[1:], banks)


def key_input(passphrase):
    text = unicodedata.normalize("NFKC", passphrase).lower()
    spaced = "".join(" " if c in WHITE or ord(c) in HYPHENS else c for c in text)
    text = "-".join(word for word in spaced.split(" ") if word)
    if not re.search(f"[^{INVISIBLE}-]", text):
        raise Refused("wrong-passphrase")  # no link was made with it
    return text


def unpad(plaintext):
    body = plaintext.rstrip(b"\0")
    need(body[-1:] == b"\x80" and len(body) > 1)
    need(min(size for size in SIZES if size >= len(body)) == len(plaintext))
    return body[:-1]


def read_open(payload, banks):
    records = read_records(payload)
    if any(tag % 2 and tag not in TAGS for tag in records):
        raise Refused("newer")
    need(1 in records and 3 in records)
    profile, context = read_about(records)
    answer = {"kept": {t: v for t, v in records.items() if t not in TAGS}, "digest": records[1].hex()}
    for bank in banks:
        for edition in editions(bank):
            view = restrict(bank, edition)
            if semantic_digest(view)[:6] == records[1]:
                profile |= read_answers(view, records[3], context)
                return answer | {"profile": profile, "view": view}
    raise Refused("unknown-bank", digest=answer["digest"], agency=profile.get("agency"), date=profile.get("date"))


def need(holds):
    if not holds:
        raise Refused("invalid")


def read_records(payload):
    records, at, last = {}, 0, -1
    while at < len(payload):
        tag, at = payload[at], at + 1
        need(tag > last and at < len(payload))
        last, length, at = tag, payload[at], at + 1
        if length >= 0x80:
            need(at < len(payload))
            length, at = (length & 0x7F) << 8 | payload[at], at + 1
            need(length >= 0x80)
        need(at + length <= len(payload))
        records[tag], at = payload[at : at + length], at + length
    return records


def read_about(records):
    need(len(records[1]) == 6)
    profile, region = {}, {"country": None, "subdivision": None, "local": None}
    for tag, (name, most) in TEXTS.items():
        if tag in records:
            (region if name == "local" else profile)[name] = read_plain(records[tag], most)
    if 4 in records:
        need(match := re.fullmatch(rb"([A-Z]{2})(?:-([A-Z0-9]{1,5}))?", records[4]))
        region["country"], region["subdivision"] = (part and part.decode() for part in match.groups())
    if 6 in records:
        need(len(records[6]) == 2)
        day = datetime.date(2020, 1, 1) + datetime.timedelta(int.from_bytes(records[6], "big"))
        profile["date"] = day.isoformat()
    if 8 in records:
        need(re.fullmatch(rb"[A-Za-z0-9-]{1,35}", records[8]))
        profile["locale"] = records[8].decode()
    return profile, {"ctx-region": region if 4 in records or 10 in records else None}


def read_plain(value, most):
    need(1 <= len(value) <= most)
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("invalid") from None
    need(not any(rule.search(text) for rule in (HIDDEN, LONE_JOINER, OUTER_SPACE, STACKED)))
    return text


# Section 6: banks and answers.


def version(entry):
    return tuple(map(int, entry.get("since", "1.0.0").split(".")))


def editions(bank):
    entries = [e for group in ("capabilities", "readiness", "terms", "context") for e in bank[group]]
    return sorted({version(e) for e in entries} | {version(o) for e in entries for o in e.get("options", [])})


def restrict(bank, edition):
    view = {name: bank[name] for name in ("format", "id", "scales")}
    for group in ("capabilities", "readiness", "terms", "context"):
        entries = sorted((e for e in bank[group] if version(e) <= edition), key=lambda e: e["slot"])
        view[group] = [dict(e, ids=option_ids(e, edition)) for e in entries]
    return view


def option_ids(entry, edition):
    options = [o for o in entry.get("options", []) if version(o) <= edition]
    return [o["id"] for o in sorted(options, key=lambda o: o["index"])]


def semantic_digest(view):
    meaning = {
        "format": view["format"],
        "id": view["id"],
        "scales": [[s["id"], s["min"], s["max"]] for name in ("skill", "need") for s in view["scales"] if s["id"] == name],
        "capabilities": [[e["slot"], e["id"]] for e in view["capabilities"]],
        "readiness": [[e["slot"], e["id"], len(e["levels"])] for e in view["readiness"]],
        "terms": [[e["slot"], e["id"], e["kind"], e["ids"], is_firm(e)] for e in view["terms"]],
        "context": [[e["slot"], e["id"], e["kind"], e["ids"]] for e in view["context"]],
    }
    return hashlib.sha256(json.dumps(meaning, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).digest()


def is_firm(term):
    return term["kind"] == "ordered" and bool(term.get("firm_toggle"))


def read_answers(view, value, context):
    slots = [e["id"] for e in view["capabilities"]]
    radices = [37] * len(slots) + [len(e["levels"]) + 1 for e in view["readiness"]]
    for term in view["terms"]:
        radices += term_radices(term)
    radices += [len(e["ids"]) + 1 for e in view["context"] if e["kind"] == "one"] + [len(slots) + 1] * 6
    product = 1
    for radix in radices:
        product *= radix
    number = int.from_bytes(value, "big")
    need(len(value) == ((product - 1).bit_length() + 7) // 8 and number < product)
    digits = []
    for radix in reversed(radices):
        number, digit = divmod(number, radix)
        digits.insert(0, digit)
    take = iter(digits)
    answers = {i: read_cell(next(take)) for i in slots}
    readiness = {e["id"]: next(take) - 1 for e in view["readiness"]}
    terms = {t["id"]: read_term(t, [next(take) for _ in term_radices(t)]) for t in view["terms"]}
    picks = {e["id"]: ([None] + e["ids"])[next(take)] for e in view["context"] if e["kind"] == "one"}
    offers, needs = [next(take) for _ in range(3)], [next(take) for _ in range(3)]
    for featured in (offers, needs):
        need(all(a < b or a == b == 0 for a, b in zip(featured, featured[1:])))
    return {
        "answers": answers,
        "readiness": {i: level for i, level in readiness.items() if level >= 0},
        "terms": {i: said for i, said in terms.items() if said is not None},
        "context": {**context, **{i: pick for i, pick in picks.items() if pick}},
        "featured_offers": [slots[s - 1] for s in offers if s],
        "featured_needs": [slots[s - 1] for s in needs if s],
    }


def read_cell(digit):
    if digit == 36:
        return "not-our-job"
    return {"skill": digit // 6 - 1 if digit >= 6 else None, "need": digit % 6 - 1 if digit % 6 else None}


def term_radices(term):
    n = len(term["ids"])
    ordered = 2 * n + 1 if is_firm(term) else n + 1
    return {"multi": [2**n + 1], "tri": [4] * n, "ordered": [ordered], "platform": [3 * 2**n + 1]}[term["kind"]]


def read_term(term, digits):
    ids, said = term["ids"], digits[0] - 1
    if not any(digits):
        return None
    if term["kind"] == "tri":
        return {i: d - 1 if d else None for i, d in zip(ids, digits)}
    if term["kind"] == "ordered":
        return {"level": said // 2, "bend": said % 2 == 1} if is_firm(term) else said
    chosen = [i for bit, i in enumerate(ids) if said >> bit & 1]
    return chosen if term["kind"] == "multi" else {"list": chosen, "strict": said >> len(ids)}
