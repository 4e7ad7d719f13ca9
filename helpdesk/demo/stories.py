"""The histories of the domain, told in the school year 2025/2026: each shows a rule at work."""

from .autumn import h01, h02, h03, h25
from .winter import h07, h09, h10, h26

HISTORIES = (h01, h02, h03, h07, h09, h10, h25, h26)
