"""What a role may do on which unit: one table, and one pure question over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from khuyenhoc.access.enums import Right, Role, Scope

MAY: dict[Role, dict[Right, Scope]] = {
    Role.COMMUNE_SECRETARY: {
        Right.SEE_RETURN: Scope.OWN,
        Right.SEND_RETURN: Scope.OWN,
        Right.SEE_FIGURES: Scope.OWN,
        Right.SEE_REGISTER: Scope.OWN,
        Right.KEEP_REGISTER: Scope.OWN,
        Right.RECOGNISE: Scope.OWN,
    },
    Role.DISTRICT_OFFICER: {
        Right.SEE_RETURN: Scope.TREE,
        Right.SEND_RETURN: Scope.TREE,
        Right.REVIEW_RETURN: Scope.TREE,
        Right.CHASE: Scope.TREE,
        Right.SEE_FIGURES: Scope.TREE,
        Right.SET_TARGETS: Scope.TREE,
        Right.SHARE_FIGURES: Scope.OWN,
        Right.SEE_REGISTER: Scope.TREE,
        Right.KEEP_REGISTER: Scope.TREE,
        Right.RECOGNISE: Scope.OWN,
    },
    Role.PROVINCE_OFFICER: {
        Right.SEE_RETURN: Scope.TREE,
        Right.SEND_RETURN: Scope.TREE,
        Right.REVIEW_RETURN: Scope.TREE,
        Right.CHASE: Scope.TREE,
        Right.REVISE_ACCEPTED: Scope.TREE,
        Right.OPEN_COLLECTION: Scope.OWN,
        Right.REORGANISE: Scope.OWN,
        Right.APPORTION: Scope.TREE,
        Right.LOAD_EARLIER: Scope.OWN,
        Right.SEE_FIGURES: Scope.TREE,
        Right.SET_TARGETS: Scope.TREE,
        Right.SHARE_FIGURES: Scope.OWN,
        Right.MAKE_PAPERS: Scope.OWN,
        Right.SEE_JOURNAL: Scope.TREE,
        Right.SEE_REGISTER: Scope.TREE,
        Right.KEEP_REGISTER: Scope.TREE,
        Right.RECOGNISE: Scope.OWN,
        Right.SET_CRITERIA: Scope.OWN,
    },
    Role.PROVINCE_LEADER: {
        Right.SEE_RETURN: Scope.TREE,
        Right.SIGN_RETURN: Scope.TREE,
        Right.SEE_FIGURES: Scope.TREE,
        Right.SHARE_FIGURES: Scope.OWN,
        Right.SEE_JOURNAL: Scope.TREE,
    },
    Role.EDITOR: {
        Right.SEE_FIGURES: Scope.TREE,
        Right.MAKE_PAPERS: Scope.OWN,
        Right.PUBLISH: Scope.OWN,
    },
    Role.ADMINISTRATOR: {
        Right.REORGANISE: Scope.OWN,
        Right.SEE_JOURNAL: Scope.TREE,
        Right.SEE_THRESHOLDS: Scope.TREE,
        Right.SET_THRESHOLDS: Scope.TREE,
        Right.MANAGE_USERS: Scope.TREE,
        Right.MANAGE_KEYS: Scope.TREE,
    },
}


LOOKING = frozenset({Right.SEE_RETURN, Right.SEE_FIGURES, Right.SEE_JOURNAL, Right.SEE_THRESHOLDS})
"""What a role that ended together with its unit still gives: its holder reads on what was theirs, and changes nothing."""


class Held(Struct, frozen=True):
    """A role held at a unit, in force on the day in question. `past`: it ended with its unit, by a plan."""

    role: Role
    unit: str
    past: bool = False

    def reach(self, right: Right) -> Scope | None:
        """How far the role gives a right; None where it does not."""
        return None if self.past and right not in LOOKING else MAY[self.role].get(right)


def allows(held: Iterable[Held], right: Right, lineage: Sequence[str]) -> bool:
    """Whether any of the roles gives `right` on a unit. `lineage`: the unit's code and those above it, nearest first."""
    for role in held:
        scope = role.reach(right)
        if scope is Scope.OWN and role.unit == lineage[0]:
            return True
        if scope is Scope.TREE and role.unit in lineage:
            return True
    return False
