### Inviting by name: moderators put people and user groups on an exchange's list.

title = Invite people
open =
    .button = Invite people
    .spoken = Invite people by name or by user group
how = Each person gets one private message from me. Nobody is invited twice. People who already take part, or chose “Not for me”, get none, and nobody learns who they are.
listed = { $n ->
    [one] { $n } person is on the list already.
   *[other] { $n } people are on the list already.
}
found_so_far = { $n ->
    [one] Found so far: *{ $n } person*. The list below holds the names that I did not find: correct them, or take them out.
   *[other] Found so far: *{ $n } people*. The list below holds the names that I did not find: correct them, or take them out.
}
groups =
    .label = User groups
    .placeholder = Choose user groups
people =
    .label = People
    .placeholder = Choose people
list =
    .label = A list
    .hint = E-mail addresses or user names, one on each line. Up to { $n } characters at a time.
next = Next
looking = :mag: I am looking these people up. This takes a moment.
# What is confirmed. $group is a mention of a user group.
sure = { $n ->
    [one] *{ $n } person* will be invited.
   *[other] *{ $n } people* will be invited.
}
of_group = { $n ->
    [one] { $group }: { $n } person
   *[other] { $group }: { $n } people
}
before = { $n ->
    [one] { $n } more is on the list already.
   *[other] { $n } more are on the list already.
}
outside = { $n ->
    [one] :lock: { $n } of them is not in { $channel }, which is private: the invitation waits until they join it.
   *[other] :lock: { $n } of them are not in { $channel }, which is private: the invitations wait until they join it.
}
all_listed = All of them are on the list already. Nobody is invited twice.
save =
    .button = Invite
    .spoken = { $n ->
        [one] Invite { $n } person
       *[other] Invite { $n } people
    }
done = { $n ->
    [one] :white_check_mark: *{ $n } person* is on the list. The invitation goes out in a moment.
   *[other] :white_check_mark: *{ $n } people* are on the list. The invitations go out now, a few at a time.
}
done_paused = { $n ->
    [one] :white_check_mark: *{ $n } person* is on the list. The invitation goes out when the exchange is resumed.
   *[other] :white_check_mark: *{ $n } people* are on the list. The invitations go out when the exchange is resumed.
}
done_draft = { $n ->
    [one] :white_check_mark: *{ $n } person* is on the list. The invitation goes out when the exchange opens.
   *[other] :white_check_mark: *{ $n } people* are on the list. The invitations go out when the exchange opens.
}
cleared = :white_check_mark: The list is empty. People who are not invited yet get no invitation; the others keep theirs.
status = { $n ->
    [one] *{ $n } person* is on the list of those whom moderators invite.
   *[other] *{ $n } people* are on the list of those whom moderators invite.
}
correct =
    .button = Correct the list
    .spoken = Correct the list of people to invite

# For how long the names are kept; by full days of UTC, so one to two.
kept = :lock: Until you press, these names are kept encrypted, and erased after a day or two.

# What cannot be done. $names is a list of what was written.
missing = I found nobody, or more than one person, called: { $names }.
missing_more = { $n ->
    [one] I found nobody, or more than one person, called: { $names } and { $n } more.
   *[other] I found nobody, or more than one person, called: { $names } and { $n } more.
}
nothing_done = Nobody was put on the list. Correct it, or leave them out.
correct_these = { $missing } Please correct the list, or leave them out. Nobody was invited.
nobody = Please name somebody: a user group, people, or a list.
off_alone = `--off` empties the list. Please write it without people.
too_many = A list has room for { $max } people.
outdated = This list was used already, or is too old. Please begin again with `/exchange invite`.
no_group_scope = I may not see user groups here. Ask the person who installed me to allow the scope `usergroups:read`. People and lists work without it.
no_email_scope = I may not look up e-mail addresses here: please write user names or @names instead. Or ask the person who installed me to allow the scope `users:read.email`.
failed = I could not look these people up. Nobody was invited. Please try again.
slack_silent = Slack did not say who these people are. Nobody was invited. Please try again in a minute.
