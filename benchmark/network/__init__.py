"""A network's round, from the coordinator's side: its file, invitations, inbox, and what can be shown beforehand."""
