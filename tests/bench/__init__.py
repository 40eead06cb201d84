"""Figures beside the bars: `make bench`. Everything compared is measured side by side in one run, because machines change speed."""
