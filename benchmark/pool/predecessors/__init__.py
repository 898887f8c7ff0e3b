"""The councils of one future council, named and by consent, side by side; and the new council's baseline."""
