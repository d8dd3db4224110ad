### The nudge: one message in the channels of an exchange, to groups that are under-represented.

# In a channel. $groups is a list of names.
message = :wave: We have heard little from { $groups } so far. Your view counts: share a comment, or rate some, one click each.
notification = We would like to hear more voices: { $question }

# For moderators. $channels is a list of links.
open =
    .button = Remind groups that are missing
    .spoken = See the reminder to groups that are missing, before it goes out
preview = This goes out once, in { $channels }. Only you see it now.
preview_note = By the figures that everybody sees. Everybody in the channel gets the same message, so it says of nobody whether they answered.
send =
    .button = Post it
    .spoken = Post the reminder in the channels now
confirm =
    .title = Post the reminder?
    .text = It goes out once in an exchange and cannot be repeated.
    .no = Not now
sent = :white_check_mark: The reminder goes out now, in { $channels }.
# $why is words as “the channel is archived”.
refused = The reminder to groups that are missing, of *{ $question }*, did not go out in { $channel }: { $why }. Once that is put right, `/exchange nudge` sends it there, unless it went out in another channel.
sent_already = The reminder to groups that are missing went out already: { $at }, in { $channels }. It goes out once.
no_roster = Nobody has said yet how many people are in each group. Write for example `/exchange roster { $name } "Student 620, Parent 400"`.
nobody_behind = By the figures that everybody sees, no group is under-represented. There is nothing to send.
paused = This exchange is paused. `/exchange resume` lets it go on; then groups can be reminded.
