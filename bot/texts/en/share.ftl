### Sharing a comment: by form, direct message, thread, command and shortcut; editing and withdrawing it.

# The form -------------------------------------------------------------------------------------------------------

form =
    .title = Share a comment
    .submit = Share
    .close = Cancel
comment_field =
    .label = Your comment
    .placeholder = One idea in each comment works best. Share as many as you like.
    .hint = Up to { $max } characters. Please do not name anybody.
# $service is the host of a service, as example.org.
service = What you write also goes to { $service }, which looks for signs of danger; your name, your group and your stars do not.
translation = What you write also goes to { $service }, which translates it for who reads in another language; your name, your group and your stars do not. Your own words are always shown.
why_field =
    .label = Why does it matter?
group_field =
    .placeholder = Choose one, or leave it empty
thanks =
    .title = Thank you
    .close = Done
form_not_opened = Many people are writing just now, and the form did not open. Nothing is lost.
form_not_opened_next = Write your comment to me as a direct message: I will ask before anything is shared. Or try the form again in a minute.
try_again =
    .button = Try again

# What became of a comment ---------------------------------------------------------------------------------------

shared =
    .live = :white_check_mark: Shared as *#{ $number }*. Others can rate it now.
    .pending = :hourglass: Saved as *#{ $number }*. A moderator looks at it before others see it.
    .hidden = :lock: Saved as *#{ $number }*. It stays hidden until a moderator restores it.
# Above whom to turn to, where somebody wrote that they or others may be in danger.
not_alone = *You are not alone.* What you wrote sounds hard. A moderator reads it now, before anybody else, and is not shown who wrote it. If you want help, you can turn to these people yourself.
# The notification of the same.
shared_short = Shared as #{ $number }
rate_others =
    .button = Rate other comments
share_another =
    .button = Share another
# $group is what the person chose.
group_saved = Your group: { $group }. You are not asked again in this exchange.
group_not_said = Your group: rather not say. You are not asked again in this exchange.

# A direct message -----------------------------------------------------------------------------------------------

offer = Share this as a comment?
offer_where = Share this as a comment? Please choose where.
yes =
    .button = Share
    .spoken = Share this as a comment
edit_first =
    .button = Edit first
no =
    .button = No
    .spoken = Do not share this
which =
    .placeholder = Which question does it answer?
which_more = { $n ->
    [one] { $n } more is not in this menu: my *Home* tab lists all, with *Comment*.
   *[other] { $n } more are not in this menu: my *Home* tab lists all, with *Comment*.
}
which_form = /exchange share #NAME
which_first = Please choose first which question it answers.
not_shared = Not shared. Your message stays between you and me.
message_changed = You changed your message, so nothing was shared yet. These are its newest words.
message_deleted = You deleted that message. Nothing of it was shared.
message_gone = You deleted that message, so I share nothing of it. Please write your words to me again if you want them shared.
message_unknown = Slack does not tell me just now whether you changed that message. Please press again in a moment.
no_files = I cannot take files: a picture or document can show who you are. Please say it in words, and I will ask before anything is shared.
nothing_open_hello = Hello! No exchange is open right now, so there is nothing to answer. When one opens, write your comment to me here. `/exchange help` shows what I understand.
nothing_open_any_more = No exchange is open any more, so nothing was shared.

# Commands, shortcuts, and the thread under an announcement ------------------------------------------------------

nothing_open = No exchange is open right now. When one opens, its announcement has a Comment button.
which_question = Which question would you like to answer?
which_answered = Which question does it answer?
comment =
    .button = Comment
# $place is a link: your messages with me
which_asked = More than one exchange is open: I asked you in { $place } which is meant.
which_asked_message = I asked you in { $place } which question it answers.
not_yours_to_share = Only your own messages can become your comments. This one is somebody else’s to share.
thread = Your reply shows your name. Would you like to share it without?
thread_offer = Your reply here is under your name. Would you like to share it *without your name* too? It opens an empty form, and your reply stays as it is.
thread_write =
    .button = Write it without my name

# What others said like it ---------------------------------------------------------------------------------------

near = Others said something like it. Nothing is shared yet.
near_hint = *Others said something like it.* You can rate theirs here. If yours is different, share it.
near_nothing_shared = Nothing of yours is shared yet.
near_form =
    .title = Is it the same?
    .submit = Mine is different: share
near_share =
    .button = Mine is different: share it
near_change =
    .button = Change my words

# What seems to be about something else, by its meaning ---------------------------------------------------------

topic = This seems to be about something other than the question. Nothing is shared yet.
topic_hint = :compass: *This seems to be about something other than the question.* I may be wrong. Share it all the same, or change it. Nothing of yours is shared yet.

# What looks personal --------------------------------------------------------------------------------------------

details_form =
    .title = Please look again
    .submit = Share all the same
details_share =
    .button = Share all the same
details_edit =
    .button = Take it out
# $found is a list of what was found, $n how many.
details =
    .phone = { $n ->
        [one] This looks like a phone number: { $found }.
       *[other] These look like phone numbers: { $found }.
    }
    .email = { $n ->
        [one] This looks like an e-mail address: { $found }.
       *[other] These look like e-mail addresses: { $found }.
    }
    .person = { $n ->
        [one] This looks like somebody’s name: { $found }.
       *[other] These look like names of people: { $found }.
    }
# The end of such a list: a, b and 3 more
details_more = { $n } more
details_choice = Take it out, or share all the same: others can read it.
details_message = Nothing is shared yet. { $details } Slack did not open the form just now: please write your words to me as a direct message.

# Editing --------------------------------------------------------------------------------------------------------

edit_form =
    .title = Edit your comment
    .submit = Save
    .details_submit = Save all the same
    .close = Cancel
edit_field =
    .label = Your comment #{ $number }
    .hint = Nobody has rated it yet, so the new words simply take the place of the old.
    .rated_hint = Others have rated it. Your new words make a new version, which starts without ratings.
saved =
    .title = Saved
edited =
    .live = :white_check_mark: Comment *#{ $number }* has your new words. Others can rate it now.
    .pending = :hourglass: Comment *#{ $number }* has your new words, and a moderator looks at them first. It stays hidden until a moderator restores it.
edited_offer = You edited your message. Use the new words for comment *#{ $number }* too?
edited_offer_short = Use your new words?
use_new =
    .button = Use the new words
use_all_the_same =
    .button = Use them all the same
keep_old =
    .button = Keep the old
kept_old = The comment stays as it was.

# Withdrawing ----------------------------------------------------------------------------------------------------

withdrawn =
    .title = Withdrawn
withdrawn_text = Comment #{ $number } is withdrawn. Nobody sees it any more.
deleted_offer = You deleted the message behind comment *#{ $number }*. The comment itself is still shared, without your name.
deleted_offer_named = You deleted the message behind comment *#{ $number }*. The comment itself is still shared, with your name.
deleted_offer_short = Withdraw the comment too?
keep =
    .button = Keep it

# What cannot be done --------------------------------------------------------------------------------------------

no_words = There is nothing to share yet: please write a few words.
too_long = This has { $n } characters, and a comment here may have { $max }. Please shorten it by { $over }, or share it as two comments.
why_too_long = Please shorten this by { $over }: { $max } characters fit.
not_yours = #{ $number } is not a comment of yours.
is_withdrawn = #{ $number } was withdrawn and can no longer be changed.
is_removed = #{ $number } was removed and can no longer be changed.
card_outdated = I cannot read this card. Please write your words to me again.
card_without_words = This card no longer shows your words. Please write them to me again.

# What may be written, and the pace of sharing --------------------------------------------------------------------

policy =
    .button = What may be written?
    .title = What may be written
policy_usual = *Say what you think, kindly.* Write about the question. Be honest about things and fair to people: no insults, no threats, no names of people who are not meant to be talked about in public, no phone numbers or addresses, no advertising. Whoever reads it may be of another opinion, another age or another language.
policy_what = *What moderators do.* They read what rules or people report, without knowing who wrote it. They keep it, hide it, remove it with a reason, or ask you privately for other words. Signs that somebody may be in danger are read first, always.
policy_log = Every such act is written into a log.
# $n: minutes
wait = { $n ->
    [one] You have shared many comments in a short time. Please wait { $n } minute, then share this one. It is kept.
   *[other] You have shared many comments in a short time. Please wait { $n } minutes, then share this one. It is kept.
}
wait_kept = { $why } You find it, with a button, in { $place }.
