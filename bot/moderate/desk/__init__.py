"""The moderators' desk: which rules hold comments and how well each does, own words, and where cards go."""
