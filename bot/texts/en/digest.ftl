### Digests: what people say so far, posted in the exchange's channel.

title = Digests

open =
    .header = Digest: what people say so far
closing =
    .header = Closing digest: what people said
# One line, as a notification shows it. $counts: 12 people · 40 comments
line = Digest: { $question } · { $counts }
line_closing = Closing digest: { $question } · { $counts }

# What is new
late = :hourglass: Late: it was due { $at }.
# $news is a list of what follows.
since = Since { $at }: { $news }.
since_nothing = Since { $at }: nothing new.
new_people = { $n ->
    [one] { $n } new person
   *[other] { $n } new people
}
new_comments = { $n ->
    [one] { $n } new comment
   *[other] { $n } new comments
}
new_ratings = { $n ->
    [one] { $n } new rating
   *[other] { $n } new ratings
}
# The same while an exchange is open: about 10.
about_people = { $n ->
    [one] about { $n } new person
   *[other] about { $n } new people
}
about_comments = { $n ->
    [one] about { $n } new comment
   *[other] about { $n } new comments
}
about_ratings = { $n ->
    [one] about { $n } new rating
   *[other] about { $n } new ratings
}
since_little = Since { $at }: a few new comments or ratings.
first_themes = the first themes
# $names is a list of themes.
new_themes = { $n ->
    [one] New theme: { $names }.
   *[other] New themes: { $names }.
}
theme_split = *{ $theme }* split off *{ $other }*.
theme_merged = *{ $theme }* is now part of *{ $other }*.

# Over the sentences that a service wrote.
in_short = In short
# $quote: a comment in quotation marks with its number, or its number alone.
top = The comment with the most stars has { $stars } from { $n } or more ratings: { $quote }
# $tied counts comments, two or more.
top_tied = { $tied ->
    [one] { $tied } comment shares the most stars. It has { $stars } from { $n } or more ratings: { $quote }
   *[other] { $tied } comments share the most stars. One of them has { $stars } from { $n } or more ratings: { $quote }
}
divided = Opinions differ most on this one: { $quote }

# Over the themes, side by side: the heading, and by what they are ordered.
themes = Themes
order =
    .rated = by how much people care: stars × share of the comments
    .unrated = by how much people care: stars × share of the comments; those without stars last
# In steps: $n is 5, 10, 15 …
to_rate = { $n ->
    [one] Needs ratings: more than { $n } comment has fewer than { $min }.
   *[other] Needs ratings: more than { $n } comments have fewer than { $min }.
}

# Headings over quotes
best =
    .open = Highest rated so far
    .closed = Highest rated
# Before there are stars
some = Some of what people say
differ = Groups differ on this: { $group } { $mean } ★, others { $others } ★
shared = All groups like this: { $mean } ★ or more in each
# In the place of a quote that had to go.
quote_gone = (this comment is no longer shown)

other_themes = Other themes
voices = What else people say
more_themes = { $n ->
    [one] And { $n } more theme.
   *[other] And { $n } more themes.
}
# $names is a list: Buses (4 · 3.9 ★), Books (2 · not rated yet) and 8 others
more_themes_named = { $n ->
    [one] And { $n } more theme: { $names }.
   *[other] And { $n } more themes: { $names }.
}
more_others = { $n ->
    [one] { $n } other
   *[other] { $n } others
}

# Why there are no themes
no_comment =
    .open = No comment yet. The first one starts the exchange.
    .closed = Nobody shared a comment.
themes_pending = I am looking for the themes just now. What is posted waits for them.
themes_missing = I could not find the themes this time.
too_few =
    .open = Themes show once there are { $min } comments.
    .closed = There were too few comments for themes.
too_alike = The comments are too much alike for separate themes.

# At the foot, side by side
names =
    .hidden = names are hidden
    .shown = names show with comments, but not in a digest
# Why nobody is quoted
no_quotes =
    .open = a comment can be quoted once { $min } people have rated it and the next figures are out
    .closed = nobody is quoted, since no comment has { $min } ratings
quotes = quotes are word for word, from comments with { $min } ratings or more

comment =
    .button = Comment
    .spoken = Share a comment
rate =
    .button = Rate
    .spoken = Rate comments
results =
    .button = Results

# What moderators read
heading = *Digests of { $question }*
scheduled_in = • { $channel } *{ $schedule }* ({ $zone }), next { $at }
unscheduled = No digest comes by itself. To set that, write `{ $command } digest every "mon 9:00"`.
closed = The exchange is closed. No digest follows its closing one.
preview =
    .button = Preview
now =
    .button = Post now
    .confirm_title = Post a digest now?
    .confirm_text = It appears in the exchange's thread and in its channel.
    .confirm_yes = Post it
    .confirm_no = Cancel
off =
    .button = Turn off
    .spoken = End all schedules of this exchange

# One line for each of the last digests. $state is what follows.
past = { $at } · { $channel }: { $state }
state =
    .posted = posted
    .nothing_new = not posted, nothing was new
    .closed = not posted, the exchange had closed
    .reopened = not posted, the exchange had opened again
    .schedule_off = not posted, its schedule had ended
    .superseded = not posted, a later one took its place
    .paused = not posted, the exchange was paused
    .skipped = not posted, a moderator skipped it
    .dropped = not posted
    .themes = I am looking for its themes, then it comes
    .names = waits until a moderator has looked at the names of its themes
    .on_its_way = on its way
state_failed = could not be posted (`{ $reason }`)
state_waiting = Slack asked me to wait, I try again { $at }

# Answers to the command. $channel is a channel's name.
on_its_way =
    .thread = :white_check_mark: The digest of *{ $question }* is on its way to the thread in { $channel }.
    .channel = :white_check_mark: The digest of *{ $question }* is on its way to { $channel }.
scheduled =
    .open = :white_check_mark: Digests of *{ $question }* come to { $channel } *{ $schedule }* ({ $zone }). The next one comes { $at }. When nothing is new, none is posted.
    .draft = :white_check_mark: Once the exchange is open, digests of *{ $question }* come to { $channel } *{ $schedule }* ({ $zone }). The next time is { $at }. When nothing is new, none is posted.
own_zone = { $zone }, your time zone
ended = :white_check_mark: No more digests come by themselves to { $channels }. The closing one still comes.
ended_none = No digest was set to come by itself. Nothing was changed.
preview_follows = A preview follows. Only you see it.
preview_note = :eyes: This is a preview, { $at }. Only you see it. It would go to { $channel }.
preview_note_language = :eyes: This is a preview, { $at }. Only you see it. It would go to { $channel }, in { $language }.

not_open = This exchange has not opened yet, so there is nothing to say.
no_channel = This exchange is not announced in a channel yet. Name one with `--channel=#name`.
closing_posted = This exchange is closed, and its closing digest was made for that channel. No other one follows.
closed_no_schedule = This exchange is closed. No digest comes after its closing one.

# To the moderators. $why is why Slack refuses, in the middle of a sentence.
failed = The digest of *{ $question }* in { $channel } could not be posted: { $why }.
failed_ended = The digest of *{ $question }* in { $channel } could not be posted: { $why }. Its schedule there has ended.
redact_failed = A digest of *{ $question }* in { $channel } quotes a comment that is no longer shown. I could not take the quote out: { $why }. Please delete that message by hand.

# The chart of themes: a picture. Its title is a sentence, $theme, $largest and $highest are themes' names.
chart =
    .theme = Theme
    .low = Range from
    .high = Range to
    .largest = Most comments: { $theme }
    .largest_and_highest = { $theme }: most comments and highest stars
    .highest = Most comments: { $largest }. Highest stars: { $highest }
    .alike = Most comments: { $theme }. Stars are close together: { $low } to { $high }
    .same = Most comments: { $theme }. Stars are the same, { $low }
    .stars_highest = Highest stars: { $theme }
    .stars_next = Highest stars: { $theme }, just before { $second }
    .stars_alike = Stars of the themes are close together: { $low } to { $high }
    .subtitle = Number of comments, and average stars from 1 to 5
    .subtitle_range = Number of comments, and average stars from 1 to 5. The line through a dot is its likely range.
    .range = { $mean } ★, likely between { $low } and { $high }
    .comments = Comments
    .stars = Average stars

# The words of a link to the page with the figures of this digest.
page_link = Explore these results on a page: all comments, charts and groups
# So that an exported file can be checked against it. $n: of the release; $root: 64 hexadecimal digits.
root = release { $n }, check code `{ $root }`

# How the digests of a channel come --------------------------------------------------------------------------------

rule_quiet = quiet hours { $hours }: what is due then comes after that
rule_holidays = { $n ->
    [one] not on a holiday, { $first }
   *[other] not on { $n } holidays, from { $first } to { $last }
}
rule_at_least = { $n ->
    [one] only when there is { $n } new comment, or ten times as many ratings
   *[other] only when there are { $n } new comments, or ten times as many ratings
}
rule_form =
    .short = in the short form, without quotes
    .moderators = in the form for moderators, with what waits
rule_ends = What is not written stays as it was. To end one of these, write the same command with { $ways }.
rule_outside = out of a private channel, as a moderator confirmed
outside = This exchange belongs to { $private }, which is private. Everybody in { $channel } would read its themes and what people wrote there.
outside_button = Post it there
waiting = { $n ->
    [0] For moderators: nothing waits.
    [one] For moderators: { $n } comment waits in the queue.
   *[other] For moderators: { $n } comments wait in the queue.
}

# A digest that moderators are shown before it goes out ------------------------------------------------------------

# $question, $channel, $at: when it goes out.
held =
    .waits = The digest of *{ $question }* goes out to { $channel } { $at } unless you change it.
    .skipped = The digest of *{ $question }* is skipped: nothing is posted to { $channel } { $at }. What is new comes with the next one.
    .posted = :white_check_mark: The digest of *{ $question }* is posted in { $channel }.
    .on_its_way = The digest of *{ $question }* is on its way to { $channel }.
    .dropped = The digest of *{ $question }* did not go out to { $channel }: meanwhile the exchange was closed or paused, or its schedule ended.
    .failed = The digest of *{ $question }* could not be posted in { $channel }.
    .again_figures = :arrows_counterclockwise: Made again, since newer figures are out.
    .again_quote = :arrows_counterclockwise: Made again, since a comment that it quoted is no longer shown.
    .has_introduction = With an introduction by moderators.
    .preview = What will be posted:
    .preview_language = What will be posted, in { $language }:
    .edit_button = Edit introduction
    .skip_button = Skip this one
    .undo_button = Undo: let it go out
    .post_title = Post it now?
    .post_text = It goes out as it is shown here, at any hour.
    .form_title = Before it goes out
    .form_about = You can add sentences of your own above the digest, and leave quotes out. Figures stay as they are.
    .form_submit = Save
    .introduction_label = Introduction
    .introduction_hint = It is shown above the digest, under “From the moderators”. Empty: none.
    .left_out_label = Quotes to leave out
    .left_out_hint = Readers see that a moderator left a quote out.
    .left_out_placeholder = Choose comments
    .no_quotes = This digest quotes nobody.
held_leaves_out = { $n ->
    [one] { $n } quote is left out.
   *[other] { $n } quotes are left out.
}
# To moderators who had changed it.
held_again =
    .figures = Newer figures are out, so the digest of *{ $question }* for { $channel } was made again. Your changes are in it. It goes out { $at }.
    .quote = A comment is no longer shown, so the digest of *{ $question }* for { $channel } was made again without it. Your other changes are in it. It goes out { $at }.
held_over = This digest is on its way already, or somebody else changed it just now. Please look at its card again.
held_late = The time of this digest is past. To post one now, write `/exchange digest now`.
introduction_long = An introduction has { $max } characters at most.
from_moderators = From the moderators
quote_left_out = (a moderator left this quote out)
held_set = { $n ->
    [one] :white_check_mark: Moderators see each scheduled digest of *{ $question }* { $n } hour before it goes out, and can change or skip it. If nobody does, it goes out by itself. Digests that you post now, closing ones and those for moderators do not wait.
   *[other] :white_check_mark: Moderators see each scheduled digest of *{ $question }* { $n } hours before it goes out, and can change or skip it. If nobody does, it goes out by itself. Digests that you post now, closing ones and those for moderators do not wait.
}
held_unset = :white_check_mark: Scheduled digests of *{ $question }* go out without a look by moderators.
held_status = { $n ->
    [one] Moderators see each scheduled digest { $n } hour before it goes out.
   *[other] Moderators see each scheduled digest { $n } hours before it goes out.
}
