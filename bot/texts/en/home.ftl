### Home, and the commands me, about and forget-me: what is a person's own.

# Open exchanges -------------------------------------------------------------------------------------------------

open =
    .header = Open now
nothing_open = Nothing is open right now. When an exchange opens, its question appears here.

# For who has not shared or rated anything yet.
welcome =
    .nothing = :seedling: *Welcome.* Here you will find one open question that everybody may answer. Nothing is open right now. When an exchange opens, it appears here with a *Comment* button. Tick the box below, and I will tell you.
    .rate = :seedling: *Welcome. Your first step:* press *Rate* and give the ideas of others 1 to 5 stars. It takes a minute, and you can stop at any time.
    .comment = :seedling: *Welcome. Your first step:* press *Comment* and write one idea of yours, or press *Rate* and give the ideas of others 1 to 5 stars. It takes a minute, and you can stop at any time.

# After a calendar: Open until Friday · you: 2 comments, 14 ratings
you = you: { $comments ->
    [0] no comments
    [one] { $comments } comment
   *[other] { $comments } comments
}, { $ratings ->
    [0] no ratings
    [one] { $ratings } rating
   *[other] { $ratings } ratings
}
comment =
    .button = Comment
rate =
    .button = Rate
five =
    .button = Five at a time
    .spoken = Rate five comments at a time
results =
    .button = Results
themes_first =
    .button = Choose themes first
# $themes is a list of names.
themes_first_are = You rate these themes first: { $themes }
themes_first_end =
    .button = End
    .spoken = End my choice of themes
# $answers is a list of the answers somebody chose.
your_answers = Your answers to the short questions: { $answers }
group = Your group: *{ $group }*
group_not_said = Your group: not said
group_change =
    .button = Change
    .spoken = Change your group

# For moderators -------------------------------------------------------------------------------------------------

moderation =
    .header = Moderation
waiting = { $n ->
    [0] :tada: Nothing waits for a moderator.
    [one] :inbox_tray: Up to *{ $n } comment* waits.
   *[other] :inbox_tray: Up to *{ $n } comments* wait.
}
queue =
    .button = Open the queue
draft = :memo: Draft: { $question }
draft_opens = :memo: Draft: { $question } · opens { $at }
show_draft =
    .button = Show
    .spoken = Show the draft { $name }
more_drafts = { $n ->
    [one] { $n } draft more: `/exchange status`
   *[other] { $n } drafts more: `/exchange status`
}
themes =
    .button = Themes
    .spoken = Arrange the themes of { $name }
more_exchanges = { $n ->
    [one] { $n } exchange more: `/exchange status`
   *[other] { $n } exchanges more: `/exchange status`
}
new =
    .button = New exchange
moderator_help = `/exchange help` shows all that moderators can do.

# One's own comments and ratings ---------------------------------------------------------------------------------

comments =
    .header = Your comments
    .until = Up to *{ $day }*
show_comment =
    .button = Show
    .spoken = Show comment #{ $number }
ratings =
    .header = Your ratings
rated = { $n ->
    [one] *{ $n } rating* · { $question }
   *[other] *{ $n } ratings* · { $question }
}
closed = closed
your_group = your group: { $group }
show_ratings =
    .button = Show
    .spoken = Show the comments I rated
newer =
    .button = Newer
newer_spoken =
    .exchanges = Newer exchanges
    .comments = Newer comments
    .ratings = Newer ratings
older =
    .button = Older
older_spoken =
    .exchanges = Older exchanges
    .comments = Older comments
    .ratings = Older ratings

# What became of a comment.
fate =
    .pending = :hourglass_flowing_sand: waits for a moderator
    .hidden = :lock: hidden until a moderator has looked
    .hidden_for = :lock: hidden by a moderator ({ $reason })
    .removed = :no_entry_sign: removed by a moderator
    .removed_for = :no_entry_sign: removed by a moderator ({ $reason })
    .withdrawn = :leftwards_arrow_with_hook: withdrawn
# Facts side by side: live · 5 ratings, mean 4.6
live = :white_check_mark: live

# Exchanges of which nothing is shown.
left_out_channels = { $n ->
    [one] :lock: You also took part in { $n } exchange of a channel that you are not in now. What you shared and rated there stays. *Forget me* erases it too.
   *[other] :lock: You also took part in { $n } exchanges of channels that you are not in now. What you shared and rated there stays. *Forget me* erases it too.
}
left_out_unknown = { $n ->
    [one] :hourglass_flowing_sand: Slack did not say just now whether { $n } more exchange is open to you. Please look again in a minute.
   *[other] :hourglass_flowing_sand: Slack did not say just now whether { $n } more exchanges are open to you. Please look again in a minute.
}
# $questions is a list.
left_out_key = :warning: I cannot open { $questions }: made with another secret than the one that I have now. Please tell whoever runs this server. All else works.
and_more = { $n ->
    [one] { $n } more
   *[other] { $n } more
}

# Settings -------------------------------------------------------------------------------------------------------

settings =
    .header = Your settings and your data
sign_up =
    .option = Sign me up for future exchanges
    .description = One message when an exchange opens.
quiet =
    .option = No messages that I did not ask for
    .description = No reminders, invitations or receipts. I only answer.
about =
    .button = About and privacy
    .title = About and privacy
forget =
    .button = Forget me
    .title = Forget me
    .submit = Go on
    .close = Keep everything

# One comment ----------------------------------------------------------------------------------------------------

your_comment =
    .title = Your comment
version = version { $n }
erased = (erased)
why = Why it matters: { $why }
other_words = The moderator did not see who wrote it. Other words are welcome as a new comment.

# One's ratings --------------------------------------------------------------------------------------------------

your_ratings =
    .title = Your ratings
stars_stay = This exchange is closed. The stars stay as they are.
stars =
    .placeholder = Stars
rated_gone = { $n ->
    [one] { $n } more comment that you rated was edited, withdrawn or taken down.
   *[other] { $n } more comments that you rated were edited, withdrawn or taken down.
}
rated_none = You have not rated anything here yet.
back =
    .button = Back
    .spoken = Page before
next =
    .button = Next
    .spoken = Next page
page = Page { $page } of { $last }

# The group ------------------------------------------------------------------------------------------------------

your_group_modal =
    .title = Your group
    .submit = Save
    .close = Cancel
    .placeholder = Choose one
group_hint = You can change it until the exchange closes.

# About and privacy ----------------------------------------------------------------------------------------------

about_what = *What this is*
    An exchange asks one open question. Everybody may answer with comments, and give the comments of others 1 to 5 stars. Summaries show what matters, and to how many.
about_kept = *What is kept*
    Your comments and your stars. Who wrote and who rated is kept sealed with a secret key, for each comment and each star apart, so that not even the stars of one person can be put together. Your name, your Slack id and your messages are not kept with them, and of the time of a comment only the day is kept. Without the key nobody can read in the database who wrote or rated what, and on a day that each exchange states the key is destroyed. If an exchange shows names, it says so before you share, and your name is kept encrypted. What you tick in Home is kept encrypted, whose it is too. Slack is asked for your language and your time zone when they are needed; they are not kept.
about_who = *Who could know more*
    Whoever runs this server has both the database and the key, until the key is destroyed. Whoever runs your Slack may be able to read messages in it, those to me included. The same holds for my message about each of your comments. Tick *No messages that I did not ask for* before you share, and use the form behind *Comment*: then there is none. People may know you by how you write. And somebody who watches the server at the moment when only you act can see that it was you.
about_moderators = *What moderators see*
    The words of a comment, its ratings, and why it was reported. Never who wrote, rated or reported it.
about_you = *What you can do*
    While the exchange is open you can edit a comment (once others have rated it, new words make a new version), withdraw it, and change the stars you gave. At any time you can press *Forget me*. It erases your comments and removes all that leads from the rest to you, for good.
about_elsewhere = *What leaves this server*
    Nothing but the messages that you see in Slack. No other service reads your comments.
# $services is a list of names of servers.
about_services = *What leaves this server*
    The words of comments go to { $services }, to find themes, to sum them up or to look for signs of danger. An owner of this workspace allowed it. Your name, your group and how you rated never go there. Please write no names in comments.

# Forget me ------------------------------------------------------------------------------------------------------

traces = { $n ->
    [0] *There is nothing of you in any exchange.*
    [one] *This is what there is of you, in { $n } exchange:*
   *[other] *This is what there is of you, in { $n } exchanges:*
}
goes_comments = { $n ->
    [0] :wastebasket: *No comments.*
    [one] :wastebasket: *{ $n } comment*: withdrawn, and its words erased.
   *[other] :wastebasket: *{ $n } comments*: withdrawn, and their words erased.
}
goes_ratings = { $n ->
    [0] :wastebasket: *No ratings* in open exchanges.
    [one] :wastebasket: *{ $n } rating* in open exchanges: taken back, so that nobody can rate twice by being forgotten.
   *[other] :wastebasket: *{ $n } ratings* in open exchanges: taken back, so that nobody can rate twice by being forgotten.
}
stays_ratings = { $n ->
    [one] :link: *{ $n } rating* in closed exchanges: the stars stay as a number, because the results are known already. It gets a random id, and nothing leads from it to you. If the exchange opens again, it is taken out, so that nobody rates twice.
   *[other] :link: *{ $n } ratings* in closed exchanges: the stars stay as numbers, because the results are known already. They get a random id, and nothing leads from them to you. If such an exchange opens again, they are taken out, so that nobody rates twice.
}
goes_settings = :wastebasket: Your groups and settings: deleted.
stays_reports = Reports you made stay with their reason, under a random id: a moderator may still have to look. Messages between us belong to Slack: you can delete your own there.
not_found = { $n ->
    [one] :warning: In { $n } exchange I cannot find what is yours, so I cannot erase it: its key was made with another secret than the one that I have now. Please tell whoever runs this server.
   *[other] :warning: In { $n } exchanges I cannot find what is yours, so I cannot erase it: their key was made with another secret than the one that I have now. Please tell whoever runs this server.
}
sure =
    .title = Are you sure?
    .submit = Forget me
    .close = Keep everything
sure_text = { $n ->
    [0] :warning: *This cannot be undone by anybody.* Everything that could identify you will be gone. You can take part again at any time, as somebody new.
    [one] :warning: *This cannot be undone by anybody.* { $n } comment and everything that could identify you will be gone. You can take part again at any time, as somebody new.
   *[other] :warning: *This cannot be undone by anybody.* { $n } comments and everything that could identify you will be gone. You can take part again at any time, as somebody new.
}
forgotten =
    .title = Forgotten
forgotten_text = :white_check_mark: *You are forgotten.*
# Lines below it.
done_comments = { $n ->
    [one] { $n } comment erased.
   *[other] { $n } comments erased.
}
done_ratings = { $n ->
    [one] { $n } rating taken back.
   *[other] { $n } ratings taken back.
}
done_kept = { $n ->
    [one] { $n } rating stays as a number that leads to nobody.
   *[other] { $n } ratings stay as numbers that lead to nobody.
}

# Commands -------------------------------------------------------------------------------------------------------

me_title = What is yours
me_nothing = You have not shared or rated anything yet.
me_part = { $n ->
    [one] You took part in { $n } exchange.
   *[other] You took part in { $n } exchanges.
}
me_more = { $n ->
    [one] { $n } exchange more.
   *[other] { $n } exchanges more.
}
me_pointer = My *Home* tab shows every comment, what became of it, and all that you can change.
# In brackets behind "3 comments": how many of them are not simply live.
me_pending = { $n ->
    [one] { $n } waits for a moderator
   *[other] { $n } wait for a moderator
}
me_hidden = { $n ->
    [one] { $n } hidden
   *[other] { $n } hidden
}
me_removed = { $n ->
    [one] { $n } removed
   *[other] { $n } removed
}
me_withdrawn = { $n ->
    [one] { $n } withdrawn
   *[other] { $n } withdrawn
}
forget_offer = I can erase your comments and everything that could identify you. First I show you what goes and what stays.
forget_offer_go =
    .button = Forget me …

# What cannot be done --------------------------------------------------------------------------------------------

outdated = I cannot read this button. Please open my Home tab again.
not_yours = #{ $number } is not a comment of yours.
not_rated = There is no such comment among those you rated.
no_longer_rated = #{ $number } can no longer be rated: it was edited, withdrawn or taken down.
no_groups = This exchange does not ask for a group.

# Roles, and an owner's settings of the workspace.

role =
    .safety = Your role: safety officer. You look at cases where somebody may be in danger.
    .analyst = Your role: analyst. You see all results; `/exchange export` sends them to you.
    .viewer = Your role: viewer. You see state and results of exchanges in your channels.
workspace =
    .header = Workspace settings
    .roles = Who has which role. Admins of this workspace in Slack are owners, too.
    .take = Take back
    .give = Give a role
    .confirm_title = Take the role back?
    .confirm_text = This person can do then what everybody can.
    .confirm_yes = Take back
    .confirm_no = Cancel
    .more = { $n ->
        [one] And { $n } more: `/exchange mod`.
       *[other] And { $n } more: `/exchange mod`.
    }
workspace_of =
    .owner = { $who } · owner
    .moderator = { $who } · moderator
    .safety = { $who } · safety officer
    .analyst = { $who } · analyst
    .viewer = { $who } · viewer
