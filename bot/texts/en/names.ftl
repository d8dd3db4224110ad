### Names of themes, which moderators look at before the first digest.

title = Names of the themes
# $question is set off already.
ask = *Are these names right?*
    The first digest of *{ $question }* will show these themes. I took their names from what people wrote: please look whether a stranger understands them.
until = If nobody answers, the digest goes out { $at } with the names as they are.
# Where no digest waits, as after an answer.
list = *Names of the themes of { $question }*
nothing_waits = No digest waits for these names. What you change shows in the next one.
changed = :information_source: The names changed since you had this card. Please look again.
more = { $n ->
    [one] and { $n } smaller theme
   *[other] and { $n } smaller themes
}
# Both are commands.
forms = You can also write { $rename }. { $names } shows this card again.

right =
    .button = Looks right
    .spoken = These names look right
    .confirm_title = Use these names?
    .confirm_text = The first digest goes out with them. You can still rename themes later.
    .confirm_yes = Use them
    .confirm_no = Look again
rename =
    .button = Rename
    .spoken = Rename theme { $key }
form =
    .title = Rename
    .submit = Rename
renamed = :white_check_mark: { $key } is called “{ $name }” now, and keeps that name.
thanks = :white_check_mark: Thank you. The first digest of *{ $question }* goes out with these names: { $names }.
thanks_text = Thank you. The first digest goes out with these names.
settled = Nothing waits for these names any more: somebody answered before you, or the time was over. You can still rename themes with `/exchange theme rename`.

# In the state of an exchange, and under an answer to `digest now`
status = The first digest waits until a moderator has looked at the names of the themes, but not longer than { $at }. `/exchange theme names` shows them.
digest_waits = Before it comes, a moderator looks at the names of its themes; it waits for that until { $at } at most.
