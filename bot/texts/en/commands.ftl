### The subcommands: how each is written, what it is for as help lists it ("see what came out so far"), an example.

# $form is a whole command in the reader's language: /exchange results. Behind a note's $command the names are written out.
share =
    .form = { $form } [#exchange] [your words]
    .does = share a comment without your name
    .example = { $form } More time to eat lunch
    .note = With several open, name one with `#`: `{ $command } share #sro More buses`. The rest is your comment.
rate =
    .form = { $form } [exchange]
    .does = give stars to comments, one click each
    .example = { $form } sro
results =
    .form = { $form } [exchange] [--group=…]
    .does = see what came out so far, and how a group rated
    .example = { $form } sro
me =
    .form = { $form }
    .does = see what is yours: comments, what became of them, ratings
    .example = { $form }
about =
    .form = { $form }
    .does = read what is kept, who sees what, and how to take it back
    .example = { $form }
forget_me =
    .form = { $form }
    .does = erase what could identify you, after two questions
    .example = { $form }
new =
    .form = { $form } ["question" --close="fri 17:00" …]
    .does = begin an exchange: with the form, or in one line
    .example = { $form } "What keeps us safe at school?" --close="fri 17:00" --groups="Student, Parent, Teacher" --stars=agree
    .note = Without `--open` it waits for you to open it, without `--close` it stays open until you close it. With `--review` a moderator looks at each comment first. `{ $command } new` alone opens the form.
open =
    .form = { $form } [exchange] [time]
    .does = open a draft, now or at a time
    .example = { $form } sro mon 9:00
    .note = Without a time it opens now. From then on what it asks is fixed; only its dates can change: `{ $command } extend`.
close =
    .form = { $form } [exchange] [time]
    .does = close an exchange, now or at a time
    .example = { $form } sro
    .note = It asks before it closes. With a time it closes by itself then: `{ $command } close sro fri 17:00`.
reopen =
    .form = { $form } [exchange] [time]
    .does = open a closed exchange again
    .example = { $form } sro fri 17:00
    .note = With a time it closes by itself then. `{ $command } close` closes it again.
extend =
    .form = { $form } [exchange] time
    .does = set another close date
    .example = { $form } sro 2026-12-11 17:00
    .note = Times: `fri 17:00`, `tomorrow 9:00`, `2026-12-11 17:00`, `in 3d`, `never`. They are of your own time zone. `{ $command } status` shows the dates.
status =
    .form = { $form } [exchange]
    .does = see counts, coverage, groups and dates
    .example = { $form } sro
    .note = `{ $command } status` without a short name: the exchange of this channel, or the list.
digest =
    .form = { $form } [exchange] [now | preview | every "mon 9:00" [--quiet=20:00-07:00] [--form=short] | hold 4h | off]
    .does = post what people say so far, now or on a schedule
    .example = { $form } sro every "mon 09:00" --channel=#board
theme =
    .form = { $form } list | names | rename | merge | split | move | lock | unlock | seed | undo
    .does = name, join, split, fill and lock themes; what you decide stays
    .example = { $form } sro list
sets =
    .form = { $form } [exchange] list | new | show | rename | merge | move | first | undo | delete
    .does = keep other sets of themes beside the computed one
    .example = { $form } new "Themes of the board"
    .note = A set begins as a copy of the computed themes, which stay as they are. `{ $command } sets rename s1 t3 "Training"`, `{ $command } sets merge s1 t3 t5` and `{ $command } sets move s1 #412 t3` change it. The page with results shows both side by side and how far they agree. Nobody sees which moderator made one.
quality =
    .form = { $form } [exchange]
    .does = check the themes: read 30 comments and choose between two names for each
    .example = { $form } sro
queue =
    .form = { $form } [exchange]
    .does = see what waits for a moderator
    .example = { $form } sro
audit =
    .form = { $form } [exchange]
    .does = read what was held, kept, hidden and removed, and why
    .example = { $form } sro
keep =
    .form = { $form } exchange#412
    .does = leave a reported comment as it is, or show a waiting one
    .example = { $form } sro#412
hide =
    .form = { $form } exchange#412 [--reason=…]
    .does = hide a comment until it is restored
    .example = { $form } sro#412 --reason=name
restore =
    .form = { $form } exchange#412
    .does = show a hidden comment again
    .example = { $form } sro#412
remove =
    .form = { $form } exchange#412 [--reason=…]
    .does = remove a comment for good
    .example = { $form } sro#412 --reason=rude
mod =
    .form = { $form } [add @name [--role=analyst] | remove @name]
    .does = see or change who moderates
    .example = { $form } add @kim
link =
    .form = { $form } [exchange] [--new | --off]
    .does = see the link to the results page, replace it, or switch it off
    .example = { $form } sro --new
roster =
    .form = { $form } [exchange] "Student 620, Parent @parents" [--off]
    .does = say how many people are in each group, to see who is missing
    .example = { $form } sro "Student 620, Parent 400"
compare =
    .form = { $form } exchange exchange …
    .does = see exchanges beside each other: who took part, and the same themes
    .example = { $form } sro lunch
export =
    .form = { $form } [exchange] [--as=xlsx|csv|json|bundle|log]
    .does = get the results as a file, as everybody may see them
    .example = { $form } sro --as=csv
outside =
    .form = { $form } [on | off]
    .does = see, allow or stop that comments go to outside services (owners)
    .example = { $form } off
help =
    .form = { $form } [subcommand]
    .does = see what I understand, and examples
    .example = { $form } close
pause =
    .form = { $form } [exchange]
    .does = halt an exchange for a while
    .example = { $form } sro
    .note = Nobody can comment or rate until `{ $command } resume`. Its close date stays.
resume =
    .form = { $form } [exchange]
    .does = let a paused exchange go on
    .example = { $form } sro
answer =
    .form = { $form } [exchange] or { $form } exchange#412 [words] or { $form } theme 3 words [--status=…] [--owner=…] [--due=…]
    .does = answer the highest comments, any other, or a theme, in public
    .example = { $form } #412 We add two counselors. --status=planned --owner="Student services" --due=2027-03-01
    .note = `{ $command } answer` lists the highest comments and their answers. With a number alone it opens a form. `{ $command } answer theme 3 Words` answers a whole theme. The answer is posted under the announcement and shown with the results.
translate =
    .form = { $form } [exchange]#412
    .does = read the translations of a comment, and correct them
    .example = { $form } #412
groups =
    .form = { $form } [exchange] ["Student, Parent"]
    .does = see the groups and who is missing, or set those of a draft
    .example = { $form } sro "Student, Parent, Teacher"
remind =
    .form = { $form } [exchange] [few | none]
    .does = see when people are reminded, or switch it off
    .example = { $form } sro none
    .note = At most two, by day where each person lives, to who takes part and rated fewer than 20. Nobody learns who got one. `{ $command } remind none` sends no more.
invite =
    .form = { $form } [exchange] [@group @name …] [--off]
    .does = invite people by user group, by name or by a list
    .example = { $form } sro @teachers @kim
    .note = Each person gets one private message. `{ $command } invite` alone opens a form, with room for a list of e-mail addresses or user names. `--off` empties the list.
channel =
    .form = { $form } [exchange] [add #channel | remove #channel | list]
    .does = let an exchange run in several channels
    .example = { $form } sro add #parents
    .note = It is announced in each, its digests come to each, and everybody in one of them may take part. Where a private channel is among them, it says first what becomes visible. `{ $command } channel remove #channel` takes it out again.
nudge =
    .form = { $form } [exchange] [--channel=#…]
    .does = ask for more from groups that are missing, once
    .example = { $form } sro
    .note = It shows the message first, and posts it once in the channels of the exchange. Which groups are missing follows from `{ $command } roster` and the figures that everybody sees.
archive =
    .form = { $form } [exchange]
    .does = put a closed exchange away
    .example = { $form } sro
    .note = The ten highest comments must have an answer first: `{ $command } answer`. Its results can still be read by its name.
delete =
    .form = { $form } exchange
    .does = delete an exchange for good (owners)
    .example = { $form } sro
    .note = It asks for the short name. Everything goes: comments, ratings, results and my messages about it in channels. `{ $command } archive` only puts it away.

unknown = I do not know `{ $written }`. `{ $command } help` shows what I understand.
written_like = It is written like this: `{ $form }`. For example: `{ $example }`
of_ones_own = For your own comments and stars: `{ $form }`
unknown_near = I do not know `{ $written }`. Did you mean `{ $command } { $near }`? `{ $command } help` shows what I understand.
