### Moderation: the queue and its cards, decisions, messages about reports, and who moderates.

# The queue ------------------------------------------------------------------------------------------------------

modal =
    .title = Moderation
waiting = { $n ->
    [0] Nothing waits for a moderator.
    [one] { $n } comment waits for a moderator.
   *[other] { $n } comments wait for a moderator.
}
waiting_in = { $n ->
    [0] Nothing waits for a moderator in “{ $question }”.
    [one] { $n } comment waits for a moderator in “{ $question }”.
   *[other] { $n } comments wait for a moderator in “{ $question }”.
}
# Of exchanges whose keys were made with another secret of the server.
unreadable = { $n ->
    [one] :warning: { $n } more comment waits in an exchange that I cannot open. It was made with another secret than the one that I have now. Please tell whoever runs this server.
   *[other] :warning: { $n } more comments wait in exchanges that I cannot open. They were made with another secret than the one that I have now. Please tell whoever runs this server.
}
# Of comments that several of the same people reported. $n: comments, two or more. $people: people, three or more.
report_pattern = :busts_in_silhouette: The same people, { $people } or more, reported { $n } of the comments that wait in “{ $question }”. They may have agreed to do so: judge the words, not the number of reports. Nobody learns who they are.
page_button =
    .more = More
    .again = Look again
page_spoken =
    .more = More of the queue
    .again = The queue from its start
only_you = Only you see this. Nobody is shown who wrote a comment or who reported it.

# A card ---------------------------------------------------------------------------------------------------------

no_words = (no words)
why_it_matters = Why it matters: { $why }
own_card = :bust_in_silhouette: This comment is yours. Another moderator decides about it.
show_button =
    .keep = Keep
    .show_again = Show it again
    .restore = Restore
show_spoken =
    .keep = Keep comment #{ $number }
    .show_again = Show comment #{ $number } again
    .restore = Restore comment #{ $number }
hide =
    .placeholder = Hide: why?
remove =
    .placeholder = Remove: why?
    .button = Remove: { $reason }
    .confirm_title = Remove #{ $number }?
    .confirm_text = Nobody is shown this comment again, and its ratings no longer count. You can undo it for a minute; then it is final. The person who wrote it reads the reason, but not your name.
    .confirm_yes = Remove
    .confirm_no = Cancel
ask =
    .placeholder = Ask to rephrase: why?
claim_button =
    .claim = I’ll take it
    .unclaim = Give it back
claim_spoken =
    .claim = Take comment #{ $number }, so that others see that you look after it
    .unclaim = Give comment #{ $number } back to the others
undo =
    .button = Undo
    .spoken = Undo the decision about #{ $number }
agree =
    .hide = Agree: hide ({ $reason })
    .remove = Agree: remove ({ $reason })

# One line of context on a card: facts side by side. $day is a day.
since = :clock3: here since { $day }
# Of comments that waited for the same, the last that were decided. $n: decided, $kept: of them kept
like = :bar_chart: the last like it: { $kept } of { $n } kept
proposed =
    .hide = :raising_hand: { $moderator } proposes to hide it ({ $reason }); a second moderator decides
    .remove = :raising_hand: { $moderator } proposes to remove it ({ $reason }); a second moderator decides
claimed = :pushpin: { $moderator } looks after it

# Why a comment is here: facts side by side.
pending = :hourglass_flowing_sand: waits before others see it
# $found is a list of what a rule found, each in quotation marks.
held =
    .danger = :warning: a person may be in danger: { $found }
    .rude = :speech_balloon: rude words: { $found }
    .phone = :telephone_receiver: a phone number: { $found }
    .email = :email: an e-mail address: { $found }
    .address = :house: an address: { $found }
    .link = :link: a link: { $found }
    .shouting = :loudspeaker: capitals, or one letter repeated: { $found }
    .words = :no_bell: words of this workspace: { $found }
    .name = :bust_in_silhouette: a name: { $found }
    .spam = :repeat: repeated words or gibberish: { $found }
# The same where it is not said what it was.
held_bare =
    .words = :no_bell: a word of this workspace
    .rude = :speech_balloon: rude words
    .phone = :telephone_receiver: a phone number
    .email = :email: an e-mail address
    .address = :house: an address
    .link = :link: a link
    .shouting = :loudspeaker: capitals, or one letter repeated
    .name = :bust_in_silhouette: a name
    .spam = :repeat: repeated words or gibberish
    .same = :dancers: nearly the words of a comment that is there
    .off_topic = :compass: far from the question and from all other comments, by its meaning
held_for_meaning = :warning: a person may be in danger, by what it means as a whole
# $reasons is a list: spam 2× and another reason 1×
reported = :triangular_flag_on_post: reported: { $reasons }
reported_danger = :warning: reported: { $reasons }
reason_count = { $reason } { $n }×
hidden = :lock: hidden until somebody has looked
hidden_for = :lock: hidden ({ $reason })
live = :white_check_mark: shown to others, not reported
seed = by the moderators, to begin with

# Decisions ------------------------------------------------------------------------------------------------------

# What became of a comment. $moderator is who decided, $at a day and a time.
withdrawn = :leftwards_arrow_with_hook: *#{ $number }* was withdrawn by the person who wrote it.
no_longer_waits = :white_check_mark: *#{ $number }* no longer waits.
decided =
    .live = :white_check_mark: *#{ $number }* is live · by { $moderator }, { $at }
    .pending = *#{ $number }* waits again · by { $moderator }, { $at }
decided_ask = :pencil2: *#{ $number }* is hidden until its author finds other words: { $reason } · by { $moderator }, { $at }
decided_for =
    .hidden = :lock: *#{ $number }* is hidden: { $reason } · by { $moderator }, { $at }
    .removed = :no_entry_sign: *#{ $number }* is removed: { $reason } · by { $moderator }, { $at }

# Why a click changed nothing: the comment is no longer as the card showed it.
changed =
    .decided = #{ $number } was decided in the meantime. Your click changed nothing.
    .words = #{ $number } has new words since you looked. Your click changed nothing. Please read it again.
    .reported = #{ $number } was reported again since you looked. Your click changed nothing. Please look again.

# Why a decision makes no sense.
refused =
    .withdrawn = #{ $number } was withdrawn by the person who wrote it. There is nothing to decide.
    .removed = #{ $number } was removed ({ $reason }). This is final.
    .keep_hidden = #{ $number } is hidden, and nobody has reported it since. To show it again, write `/exchange restore #{ $number }`.
    .keep_live = #{ $number } is live, and nobody has reported it. There is nothing to decide.
    .hidden = #{ $number } is hidden already ({ $reason }).
    .seed = #{ $number } was written by moderators to begin with. Nobody can be asked for other words.
    .not_hidden = #{ $number } is not hidden, so there is nothing to restore.
# To whoever wrote a comment. $reason is rude or hurtful.
rephrase_asked = A moderator asks you to put comment #{ $number } in other words.
rephrase_why = The reason: { $reason }.
rephrase_until = Until then it is not shown to others. Once you have changed it, a moderator looks again.
rephrase_private = :lock: Only you see this message. No moderator knows that it was sent to you or that the comment is yours.
second_needed = You proposed this for #{ $number } already. Another moderator has to agree.
undo_late = The minute for undoing this is over. `/exchange restore #{ $number }` shows a hidden comment again.
claimed_meanwhile = { $moderator } looks after #{ $number } already.
own_comment = #{ $number } is your own comment. Another moderator decides about it.
unknown_decision = I do not know this decision.
no_reason = Please choose a reason from the list.
old_card = I cannot read this card any more. `/exchange queue` shows a new one.

# By command -----------------------------------------------------------------------------------------------------

why_hide = Why hide #{ $number }?
why_remove = Why remove #{ $number }?
sure_remove = Remove #{ $number }? This is final after a minute, in which you can undo it.
# $reasons is a list of words to write.
unknown_reason = I do not know this reason. I know { $reasons }.
number_sign = Please put the sign `#` before the number of a comment: `{ $form }`.
which_comment = Which comment? Write its number: `{ $form } #412` or `{ $form } sro#412`.
no_comment = There is no comment #{ $number }.
no_comment_here = There is no comment #{ $number } in this exchange.
# $names is a list of numbers with the short name of an exchange: sro#412 or lunch#412
several = More than one exchange has a comment #{ $number }. Please write { $names }.
several_more = { $n ->
    [one] More than one exchange has a comment #{ $number }. Please write { $names }. There is { $n } more.
   *[other] More than one exchange has a comment #{ $number }. Please write { $names }. There are { $n } more.
}

# Messages about reports -----------------------------------------------------------------------------------------

# $n: reports, and comments that a rule holds.
danger = A person may be in danger: somebody reported it, or a comment says so. Please look now.
danger_heading = { $n ->
    [one] *A person may be in danger.*
   *[other] *A person may be in danger: { $n } signs of it.*
}
danger_look = Please look now. It is the first in the queue.
danger_urgent = If it is urgent, do not wait. Call the people who are responsible, or the emergency number.
alert = { $n ->
    [one] { $n } reported comment waits for you.
   *[other] { $n } reported comments wait for you.
}
alert_how_often = You get one such message an hour at most. Reports of danger come at once.
alert_more = { $n ->
    [one] and in { $n } more exchange
   *[other] and in { $n } more exchanges
}
# $service is the host of a service, as example.org.
service_failed = { $service }, which looks for signs of danger beside the lists, did not answer as it should. No comment waits for it: the lists go on, and it is asked again until it answers.
service_how_often = You get one such message a day at most. Whoever runs this server can find out why.
nobody_shown = Nobody is shown who wrote a comment or who reported it.
open_queue =
    .button = Open the queue

# For somebody who wrote that they, or others, are not well. It does not say that anything was reported.
help = You are not alone: here is who can help.
help_heading = *You are not alone.*
help_answered = You answered _{ $question }_
help_hard = Sometimes what we write about is hard. If that is so for you, or for somebody you know, there are people who listen and help.
help_private = :lock: Only you see this message. You did nothing wrong, and you do not have to answer.

# Who moderates --------------------------------------------------------------------------------------------------

mod_forms = I understand `{ $form } add @name`, `{ $form } remove @name` and `{ $form } list`.
mod_whom = Who? Write `{ $form } @name`, and choose the person from the list that Slack shows.
mod_too_many = { $max ->
    [one] Please name { $max } person at a time.
   *[other] Please name up to { $max } people at a time.
}
mod_added =
    .moderator = { $who } is a moderator now.
    .owner = { $who } is a moderator now and an owner.
mod_made_owner = { $who } is an owner now.
mod_already =
    .moderator = { $who } is a moderator already.
    .owner = { $who } is an owner already.
# To the new moderator. $who is the owner who added them.
mod_welcome = { $who } made you a moderator. `/exchange queue` shows what waits, and `/exchange help` shows all that you can do.
mod_gone = { $who } is no longer a moderator.
mod_was_none = { $who } was no moderator.
mod_admins = People who administer this workspace in Slack are always owners.
# $people is a list.
mod_owners = *Owners:* { $people }, and the admins of this workspace
mod_owners_admins = *Owners:* the admins of this workspace
mod_moderators = *Moderators:* { $people }
mod_moderators_none = *Moderators:* nobody else
mod_left = *These people left or are guests now, so they no longer moderate:* { $people }
mod_refused =
    .unseen = I cannot see this person in the workspace. Nothing was changed.
    .bot = { $who } is a bot, and moderators are people. Nothing was changed.
    .left = { $who } has left this workspace. Nothing was changed.
    .guest = { $who } is a guest here. A moderator is a full member of this workspace. Nothing was changed.
    .elsewhere = { $who } is from another workspace. A moderator is a member of this one. Nothing was changed.

# Roles beside moderators and owners -----------------------------------------------------------------------------

role =
    .owner_option = Owner
    .owner_description = all that moderators may; gives and takes roles, deletes exchanges
    .moderator_option = Moderator
    .moderator_description = runs exchanges, decides about what waits, answers, exports
    .safety_option = Safety officer
    .safety_description = looks at cases where somebody may be in danger
    .analyst_option = Analyst
    .analyst_description = sees all results and exports them, decides nothing
    .viewer_option = Viewer
    .viewer_description = sees state and results in their own channels; guests may be one
    .ask = Shall { $people } have the role *{ $role }*? What it means: { $purpose }.
    .give = Give the role
    .leave = Cancel
    .left = Nothing was changed.
    .title = Give a role
    .who_label = Who?
    .who_placeholder = Choose people
    .which_label = Which role?
    .hint = It takes the place of the role that they have.
    .unknown = A role is one of { $roles }.
    .means = { $role }: { $purpose }.
    .undo = Undo
    .undo_hint = You can undo this for one minute.
    .undo_late = The minute is over. Use `/exchange mod add` or `/exchange mod remove`, or give and take roles in Home.
    .undo_changed = Somebody gave { $who } another role meanwhile. Nothing was undone.
    .undone = Undone. { $people } have the roles that they had before.
    .not_given = The role that I told you of a moment ago was taken back. You have none now.
    .last_owner = You are the last owner here, and nobody would be left to give roles. Make somebody else an owner first. Nothing was changed.
    .welcome = { $who } gave you the role *{ $role }*: { $purpose }. `/exchange help` shows all that you can do.
role_given =
    .owner = { $who } is an owner now.
    .moderator = { $who } is a moderator now.
    .safety = { $who } is a safety officer now.
    .analyst = { $who } is an analyst now.
    .viewer = { $who } is a viewer now.
role_listed =
    .safety = *Safety officers:* { $people }
    .analyst = *Analysts:* { $people }
    .viewer = *Viewers:* { $people }
