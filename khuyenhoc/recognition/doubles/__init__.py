"""The same family, clan or citizen twice on a register: found by rules, decided by a person."""
