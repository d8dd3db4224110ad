### Sets of themes that moderators keep beside the computed one.

title = Sets of themes
list = *Sets of themes* of “{ $question }”
none_yet = There is no set yet beside the computed one. { $form } copies the computed themes into a set, which you then name, merge and fill as you like; both are shown side by side.
is_first = shown first
facts = Themes: { $themes }. Comments: { $n } of { $live }.
# How far a set and the computed one agree. $index is a number as "0.92".
similar =
    .same = Nearly the same as the computed themes: { $together } of { $n } comments are in themes that match (index { $index }; 1 is the same, 0 is chance).
    .much = Much like the computed themes: { $together } of { $n } comments are in themes that match (index { $index }; 1 is the same, 0 is chance).
    .partly = Partly like the computed themes: { $together } of { $n } comments are in themes that match (index { $index }; 1 is the same, 0 is chance).
    .little = Unlike the computed themes: { $together } of { $n } comments are in themes that match (index { $index }; 1 is the same, 0 is chance).
by_moderators_made = by moderators, made on { $made }
by_moderators = by moderators, made on { $made }, changed on { $changed }
first =
    .button = Show first
computed_first =
    .button = Show the computed themes first
undo =
    .button = Take the last change back
delete =
    .button = Delete this set
delete_ask =
    .title = Delete this set?
    .text = “{ $name }” is deleted. Its comments and the computed themes stay.
    .yes = Delete
    .no = Cancel
open =
    .button = Sets of themes

# What was done --------------------------------------------------------------------------------------------------

done_new = :white_check_mark: “{ $name }” is a copy of the computed themes now. Comments that come later are in none of its themes until you move them.
done_rename = :white_check_mark: { $theme0 } is called “{ $name }” now.
done_rename_set = :white_check_mark: The set is called “{ $name }” now.
done_merge = :white_check_mark: { $theme0 } is part of { $theme1 } now.
done_move = :white_check_mark: #{ $number } is in { $theme0 } now.
done_undo = :leftwards_arrow_with_hook: The last change of “{ $set }” is taken back.
done_first = :white_check_mark: “{ $name }” is shown before the computed themes now.
done_computed_first = :white_check_mark: The computed themes are shown first now. { $form } shows a set first.
done_delete = :wastebasket: “{ $name }” is deleted. { $form } makes another copy of the computed themes.
delete_by_button = Press *Delete this set* to delete “{ $name }”.

# What is wrong --------------------------------------------------------------------------------------------------

unknown = There is no set { $key } in this exchange. `/exchange sets` lists them.
unknown_theme = There is no theme { $key } in { $name }. `/exchange sets show { $set }` lists its themes.
name_taken = { $key } is called “{ $name }” already. Please choose another name.
too_many = There are { $max } sets already. Please delete one first.
nothing_to_copy = There are no themes to copy yet. They are found by themselves as comments come.
nothing_to_undo = There is nothing to take back in { $key }.
changed_since = { $key } changed since this was shown, so nothing was done. Please look at it again: `/exchange sets show { $key }`.
changed_meanwhile = Somebody changed { $key } at the same time, and nothing is changed now. Please try again.

# On the page with results ---------------------------------------------------------------------------------------

beside_computed = { $name }, beside the computed themes
page_how = Moderators keep this set: they copied the computed themes and renamed, merged or filled them by hand. Stars of a theme are the average of the published stars of its comments, in both columns.
by_page = by moderators
computed = Computed themes
computed_how = found by Starling in what people wrote
all_sets = Sets of themes
side_by_side = See both side by side
outside = In none of its themes: { $n } of { $total } comments.
theme = Theme
average = Average of its comments
from_comments = { $n ->
    [one] of { $n } comment with stars
   *[other] of { $n } comments with stars
}
