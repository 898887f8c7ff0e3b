"""What leaves a council: the return, its key and signature, and the check before it leaves."""
