"""Many cases at once, for rule sets that say that they may be used so, and for a stated purpose. Docs: many cases.

Takes a rule set and many cases; gives a decision a case with its reasons, in the order of the cases. A bad case is an answer of its own
and stops nothing. Nothing here sorts, ranks or compares children.
"""

from bekymring.batch.errors import BatchError
from bekymring.batch.rows import Row, decide_rows
from bekymring.batch.run import Job, run_batch
from bekymring.batch.totals import Totals
from bekymring.batch.work import Form

__all__ = ["BatchError", "Form", "Job", "Row", "Totals", "decide_rows", "run_batch"]
