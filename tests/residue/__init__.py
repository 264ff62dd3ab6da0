"""What one visit leaves behind on the device: `make residue` walks a real browser and reads its whole profile."""
