### `/exchange help`: an overview of what the reader may do, and a page for each subcommand.

heading = What I understand
private = Only you see my answers.
# $names is a row of commands.
more = And more: { $names }

# Lines of the overview that several subcommands share. $form: /exchange open | close | reopen
line =
    .run_line = `{ $form } [exchange] [time]`  open a draft, close it, pause it, change its dates and reminders, put it away
    .reach_line = `{ $form } [exchange]`  invite people and groups, ask in more channels, set the size of each group
    .watch_line = `{ $form } [exchange]`  see counts, groups and dates, and what waits for a moderator
    .themes_line = `{ $form }`  name, join and split themes, or check how good they are
    .decide_line = `{ $form } exchange#412`  decide about a comment, answer it or correct its translation
    .take_part_line = `{ $form }`  take part yourself
    .yours_line = `{ $form }`  what came out, your part, how it works
example = For example: `{ $example }`
flags = Flags: { $flags }

unknown = I have no help for `{ $name }`. `{ $command } help` shows what there is.
unknown_near = I have no help for `{ $name }`. Did you mean `{ $command } help { $near }`? `{ $command } help` shows what there is.
