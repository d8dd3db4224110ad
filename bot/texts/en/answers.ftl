### Answers to comments by those who asked, and what they do about them.

form =
    .title = Answer a comment
    .submit = Answer
text_field =
    .label = Your answer
    .hint = Everybody reads it: under the announcement and with the results. You can change it later.
status_field =
    .label = What happens now
owner_field =
    .label = Who looks after it
    .hint = A team or an office, for example Facilities.
due_field =
    .label = Until when
status =
    .heard = We heard this
    .planned = Planned
    .started = Begun
    .done = Done
    .declined = We will not do this
# $owner is a team or an office, as it was written.
by = by { $owner }
until = until { $day }

# What a moderator reads -----------------------------------------------------------------------------------------

saved_theme = :white_check_mark: The answer to theme *{ $theme }* is saved.
saved = :white_check_mark: The answer to *#{ $number }* is saved.
saved_where =
    .posted = It is posted under the announcement and shown with the results. To change it, answer again.
    .not_announced = The exchange has no announcement, so the answer is shown with the results alone. To change it, answer again.
not_posted = :warning: The answer to { $name } is saved and shown with the results, but Slack did not let me post it under the announcement. Answer again to try once more.
none_yet = No comment of “{ $question }” has enough ratings yet. You can answer any comment by its number: `/exchange answer #412`.
heading = *“{ $question }”: highest rated comments with an answer, { $done } of { $n }.*
answer_button = Answer
answer_spoken = Answer comment #{ $number }
change_button = Change the answer
change_spoken = Change the answer to comment #{ $number }
list_button =
    .button = Answers
    .spoken = Answer comments and themes
list_modal =
    .title = Answers
theme_form =
    .title = Answer a theme
theme_heard = Those who wrote a comment of this theme or gave one 4 or 5 stars, and asked to hear of answers, have a message. Nobody sees who they are.
themes_heading = *Largest themes.* An answer to a theme stands for all of its comments.
answer_theme =
    .button = Answer this theme
    .spoken = Answer theme { $key }
change_theme =
    .button = Change the answer
    .spoken = Change the answer to theme { $key }
any_other = You can answer every comment by its number: `/exchange answer #412`.

# What is wrong --------------------------------------------------------------------------------------------------

no_words = Please write an answer.
too_long = { $over ->
    [one] This is { $over } character too long. An answer has { $max } at most.
   *[other] This is { $over } characters too long. An answer has { $max } at most.
}
owner_too_long = Please name who looks after it in { $max } characters at most.
unknown_status = What happens now is `heard`, `planned`, `started`, `done` or `declined`.
no_day = Please write the day as year, month and day: `--due=2027-03-01`.
no_theme = There is no theme { $key } in this exchange. `/exchange theme` lists them.
not_shown = Comment #{ $number } is not shown to others now, so it cannot be answered in public.

# What the channel and the results show --------------------------------------------------------------------------

# $theme is a theme's short id with its name, as "t3 Lunch".
post_theme = An answer to the theme { $theme }
# Above an answer, where the theme itself is shown.
theme_answer = An answer to this theme
post = An answer to comment #{ $number }
# $named is a list as "#4 and #17".
missing = { $n ->
    [one] :hourglass: One of the ten highest comments has no answer yet: { $named }. `{ $command } answer` lists them; "heard" with a sentence is an answer too.
   *[other] :hourglass: { $n } of the ten highest comments have no answer yet: { $named }. `{ $command } answer` lists them; "heard" with a sentence is an answer too.
}
