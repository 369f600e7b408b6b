"""Writes tests/vectors/link/*.txt from docs/link-v1.md, the bank and the personas. One generator per vector or family.

Run it after changing it; check.py fails if the files differ from its output.
"""

import json
import pathlib
import urllib.parse

import encoder as e

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests/vectors/link"
BANK = json.loads((ROOT / "banks/share-gov-it.json").read_text("utf-8"))
PERSONAS = json.loads((ROOT / "tests/vectors/score/personas.json").read_text("utf-8"))["personas"]
VIEW = e.restrict(BANK, e.editions(BANK)[-1])
SLOTS = {entry["id"]: entry["slot"] for entry in VIEW["capabilities"]}
SENSITIVE = {entry["id"] for entry in VIEW["capabilities"] if entry["sensitivity"] == "weakness"}
URL = "https://oakvale.example.gov/it/share/?#"
SALT = bytes(range(16))
# As a person may type it: a full-width letter, capitals, two spaces, a dash.
SPELT = "Maple  Harbor\u2014\uff34welve \u00c9CLAIR"
FAMILIES = []


def family(function):
    FAMILIES.append(function)
    return function


def all_vectors():
    """Every vector as {file name: text of the file}."""
    out = {}
    for function in FAMILIES:
        for name, headers, payload in function():
            assert name not in out, name
            out[name + ".txt"] = file_text(headers, payload)
    return out


def file_text(headers, payload):
    lines = {"expect": headers.pop("expect"), "bank": BANK["id"], "comment": headers.pop("comment"), **headers}
    plain = payload and all(" " <= c <= "~" for c in payload)
    if not plain:
        lines["encoding"] = "json"
        payload = json.dumps(payload)
    assert all("\n" not in str(value) for value in lines.values())
    return "".join(f"{name}: {value}\n" for name, value in lines.items()) + "\n" + payload


# Profiles.


def profile(**parts):
    empty = {"answers": {}, "readiness": {}, "terms": {}, "context": {}, "featured_offers": [], "featured_needs": []}
    return empty | parts


def small(**parts):
    answers = {"sec-lead": {"skill": 3, "need": 1}, "control-systems": "not-our-job"}
    return profile(
        agency="Oakvale", answers=answers, context={"ctx-kind": "town"}, featured_needs=["gis-mapping"]
    ) | parts


def of_persona(persona, public):
    names = ("context", "answers", "readiness", "terms", "featured_offers", "featured_needs")
    full = profile(agency=persona["name"]["en"], locale="en", date="2026-11-23", **{n: persona[n] for n in names})
    out = in_public(full) if public else full
    cells = "".join(e.SYMBOLS_64[digit] for _, _, digit in e.fields(VIEW, out)[: len(SLOTS)])
    assert cells == persona["cells_public" if public else "cells_full"], persona["id"]
    return out


def in_public(full):
    """Section 11."""
    answers = dict(full["answers"])
    for entry in VIEW["capabilities"]:
        name, said = entry["id"], answers.get(entry["id"], {"skill": None, "need": None})
        if entry["visible_if"] and not holds(entry["visible_if"], full):
            answers[name] = "not-our-job"
        elif name in SENSITIVE and said != "not-our-job":
            answers[name] = {"skill": said["skill"] if (said["skill"] or 0) >= 3 else None, "need": None}

    def level(name, part):
        return -1 if answers[name] == "not-our-job" or answers[name][part] is None else answers[name][part]

    return {name: part for name, part in full.items() if name != "locale"} | {
        "answers": answers,
        "featured_offers": [i for i in full["featured_offers"] if level(i, "skill") >= 3],
        "featured_needs": [i for i in full["featured_needs"] if i not in SENSITIVE and level(i, "need") >= 2],
    }


def holds(rule, full):
    """A `visible_if` rule, as far as this bank uses it."""
    if "not" in rule:
        return not holds(rule["not"], full)
    assert set(rule) == {"q", "in"}
    return full["context"].get(rule["q"]) in rule["in"]


def shape(of):
    """The `profile:` header: section 14."""
    region = of["context"].get("ctx-region")
    out = of | {
        "answers": {i: of["answers"].get(i, {"skill": None, "need": None}) for i in SLOTS},
        "context": of["context"] | {"ctx-region": region},
        "featured_offers": sorted(of["featured_offers"], key=SLOTS.get),
        "featured_needs": sorted(of["featured_needs"], key=SLOTS.get),
    }
    return json.dumps(out, sort_keys=True, separators=(",", ":"))


# Vectors of each verdict. Each gives (name, headers, payload).


def ok(name, comment, of, payload=None, extra=()):
    token = e.encode(VIEW, of, extra)
    headers = {"expect": "ok", "comment": comment, "token": token, "profile": shape(of)}
    return "ok-" + name, headers, token if payload is None else payload


def refused(verdict, name, comment, payload, **told):
    return f"{verdict}-{name}", {"expect": verdict, "comment": comment} | told, payload


def cut(name, comment, got, want, payload):
    return refused("cut", name, comment, payload, got=got, want=want or "unknown")


def open_link(payload_bytes):
    """A token with a correct CRC and the given payload."""
    return e.token(e.with_crc(0, payload_bytes))


def small_records(**changes):
    """The small profile's payload with records changed, `t4=b"XX"`, or left out, `t1=None`."""
    records = e.records(VIEW, small()) | {int(tag[1:]): value for tag, value in changes.items()}
    return e.payload({tag: value for tag, value in records.items() if value is not None})


def broken(name, comment, payload_bytes):
    return refused("invalid", name, comment, open_link(payload_bytes))


@family
def personas():
    for persona in PERSONAS:
        for public in (False, True):
            way = "public" if public else "full"
            yield ok(f"persona-{persona['id']}-{way}", f"A persona, {way} disclosure.", of_persona(persona, public))


@family
def plain_profiles():
    yield ok("empty", "No answers: the worked example of section 12.1.", profile())
    yield ok("small", "The worked example of section 12.2.", small())
    yield ok("maximal", "Every text at its limit, every digit the highest that is allowed.", maximal())
    yield ok("picked-none", "None of these is not blank.", profile(
        terms={"term-roles": [], "term-platform": {"list": [], "strict": 0}}))
    yield ok("lowest-answers", "The lowest answer of each kind, which is not a skipped one.", lowest())
    yield ok("half-answers", "Skill without need and need without skill.", profile(
        answers={"sec-lead": {"skill": 0, "need": None}, "sec-monitor": {"skill": None, "need": 0}}))
    yield ok("tri-partly-blank", "A tri term with blanks among its options.", profile(
        terms={"term-costs": {"inkind": None, "use": None, "split": 0, "flat": None, "grant": None}}))
    yield ok("featured-unanswered", "A reader does not check that a featured entry fits its answer.", profile(
        answers={"sec-lead": "not-our-job"}, featured_offers=["sec-lead"], featured_needs=["sec-lead", "devices"]))
    yield ok("country-only", "A region without a subdivision.", small(context={"ctx-region": where("XX")}))
    yield ok("local-only", "A local area without a region.", small(context={"ctx-region": where(local="Cañón")}))
    yield ok("subdivision-digits", "A subdivision of one digit.", small(context={"ctx-region": where("XX", "9")}))
    yield ok("date-first", "Day 0.", small(date="2020-01-01"))
    yield ok("date-last", "Day 65535.", small(date="2199-06-06"))
    yield ok("note-127-bytes", "The longest one-byte varint.", small(note="n" * 127))
    yield ok("note-128-bytes", "The shortest two-byte varint.", small(note="n" * 128))


def where(country=None, subdivision=None, local=None):
    return {"country": country, "subdivision": subdivision, "local": local}


def maximal():
    return e.highest(VIEW) | {
        "agency": "ñ" * 60, "note": "市" * 91 + "été!!", "locale": "x" * 35, "date": "2199-06-06",
    } | {"context": {"ctx-kind": "other", "ctx-pop": "p6", "ctx-region": where("ZZ", "ZZZ99", "🏛" * 15)}}


def lowest():
    tri = {t["id"]: {o["id"]: 0 for o in t["options"]} for t in VIEW["terms"] if t["kind"] == "tri"}
    firm = {"level": 0, "bend": False}
    return profile(
        answers={i: {"skill": 0, "need": 0} for i in SLOTS},
        readiness={entry["id"]: 0 for entry in VIEW["readiness"]},
        terms=tri | {"term-roles": ["provider"], "term-reach": firm, "term-data": firm, "term-timing": 0,
                     "term-platform": {"list": ["ms365"], "strict": 0}},
        context={"ctx-kind": "state", "ctx-pop": "p0"},
        featured_offers=["sec-lead"], featured_needs=["sec-lead"],
    )


@family
def texts_that_pass():
    yield ok("text-scripts", "Joiners between letters of scripts that use them, emoji, markup.",
             small(agency="دهستان\u200cها क्\u200dष 東京都 🏛️ <b>&amp;"))
    yield ok("text-joiner-table", "Both ends of every range of the joiner table.", small(
        note=" ".join(f"{chr(low)}\u200c{chr(high)}\u200d{chr(low)}" for low, high in JOINED)))
    yield ok("text-not-nfc", "A reader does not normalize, so the text stays unchanged.", small(agency="Can\u0303on \uf900"))
    yield ok("text-four-marks", "Four marks, a letter, four marks.", small(agency="a" + "\u0301" * 4 + "b" + "\u0301" * 4))
    edges = sorted({c for low, high in HIDDEN for c in (low - 1, high + 1)} - {c for r in HIDDEN for c in r})
    edges = [c for c in edges if 0 <= c <= 0x10FFFF and not 0xD800 <= c <= 0xDFFF and not is_hidden(c) and c not in (0x200C, 0x200D)]
    yield ok("text-next-to-hidden", "The code points next to every hidden range.",
             small(note="a" + "a".join(chr(c) for c in edges) + "a"))
    yield ok("text-inner-spaces", "Spaces of every sort are allowed inside.", small(
        note="a" + "b".join(chr(c) for c in SPACES) + "c"))


@family
def unknown_even_tags():
    yield ok("unknown-even-tag", "An unknown even tag is written again as it was.", small(), extra={16: b"\x00later\xff"})
    yield ok("tag-14", "The reserved tag 14 is treated as unknown.", small(), extra={14: bytes(range(64))})
    yield ok("unknown-even-tags-0-254", "Tag 0 without a value comes first; tag 254 is long.", small(),
             extra={0: b"", 254: b"\xee" * 300})
    room = 1023 - len(e.with_crc(0, e.payload(e.records(VIEW, profile())))) - 3
    yield ok("longest-body", "B is 1023.", profile(), extra={200: b"\x55" * room})


@family
def damage_that_recovers():
    of = of_persona(PERSONAS[0], public=True)
    token = e.encode(VIEW, of)
    url = URL + token
    quoted = urllib.parse.quote(url, safe="")
    cases = {
        "upper-case": ("Upper-cased, as in a QR code.", url.upper()),
        "url": ("The whole URL.", url),
        "trailing-bracket": ("Punctuation of the sentence around it.", f"(see {url})."),
        "trailing-markdown": ("Marks of Markdown.", url + "**_~"),
        "percent-23": ("A gateway turned # into %23.", url.replace("#", "%23")),
        "percent-2523": ("Two gateways escaped the # one after the other.", url.replace("#", "%2523")),
        "safe-links": ("A wrapper that scans links.", "https://eu.safelinks.example.com/?url=" + quoted +
                       "&data=05%7C02%7C&sdata=Zm9v%3D&reserved=0"),
        "utm": ("A tracker appended its words.", url + "&utm_source=mail&utm_medium=email"),
        "text-fragment": ("A text fragment appended.", url + ":~:text=SHARE"),
        "wrapped-72": ("Wrapped at 72 columns.", lines(url, 72, "\n")),
        "wrapped-quoted": ("Wrapped and quoted.", "> " + lines(url, 72, "\n> ")),
        "quoted-printable": ("Soft line breaks of quoted-printable.", lines(url, 75, "=\r\n")),
        "zero-width": ("A zero-width space every 20 characters.", url[:len(URL)] + lines(token, 20, "\u200b")),
        "prose-after": ("Words after it.", token + " is our profile, see you on Monday."),
        "typed-oil": ("o, l and i typed for 0 and 1.", typed(token)),
        "wrapped-crlf-pipes": ("Wrapped with CRLF, quoted with pipes.", lines(url, 60, "\r\n|| ")),
        "typed-oil-upper": ("O, L and I typed for 0 and 1.", typed(token).upper().replace("SUL", "SU1", 1)),
        "hyphenated": ("Hyphens at the breaks.", lines(token, 40, "-\n")),
        "zero-widths": ("Zero-width characters.", lines(token, 30, "\u200b\u200c\u200d\u2060\ufeff")),
        "soft-hyphens": ("A soft hyphen at each place where a word may break.", lines(url, 20, "\xad")),
        "soft-hyphen-in-magic": ("A soft hyphen inside the magic.", token.replace("su1", "s\xadu\xad1")),
        "invisible": ("Both ends of every range of the table of invisible characters.", "".join(
            c + w for c, w in zip(token[3:], [chr(w) for w in INVISIBLE_ENDS] + [""] * len(token))).join(["su1", ""])),
        "direction-marks": ("A right-to-left embedding around the token and an isolate inside.",
                            "\u202b" + token[:40] + "\u2066" + token[40:] + "\u2069\u202c"),
        "typesetters-hyphens": ("Every hyphen that is skipped.", lines(
            token, 12, "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63-\r\n")),
        "full-width": ("Full-width characters, the magic too.", wide(token)),
        "full-width-upper": ("Full-width capitals, quoted with full-width marks.", wide(lines(token.upper(), 30, "=>|-"))),
        "magic-broken": ("A line break inside the magic.", url.replace("su1", "su\n1")),
        "magic-soft-break": ("A soft line break of quoted-printable inside the magic.", url.replace("su1", "s=\r\nu1")),
        "magic-quoted": ("Quoting inside the magic.", url.replace("su1", "su\n> > 1")),
        "spread-magic-behind": ("Words after it that spell a magic do not cut off its last symbol.", url + " s - u1"),
        "lost-character": ("A character that was lost on the way, where one was skipped.", token[:60] + "\ufffd" + token[60:]),
        "spaces": ("Every white space that is skipped.", "".join(
            c + w for c, w in zip(token[3:], [chr(w) for w in WHITE] + [""] * len(token))).join(["su1", ""])),
        "symbols-after": ("Symbols right after the last one are ignored.", token + "0123456789abc"),
        "percent-magic": ("The magic itself was escaped.", url.replace("su1", "%73%75%31")),
        "percent-twice": ("All characters of the magic are escaped twice.", url.replace("su1", "%2573%2575%2531")),
        "percent-line-breaks": ("Escaped line breaks.", lines(url, 50, "%0D%0A")),
        "percent-zero-width": ("Escaped zero-width space.", url[:-9] + "%E2%80%8B" + url[-9:]),
        "percent-malformed": ("Malformed escapes stay unchanged, and malformed UTF-8 is replaced.",
                              "%zz %4 %ff%fe " + url.replace("su1", "%73u1") + " %"),
        "second-candidate": ("The first candidate is cut, the second is whole.", f"{token[:60]} or {url}"),
        "second-after-damaged": ("The first candidate is damaged, the second is whole.", swap(token, 50) + " " + token),
        "500th-candidate": ("499 false candidates before it.", "su100 " * 499 + url),
        "host-with-magic": ("The magic in a host name before it.", "https://tsu1.example/?#" + token),
        "strict-before-lenient": ("The stage as given comes before the decoded one.", url + "%20" + swap(token, 9)),
    }
    for name, (comment, payload) in cases.items():
        yield ok("recovers-" + name, comment, of, payload)
    name, headers, payload = ok("recovers-1048576-bytes", "The longest text that is read.", of, url + " ")
    yield name, headers | {"filled": 1048576}, payload


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@family
def ligatures():
    """A record whose symbols a typesetter joins into ligatures."""
    parts = {"\ufb00": "ff0", "\ufb01": "f10", "\ufb02": "f10", "\ufb03": "ff10", "\ufb04": "ff10", "\ufb05": "st0", "\ufb06": "st00"}
    value = 0
    for symbol in "".join(parts.values()):
        value = value << 5 | e.SYMBOLS.index(symbol)
    for shift in range(5):
        extra = {16: bytes(shift) + value.to_bytes(15, "big")}
        token = e.encode(VIEW, small(), extra)
        before, found, after = token.partition("".join(parts.values()))
        if found:
            set_ = "".join(ligature + part.lstrip("fst1") for ligature, part in parts.items())
            yield ok("recovers-ligatures", "A typesetter set ff, fi, fl, ffi, ffl and st as one character each.",
                     small(), before + set_ + after, extra)


def lines(text, width, between):
    return between.join(text[i : i + width] for i in range(0, len(text), width))


def typed(token):
    """Writes o for 0, and l and i alternately for 1."""
    out, ones = token[:3], 0
    for c in token[3:]:
        ones += c == "1"
        out += "o" if c == "0" else "li"[ones % 2] if c == "1" else c
    return out


def swap(token, at):
    """The token with the symbol at that place changed to another one."""
    return token[:at] + ("7" if token[at] != "7" else "8") + token[at + 1 :]


@family
def not_whole():
    token = e.encode(VIEW, of_persona(PERSONAS[0], public=True))
    want = len(token)
    yield cut("s", "The first letter of the magic alone.", 1, None, "s")
    yield cut("su", "Two letters of the magic alone.", 2, None, "SU")
    yield cut("su-in-url", "Two letters after the last #, and a line end.", 2, None, URL + "su\n")
    yield cut("magic-alone", "The magic alone.", 3, None, URL + "su1")
    yield refused("damaged", "magic-and-stop", "Before the length is known, any other character is a changed one.", "The link is su1.")
    yield cut("before-long-word", "Words after it that end the lenient pass as damaged do not count.", 83, want,
              token[:83] + " then " + "u" * want)
    yield cut("before-short-words", "Words after it that end the lenient pass as cut do count, because they look like symbols.", 87, want,
              token[:83] + " then, we went")
    yield cut("half-length", "One symbol of the length.", 4, None, token[:4])
    yield cut("length-alone", "Only the length.", 5, want, token[:5])
    yield cut("one-symbol", "One symbol of the body.", 6, want, URL + token[:6])
    yield cut("middle", "About half.", 83, want, URL + token[:83])
    yield cut("one-missing", "The last symbol is missing.", want - 1, want, token[:-1])
    yield cut("before-stop", "Cut, then the end of a sentence.", 83, want, f"({URL}{token[:83]}).")
    yield cut("before-white", "Cut, then white space.", 83, want, token[:83] + "\n\n")
    yield cut("before-ellipsis", "Cut by a program that writes an ellipsis.", 83, want, token[:83] + "…")
    yield cut("wrapped", "Wrapped at 72 columns, the last line is missing.", 72 + 40, want, lines(token[:112], 72, "\n"))
    yield cut("before-prose", "Cut, then enough words to fill it: what the strict pass read counts.", 83, want,
              token[:83] + " " + "then we went ashore " * 8)
    yield cut("wrapped-damaged", "A wrapped and changed link looks like a cut link before words.", 72, want,
              lines(swap(token, 100), 72, "\n"))
    yield cut("first-of-two", "The verdict is that of the first candidate.", 83, want, token[:83] + ". Or: su1zz")
    stop = "." * (want - 83 - 1)
    yield cut("fewer-after-stop", "Fewer characters follow than are missing.", 83, want, token[:83] + stop)
    yield refused("damaged", "as-many-after-stop", "As many characters follow as are missing.", token[:83] + stop + ".")
    yield refused("damaged", "no-symbol", "One symbol became u.", token[:50] + "u" + token[51:])
    yield refused("damaged", "last-no-symbol", "The last symbol became a dot.", token[:-1] + ".")
    yield refused("damaged", "hyphen", "One symbol became a hyphen.", token[:50] + "-" + token[51:])
    yield refused("damaged", "length-no-symbol", "The length contains a dot.", "su1." + token[4:])
    yield refused("damaged", "symbol", "One symbol became another.", URL + swap(token, 70))
    yield refused("damaged", "last-symbol", "The last symbol became another.", swap(token, want - 1))
    yield refused("damaged", "swapped", "Two neighboring symbols are swapped.", token[:20] + token[21] + token[20] + token[22:])
    yield refused("damaged", "b-0", "B is 0.", "su100" + token[5:])
    yield refused("damaged", "b-4", "B is 4, with the correct CRC of no bytes.", e.token(e.with_crc(0, b"")[1:]))
    yield refused("damaged", "b-shorter", "The length was changed to a smaller one.", "su10a" + token[5:])
    yield refused("damaged", "500-magics", "The 501st candidate is not tried.", "su100 " * 500 + token)
    yield refused("damaged", "500-over-stages", "300 candidates as given leave 200 for the decoded text.",
                  "su100 " * 300 + token.replace("su1", "%73u1"))
    yield cut("magic-broken", "A line break inside a magic that follows #.", 83, want,
              URL + token[:83].replace("su1", "s=\nu1"))
    yield cut("after-spread", "A magic that is not sure has no diagnosis, so the next one decides the verdict.", 83, want,
              "Take the buses\nU1 or U2. " + token[:83])
    yield cut("soft-hyphens", "A soft hyphen counts as nothing.", 83, want, lines(token[:83], 20, "\xad"))
    yield refused("damaged", "soft-hyphen", "A soft hyphen hides no changed symbol.", lines(swap(token, 70), 20, "\xad"))
    yield refused("damaged", "hyphen-for-symbol", "A typesetter's hyphen in the place of a symbol.", token[:50] + "\u2013" + token[51:])
    body = e.with_crc(0, e.payload(e.records(VIEW, small())))
    bits = -8 * len(body) % 5
    assert bits == 4
    for spare in (1, 8, 15):
        yield refused("damaged", f"spare-bits-{spare}", "The CRC is correct, but the spare bits are not zero.", e.token(body, spare=spare))
    yield refused("damaged", "crc", "A wrong CRC.", e.token(e.with_crc(0, small_records(), crc_xor=1)))
    plain = e.with_crc(0, small_records())
    yield refused("damaged", "crc-no-final-xor", "A CRC without its final XOR.", e.token(e.with_crc(0, small_records(), 0xFFFFFFFF)))
    yield refused("damaged", "crc-little-endian", "A CRC in the wrong byte order.", e.token(plain[:-4] + plain[:-5:-1]))


@family
def nothing_there():
    token = e.encode(VIEW, small())
    cases = {
        "empty": ("No text.", ""),
        "prose": ("Words.", "Dear all, please find our profile below. Regards, the clerk"),
        "url-only": ("A URL that lost what follows its #.", URL),
        "letter-first": ("The magic has no l for 1.", token.replace("su1", "sul")),
        "long-s": ("U+017F does not count as s.", token.replace("su1", "\u017fu1")),
        "magic-spread": ("Two words that only spell a magic.", "Take the buses U1 and U2 to the town hall."),
        "magic-apart": ("Other characters between the letters of the magic.", token.replace("su1", "su_1")),
        "su-in-words": ("The letters su at the end of words do not start a token.", "visit us at oakvale/su"),
        "escaped-thrice": ("Only two layers of escapes are removed.", token.replace("su1", "%252573u1")),
    }
    for name, (comment, payload) in cases.items():
        yield refused("no-link", name, comment, payload)
    yield refused("too-long", "1048577-bytes", "One byte too many, though a link is in it.", token + " ", filled=1048577)
    yield refused("too-long", "bytes-not-characters", "1048576 characters, one of them of two bytes.", "é", filled=1048577)


@family
def newer_and_sealed():
    token = e.encode(VIEW, small())

    def of_kind(kind, payload):
        return e.token(e.with_crc(kind, payload))

    yield refused("newer", "odd-tag", "An unknown odd tag.", open_link(small_records(t5=b"x")))
    yield refused("newer", "odd-tag-255", "The last odd tag, with no value.", open_link(small_records(t255=b"")))
    yield refused("newer", "odd-tag-no-answers", "The odd tag is reported before the missing record.", open_link(small_records(t3=None, t7=b"")))
    yield refused("newer", "odd-tag-bad-text", "The odd tag is reported before the invalid text.", open_link(small_records(t2=b"\xff", t13=b"")))
    yield refused("newer", "kind-2", "An unknown kind.", of_kind(2, b"whatever"))
    yield refused("newer", "kind-255", "An unknown kind with no payload.", of_kind(255, b""))
    yield refused("newer", "kind-2-like-open", "An unknown kind is not read as kind 0.", of_kind(2, small_records()))
    sealed = bytes(range(16)) + b"\xa5" * 80
    yield refused("sealed", "kdf-1", "A sealed link.", URL + of_kind(1, b"\x01" + sealed))
    yield refused("sealed", "kdf-1-upper", "A sealed link in upper case.", of_kind(1, b"\x01" + sealed).upper())
    yield refused("newer", "sealed-kdf-2", "A sealed link with a kdf that is reserved.", of_kind(1, b"\x02" + sealed))
    yield refused("newer", "sealed-kdf-0", "A sealed link with an unknown kdf.", of_kind(1, b"\x00" + sealed))
    yield refused("newer", "sealed-no-kdf", "A sealed link without even a kdf.", of_kind(1, b""))
    yield refused("newer", "before-ok", "A definite verdict wins over a later link.", of_kind(2, b"") + " " + token)
    yield refused("invalid", "before-ok", "A definite verdict wins over a later link.", open_link(b"") + " " + token)
    yield refused("newer", "after-damaged", "A definite verdict wins over an earlier damaged link.",
                  swap(token, 40) + " " + of_kind(2, b""))
    yield refused("newer", "wrapped", "A wrapped link of an unknown kind.", lines(of_kind(3, b"x" * 60), 40, "\n> "))


@family
def sealed_profiles():
    token = e.seal(VIEW, small(), SPELT, SALT)
    known = {"passphrase": SPELT}
    yield sealed("small", "The worked example of section 12.3.", small(), **known)
    yield sealed("url-upper", "Upper-cased, as in a QR code.", small(), (URL + token).upper(), **known)
    yield sealed("wrapped", "Wrapped and quoted.", small(), "> " + lines(URL + token, 60, "\n> "), **known)
    spellings = {
        "plain": "maple-harbor-twelve-\u00e9clair", "decomposed": "maple harbor twelve e\u0301clair",
        "full-width": "\uff2d\uff41\uff50\uff4c\uff45\u3000harbor\u3000twelve\u3000\u00e9clair",
        "separators": "\ufe63 maple\u2010\u2011harbor\u2212\u2012\u2015twelve\u2028\x85\u00e9clair\r\n",
    }
    for name, passphrase in spellings.items():
        yield sealed(f"passphrase-{name}", "Another spelling of the same passphrase.", small(), token, passphrase)
    yield sealed("passphrase-cases", "A capital sigma by its place, a dotted capital I, a ligature, marks that stay.",
                 small(), passphrase="\u039f\u0394\u039f\u03a3\u03a3 \u0130ZM\u0130R \ufb01eld don't_stop.\u200b")
    yield sealed("empty", "The least plaintext, 64 bytes.", profile())
    yield sealed("persona", "A persona in full.", of_persona(PERSONAS[0], public=False))
    yield sealed("maximal", "Every text at its limit.", maximal())
    yield sealed("unknown-even-tag", "An unknown even tag is sealed again as it was.", small(), extra={16: b"later"})
    room = 64 - 1 - len(open_body(small())) - 2
    yield sealed("no-zeros", "The 0x80 is the last of 64 bytes.", small(), extra={16: b"x" * room})
    yield sealed("one-byte-more", "One byte more takes the next size.", small(), extra={16: b"x" * (room + 1)})
    yield sealed("ends-like-padding", "A body may end as padding does.", profile(), extra={16: b"\x80\0\0"})
    room = 768 - 1 - len(open_body(profile())) - 3
    yield sealed("largest", "The largest body, 767 bytes.", profile(), extra={200: b"\x55" * room})
    yield refused("sealed", "no-passphrase", "The worked example, without a passphrase.", token)
    yield cut("sealed", "A sealed link that was cut.", 83, len(token), token[:83])
    yield refused("damaged", "sealed", "A sealed link with a changed symbol.", swap(token, 70))


@family
def seals_that_do_not_open():
    plaintext = e.padded(open_body(small()))
    right = e.key(e.key_input(SPELT), SALT)
    sound = e.encrypt(plaintext, SALT, right)

    def wrong(name, comment, ciphertext=sound, salt=SALT, passphrase=SPELT):
        headers = {"passphrase": json.dumps(passphrase)}
        return refused("wrong-passphrase", name, comment, e.sealed_token(salt, ciphertext), **headers)

    def with_key(text, iterations=600000):
        return e.encrypt(plaintext, SALT, e.key(text, SALT, iterations))

    def flipped(at):
        return bytes(byte ^ (place == at % len(sound)) for place, byte in enumerate(sound))

    yield wrong("other", "Another passphrase.", passphrase="maple harbor twelve")
    yield wrong("order", "The words in another order.", passphrase="harbor maple twelve \u00e9clair")
    yield wrong("accent", "An accent is a part of its letter.", passphrase="maple harbor twelve eclair")
    yield wrong("hidden", "A zero-width space does not separate words.", passphrase="maple\u200bharbor twelve \u00e9clair")
    yield wrong("ciphertext", "A bit of the ciphertext was changed and the CRC recomputed.", flipped(0))
    yield wrong("padding", "A bit of the padding was changed and the CRC recomputed.", flipped(63))
    yield wrong("tag", "A bit of the tag was changed and the CRC recomputed.", flipped(-1))
    yield wrong("salt", "A bit of the salt was changed and the CRC recomputed.", salt=bytes([1]) + SALT[1:])
    yield wrong("longer", "The ciphertext was lengthened to the next size.", sound + bytes(32))
    yield wrong("no-aad", "Sealed without the AAD.", e.encrypt(plaintext, SALT, right, covered=b""))
    aad = e.aad(plaintext, SALT)
    yield wrong("aad-length", "Sealed with the length less the CRC.", e.encrypt(
        plaintext, SALT, right, covered=aad[:3] + bytes([0, 98]) + aad[5:]))
    yield wrong("nonce", "Sealed with a nonce that is not zero.", e.encrypt(plaintext, SALT, right, nonce=bytes(11) + b"\1"))
    yield wrong("tag-first", "The tag comes before the ciphertext.", sound[-16:] + sound[:-16])
    yield wrong("iterations", "A key of 599,999 iterations.", with_key(e.key_input(SPELT), 599999))
    yield wrong("as-typed", "A key of the passphrase as it was typed.", with_key(SPELT))
    yield wrong("spaces", "A key of the words joined by spaces.", with_key(e.key_input(SPELT).replace("-", " ")))


@family
def sealed_and_broken():
    body = open_body(small())
    key = e.key(e.key_input(SPELT), SALT)

    def inside(verdict, name, comment, plaintext, **told):
        link = e.sealed_token(SALT, e.encrypt(plaintext, SALT, key))
        return refused(verdict, "sealed-" + name, comment, link, passphrase=json.dumps(SPELT), **told)

    def unmeasured(verdict, name, comment, payload):
        """Rejected before the reader asks for a passphrase."""
        return refused(verdict, "sealed-" + name, comment, e.token(e.with_crc(1, payload)))

    yield inside("invalid", "size-not-least", "Padded to the size after the least.", e.padded(body, 96))
    yield inside("invalid", "size-largest", "Padded to the largest size.", e.padded(body, 768))
    yield inside("invalid", "end-0x81", "The padding starts with 0x81.", (body + b"\x81").ljust(64, b"\0"))
    yield inside("invalid", "end-missing", "The padding is zeros alone.", body.ljust(64, b"\0"))
    yield inside("invalid", "end-then-0x01", "The padding ends in 0x01.", e.padded(body)[:-1] + b"\1")
    yield inside("invalid", "zeros", "Zeros alone.", bytes(64))
    yield inside("invalid", "no-kind", "Padding alone.", e.padded(b""))
    yield inside("invalid", "no-records", "A kind and no records.", e.padded(b"\0"))
    yield inside("invalid", "bad-text", "The rules for texts hold in a seal.", e.padded(b"\0" + small_records(t2=b"\0")))
    yield inside("invalid", "crc-inside", "The sealed body must not contain a CRC.", e.padded(e.with_crc(0, body[1:])))
    yield inside("newer", "kind-2-inside", "An unknown kind in a seal.", e.padded(b"\2" + body[1:]))
    yield inside("newer", "kind-1-inside", "A seal in a seal.", e.padded(b"\1\1" + SALT + bytes(80)))
    yield inside("newer", "odd-tag-inside", "An unknown odd tag in a seal.", e.padded(b"\0" + small_records(t5=b"x")))
    yield inside("unknown-bank", "named", "A bank that is not here, in a seal.", e.padded(b"\0" + small_records(t1=b"\xde" * 6)),
                 agency="Oakvale", digest="de" * 6)
    for size in (0, 1, 15, 16, 31, 32, 95, 97, 112, 801):
        yield unmeasured("invalid", f"size-{size}", f"{size} bytes of salt, ciphertext and tag match no size.", b"\1" + bytes(size))
    yield unmeasured("newer", "kdf-2-any-size", "An unknown kdf is reported before an unknown size.", b"\2" + bytes(7))


def sealed(name, comment, of, payload=None, passphrase="maple harbor twelve \u00e9clair", extra=()):
    token = e.seal(VIEW, of, passphrase, SALT, extra)
    headers = {"expect": "ok", "comment": comment, "passphrase": json.dumps(passphrase), "token": token, "profile": shape(of)}
    return "ok-sealed-" + name, headers, token if payload is None else payload


def open_body(of):
    return b"\0" + e.payload(e.records(VIEW, of))


@family
def unknown_banks():
    other = b"\xde\xad\xbe\xef\x00\x01"
    about = {"agency": "Cañón County", "date": "2026-11-23"}
    days = e.records(VIEW, small(date=about["date"]))[6]
    named = small_records(t1=other, t2=about["agency"].encode(), t6=days)

    def unknown(name, comment, payload, **told):
        return refused("unknown-bank", name, comment, open_link(payload), **told, digest=other.hex())

    yield unknown("named", "The name and the date are reported.", named, **about)
    yield unknown("bare", "No name, no date.", small_records(t1=other, t2=None))
    yield unknown("short-answers", "Answers of an unknown bank are not measured.", small_records(t1=other, t3=b""), agency="Oakvale")
    yield refused("unknown-bank", "last-byte", "All six bytes of the digest count.", open_link(
        small_records(t1=e.semantic_digest(VIEW)[:5] + b"\x5c")), agency="Oakvale", digest="ca23bfd4e65c")
    yield broken("unknown-bank-bad-text", "An invalid text is reported before an unknown bank.", small_records(t1=other, t2=b"\x00"))


@family
def bad_records():
    bank, answers = e.semantic_digest(VIEW)[:6], e.answers_bytes(VIEW, small())
    one, three = e.record(1, bank), e.record(3, answers)
    yield broken("order", "Tag 3 before tag 1.", three + one)
    yield broken("order-last", "Tag 2 after tag 3.", one + three + e.record(2, b"Oakvale"))
    yield broken("duplicate-tag", "Tag 1 twice.", one + one + three)
    yield broken("duplicate-unknown-tag", "Tag 16 twice.", one + three + e.record(16, b"a") + e.record(16, b"a"))
    yield broken("no-records", "An empty payload; B is 5.", b"")
    yield broken("no-bank", "Tag 1 is missing.", small_records(t1=None))
    yield broken("no-answers", "Tag 3 is missing.", small_records(t3=None))
    yield broken("varint-not-minimal", "Length 6 in two bytes.", b"\x01\x80\x06" + bank + three)
    yield broken("varint-not-minimal-127", "Length 127 in two bytes.", one + three + b"\x10\x80\x7f" + b"n" * 127)
    yield broken("varint-not-minimal-0", "Length 0 in two bytes.", one + three + b"\x10\x80\x00")
    yield broken("varint-leb128", "The low bits come first, as in other formats.", one + three + b"\x0c\x80\x01" + b"n" * 128)
    yield broken("varint-three-bytes", "There is no three-byte form.", one + three + b"\x10\x81\x80\x01" + b"n" * 128)
    yield broken("varint-largest", "Length 32767 is past any end.", one + three + b"\x10\xff\xff" + b"n" * 200)
    yield broken("varint-cut", "The second byte of a varint is missing.", one + three + b"\x10\x81")
    yield broken("tag-alone", "A tag without a length.", one + three + b"\x10")
    yield broken("length-past-end", "One byte more than there is.", one + b"\x03\x27" + answers)
    yield broken("length-past-end-into-crc", "The CRC does not belong to the payload.", one + three + b"\x10\x04")
    yield broken("odd-tag-bad-structure", "The reader checks all records before it reports odd tags.",
                 one + three + e.record(5, b"") + e.record(4, b"XX"))
    for size in (0, 5, 7):
        yield broken(f"bank-{size}-bytes", "Tag 1 has 6 bytes.", small_records(t1=(bank + b"\x00")[:size]))
    for size in (0, 1, 3):
        yield broken(f"date-{size}-bytes", "Tag 6 has 2 bytes.", small_records(t6=b"\x00" * size))


@family
def bad_answers():
    answers, product = e.answers_bytes(VIEW, small()), e.product(VIEW)
    for size in (0, 37):
        yield broken(f"answers-{size}-bytes", "Tag 3 has 38 bytes.", small_records(t3=answers[:size]))
    yield broken("answers-39-bytes", "A leading zero byte is not allowed.", small_records(t3=b"\x00" + answers))
    yield broken("answers-product", "The value is the product.", small_records(t3=product.to_bytes(38, "big")))
    yield broken("answers-all-ones", "The highest value of 38 bytes.", small_records(t3=b"\xff" * 38))
    yield broken("answers-highest", "The product less one is in range, but its featured slots are three times 36.",
                 small_records(t3=(product - 1).to_bytes(38, "big")))
    rows = {
        "descending": (0, 11, 2), "three-descending": (3, 2, 1), "duplicate": (0, 2, 2), "duplicate-first": (2, 2, 3),
        "zero-last": (2, 11, 0), "zero-between": (2, 0, 11), "zeros-last": (2, 0, 0),
    }
    for part in ("offers", "needs"):
        for name, digits in rows.items():
            instead = {f"featured_{part}[{i}]": digit for i, digit in enumerate(digits)}
            yield broken(f"featured-{part}-{name}", f"Featured {part} {digits}.", small_records(
                t3=e.answers_bytes(VIEW, small(), instead)))


@family
def bad_regions_and_locales():
    regions = {
        "empty": "", "one-letter": "X", "three-letters": "XXX", "lower-case": "xx-HX", "lower-subdivision": "XX-hx",
        "hyphen-alone": "XX-", "six-after": "XX-ABCDEF", "underscore": "XX_HX", "digit-country": "X1-HX", "space": "XX-H X",
        "line-end": "XX\n", "two-hyphens": "XX-A-B", "not-ascii": "XX-É",
    }
    for name, region in regions.items():
        yield broken(f"region-{name}", f"Region {region!r}.", small_records(t4=region.encode()))
    locales = {"empty": "", "36-characters": "x" * 36, "underscore": "en_US", "line-end": "en\n", "not-ascii": "é", "space": "en "}
    for name, locale in locales.items():
        yield broken(f"locale-{name}", f"Locale {locale!r}.", small_records(t8=locale.encode()))


HIDDEN = [
    (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200E),
    (0x200F, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0xE000, 0xF8FF), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFF),
    (0xE0000, 0xE0FFF), (0xF0000, 0x10FFFF),
]
JOINED = [(0x590, 0x1FFF), (0xA800, 0xABFF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC), (0x10A00, 0x11FFF)]
SPACES = [0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
WHITE = [*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
INVISIBLE = [
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFD), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
]
INVISIBLE_ENDS = sorted({end for ends in INVISIBLE for end in ends})
MARKS = [
    (0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x610, 0x61A), (0x64B, 0x65F), (0x6D6, 0x6DC), (0xE31, 0xE31),
    (0xE34, 0xE3A), (0xE47, 0xE4E), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x3099, 0x309A),
    (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
]


def is_hidden(code):
    return any(low <= code <= high for low, high in HIDDEN)


@family
def bad_texts():
    def bad(name, comment, text, tag=2):
        value = text if isinstance(text, bytes) else text.encode("utf-8")
        return broken("text-" + name, comment, small_records(**{f"t{tag}": value}))

    for low, high in HIDDEN:
        for code in sorted({low, high}):
            yield bad(f"hidden-{code:04x}", f"U+{code:04X} is rejected anywhere.", f"Oak{chr(code)}vale")
    for name, code in {"newline": 0x0A, "tab": 0x09, "delete": 0x80, "bidi-override": 0x202E, "isolate": 0x2066, "tag": 0xE0041}.items():
        yield bad(f"hidden-{name}", f"U+{code:04X} is rejected anywhere, also in a note.", f"Oak{chr(code)}vale", tag=12)
    for code in sorted({c for low, high in JOINED for c in (low - 1, high + 1)}):
        yield bad(f"joiner-after-{code:04x}", f"U+{code:04X} is not in the joiner table.", f"a{chr(code)}\u200c\u0628")
        yield bad(f"joiner-before-{code:04x}", f"U+{code:04X} is not in the joiner table.", f"\u0628\u200d{chr(code)}a")
    yield bad("joiner-first", "A joiner without a character before it.", "\u200c\u0628\u0628")
    yield bad("joiner-last", "A joiner without a character after it.", "\u0628\u0628\u200d")
    yield bad("joiner-twice", "A joiner does not join another joiner.", "\u0628\u200c\u200d\u0628")
    yield bad("joiner-emoji", "Emoji are not in the joiner table.", "👩\u200d💻")
    for code in SPACES:
        yield bad(f"leading-{code:04x}", f"U+{code:04X} at the start.", chr(code) + "Oakvale")
        yield bad(f"trailing-{code:04x}", f"U+{code:04X} at the end.", "Oakvale" + chr(code))
    yield bad("space-alone", "A space alone.", " ")
    for low, high in MARKS:
        marks = "".join(chr(c) for c in (low, high, low, high, low))
        yield bad(f"five-marks-{low:04x}", f"Five marks in a row, U+{low:04X} and U+{high:04X}.", "a" + marks + "b")
    yield bad("five-marks-mixed", "Five marks of five ranges.", "a\u0301\u064b\u0e31\u20d0\ufe20")
    yield bad("five-marks-first", "Marks before any letter count too.", "\u0301" * 5 + "a")
    for tag, most in {2: 120, 10: 60, 12: 280}.items():
        yield bad(f"empty-tag-{tag}", "An empty text.", "", tag)
        yield bad(f"too-long-tag-{tag}", f"{most + 1} bytes.", "n" * (most + 1), tag)
    yield bad("too-long-in-bytes", "61 characters, 122 bytes.", "ñ" * 61)
    yield bad("local-hidden", "The rules hold for the local area.", "Oak\u200bvale", tag=10)
    yield bad("note-outer-space", "The rules hold for the note.", "Oakvale ", tag=12)
    malformed = {
        "ff": b"Oak\xff", "lone-continuation": b"Oak\x80vale", "cut-sequence": b"Oak\xc3", "cut-sequence-inside": b"Oak\xe2\x82 x",
        "overlong-2": b"Oak\xc0\xafvale", "overlong-2-letter": b"Oak\xc1\x81", "overlong-3": b"Oak\xe0\x80\xaf",
        "overlong-4": b"Oak\xf0\x80\x80\xaf", "surrogate": b"Oak\xed\xa0\x80", "surrogate-pair": b"Oak\xed\xa0\xbd\xed\xb8\x80",
        "above-10ffff": b"Oak\xf4\x90\x80\x80", "f8": b"Oak\xf8\x88\x80\x80\x80", "utf-16": "Oak".encode("utf-16-be") + b"\xd8\x3d\xde\x00",
    }
    for name, value in malformed.items():
        yield bad(f"utf8-{name}", "Not well-formed UTF-8.", value)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = all_vectors()
    for old in FOLDER.glob("*.txt"):
        if old.name not in made:
            old.unlink()
    for file_name, text in made.items():
        (FOLDER / file_name).write_text(text, "utf-8", newline="\n")
    print(f"{len(made)} vectors")
