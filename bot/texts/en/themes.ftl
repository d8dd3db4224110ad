### Themes: what moderators see and do, and what themes without a name are called.

title = Themes
list = *Themes of { $question }*
none_yet = Themes appear by themselves from { $min } comments on, within some minutes. You can begin one yourself: { $form }
more = { $n ->
    [one] and { $n } more, a smaller one
   *[other] and { $n } more, smaller ones
}
# $form is a command.
more_form = { $n ->
    [one] and { $n } more, a smaller one: { $form }
   *[other] and { $n } more, smaller ones: { $form }
}
no_comment = no comment yet
mark =
    .locked = locked
    .named = named by a moderator

# Under one theme, side by side
shown = { $shown } of { $n } comments, the surest first
parts = In it: { $parts }
also_here = { $n ->
    [one] { $n } comment of another theme speaks of it too
   *[other] { $n } comments of other themes speak of it too
}
attracts = attracts: { $words }

# What would change
before = *Before anything changes:*
before_line = Before anything changes
plan_rename = { $key } “{ $theme }” will be called “{ $name }”, and keep that name.
plan_lock = { $key } “{ $theme }” stays as it is: no comment leaves it, and nothing splits, joins or renames it.
plan_unlock = { $key } “{ $theme }” may change again as comments come.
plan_merge = { $n ->
    [one] { $key } “{ $theme }” goes into { $into } “{ $name }”, which then has { $n } comment.
   *[other] { $key } “{ $theme }” goes into { $into } “{ $name }”, which then has { $n } comments.
}
plan_merge_stays = They will not be split again by themselves.
plan_split = { $part } of the { $n } comments of { $key } “{ $theme }” become { $new } “{ $name }”.
plan_split_rename = You can rename it afterwards.
plan_move = #{ $number } goes to { $key } “{ $theme }”, and stays there.
plan_move_from = #{ $number } goes from { $from } “{ $other }” to { $key } “{ $theme }”, and stays there.
plan_seed = A new theme { $key } “{ $name }” attracts comments that say { $words }, from the next digest on.
# The name of the smaller part of a theme, where no word tells it from the rest.
part_name = Part of { $theme }

# What was done. $key is as in t3.
done_rename = { $key } is called “{ $name }” now.
done_merge = { $key } “{ $name }” went into “{ $other }”.
done_split = { $key } “{ $name }” was split off “{ $other }”.
done_move = The comment is in { $key } “{ $name }” now, and stays there.
done_lock = { $key } “{ $name }” is locked: it stays as it is.
done_unlock = { $key } “{ $name }” may change again.
done_seed = { $key } “{ $name }” attracts comments from the next digest on.
done = :white_check_mark: { $change }
taken_back = :leftwards_arrow_with_hook: Taken back: { $change }
nothing_changed = Nothing was changed.
looking = :hourglass_flowing_sand: I am looking for what { $key } could be split into …
moment = :hourglass_flowing_sand: A moment …

apply =
    .button = Apply
    .submit = Apply
cancel =
    .button = Cancel
    .close = Cancel
back =
    .close = Back
undo =
    .button = Undo
    .title = Undo
take_back =
    .button = Take it back
    .submit = Take it back
take_back_ask = *Take this back?*
take_back_line = Take this back?

# In the list that Home opens
choose_option =
    .show = Show comments
    .rename = Rename …
    .merge = Merge into …
    .split = Split …
    .lock = Lock as it is
    .unlock = Unlock
new =
    .button = New theme
    .spoken = Give comments a theme of your own
move =
    .button = Move a comment
undo_last =
    .button = Undo the last change
preview_first = You see each change before it is made.

theme_title =
    .title = Theme { $key }
preview =
    .title = Please look
form_title =
    .rename_title = Rename
    .merge_title = Merge
    .move_title = Move a comment
    .seed_title = New theme
go_on =
    .submit = Go on
field =
    .number_label = Number of the comment
    .number_placeholder = #412
    .number_hint = It is behind each comment in results and digests.
    .into_label = Into which theme?
    .into_placeholder = Choose a theme
    .name_label = Name
    .name_hint = It stays, whatever comments come.
    .words_label = Example words
    .words_placeholder = bus, stop, driver
    .words_hint = Comments that say one of these come to this theme from the next digest on.

# Why something cannot be done
unknown = There is no theme { $key }. `/exchange theme list` shows the themes.
outdated = I cannot read that button. Please open the themes again, or write the command again.
changed_meanwhile = Another moderator changed the themes meanwhile. Nothing was changed: please look again.
found_meanwhile = The themes were found again meanwhile. Nothing was changed: please look again.
failed = That did not work just now. Nothing was changed: please try again in a moment.
same = Those are one theme. Please name two.
locked_already = { $key } is locked already. Nothing was changed.
not_locked = { $key } is not locked. Nothing was changed.
cannot_split = The comments of { $key } are too few or too much alike to be split. Nothing was changed.
no_live_comment = There is no live comment #{ $number } in this exchange.
there_already = #{ $number } is in { $key } already. Nothing was changed.
closed = This exchange is closed: no comment comes that a new theme could attract.
no_other = There is no other theme any more. Please open the themes again.
nothing_to_undo = There is nothing to take back: no moderator changed the themes of this exchange.
undone_already = That was taken back already. Nothing was changed.
undo_later_first = Something was changed after it. Please take that back first.
name_taken = { $key } is called “{ $name }” already. Please choose another name.
name_taken_undo = { $key } is called “{ $name }” now. Rename that one first.

# What themes are called that have no name of their own. $key is as in t3.
name_unnamed = Other comments
name_all = All comments
name_language = All comments in { $language }
# Comments such as "I live in a city", which say nothing else.
name_personal = About those who commented
# Comments such as "n/a": moderators see them as a set, and can move some from it.
name_silent = No answer

# Before a quote of a theme whose comments oppose each other, and beside the name of such a theme.
quote_for = For:
quote_against = Against:
opposed = people disagree
