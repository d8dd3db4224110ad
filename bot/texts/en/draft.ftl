### A draft: its card, its form, and what is wrong with what was written. Only moderators read this.

# The card -------------------------------------------------------------------------------------------------------

card_text = Draft: { $question }
shown_in = *Draft* for { $channel }. Only you see this. It will look like this:
shown_without_channel = *Draft*, without a channel yet. Only you see this. It will look like this:
opens_at = Opens by itself { $at }
opens_by_hand = Opens when you press *Open now*
closes_at = Closes { $at }
closes_by_hand = Stays open until you close it
rating_only = The last { $percent } % of the time is for rating only
short_name = Short name: `{ $name }`
# $language is the name of a language, in the reader's own.
posted_in = Announcement and digests: in { $language }
no_groups = Groups: not asked
has_groups = Groups: { $groups }
min_group = Numbers of a group show from { $n } people on
sizes =
    .full = How many people of each group took part is published, also of very small groups
    .together = Smaller groups are counted together
comment_limit = Up to { $n } characters a comment
begins_with = { $n ->
    [one] { $n } comment to begin with, marked as such
   *[other] { $n } comments to begin with, marked as such
}
fixed_later = *Fixed at the opening:* all but the dates. Until then, *Edit* changes everything.
channel_missing = Choose a channel with *Edit*. Then it can open.
show_again = `{ $command } status { $name }` shows this card again.
open =
    .button = Open now
    .spoken = Open this exchange now
edit =
    .button = Edit
    .spoken = Edit this draft
delete =
    .button = Delete draft
    .confirm_title = Delete this draft?
    .confirm_text = Nobody but you will notice. It cannot be brought back.
    .confirm_yes = Delete
    .confirm_no = Cancel
