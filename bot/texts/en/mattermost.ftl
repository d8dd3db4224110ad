### What is said in Mattermost alone. All else is in the files of the features.

# The form: 24 bytes are the most for a title and for the name of a field.
form =
    .title = Share a comment
    .comment = Your comment
    .why = Why does it matter?
# On the card after a click, without the stars: Mattermost keeps what a card showed.
counted = Your stars were counted.
changed = Your new rating of #{ $number } counts. Click again to change it.
form_not_opened = The form did not open, and nothing is lost. Please press again, or write your comment to me as a direct message.

# $command: /exchange
unknown = I do not know *{ $written }* here. `{ $command } help` shows what I understand.
help = *Write your comment to me as a direct message*, and I will ask before anything is shared. Or:
help_share = • `{ $command } share` opens a form; with words behind it they are shared at once
help_rate = • `{ $command } rate` shows you what others wrote, to rate with one click each
help_new = • `{ $command } new "What keeps us safe?"` asks this channel; with `--close="fri 17:00"` it closes by itself
help_digest = • `{ $command } digest` posts a digest in the channel now
help_end = • `{ $command } close` closes the exchange of this channel
help_queue = • `{ $command } queue` shows what waits for a moderator; then `{ $command } keep #12` or `{ $command } hide #12 --reason=rude`
help_mod = • `{ $command } mod add @name` makes somebody a moderator
# $reference: a few letters that the log has too
unsure = Mattermost did not answer as it should. Please look whether your change is there. If not, try again. (Reference { $reference })
# $flags: --groups, --template
flags = Nothing was opened: on Mattermost there is no { $flags } yet. Please leave it out.
safety_flags = Nothing was opened: on Mattermost there is no { $flags } yet. Signs of danger go to all moderators at once; name those who are to have them with `{ $command } mod add @name`.
in_channel = Nothing was opened: an exchange asks a channel. Please write `{ $command } new` there.
drafts_only = Only a draft can be deleted on Mattermost, and `{ $name }` is none.
name_it = No exchange of this channel is open. If you mean `{ $name }`, write that name behind the command.
# $name: as it was written
nobody = Nobody here is called *{ $name }*.
# $channels is a list; $name: the short name of the exchange.
opened = *{ $question }* is open in { $channels }. Its short name is `{ $name }`, and its announcement comes in a moment.
