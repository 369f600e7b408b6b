"""Checks the second reader with every golden vector, and with damaged links that no vector contains.

Prints each failure, then one line `N passed, M failed`; the exit status is 0 if all passed.
"""

import json
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

try:
    import cryptography as _  # for AES-GCM; the modules below use it
except ImportError:
    sys.exit("This needs the Python package cryptography; `cargo xtask test --only decoder` gets it and runs this.")

import encoder
import link_v1
import make_vectors

BANKS = [make_vectors.BANK]


def main():
    # Deriving the keys of sealed links takes most of the time, and threads derive them in parallel.
    with ThreadPoolExecutor() as pool:
        failures = list(pool.map(failure, checks()))
    failed = [text for text in failures if text is not None]
    for text in failed:
        print(text)
    print(f"{len(failures) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def failure(named):
    name, check = named
    try:
        check()
    except AssertionError as problem:
        return f"{name}: {problem}"
    return None


def checks():
    for path in sorted(make_vectors.FOLDER.glob("*.txt")):
        yield path.name, lambda path=path: check_vector(path)
    yield "vectors on disk", check_files
    yield "semantic digest", check_digest
    for persona in make_vectors.PERSONAS[:2]:
        token = encoder.encode(make_vectors.VIEW, make_vectors.of_persona(persona, public=True))
        yield f"truncations, {persona['id']}", lambda token=token: check_truncations(token)
        yield f"substitutions, {persona['id']}", lambda token=token: check_substitutions(token)
    token = encoder.encode(make_vectors.VIEW, make_vectors.small())
    yield "truncations, small", lambda: check_truncations(token)
    yield "substitutions, small", lambda: check_substitutions(token)
    yield "neighbours swapped, small", lambda: check_swaps(token)
    for persona in make_vectors.PERSONAS:
        yield f"withheld, {persona['id']}", lambda persona=persona: check_withheld(persona)
    yield "a bank that grew", check_grown_bank


def expect(what, got, want):
    if got != want:
        raise AssertionError(f"{what}: got {got!r}, want {want!r}")


def check_vector(path):
    head, payload = path.read_bytes().decode("utf-8").split("\n\n", 1)
    headers = dict(line.split(": ", 1) for line in head.split("\n"))
    if headers.get("encoding") == "json":
        payload = json.loads(payload)
    payload += "." * (int(headers.get("filled", 0)) - len(payload.encode("utf-8", "surrogatepass")))
    passphrase = json.loads(headers["passphrase"]) if "passphrase" in headers else None
    found = link_v1.read_text(payload, BANKS, passphrase)
    expect("verdict", found["verdict"], headers["expect"])
    if found["verdict"] == "ok":
        text = json.dumps(found["profile"], sort_keys=True, separators=(",", ":"))
        expect("profile", text, headers["profile"])
        expect("token", written_again(found, passphrase), headers["token"])
    if found["verdict"] == "cut":
        expect("got", str(found["got"]), headers["got"])
        expect("want", str(found["want"] or "unknown"), headers["want"])
    if found["verdict"] == "unknown-bank":
        for name in ("agency", "date", "digest"):
            expect(name, found[name], headers.get(name))


def written_again(found, passphrase):
    for edition in encoder.editions(make_vectors.BANK):
        view = encoder.restrict(make_vectors.BANK, edition)
        if encoder.semantic_digest(view).hex().startswith(found["digest"]):
            if "salt" in found:
                return encoder.seal(view, found["profile"], passphrase, found["salt"], found["kept"])
            return encoder.encode(view, found["profile"], found["kept"])
    raise AssertionError("no edition to write with")


def check_files():
    on_disk = {p.name: p.read_bytes().decode("utf-8") for p in make_vectors.FOLDER.glob("*.txt")}
    made = make_vectors.all_vectors()
    differing = sorted(name for name in on_disk.keys() | made.keys() if on_disk.get(name) != made.get(name))
    expect("files that differ from make_vectors.py", differing, [])


def check_digest():
    def digests(bank):
        newest = link_v1.editions(bank)[-1]
        views = link_v1.restrict(bank, newest), encoder.restrict(bank, newest)
        return [link_v1.semantic_digest(views[0]).hex(), encoder.semantic_digest(views[1]).hex()]

    for bank in BANKS:
        expect("digest", digests(bank), [bank["semantic_sha256"]] * 2)
        turned = dict(bank, scales=bank["scales"][::-1])
        expect("digest, scales in another order", digests(turned), [bank["semantic_sha256"]] * 2)
        firm = [dict(term, firm_toggle=not term.get("firm_toggle")) if term["kind"] == "ordered" else term for term in bank["terms"]]
        one, other = digests(dict(bank, terms=firm))
        expect("digest, firm toggles turned", (one == other, one == bank["semantic_sha256"]), (True, False))


def check_truncations(token):
    for length in range(3, len(token)):
        found = link_v1.read_text(token[:length], BANKS)
        expect(f"first {length}", (found["verdict"], found["got"]), ("cut", length))
        expect(f"first {length}", found["want"], len(token) if length >= 5 else None)


def check_substitutions(token):
    for at in range(len(token)):
        for other in "0123456789abcdefghjkmnpqrstvwxyzu.-%#\n":
            if other != token[at]:
                check_refused(token[:at] + other + token[at + 1 :], token)


def check_swaps(token):
    for at in range(len(token) - 1):
        if token[at] != token[at + 1]:
            check_refused(token[:at] + token[at + 1] + token[at] + token[at + 2 :], token)


def check_refused(text, token):
    verdict = link_v1.read_text(text, BANKS)["verdict"]
    if verdict not in ("cut", "damaged", "no-link"):
        raise AssertionError(f"{text} of {token}: {verdict}")


def check_withheld(persona):
    """The bytes of a public link don't depend on withheld answers."""
    full = make_vectors.of_persona(persona, public=False)
    token = encoder.encode(make_vectors.VIEW, make_vectors.in_public(full))
    for name in make_vectors.SENSITIVE:
        said = full["answers"][name]
        if said == "not-our-job":
            continue
        low = range(3) if said["skill"] is None or said["skill"] < 3 else [said["skill"]]
        for skill in [*low, None] if len(low) == 3 else low:
            for need in (None, 0, 1, 2, 3, 4):
                answers = full["answers"] | {name: {"skill": skill, "need": need}}
                other = encoder.encode(make_vectors.VIEW, make_vectors.in_public(full | {"answers": answers}))
                expect(f"{name} {skill}/{need}", other, token)


def check_grown_bank():
    """A bank with a new edition reads an old link as before, and the new edition has its own digest."""
    old = make_vectors.BANK
    new = json.loads(json.dumps(old))
    late = {"since": "1.10.0"}
    new["capabilities"].append(dict(new["capabilities"][0], id="new-area", slot=len(old["capabilities"]) + 1, **late))
    new["readiness"].append(dict(new["readiness"][0], id="new-item", slot=len(old["readiness"]) + 1, **late))
    for term in new["terms"]:
        term["options"].append({"id": "new-option", "index": len(term["options"]), "since": "1.9.0"})
    expect("editions", link_v1.editions(new), [(1, 0, 0), (1, 9, 0), (1, 10, 0)])
    for persona in make_vectors.PERSONAS:
        of = make_vectors.of_persona(persona, public=False)
        token = encoder.encode(make_vectors.VIEW, of)
        expect("old link", link_v1.read_text(token, [new])["profile"], json.loads(make_vectors.shape(of)))
    for edition in link_v1.editions(new)[1:]:
        view = encoder.restrict(new, edition)
        highest = encoder.highest(view)
        token = encoder.encode(view, highest)
        expect("new link, old bank", link_v1.read_text(token, [old])["verdict"], "unknown-bank")
        found = link_v1.read_text(token, [old, new])
        expect("new link", found["verdict"], "ok")
        for part in ("answers", "readiness", "terms", "featured_offers", "featured_needs"):
            expect(part, found["profile"][part], highest[part])


if __name__ == "__main__":
    sys.exit(main())
