### Several channels: an exchange that runs in more channels than its own.

# $channels and $own are lists of links to channels, $channel is one.
list = *{ $question }* runs in { $channels }. Everybody in one of them may take part.
list_one = *{ $question }* runs in { $channel }. Everybody there may take part. `{ $command } channel add #channel` adds another channel.
none = *{ $question }* has no channel yet.
added = :white_check_mark: *{ $question }* runs in { $channel } too. I announce it there in a moment; its digests come there as well.
added_draft = :white_check_mark: *{ $question }* will run in { $channel } too. It is announced there when it opens.
removed = :white_check_mark: *{ $question }* no longer runs in { $channel }. What people there wrote and rated stays.
message_left = Slack did not let me delete my announcement there. Please delete that message by hand.
warning =
    .opens = This exchange runs in { $own }, which is private. With { $channel } everybody in the workspace can read its question, all comments and the results, also those that are there already, and take part.
    .private = { $channel } is private. Its members can then take part, and they and the people of { $own } read each other's comments, also those that are there already. Moderators see that the channel exists.
go_on =
    .button = Add it all the same
    .spoken = Add this channel to the exchange all the same

how = Write `{ $command } channel add #channel`, `{ $command } channel remove #channel` or `{ $command } channel list`.
no_first = Please choose a channel first, with *Edit*: the first one is chosen there.
already = It runs in { $channel } already.
too_many = An exchange runs in { $max } channels at most.
own = { $channel } is the exchange's own channel, which stays.
not_in = It does not run in { $channel }.
