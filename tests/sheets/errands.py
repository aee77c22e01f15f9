"""What the children of the tests are sent to do. Little is imported here, so that they begin quickly."""

from __future__ import annotations

import os
import signal
import time


def work(item: str) -> str:
    """What an item asks of the child that does it."""
    match item:
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hangs":
            time.sleep(600)
        case "fails":
            raise ValueError(item)
        case "eats":
            return str(len(bytearray(3 * 1024**3)))
        case "is slow":
            time.sleep(0.3)
    return f"done {item}"
