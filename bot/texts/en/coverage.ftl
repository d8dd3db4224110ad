### Coverage: for how many comments and people a digest's quotes speak. Numbers are per cent.

# $chance, $otherwise: comments and people of as many comments that are chosen at random.
comments = Quotes speak for { $n } % of comments (as many random ones: { $chance } %).
people = Quotes speak for { $n } % of comments and { $people } % of people (as many random ones: { $chance } % and { $otherwise } %).
# $themes is a list of themes: Buses, Lunch and 3 others
unquoted = Not quoted: { $themes }.
least = Least covered theme: { $theme } ({ $n } %).

# In small letters
rule = A quote speaks for a comment when a computer finds that both mean nearly the same, and for a person who wrote such a comment.
summary = The sentences in short speak for { $n } % of comments (as many random ones: { $chance } %).
# $groups is a list of what follows.
groups = Of the comments that each group likes, quotes speak for: { $groups }.
group = { $group } { $n } % (random: { $chance } %)
