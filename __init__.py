"""crossregime: ratings from any inspection regime, on one footing, with what is known, what is not, and why.

    import crossregime as cr
    comparison = cr.compare("ssi2003", "ofsted2009")
    comparison.pairs, comparison.table, comparison.cells, comparison.unpaired
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crossregime.core.host import Host

__version__ = "0.1.0"


@lru_cache(maxsize=1)
def host() -> Host:
    """Give the host that knows the built-in regimes."""
    from crossregime.core.host import Host
    from crossregime.regimes import BUILTINS, FOLDER

    return Host({name: FOLDER / name for name in BUILTINS})
