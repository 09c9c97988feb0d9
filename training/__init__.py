"""How the line model is made: `python -m training BENCH_DIR` goes from labelled pages to `cleaner/model/weights.npz`."""
