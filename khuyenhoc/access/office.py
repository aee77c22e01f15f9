"""The account that every installation begins with. Nothing else stands here: commands ask for it before all else."""

from __future__ import annotations

from typing import Final

OFFICE: Final = "van-phong"
