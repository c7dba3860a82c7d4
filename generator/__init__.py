"""Policy Ledger: what published Chinese government notices order, made findable."""

__version__ = "0.1.0"
