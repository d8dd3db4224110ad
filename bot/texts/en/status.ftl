### The state of an exchange, the questions before it closes, and the lists that moderators choose from.

# The state, with its sign
draft = :pencil2: Draft
draft_opens = :pencil2: Draft, opens { $at }
open = :large_green_circle: Open, no close date
open_closes = :large_green_circle: Open, closes { $at }
paused = :double_vertical_bar: Paused
closed = :checkered_flag: Closed
archived = :package: archived
closed_at = :checkered_flag: Closed { $at }

# An exchange without a close date that is open for a quarter or more. $since is a day.
open_long = :hourglass_flowing_sand: Open since { $since } without a close date. What connects people to their words and stars is destroyed { $n } days after the close. Close it when a quarter ends, and begin the next one from it with `/exchange new`; with `--renews` the quarters after it follow by themselves.

# The headings of four numbers
people = People
comments = Comments
ratings = Ratings
waiting = Waiting for a moderator
of_members = { $people } of { $members } in the channel

# Of those who ticked "Sign me up for future exchanges"
invited = Invited *{ $n }* of *{ $people }* who signed up. Who took part before, or cannot see the channel, gets no invitation.
no_coverage = No comment to rate yet.
coverage = Ratings per comment: fewest *{ $min }* · median *{ $median }* · most *{ $max }*
# While no comment has more ratings than that
coverage_few = Ratings per comment: up to *{ $n }* so far
# A group of those who chose none
not_said = did not say
# $names is a list of groups.
together = smaller groups *{ $people }* together ({ $names })
too_few = There are still too few people to show their groups
# $ratings: Parent 12 · Student 40
given = Ratings by group: { $ratings }
# After the close, behind the first of the sentences below.
coordinated_end =
    .out = They were left out while the exchange was open. Figures that counted them before and did not change since still do.
    .counted = Their ratings count: figures do not change after the close.
coordinated =
    .counted = { $n ->
        [one] :rotating_light: *{ $n } account rates too much like another to be a different person.* Nobody is shown who it is.
       *[other] :rotating_light: *{ $n } accounts rate too much alike to be different people.* Nobody is shown who they are.
    }
    .out = { $n ->
        [one] :rotating_light: *{ $n } account rates too much like another to be a different person.* Its ratings do not count.
       *[other] :rotating_light: *{ $n } accounts rate too much alike to be different people.* Their ratings do not count.
    }
leave_alike =
    .button = Leave them out
count_alike =
    .button = Count them again

announcement = announcement
moderation =
    .pre = a moderator looks first
    .post = comments are live at once
    .flagged = a moderator looks first at what rules find
# Who reads the page with results.
results =
    .link = results on a page for who has the link
    .workspace = results on a page for this workspace
    .moderators = results on a page for moderators
not_announced = :warning: Not announced yet: { $why }.
# $numbers: 12 people, 40 comments
card_text = { $question }: { $numbers }

queue =
    .button = Queue
queue_waiting =
    .button = Queue ({ $n })
dates =
    .button = Close date
    .spoken = Change the close date
dates_instead =
    .spoken = Set a close date instead
reopen =
    .button = Reopen
pause =
    .button = Pause
    .confirm_title = Pause this exchange?
    .confirm_text = Nobody can comment or rate until you resume it. Its close date stays, and no digest is posted by itself meanwhile.
    .confirm_yes = Pause
resume =
    .button = Resume
archive =
    .button = Archive
    .spoken = Put this exchange away
delete_whole =
    .button = Delete …
    .spoken = Delete this exchange for good; a form asks first
bring_back =
    .button = Take out of the archive
results =
    .button = Results
close =
    .button = Close now
    .confirm_title = Close this exchange?
    .confirm_text = Nobody can comment or rate from then on. You can reopen it.
    .confirm_yes = Close
    .confirm_no = Cancel

# $comments: 40 comments; $ratings: 310 ratings
close_now = :checkered_flag: *Close this exchange now?*
    { $question }

    Nobody can comment or rate from then on. Everything is kept ({ $counts }), and you can reopen it.
close_now_text = Close { $name }?
# $zone is an IANA name.
close_earlier = :calendar: *This closes it earlier, not later.*
    { $question }

    It closes { $old } now. You wrote { $new } ({ $zone }, your time zone).
close_earlier_text = Close { $name } earlier?
earlier =
    .button = Close earlier
    .spoken = Close at the earlier time
leave_date =
    .button = Leave it
    .spoken = Leave the close date

show =
    .button = Show
show_one =
    .spoken = Show { $name }
exchanges = { $n ->
    [one] { $n } exchange
   *[other] { $n } exchanges
}
older = { $n ->
    [one] And { $n } older. `{ $command } status` with its short name shows it.
   *[other] And { $n } older. `{ $command } status` with a short name shows each.
}
which =
    .open_one = Which exchange do you want to open?
    .close_one = Which exchange do you want to close?
    .reopen_one = Which exchange do you want to reopen?
    .pause_one = Which exchange do you want to pause?
    .resume_one = Which exchange do you want to resume?
    .archive_one = Which exchange do you want to archive?
    .remind_one = Which exchange are the reminders of?
    .extend_one = Which exchange do you want to extend?
    .status_one = Which exchange?
pick =
    .placeholder = Choose an exchange
more_to_pick = { $n ->
    [one] { $n } more: write its short name behind the command.
   *[other] { $n } more: write the short name behind the command.
}
