"""The contracts cards of many councils together: who renews what when, and who could buy together."""
