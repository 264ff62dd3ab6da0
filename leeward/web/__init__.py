"""What every page needs: rendering, addresses, assets, headers, limits, times, plain errors.

For builders; a member never sees this room by name. It knows nothing of boards or members.
"""
