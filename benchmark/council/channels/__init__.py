"""One council's contacts: by service and channel, what they cost, and what a shift to the web is worth."""
