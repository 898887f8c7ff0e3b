"""Bring contracts into a register: from a published register of contracts, or from a notice of Find a Tender."""
