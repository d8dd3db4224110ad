### The message that an author has of each of their comments, for them alone; it changes with what becomes of the comment.

text = What became of your comment #{ $number }
state =
    .live = :eyes: *Received, and shown to others.* They can rate it now.
    .pending = :hourglass_flowing_sand: *Received.* A moderator reads it first; after that others can see it.
    .hidden = :see_no_evil: *Hidden* until a moderator decides. Others do not see it.
    .removed = :no_entry_sign: *Removed by a moderator.* Others do not see it.
    .withdrawn = :leftwards_arrow_with_hook: *You withdrew it.* Others do not see it.
# Once the exchange is closed
end =
    .live = :checkered_flag: *The exchange is closed.* Others saw your comment, and it is part of the results.
    .pending = :checkered_flag: *The exchange is closed,* and no moderator decided before: others did not see your comment.
# $reason is a few words, as "a name is in it".
state_for =
    .hidden = :see_no_evil: *Hidden:* { $reason }. Others do not see it.
    .removed = :no_entry_sign: *Removed by a moderator:* { $reason }. Others do not see it.
rated = { $n ->
    [one] :star: Rated by { $n } person or more.
   *[other] :star: Rated by { $n } people or more.
}
# $facts is what is done, by whom and until when.
answered = :speech_balloon: *Answered:* { $facts }
show =
    .button = Show it
    .spoken = Show comment #{ $number } and what I can do with it
results =
    .button = Results
only_you = Only you see this message. It changes when something becomes of your comment, without another message.
