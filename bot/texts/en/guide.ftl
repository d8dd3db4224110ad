### `/exchange help`: an overview of what the reader may do, and a page for each subcommand.

heading = What I understand
private = Only you see my answers.
# $names is a row of commands.
more = And more: { $names }

# The overview: a command, two spaces, what it is for.
line =
    .new_line = `{ $command } new ["question" --close="fri 17:00"]`  begin an exchange: the form, or one line
    .open_line = `{ $command } open | close | reopen [exchange]`  open a draft, close it, open it again
    .extend_line = `{ $command } extend [exchange] fri 17:00`  another close date
    .status_line = `{ $command } status [exchange]`  counts, coverage, groups, dates
    .digest_line = `{ $command } digest [now | preview | every "mon 9:00" | off]`  what people say, in the channel
    .queue_line = `{ $command } queue [exchange]`  what waits for a moderator
    .keep_line = `{ $command } keep | hide | restore | remove exchange#412`  decide about a comment
    .mod_line = `{ $command } mod [add @name | remove @name]`  who moderates
    .share_rate_line = `{ $command } share [your words] · rate`  take part yourself
    .me_line = `{ $command } me | results | about | forget-me`  your part, what came out, how it works
    .help_line = `{ $command } help [subcommand]`  a subcommand with an example
    .share_line = `{ $command } share [your words]`  answer the question, without your name
    .rate_line = `{ $command } rate`  give stars to what others wrote
    .results_line = `{ $command } results [exchange]`  what people say so far
    .me_alone_line = `{ $command } me`  your comments, what became of them, your ratings
    .about_line = `{ $command } about`  what is kept, and who sees what
    .forget_me_line = `{ $command } forget-me`  erase what could identify you

# How a subcommand is written
form =
    .new_form = new ["question" --close="fri 17:00" …]
    .open_form = open [exchange] [time]
    .close_form = close [exchange] [time]
    .reopen_form = reopen [exchange] [time]
    .extend_form = extend [exchange] time
    .status_form = status [exchange]
    .digest_form = digest [exchange] [now | preview | every "mon 9:00" | off]
    .queue_form = queue [exchange]
    .keep_form = keep exchange#412
    .hide_form = hide exchange#412 [--reason=…]
    .restore_form = restore exchange#412
    .remove_form = remove exchange#412 [--reason=…]
    .mod_form = mod [add @name | remove @name]
    .share_form = share [#exchange] [your words]
    .rate_form = rate [exchange]
    .me_form = me
    .results_form = results [exchange] [--group=…]
    .about_form = about
    .forget_me_form = forget-me
    .help_form = help [subcommand]
    .theme_form = theme list | rename | merge | split | move | lock | unlock | seed | undo
    .outside_form = outside [on | off]
example =
    .new_example = For example: `{ $command } new "What keeps us safe at school?" --close="fri 17:00" --groups="Student, Parent, Teacher" --stars=agree`
    .open_example = For example: `{ $command } open sro mon 9:00`
    .close_example = For example: `{ $command } close sro`
    .reopen_example = For example: `{ $command } reopen sro fri 17:00`
    .extend_example = For example: `{ $command } extend sro 2026-12-11 17:00`
    .status_example = For example: `{ $command } status sro`
    .digest_example = For example: `{ $command } digest sro every "mon 09:00" --channel=#board`
    .queue_example = For example: `{ $command } queue sro`
    .keep_example = For example: `{ $command } keep sro#412`
    .hide_example = For example: `{ $command } hide sro#412 --reason=name`
    .restore_example = For example: `{ $command } restore sro#412`
    .remove_example = For example: `{ $command } remove sro#412 --reason=rude`
    .mod_example = For example: `{ $command } mod add @kim`
    .share_example = For example: `{ $command } share More time to eat lunch`
    .rate_example = For example: `{ $command } rate sro`
    .me_example = For example: `{ $command } me`
    .results_example = For example: `{ $command } results sro`
    .about_example = For example: `{ $command } about`
    .forget_me_example = For example: `{ $command } forget-me`
    .help_example = For example: `{ $command } help close`
    .theme_example = For example: `{ $command } theme sro list`
    .outside_example = For example: `{ $command } outside off`
note =
    .new_note = Flags: `--close` `--open` (times), `--channel=#name`, `--stars=agree|important|experience`, `--groups`, `--names=hidden|shown`, `--review` (a moderator looks first), `--hide-reported`, `--limit=500`, `--rate-last=10%`, `--smallest-group=5`, `--tell-groups`, `--help-text=…`, `--language=en|es`, `--slug=sro`, `--background`. `{ $command } new` alone opens the form.
    .open_note = Without a time it opens now. From then on what it asks is fixed; only its dates can change: `{ $command } extend`.
    .close_note = It asks before it closes. With a time it closes by itself then: `{ $command } close sro fri 17:00`.
    .reopen_note = With a time it closes by itself then. `{ $command } close` closes it again.
    .extend_note = Times: `fri 17:00`, `tomorrow 9:00`, `2026-12-11 17:00`, `in 3d`, `never`. They are of your own time zone. `{ $command } status` shows the dates.
    .status_note = `{ $command } status` without a short name: the exchange of this channel, or the list.
    .share_note = With several open, name one with `#`: `{ $command } share #sro More buses`. The rest is your comment.

unknown = I have no help for `{ $name }`. `{ $command } help` shows what there is.
unknown_near = I have no help for `{ $name }`. Did you mean `{ $command } help { $near }`? `{ $command } help` shows what there is.

# Subcommands that are not there yet. $form: /exchange pause
later =
    .pause_later = `{ $form }` comes later: it will halt an exchange for a while.
    .resume_later = `{ $form }` comes later: it will let a halted exchange go on.
    .answer_later = `{ $form }` comes later: it will answer a comment or a theme in public.
    .groups_later = `{ $form }` comes later. *Edit* on a draft's card changes its groups.
    .remind_later = `{ $form }` comes later: it will remind people who have not rated yet.
    .export_later = `{ $form }` comes later: it will give you the data as a file.
    .audit_later = `{ $form }` comes later: it will show what moderators did.
    .archive_later = `{ $form }` comes later: it will put a closed exchange away.
    .delete_later = `{ $form }` comes later: it will delete an exchange for good. A draft has *Delete draft* on its card.
now = `{ $command } help` shows what I can do now.
