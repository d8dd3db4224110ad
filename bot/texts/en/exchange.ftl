### What several features say of an exchange, and why something in it cannot be done.

# Who may take part
outside = This exchange is for the members of its channel, and you are not in that channel now. If you would like to take part, ask somebody who is in it to add you.
access_unknown = I could not ask Slack just now whether this exchange is open to you, so nothing was done. Please try again in a moment.
private_channel = This exchange is for the members of { $channel }, which is private. What people say there can be posted in that channel only.
strangers = This exchange is for members of this workspace. Please ask its moderators to be heard.
other_workspace = Starling is set up for another workspace, so nothing was kept here. Please ask the people who run it to install it in this workspace too.
person_unknown = I could not ask Slack just now whether you belong to this organization. Please try again in a moment.
role_unknown = Slack did not say who this is and what they may do here. Nothing was changed: please try again in a moment.

# What only some may do. $moderators is one of the sentences below.
moderators_only = Only moderators can do this. { $moderators }
owners_only = Only owners can do this: people who administer this workspace in Slack, and moderators whom one of them made an owner. { $moderators }
no_moderators = There are no moderators yet: an admin of this workspace can add one with `/exchange mod add @name`.
# $names is a list.
moderators = Moderators: { $names }
owners = Owners: { $names }
many_moderators = { $n ->
    [one] Moderators: { $names } and { $n } more.
   *[other] Moderators: { $names } and { $n } more.
}

# Which exchange
gone = This exchange no longer exists.
outdated = This button is not from an exchange I know. Please use a newer message.
none_yet = There is no exchange yet.
unknown_name = There is no exchange `{ $name }`. My *Home* tab lists those that are open.
unknown_name_moderator = There is no exchange `{ $name }`. `{ $command } status` lists them.
# $names is a list of short names.
which = Which exchange? Please add its short name: { $names }.
which_of_many = { $n ->
    [one] Which exchange? Please add its short name: { $names } or { $n } more, which my Home tab lists.
   *[other] Which exchange? Please add its short name: { $names } or { $n } more, which my Home tab lists.
}
more = { $n ->
    [one] And { $n } more: write `{ $form }` with its name, { $names }. My *Home* tab lists them all.
   *[other] And { $n } more: write `{ $form }` with one of the names { $names }. My *Home* tab lists them all.
}

# Until when
not_open =
    .draft = This exchange has not opened yet.
    .paused = This exchange is paused. What you shared and rated is kept; you can go on when its moderators resume it.
    .closed = This exchange is closed. What you shared and rated before is kept, and counts.
# $command is what to write: /exchange rate sro
sharing_ended = Sharing has ended here, so that the last comments are rated too. You can still rate: `/exchange rate { $name }`.
sharing_ended_until = Sharing has ended here, so that the last comments are rated too. You can rate until { $until }: `/exchange rate { $name }`.
open = Open
paused = Paused: for now nobody can comment or rate
open_until = Open until { $until }
open_share_until = Open until { $until } · share until { $share }
open_rate_until = Open for ratings until { $until } · sharing has ended

# What becomes of names, fixed at the opening.
names =
    .hidden = :lock: Nobody sees your name with what you share or rate, not even moderators.
    .shown = :bust_in_silhouette: Your name is shown with the comments you share. How you rate stays yours.

# When averages change; $n is a number of people, 5 or more.
figures = Averages change only when at least { $n } more people have rated, at most once a day, and at the close.

# Groups
group_why = Asked once. Results show how a group rated, never who wrote.
group_why_sizes = Asked once. Results show how a group rated, never who wrote. How many people of each group took part is published, also of very small groups.
group_rest =
    .option = Rather not say
no_such_group = This exchange has no such group. Please choose one of the list.
group_question =
    .label = Which group are you in?
    .placeholder = Which group are you in? (optional)

# Who can help when somebody may be in danger.
who_can_help = *Who can help*
help_general = Talk to an adult you trust: at home, at school, a doctor. If somebody is hurt or in danger right now, call the emergency number of the place where you are.
help_now = If somebody is in danger right now, do not wait: call the emergency number of the place where you are.
# For who runs the exchange.
help_text =
    .written = Help text: written
    .none = Help text: none
# $people is a list of people and a channel.
safety_named = Alerted to danger: { $people }
safety_none = Alerted to danger: the moderators alone
# Who can find out who wrote a comment. $people is a list of people.
disclosure_nobody = Nobody can find out who wrote a comment.
disclosure_officers = One exception: if somebody's life may be in danger, two of { $people } together can find out who wrote that comment. Each use is logged, and the author is told.

# One's own comment
edit =
    .button = Edit
    .spoken = Edit comment #{ $number }
withdraw =
    .button = Withdraw
    .spoken = Withdraw comment #{ $number }
    .confirm_title = Withdraw this comment?
    .confirm_text = #{ $number } is then shown to nobody, and its ratings no longer count. This cannot be undone.
    .confirm_yes = Withdraw
    .confirm_no = Keep it
