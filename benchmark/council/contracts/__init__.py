"""One council's contracts, as its register holds them: when they end, spend controls, and mergers."""
