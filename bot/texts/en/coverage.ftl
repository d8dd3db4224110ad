### Coverage: for how many comments and people a digest's quotes speak. Numbers are per cent.

# $chance, $otherwise: comments and people of as many comments that are chosen at random.
comments = The quotes speak for { $n } % of the comments; as many random comments would for { $chance } %.
people = The quotes speak for { $n } % of the comments and { $people } % of the people who wrote; as many random comments would for { $chance } % and { $otherwise } %.
# $themes is a list of themes: Buses, Lunch and 3 others
unquoted = No quote is from { $themes }.
least = They say least about { $theme } ({ $n } % of its comments).

# In small letters
rule = A quote speaks for a comment when a computer finds that both mean nearly the same.
summary = The sentences in short speak for { $n } % of the comments; as many random comments would for { $chance } %.
# $groups is a list of what follows.
groups = Of the comments that each group likes, the quotes speak for: { $groups }.
group = { $group } { $n } % (random: { $chance } %)
