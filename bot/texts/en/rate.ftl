### Rating: the card, what takes its place, the page of five, and stars that people type.

# The card -------------------------------------------------------------------------------------------------------

# For notifications; the card shows the question itself.
card = Rate this comment, 1 to 5 stars: { $question }
why = Why it matters: { $why }
shared_by = shared by { $name }
seed = by the moderators, to begin with
star =
    .spoken = { $stars } of 5 stars
skip =
    .button = Skip
    .spoken = Skip this comment
undo =
    .button = Undo
    .spoken = Take my last rating back
translate =
    .button = Translate
    .spoken = Show a translation under this comment
# Why somebody skips a comment, in the menu of the card.
skip_option =
    .unclear = I do not understand it
    .off_topic = Not about the question
    .duplicate = Seen one like it
report =
    .option = Report …
stop =
    .option = Stop for now
group =
    .placeholder = Which group are you in? (optional)
more =
    .placeholder = More …

# The line below the card: facts side by side.
rated = { $n } rated
rated_goal = { $n } rated, goal { $goal }
# $given: ★★★★☆ (4)
last = last: { $given }
milestone =
    .five = Five rated, thank you. Stop whenever you like.
    .ten = Ten rated. Half way to the goal.
    .ten_of_fewer = Ten rated.
    .twenty = Twenty rated: that is the goal. Every further star makes the result surer.
    .thirty = Thirty rated. Thank you for so much of your time.
typing = you can also type a number from 1 to 5, `skip` or `undo`
skipped = Skipped.
undone = Taken back. Here it is again.
nothing_to_undo = There is nothing to undo.
reported = Reported. A moderator will look at it, and never learns who reported it.

# Why a click did not count.
edited = The author changed the words. Here they are now.
given_before = You gave them { $given }.
gone = This comment is no longer open for ratings: it was edited, withdrawn or taken down.
moved_on = The author changed the words of that comment. Nothing was changed.
too_early = This card came after you wrote that, so nothing was changed. How many stars do you give this one?

# What takes the card's place ------------------------------------------------------------------------------------

changed = Your rating of #{ $number } is now { $given }.
changed_on_card = Your rating of #{ $number } is now { $given }. Click again to change it.
# Where the number is not known any more.
changed_now = Your rating is now { $given }.
report_which = What is wrong with this comment? Moderators see the comment and the reason, never who reported it.
report_nothing =
    .button = Back, report nothing
danger = Thank you for telling us. The moderators get a message now.
danger_next = They look at the comment. Nobody learns who reported it, not even moderators.
go_on_rating =
    .button = Go on rating
stopped = { $n ->
    [0] Thank you! Your place is kept: go on whenever you like.
    [one] Thank you! You have rated { $n } comment so far. Your place is kept: go on whenever you like.
   *[other] Thank you! You have rated { $n } comments so far. Your place is kept: go on whenever you like.
}
go_on =
    .button = Go on
results =
    .button = Results
no_more = That is all there is to rate for now. New comments keep coming.
look_again =
    .button = Look again
share =
    .button = Share a comment
# $link: words that lead to somebody's messages with the app.
waits = A card to rate waits in { $link }. One click gives the stars.
waits_modal =
    .title = Rate comments

# Five at a time -------------------------------------------------------------------------------------------------

set =
    .title = Five at a time
    .placeholder = Stars, or leave it empty
    .submit = Save, and 5 more
    .close = Enough for now
done =
    .close = Done
set_empty = There is nothing more to rate for now. New comments keep coming: look again later.
set_saved = { $n ->
    [one] :white_check_mark: { $n } rating saved.
   *[other] :white_check_mark: { $n } ratings saved.
}
# $numbers is a list: #412 and #517
set_edited = { $n ->
    [one] :warning: { $numbers }: the author changed the words, so your stars were not saved. Here it is again.
   *[other] :warning: { $numbers }: the authors changed the words, so your stars were not saved. Here they are again.
}
set_none = You rated none of the last page.
set_not_opened = Many people are rating just now, and the page did not open. Press *Rate* for single cards instead.

# Themes to rate first -----------------------------------------------------------------------------------------

themes_first =
    .button = Choose themes first
themes =
    .title = Themes first
    .label = Themes
    .placeholder = Choose up to three
    .submit = Save
    .close = Cancel
themes_what = Choose up to three themes. Three of four comments that you are shown then come from them. The others come from the whole exchange, so that every comment is read.
themes_private = Only you see what you chose, and you can change it at any time. Without a theme you are shown all comments alike.
themes_option = { $n ->
    [one] { $name } · { $n } comment
   *[other] { $name } · { $n } comments
}
themes_none = There are no themes yet. They come with the first results: look again later.
# $themes is a list of names.
themes_chosen = :white_check_mark: From the next comment that you are shown, these themes come first: { $themes }.
themes_ended = :white_check_mark: No theme comes first now. You are shown comments of all themes alike.
themes_end =
    .button = End my choice
themes_gone = Choose up to three of the themes in this list. If one is missing, close it and open it again: themes change with the results.

# Typed stars ----------------------------------------------------------------------------------------------------

# What is left of the card above, before how many are rated.
folded =
    .rate = The card is below
    .skip = Skipped
    .undo = You took the last one back
    .stop = Stopped
which = Which exchange would you like to rate?
which_rate =
    .button = Rate
# The form of a command.
which_form = /exchange rate NAME
no_card = No card is open just now. Press *Rate* under an exchange, or write `rate`, and I will show you a comment.
no_stop = There is nothing to stop: no card is open, and I only answer. To get no invitations either, open my *Home* tab and tick “No messages that I did not ask for”.
only_stars = I take 1 to 5 stars. Nothing was changed.
only_last = Nothing was changed: editing a number changes only your last rating, to other stars. `undo` takes the last one back, and my *Home* tab lists all of them under *Your ratings*.
none_open = No exchange is open right now, so there is nothing to rate.
on_the_card = Stars are given on the card, one click each. `{ $form }` alone shows it.
not_open = No exchange `{ $name }` is open. My *Home* tab lists those that are.

# What cannot be done --------------------------------------------------------------------------------------------

unreadable_button = I cannot read this button. Please press *Rate* for a new card.
unreadable_page = I cannot read this page. Please open it again.
unknown_reason = I do not know this reason.
no_such_comment = There is no such comment in this exchange.
own_comment = This comment is your own. Others rate it.
