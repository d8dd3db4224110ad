### Results: what came out so far.

modal =
    .title = Results

rate =
    .button = Rate
    .spoken = Rate comments

# For who has rated too few comments.
gate = Results open once you have rated { $min } comments, so that your stars are your own. You have rated { $rated } so far.
gate_closed = Results of this exchange show after the close, to everybody at once.
not_open = This exchange has not opened yet, so there are no results.
no_group = This exchange has no group of that name. Its groups: { $groups }.
no_groups = This exchange has no groups.

# /exchange link, for moderators. $link is an address.
link_is =
    .link = Everybody who has this link can read the results: { $link }
    .workspace = People of this workspace who can see the exchange read the results with this link, after they signed in with Slack: { $link }
    .moderators = Moderators read the results with this link, after they signed in with Slack: { $link }
# $at is a day and a time.
link_until = It works until { $at }, and longer when it is shown near that day.
link_earlier = { $n ->
    [one] { $n } earlier link was replaced or switched off, and works no more.
   *[other] { $n } earlier links were replaced or switched off, and work no more.
}
link_off = The page is switched off: no link to it works. A new link switches it on again.
link_new_sure = A new link replaces the one there is. Whoever has that one can read no more, until you give them the new one.
link_new =
    .button = Make a new link
    .confirm_title = Replace the link?
    .confirm_text = Whoever has the link of now can read no more, until you give them the new one.
    .confirm_yes = Replace it
    .confirm_no = Keep it
link_off_sure = Once the page is off, nobody can read it any more, whatever link they have. In Slack results stay as they are.
link_switch_off =
    .button = Switch the page off
    .confirm_title = Switch the page off?
    .confirm_text = Nobody can read it any more, whatever link they have. In Slack results stay as they are.
    .confirm_yes = Switch it off
    .confirm_no = Keep it on
link_no_sign_in = People would have to sign in with Slack for this page, and that is not set up on this server. Please tell whoever runs it.
link_not_yet = The page opens at the close, and then it has a link.
link_not_chosen = The results of this exchange are in Slack only. That was chosen before it opened.
link_no_address = There is no results page here: whoever runs the server has to set STARLING_BASE_URL.

# The words of a link to the page.
page_link = See all comments, charts and groups on the results page

# Under the question, side by side: what stars mean · names · state
names =
    .hidden = names are hidden
    .shown = names show with comments
state =
    .open = so far
    .closed = closed
# $at is a day and a time.
closed_at = closed { $at }

no_comment =
    .open = No comments yet.
    .closed = Nobody shared a comment.
no_themes =
    .open = Themes show by themselves, some minutes after people shared enough comments.
    .closed = No themes were found.

themes = Themes
more_themes = { $n ->
    [one] and { $n } more theme
   *[other] and { $n } more themes
}
# A menu of themes, and what one of them consists of.
inside =
    .placeholder = Look inside a theme
    .title = Inside a theme
back =
    .close = Back
inside_rest = { $n ->
    [one] { $n } comment of this theme is in none of these parts.
   *[other] { $n } comments of this theme are in none of these parts.
}
inside_rest_open = Up to { $n } comments of this theme are in none of these parts.
inside_none = This theme has no parts any more.
# How much people agree, 0.00 to 1.00
agreement = agreement { $agreement }

top = Highest rated comments
# Under a comment that was answered. $facts: what is done, by whom and until when.
answer = ↳ Answer: { $answer } ({ $facts })
top_none = { $n ->
    [one] The highest rated comments show once some have { $n } rating.
   *[other] The highest rated comments show once some have { $n } ratings.
}

# The same once nobody can rate any more.
top_none_closed = No comment has enough ratings: stars show from { $n } on.

# Headings, and the line under a comment.
differ = Groups differ on
differ_comment = #{ $number } · { $group } { $mean } ★, others { $others } ★
shared = All groups like
equal = Highest when each group counts the same
agreement_note = Agreement: { $agreement }. It is 1 when everybody gives a comment the same stars, and 0 when half give 1 star and half give 5.
# Why nothing is said of groups
not_compared = Nothing shows of how groups compare yet. What groups differ on needs { $differ } ratings of a comment from one group and { $differ } from others. What all groups like shows only where each group gave { $n } or more: if one gave fewer, the whole comment is left out, so that nothing follows from the rest.
min_group_size = No number is about fewer than { $n } people of a group.

# One group, asked for with --group.
group_top = What { $group } rated highest
group_none = *How { $group } rated:* nothing to show yet. Numbers of a group show once { $n } of its people, and { $n } others, have rated a comment.

# Groups that we find from how people rate.
opinions = Opinion groups
opinions_how = We found these from how people rate. Nobody was asked.
opinion_group = { $n ->
    [one] Group { $letter }, { $n } person
   *[other] Group { $letter }, { $n } people
}
opinion_likes = #{ $number } · { $more } ★ more than the others give
opinions_unite = Liked by all of them

# Before what the quotes of the last digest speak for. $at: a date.
digest = Last digest, { $at }:

# A private message with the chart of themes and the highest comments as a table. $n counts comments.
sheet =
    .button = Send me the chart and a table
    .sent = I am sending you the chart of themes and the highest comments as a table, as a direct message.
    .heading = Results: themes, and the highest comments
    .caption = The highest comments
    .none = No comment has enough ratings yet.
    .highest = { $n ->
        [one] The highest comment is shown; there are more.
       *[other] The { $n } highest comments are shown; there are more.
    }
    .from_to = { $low } to { $high }
sheet_head =
    .number = No.
    .comment = Comment
    .stars = Stars
    .range = Likely range
    .ratings = Ratings, at least
    .tier = How it did
