"""One council: its folder, its profile, the interview, its scores."""
