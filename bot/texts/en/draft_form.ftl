### The form of a draft: a message for each field, with its label, its hint, and the choices of a list.

new =
    .title = New exchange
    .submit = Preview
edit =
    .title = Edit draft
    .submit = Save
cancel =
    .close = Cancel

question =
    .label = Your question
    .placeholder = What should we keep in mind about …?
    .hint = One open question works best, one that begins with what, how or why.
channel_id =
    .label = Channel
    .placeholder = Choose a channel
    .hint = The exchange is announced there, once.
closes_at =
    .label = Closes
    .hint = Empty: it stays open until you close it. One or two weeks work well.
background =
    .label = Background
    .hint = Why you ask, and links to read.
star_meaning =
    .label = What do stars mean?
    .agree_option = Agreement
    .agree_description = how much people agree with a comment
    .important_option = Importance
    .important_description = how important it is to them
    .experience_option = Experience
    .experience_description = how well it fits their own experience
    .unknown = Stars can mean `agree`, `important` or `experience`. Please choose one.
groups =
    .label = Groups
    .placeholder = Student
        Parent
        Teacher
    .hint = One per line, { $max } at most. People choose theirs, or none.
is_anonymous =
    .label = Names
    .hidden_option = Hidden
    .hidden_description = nobody sees who wrote a comment, not even moderators
    .shown_option = Shown
    .shown_description = each comment shows the name of the person who wrote it
    .unknown = Names are `--names=hidden` or `--names=shown`.
moderation =
    .label = New comments
    .post_option = Live at once
    .post_description = anybody can report a comment
    .pre_option = A moderator looks first
    .pre_description = nobody else sees a comment before that
hides_reported =
    .label = Reported comments
    .stays_option = Stay visible
    .stays_description = until a moderator has looked, unless somebody may be in danger
    .hides_option = Are hidden
    .hides_description = until a moderator has looked
help_text =
    .label = If somebody may be in danger: who can help
    .placeholder = School counsellor Ms Vega, room 12, 555 0100, weekdays 8 to 4
    .hint = Shown at once to people who report danger, and to the comment's author: names, places, phones. If this is empty, I only tell them to talk to an adult they trust or to call the emergency number.
rating_only =
    .label = Sharing closes
    .option = { $n } % of the time earlier
    .end_option = With rating
    .end_description = people share and rate until the close
    .tenth_option = A tenth of the time earlier
    .tenth_description = so that the last comments are rated too
    .fifth_option = A fifth of the time earlier
    .fifth_description = for a short exchange with many people
min_group_size =
    .label = Numbers of a group need at least
    .option = { $n } people
    .five_option = 5 people
    .five_description = nobody can work out how fewer people rated
    .ten_option = 10 people
    .ten_description = where people in groups know each other well
    .three_option = 3 people
    .three_description = the least there is; small groups show sooner
publishes_group_sizes =
    .label = How many of each group took part
    .together_option = Small groups together
    .together_description = groups under that size are counted as one
    .full_option = Every group in full
    .full_description = people read this when they choose theirs
reviews_theme_names =
    .label = Names of themes
    .posted_option = As I find them
    .posted_description = moderators can rename themes at any time
    .asked_option = A moderator looks first
    .asked_description = before the first digest, which waits a day for that at most
comment_limit =
    .label = Longest comment, in characters
opens_at =
    .label = Opens
    .hint = Empty: you open it by hand.
slug =
    .label = Short name
    .placeholder = sro-contract
    .hint = For commands. Empty: one is made from the question.
seeds =
    .label = Comments to begin with
    .hint = One per line. They are marked as such, and belong to nobody.
language =
    .label = Language of the announcement and digests
    .en_option = English
    .en_description = each person still reads cards and forms in their own language
    .es_option = Spanish
    .es_description = each person still reads cards and forms in their own language
    .unknown = The language is `--language=en` or `--language=es`.

# A value that the draft has and the list does not
as_now =
    .description = as it is now

# Another moderator saved the draft meanwhile
changed_first = *Another moderator changed this draft while you edited it.* Nothing is saved yet.
changed_theirs = *{ $field }*: { $value } (now in the form below)
changed_both = *{ $field }*: { $value } (your own words are in the form below)
changed_last = *Save* keeps the form as it is below.
empty = empty

dates =
    .title = Close date
    .hint = Empty: it stays open until you close it.
