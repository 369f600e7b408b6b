"""All pairs with NumPy: for each agency its ten best partners, by the formulas of docs/scoring.md, section 4. The
benchmark `cohort` starts this program, passes the agencies as arrays, and times its answers for comparison.

Usage: all_pairs.py FOLDER. The folder holds one .npy file for each array. Each line on standard input is a request: `run N`
for the first N agencies, or `write N FILE` to write their lists as well. The answer is the line `done`.

The program computes some rows of the table of all pairs at a time, so that a block fits in the processor's cache. The sums
over capabilities are matrix products, which BLAS computes; their numbers are small enough to be exact as floats.
"""

import pathlib
import sys

import numpy as np

N_BEST = 10
ROWS = 16
UNSAID = -1


def main():
    folder = pathlib.Path(sys.argv[1])
    people = {file.stem: np.load(file) for file in folder.glob("*.npy")}
    answer()
    for line in sys.stdin:
        word, n, *file = line.split(maxsplit=2)
        lists = ten_best(Group(people, int(n)))
        if word == "write":
            lists.astype("<i4").tofile(file[0].rstrip("\n"))
        answer()


def answer():
    print("done", flush=True)


class Group:
    """The first N agencies, in the types for which the arithmetic is fastest."""

    def __init__(self, people, n):
        column = {name: array[:n] for name, array in people.items() if name not in ("weight", "is_hard")}
        weight, self.is_hard = people["weight"].astype(np.float32), people["is_hard"].astype(bool)
        applies, surplus, gap, data = (column[name] for name in ("applies", "surplus", "gap", "data"))
        need = np.where(column["need"] >= 2, column["need"], 0)
        self.n = n
        self.offer = surplus.astype(np.float32) * weight
        self.want = (gap * data).astype(np.float32)
        # min(a, b) of needs that are 0, 2, 3 or 4 is 2·[both 2 or more] + [both 3 or more] + [both 4].
        at_least = np.stack([need >= 2, need >= 3, need >= 4]).astype(np.float32)
        steps = np.array([2, 1, 1], np.float32)[:, None, None] * weight
        self.need_at_least = np.concatenate(list(at_least), axis=1)
        self.need_steps = np.concatenate(list(at_least * steps), axis=1)
        self.need = need.astype(np.float32) * weight
        self.applies = applies.astype(np.float32)
        self.total_gap, self.readiness = column["total_gap"], column["readiness"]
        self.can_lead = column["can_lead"].astype(bool)
        bits = 1 << np.arange(applies.shape[1], dtype=np.uint64)
        mask = lambda of: (of * bits).sum(axis=1, dtype=np.uint64)
        self.offers = mask(surplus > 0)
        self.wants = [mask((gap > 0) & (data == factor)) for factor in (0, 1, 2)]
        self.says_roles = column["roles"] != UNSAID
        has_role = lambda bit: (column["roles"] >> bit & 1).astype(bool)
        self.provider, self.recipient, self.cobuyer, self.peer = (has_role(bit) for bit in range(4))
        self.options = [
            tuple(column[name + part].astype(np.uint16) for part in ("_best", "_acceptable", "_open"))
            + (column[name + "_said"].astype(bool),)
            for name in ("agreements", "costs", "control")
        ]
        self.reach_match, self.reach_bend = column["reach_match"].astype(np.int8), column["reach_bend"].astype(np.int8)
        self.country, self.subdivision, self.area = column["country"], column["subdivision"], column["area"]
        self.asked_for_data = column["asked_for_data"].astype(bool)
        self.timing = column["timing"].astype(np.int8)
        self.platform, self.strict = column["platform"].astype(np.uint16), column["strict"].astype(np.int8)


def ten_best(group):
    lists = np.empty((group.n, N_BEST), np.int32)
    index = np.arange(group.n, dtype=np.int32)
    for first in range(0, group.n, ROWS):
        rows = slice(first, min(first + ROWS, group.n))
        fit, value = pairs(group, rows)
        # A key that sorts like the lists: by fit, by value, and the lower index first.
        key = (fit * 128 + value << 15) + (2**15 - 1 - index)
        key[index[rows] - first, index[rows]] = -1
        best = -np.partition(-key, N_BEST - 1, axis=1)[:, :N_BEST]
        best = -np.sort(-best, axis=1)
        lists[rows] = 2**15 - 1 - (best & 2**15 - 1)
    return lists


def pairs(group, rows):
    """Fit and value of the pairs of the agencies in `rows` with all agencies."""
    ours = lambda array: array[rows, None]
    # An unanswered term on roles allows everything.
    unsaid = ~(ours(group.says_roles) & group.says_roles)
    may_ab = unsaid | (ours(group.provider) & group.recipient)
    may_ba = unsaid | (ours(group.recipient) & group.provider)
    may_buy = unsaid | (ours(group.cobuyer) & group.cobuyer)
    met_ab = whole(group.offer[rows] @ group.want.T)
    met_ba = whole(group.want[rows] @ group.offer.T)
    help_ab = np.where(may_ab, rhu(100 * met_ab, 16 * (20 + group.total_gap)), 0)
    help_ba = np.where(may_ba, rhu(100 * met_ba, ours(16 * (20 + group.total_gap))), 0)
    complement = rhu(help_ab + help_ba + np.maximum(help_ab, help_ba), 3)
    shared = whole(group.need_steps[rows] @ group.need_at_least.T)
    # The sum uses max(a, b) = a + b - min(a, b), for each capability that applies to both agencies.
    needed = whole(group.need[rows] @ group.applies.T + group.applies[rows] @ group.need.T) - shared
    common = np.where(may_buy, rhu(100 * shared, 4 + needed), 0)
    common = np.where(ours(group.can_lead) | group.can_lead, common, rhu(60 * common, 100))
    value = 100 - rhu((100 - complement) * (100 - common), 100)
    points, is_hard = terms(group, rows, may_ab, may_ba, may_buy)
    ready = rhu(2 * ours(group.readiness) * group.readiness, ours(group.readiness) + group.readiness)
    fit = rhu(value * (200 + 3 * points) * (300 + 2 * ready), 250_000)
    return np.where(is_hard, np.minimum(fit, 14), fit), value


def whole(array):
    return array.astype(np.int32)


def rhu(a, b):
    """a / b, rounded half up; 0 where b is 0."""
    if np.isscalar(b):
        return (2 * a + b) // (2 * b)
    return (2 * a + b) // np.maximum(2 * b, 1)


def terms(group, rows, may_ab, may_ba, may_buy):
    """The terms' points, and whether a hard term is in conflict."""
    found = [roles(group, rows, may_ab | may_ba | may_buy)]
    found += [options(rows, *column) for column in group.options]
    found += [reach(group, rows), data(group, rows, may_ab, may_ba), timing(group, rows), platform(group, rows)]
    # 100 for a match, 60 for workable or unknown, 0 for a conflict (20 for timing).
    sum_of_points, is_hard = np.int16(0), False
    for idx, (match, clash) in enumerate(found):
        left = np.int16(20 if idx == 6 else 0)
        sum_of_points = sum_of_points + np.where(match, np.int16(100), np.where(clash, left, np.int16(60)))
        if group.is_hard[idx]:
            is_hard = is_hard | clash
    return rhu(sum_of_points, 8).astype(np.int32), is_hard


def roles(group, rows, match):
    said = group.says_roles[rows, None] & group.says_roles
    peers = group.peer[rows, None] & group.peer
    return said & match, said & ~match & ~peers


def options(rows, best, acceptable, open_to, is_said):
    said = is_said[rows, None] & is_said
    match = best[rows, None] & best != 0
    clash = (acceptable[rows, None] & acceptable == 0) & (open_to[rows, None] & open_to == 0)
    return said & match, said & ~match & clash


def reach(group, rows):
    """The place 0 is unknown. Relation 0 is the same local area, 3 another country."""
    same = lambda array: array[rows, None] == array
    said = lambda array: (array != 0)[rows, None] & (array != 0)
    near = np.where(same(group.area) & said(group.area), np.int8(0), np.int8(1))
    at_home = np.where(same(group.subdivision), near, np.int8(2))
    relation = np.where(same(group.country), at_home, np.int8(3))
    known = said(group.country) & (said(group.subdivision) | ~same(group.country))
    known &= (group.reach_match != UNSAID)[rows, None] & (group.reach_match != UNSAID)
    within = lambda limit: (relation <= limit[rows, None]) & (relation <= limit)
    return known & within(group.reach_match), known & ~within(group.reach_bend)


def data(group, rows, may_ab, may_ba):
    flows = [
        (may_ab & (group.offers[rows, None] & wants != 0)) | (may_ba & (wants[rows, None] & group.offers != 0))
        for wants in group.wants
    ]
    barred, bends, allowed = flows
    asked = group.asked_for_data[rows, None] & group.asked_for_data
    return asked & allowed & ~bends & ~barred, asked & barred & ~bends & ~allowed


def timing(group, rows):
    said = (group.timing != UNSAID)[rows, None] & (group.timing != UNSAID)
    apart = np.abs(group.timing[rows, None] - group.timing)
    return said & (apart <= 1), said & (apart >= 3)


def platform(group, rows):
    said = (group.strict != UNSAID)[rows, None] & (group.strict != UNSAID)
    differ = group.platform[rows, None] & group.platform == 0
    most = np.maximum(group.strict[rows, None], group.strict)
    return said & (~differ | (most == 0)), said & differ & (most >= 2)


if __name__ == "__main__":
    main()
