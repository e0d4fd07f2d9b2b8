"""Check printed statements against the data."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.claims.claims import (
        Claim as Claim,
        Quantity as Quantity,
        Subtraction as Subtraction,
        Sum as Sum,
    )
    from crossregime.core.claims.finding import COUNTED as COUNTED, Finding as Finding
    from crossregime.core.claims.reconciliation import (
        Reconciliation as Reconciliation,
        reconcile_claims as reconcile_claims,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        claims="Claim Quantity Subtraction Sum",
        finding="COUNTED Finding",
        reconciliation="Reconciliation reconcile_claims",
    )
