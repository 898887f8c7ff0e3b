"""One council's contracts, as its register holds them: spend controls, and what becomes of them in a merger."""
