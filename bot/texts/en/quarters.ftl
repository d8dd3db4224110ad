### An exchange that begins again each quarter, with a key of its own.

# Under the field of the form. $opens, $closes and $goes are days.
plan = Without a close date, one that opens on { $opens } closes on { $closes }, the last day of a quarter. What connects people to their words in that quarter is destroyed on { $goes }, and so on with each quarter.
# On the draft's card, and in the state of an exchange.
card = After the close the next quarter opens by itself: the same question, with a key of its own
status = next quarter opens by itself
about = *:arrows_counterclockwise: Quarter by quarter*
    When this exchange closes, the same question opens again for the next quarter, with a key of its own. Nobody's words, stars or choices are taken over: nothing connects who takes part in one quarter with the other. Results of each quarter stay.

# In the announcement of the next quarter, and in that of the one before.
announced = :arrows_counterclockwise: *The next quarter of this question.* Nothing that people wrote, rated or chose in the one before is taken over, so what you chose there, such as your group, is asked again.
closed = The next quarter is open: its announcement is further down.
before =
    .button = Quarter before
next =
    .button = Next quarter

# Behind the question whether to close, and above that whether to delete.
none_follows = No next quarter opens by itself after that.
# Behind another close date, or none, that somebody gave an open exchange.
ended = You set when it ends, so no next quarter opens by itself.
not_reopened = This exchange cannot open again: its next quarter is open in its place.
# $why is a sentence, of channels.ftl.
waits = *{ $question }* is closed, and its next quarter waits. { $why } I look again every hour. If no next quarter is wanted, `/exchange archive { $name }` ends it.
waits_status = :hourglass_flowing_sand: The next quarter waits: I cannot write in the channel. I look again every hour. `/exchange archive { $name }` ends it.
# Where no other exchange can open. $name is of the one that is closed.
takes_room = { $max ->
    [one] This workspace may have one exchange open at a time, and the next quarter of `{ $name }` waits to open. `/exchange archive { $name }` gives that up.
   *[other] This workspace may have { $max } exchanges open at a time, and has them with the next quarter of `{ $name }`, which waits to open. Please close one first, or give that up with `/exchange archive { $name }`.
}
# Where an archive is refused. $why is one or more sentences.
given_up = { $why } Its next quarter, which waited, is given up all the same: none opens by itself any more.
# Behind the message about the last day.
last_day = Later quarters have keys of their own; nothing in them is connected to what you shared here.
