"""A second driver: readers that frame their bytes with STX and ETX; the worked example for vendors' own protocols."""
