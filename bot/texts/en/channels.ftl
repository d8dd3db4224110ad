### Channels: what is wrong with one that somebody named or chose. $channel is a link to it, in a form `chosen`.

unknown = I cannot see that channel. Please choose it from the list that Slack shows after `#`. If it is private, write `/invite @Starling` in it first.
archived = Nothing can be posted in { $channel }: it is archived.
outside = I cannot write in { $channel }. Please write `/invite @Starling` there first.
# A form shows no link.
chosen = the chosen channel
# $why is the end of a sentence, of refusals.ftl.
refused = I cannot write in { $channel }: { $why }.
