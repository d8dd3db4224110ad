### A draft: its card, its form, and what is wrong with what was written. Only moderators read this.

# The card -------------------------------------------------------------------------------------------------------

card_text = Draft: { $question }
shown_in = *Draft* for { $channels }. Only you see this. It will look like this:
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
asks_questions = { $n ->
    [one] { $n } short question comes before the first comment or star
   *[other] { $n } short questions come before the first comment or star
}
min_group = Numbers of a group show from { $n } people on
protection = Stars of few people are blurred more than usual
sizes =
    .full = How many people of each group took part is published, also of very small groups
    .together = Smaller groups are counted together
results_page =
    .slack = Results: in Slack only
    .link = Results: in Slack, and on a web page for everybody who has the link
    .workspace = Results: in Slack, and on a web page for this workspace, with Sign in with Slack
    .moderators = Results: in Slack, and on a web page for moderators, with Sign in with Slack
results_when =
    .rated = Results show to people who rated five comments; a web page that needs no sign-in opens at the close
    .always = Results show from the opening on
    .closed = Results show after the close
reminders =
    .none = No reminders
    .few = Reminders: at most two
    .short = Open for two days or less, so no reminders
    # $moments is a list of days and times.
    .at = Reminders by day, from { $moments } on
second_moderator = Two moderators agree before a comment is hidden or removed
asks_before_quotes = Authors are asked before their words leave the workspace, as on the page with results
digest_hold = { $n ->
    [one] Moderators see each scheduled digest { $n } hour before it goes out
   *[other] Moderators see each scheduled digest { $n } hours before it goes out
}
translates_comments = Comments are translated by a service of this server, as long as an owner allows it (`/exchange outside`)
reviews_theme_names = Moderators look at the names of themes before the first digest
comment_limit = Up to { $n } characters a comment
begins_with = { $n ->
    [one] { $n } comment to begin with, marked as such
   *[other] { $n } comments to begin with, marked as such
}
fixed_later = *Fixed at the opening:* all but the dates; the time until the link to people is destroyed can then only become shorter. Until the opening, *Edit* changes everything.
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
# Asked at the opening where nobody is named who is alerted to danger.
unguarded =
    .confirm_title = Nobody is named for danger
    .confirm_text = If somebody writes that they are in danger, only the moderators get a message. You can name safety contacts and write a help text under Edit. They cannot be changed later.
    .confirm_yes = Open without
    .confirm_no = Back

# What is wrong with what was written ----------------------------------------------------------------------------

question_missing = Please write the question.
question_quotes = Please put the question in quotes: `{ $command } new "What keeps us safe at school?" --close="fri 17:00"`.
# $n characters are there, $max fit, $over are too many.
too_long =
    .short_question = The short question has { $n } characters: { $over } more than the { $max } that fit.
    .short_answer = An answer of a short question has { $n } characters: { $over } more than the { $max } that fit.
    .question = The question has { $n } characters, and { $max } fit. Please shorten it by { $over }.
    .policy = What may be written has { $n } characters, and { $max } fit. Please shorten it by { $over }.
    .background = The background has { $n } characters, and { $max } fit. Please shorten it by { $over }.
    .help_text = The help text has { $n } characters, and { $max } fit. Please shorten it by { $over }.
    .group = A group has { $n } characters, and { $max } fit. Please shorten it by { $over }.
    .groups = The list of groups has { $n } characters, and { $max } fit. Please shorten it by { $over }.
    .seed = A comment to begin with has { $n } characters, and { $max } fit. Please shorten it by { $over }.
too_many =
    .questions = These are { $n } short questions, and { $max } at most are asked.
    .groups = These are { $n } groups, and a menu holds { $max }.
    .safety_contacts = These are { $n } people, and { $max } can be safety contacts.
    .seeds = These are { $n } comments, and an exchange begins with { $max } at most.
    .seed_letters = The comments to begin with have { $n } characters together, and { $max } fit. Please leave some out.
range =
    .comment_limit = A comment may have { $min } to { $max } characters. Please write a number between them.
    .rating_only = The last part of the time, in which people only rate, is { $min } to { $max } percent of it.
    .min_group_size = The smallest group whose numbers show has { $min } to { $max } people.
    .digest_hold = Moderators see a digest { $min } to { $max } hours before it goes out. Please write a number between them.
    .retention_days = What connects people to their words is destroyed { $min } to { $max } days after the close. Please write a number between them.
group_rest = “{ $group }” is offered by itself: please leave it out.
short_question_form = “{ $question }” needs a question in words. Behind it write 2 to { $max } different answers, each after a |, or none to ask how much people agree.
group_twice = The group “{ $group }” is there twice.
one_group = One group is no choice: please name two or more, with commas between them, or write `none`.
slug_form = A short name has letters, digits and hyphens, { $max } characters at most, and is no time or day: for example `sro-contract`.
slug_taken = Another exchange is called `{ $name }`. `{ $free }` is free.
slug_taken_now = This short name was taken a moment ago. Please choose another one.
channel_kind = Please choose a channel: an exchange is announced to many people.
opens_past = This time to open is past. Leave it empty to open by hand.
closes_past = This time to close is past. Please choose a later one.
too_short = It would close before anybody can answer. Please choose a later time.
time_unreadable = I cannot read this time. Please choose it again.
form_outdated = I cannot read this form any more. Please open a new one.

### Hints on the question, on the draft's card. They never keep it from opening.

question_hint =
    .first = A thought on your question, before you open it. It is up to you.
    .long = • It is long. Few words are read to the end: try one short sentence, and put the rest into the background.
    .double = • It seems to ask two things. People answer only one of them: ask the more important one.
    .yes_no = • It can be answered with yes or no. Begin with what, how or why, and people will say more.
    .leading = • It seems to hold an answer already. Leave that out, and people will say what they think.
