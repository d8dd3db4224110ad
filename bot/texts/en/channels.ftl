### Channels: what is wrong with one that somebody named or chose. $channel is a link to it.

unknown = I cannot see that channel. Please choose it from the list that Slack shows after `#`. If it is private, write `/invite @Starling` in it first.
archived = { $channel } is archived, so nothing can be posted there.
outside = I cannot write in { $channel }. Please write `/invite @Starling` there first.
# $why is the end of a sentence, of refusals.ftl.
refused = I cannot write in { $channel }: { $why }.
