"""Run every benchmark that has a `__main__`, one after the other: `make bench`.

Each rewrites the result that is committed beside it, so that `git diff` shows every flip. One that
wants what is not here (a peer, a reference folder) says so, and the others run all the same.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run them.

    Returns:
        0 if all ran, else 1.
    """
    failed = []
    for path in sorted(HERE.glob("*/__main__.py")):
        name = path.parent.name
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"did not run: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
