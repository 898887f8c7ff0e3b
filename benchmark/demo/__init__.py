"""The whole journey on the sample returns, by the functions that the commands use."""
