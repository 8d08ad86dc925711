"""The reports of the year: what is due, made, sent; figures behind them."""
