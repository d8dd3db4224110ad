### What is said of groups, on the page, in Slack and in a digest: which ones are meant, and why some are not shown.

# $groups: names of some of the exchange's groups; $stars, $mean: numbers such as 4.1.
in_each = { $stars } ★ or more from each: { $groups }
digest = { $mean } ★ or more from each of these groups: { $groups }
story =
    .too = These groups like that comment, with { $stars } ★ or more from each: { $groups }.
    .like = These groups like this, with { $stars } ★ or more from each ({ $groups }): { $quote }
# $n counts comments.
message = { $n ->
    [one] One comment is liked in these groups: { $groups }
   *[other] { $n } comments are liked in these groups: { $groups }
}
cells = The stars of a single group show only on comments that at least { $n } of its people, and enough others, rated.
no_cell = No group's stars can be shown on this comment: at least { $n } of a group's people, and enough others, have to rate it.
# A filter by group that leaves nothing. $n counts the comments with published stars of the group.
nothing_of_group = { $n ->
    [one] No comment fits. Only { $n } comment has enough ratings from { $group } (at least { $least }). To see others, choose “{ $everybody }” under “{ $filter }”.
   *[other] No comment fits. Only { $n } comments have enough ratings from { $group } (at least { $least }). To see others, choose “{ $everybody }” under “{ $filter }”.
}

# Why nothing is said of where groups differ. $n counts ratings or people.
why =
    .no_groups = Nobody was asked for a group, so there are none to compare.
    .waiting = Figures of groups come with a later checkpoint.
    .few = Where groups differ cannot be said: fewer than two groups have { $n } people who rated.
    .not_often = Where groups differ cannot be said: no comment shows the stars of two groups. That takes { $n } ratings from each.
    .near = On no comment does a group surely differ from the others by half a star or more.
too_few = Too few people to show anything of: { $groups }.
opinions_none = We also looked for people who rate alike, whatever their group, and found no such opinion groups that are clear enough to show.
