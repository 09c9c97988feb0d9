"""How the line model is made: `python -m training BENCH_DIR` makes `cleaner/model/weights*.npz` of labelled pages."""
