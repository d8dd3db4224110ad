### The message of an exchange in its channel, and the invitation to it.

# $at is a day and a time.
closed = :checkered_flag: *Closed.* Thank you!
closed_at = :checkered_flag: *Closed* { $at }. Thank you!
closed_text = Closed: { $question }
paused = :double_vertical_bar: *Paused.* For now nobody can comment or rate. What was shared and rated is kept.
paused_text = Paused: { $question }
no_comment =
    .open = :seedling: It has just begun: share one of the first comments.
    .ended = Nobody shared a comment.
# Comments that moderators wrote to begin with; nobody else has taken part yet.
seeds_only = { $n ->
    [one] :seedling: { $n } comment to begin with: rate it, and add your own.
   *[other] :seedling: { $n } comments to begin with: rate them, and add your own.
}
rest_of_background = The rest is in the menu with the three dots, under “About and privacy”.

comment =
    .button = Comment
    .spoken = Share a comment
rate =
    .button = Rate
    .spoken = Rate comments one at a time
results =
    .button = Results
five =
    .button = Five at a time
    .spoken = Rate comments five at a time
about =
    .option = About and privacy

# The invitation, to who ticked "Sign me up for future exchanges"
invited = :wave: A new exchange is open. You asked me to tell you.
invited_until = :wave: A new exchange is open until *{ $at }*. You asked me to tell you.
# The invitation, to somebody whom moderators named
named = :wave: You are invited to an exchange.
named_until = :wave: You are invited to an exchange that is open until *{ $at }*.
named_text = You are invited: { $question }
invitation_text = A new exchange is open: { $question }
reminder = :wave: This exchange is still open. Comments still need ratings: each takes one click.
reminder_until = :wave: This exchange is open until *{ $at }*. Comments still need ratings: each takes one click.
reminder_text = Still open: { $question }
not_for_me =
    .button = Not for me
    .spoken = Send me no more invitations and reminders
no_more = Understood: no more invitations and reminders. If you change your mind, the switch is in my Home tab.
