### How many people are in each group of the community, and how many of them took part.

no_groups = This exchange does not ask for groups, so it cannot say who is missing.
unreadable = I cannot read “{ $part }”. Write each group with its number of people, or with a user group: `Student 620, Parent @parents`.
# $groups is a list.
no_group = This exchange has no group “{ $name }”. Its groups are { $groups }.
twice = The group “{ $name }” is there twice.
how_many = Please write how many people are in “{ $name }”: a whole number from 1 to { $max }.
saved = :white_check_mark: Saved. The results now say how many of each group took part.
# $name is a group of the exchange, $groups a list of mentions of Slack's user groups.
of_group = { $n ->
    [one] :busts_in_silhouette: { $name }: { $n } person in { $groups }
   *[other] :busts_in_silhouette: { $name }: { $n } people in { $groups }
}
of_group_now = That is how many there are now. I keep the number alone: write the user group again when it has changed.
looking = :mag: I am counting the people of these user groups. This takes a moment.
no_user_group = I found nobody in the user group for “{ $name }”. Nothing was changed.
no_group_scope = I may not see user groups here. Ask the person who installed me to allow the scope `usergroups:read`, or write a number. Nothing was changed.
failed = I could not count these people. The roster is as it was. Please try again.
slack_silent = Slack did not say who is in the user group. Nothing was changed. Please try again in a minute, or write a number.
off = :white_check_mark: The results no longer say how many of each group took part.
none = Nobody has said yet how many people are in each group. Write for example `/exchange roster { $name } "Student 620, Parent 400"`; a user group such as @parents may stand for a number.
# $people: "340", or "over 335" while it is open.
part = { $people } of { $asked }
part_share = { $people } of { $asked } ({ $percent } %)
waiting = Who took part of each group shows once enough people of several groups did.

# The page --------------------------------------------------------------------------------------------------------

heading = How many of each group took part
how = { $n } people were asked. A group is under-represented where its share is less than four fifths of that of all.
share = Took part
behind = under-represented
# $groups is a list.
missing = Under-represented: { $groups }. What they think may differ from what stands here.
few = Fewer than { $n } people took part so far. What they say may not be what everybody thinks.

asked =
    .label = Who was asked
    .people = { $n } people: { $groups }
    .groups = Everybody who could see the question in Slack: { $groups }
    .everybody = Everybody who could see the question in Slack
changed =
    .label = What changed
    .none_label = Answers so far
    .none = none
    .some = Comments with an answer: { $answered }. Something is begun or done for: { $begun }.
groups_none = There are no groups: everybody is asked the same, and results are shown for all.
groups_draft = `{ $command } groups { $name } "Student, Parent"` sets other groups until it opens, `{ $command } groups { $name } none` takes them away.
groups_fixed = Groups are fixed at the opening. `{ $command } roster { $name }` says how many people are in each.
