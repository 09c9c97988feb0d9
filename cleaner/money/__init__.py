"""Where money is asked for: addresses of wallets and accounts, proven by their check digits."""
