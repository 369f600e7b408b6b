//! Maximum matching on general graphs: Edmonds' blossom algorithm (Paths, trees, and flowers, 1965). Edges have no
//! weights.

use std::collections::VecDeque;

/// A matching: the partner of each vertex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matching {
    pub(super) mates: Vec<Option<usize>>,
}

/// The search for one augmenting path: an alternating tree that grows from an unmatched root.
struct Search {
    /// The predecessor in the tree of each vertex at odd depth.
    parent: Vec<Option<usize>>,
    /// The base of the blossom that each vertex was contracted into; the vertex itself if there is none.
    base: Vec<usize>,
    is_reached: Vec<bool>,
    queue: VecDeque<usize>,
}

impl Matching {
    /// Creates an empty matching of `n` vertices.
    pub(super) fn new(n: usize) -> Matching {
        Matching { mates: vec![None; n] }
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        (self.mates[a], self.mates[b]) = (Some(b), Some(a));
    }

    /// All pairs (a, b) with a < b.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let both = self.mates.iter().enumerate().filter_map(|(a, b)| Some((a, (*b)?)));
        both.filter(|(a, b)| a < b)
    }

    /// Matches `root` along an augmenting path, if one exists; all matched vertices stay matched. Returns whether
    /// `root` is matched. If there is no augmenting path from a vertex, later augmentations don't create one.
    pub(super) fn augment(&mut self, root: usize, is_edge: &dyn Fn(usize, usize) -> bool) -> bool {
        if self.mates[root].is_some() {
            return true;
        }
        let mut search = Search::new(self.mates.len(), root);
        let Some(end) = search.run(self, root, is_edge) else { return false };
        self.flip_along(&search, end);
        true
    }

    fn flip_along(&mut self, search: &Search, end: usize) {
        let mut at = Some(end);
        while let Some(odd) = at {
            let Some(even) = search.parent[odd] else { return };
            at = self.mates[even];
            self.join(even, odd);
        }
    }
}

impl Search {
    fn new(n: usize, root: usize) -> Search {
        let mut is_reached = vec![false; n];
        is_reached[root] = true;
        Search { parent: vec![None; n], base: (0..n).collect(), is_reached, queue: VecDeque::from([root]) }
    }

    /// Returns the unmatched vertex at the end of an augmenting path from `root`, if one exists.
    fn run(
        &mut self,
        matching: &Matching,
        root: usize,
        is_edge: &dyn Fn(usize, usize) -> bool,
    ) -> Option<usize> {
        while let Some(at) = self.queue.pop_front() {
            for to in 0..self.base.len() {
                if self.base[at] == self.base[to] || matching.mates[at] == Some(to) || !is_edge(at, to) {
                    continue;
                }
                let is_even =
                    to == root || matching.mates[to].is_some_and(|mate| self.parent[mate].is_some());
                if is_even {
                    self.contract(matching, at, to);
                } else if self.parent[to].is_none() {
                    self.parent[to] = Some(at);
                    let Some(mate) = matching.mates[to] else { return Some(to) };
                    self.is_reached[mate] = true;
                    self.queue.push_back(mate);
                }
            }
        }
        None
    }

    /// Contracts the blossom that the edge between two vertices at even depth closes. All its vertices are at even
    /// depth from now on.
    fn contract(&mut self, matching: &Matching, at: usize, to: usize) {
        let top = self.common_base(matching, at, to);
        let mut is_inside = vec![false; self.base.len()];
        self.mark(matching, &mut is_inside, at, top, to);
        self.mark(matching, &mut is_inside, to, top, at);
        for member in 0..self.base.len() {
            if is_inside[self.base[member]] {
                self.base[member] = top;
                if !self.is_reached[member] {
                    self.is_reached[member] = true;
                    self.queue.push_back(member);
                }
            }
        }
    }

    /// The lowest common ancestor of two vertices at even depth, which is the base of the new blossom.
    fn common_base(&self, matching: &Matching, at: usize, to: usize) -> usize {
        let mut is_on_way = vec![false; self.base.len()];
        let back = |even: usize| {
            let odd = matching.mates[even]?;
            Some(self.base[self.parent[odd]?])
        };
        let mut way = Some(self.base[at]);
        while let Some(even) = way {
            is_on_way[even] = true;
            way = back(even);
        }
        let mut way = self.base[to];
        while !is_on_way[way] {
            let Some(next) = back(way) else { break };
            way = next;
        }
        way
    }

    fn mark(&mut self, matching: &Matching, is_inside: &mut [bool], from: usize, top: usize, child: usize) {
        let (mut at, mut child) = (from, child);
        while self.base[at] != top {
            let Some(mate) = matching.mates[at] else { return };
            is_inside[self.base[at]] = true;
            is_inside[self.base[mate]] = true;
            self.parent[at] = Some(child);
            child = mate;
            let Some(next) = self.parent[mate] else { return };
            at = next;
        }
    }
}
