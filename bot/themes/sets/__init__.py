"""Sets of themes that moderators keep beside the computed one: copied from it, then changed by hand."""
