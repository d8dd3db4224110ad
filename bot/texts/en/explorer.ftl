### The page with the results: for people who look rather than read, also outside Slack.

name = Results
skip = Skip to the content
skip_to_comments = Skip to the comments
nav =
    .label = Parts of the results
    .themes = Themes
    .comments = Comments
    .groups = Groups
    .checkpoints = Checkpoints
    .method = How this was made

# Over the question. $at is a day and a time.
state =
    .open = Open · results so far
    .open_until = Open until { $at } · results so far
    .closed = Closed on { $at }
    .then = Checkpoint of { $at }
    .then_open = Checkpoint of { $at } · still open then
# $at is a day and a time; $release counts releases of figures.
as_of = Figures as of { $at } (release { $release }).
past = You see an earlier checkpoint, of { $at }. What was removed since is left out here too.
past_newest = Show the newest figures
# $n people are the smallest group of a figure.
foot = No figure is about fewer than { $n } people.
names_hidden = Nobody sees who wrote or rated a comment.
# On a page in another language than the exchange's.
as_written = What people and moderators wrote, names of groups and themes too, is not translated.
names_left_out = Names are left out on this page.

# Numbers at the top: the number itself stands over these words.
tile =
    .people = { $n ->
        [one] person took part
       *[other] people took part
    }
    .people_share = { $n ->
        [one] person took part, { $percent } % of those asked
       *[other] people took part, { $percent } % of those asked
    }
    .comments = { $n ->
        [one] comment
       *[other] comments
    }
    .ratings = { $n ->
        [one] rating
       *[other] ratings
    }
    .themes = { $n ->
        [one] theme
       *[other] themes
    }
    .stars = on average
empty = No results yet
empty_why = Stars show as soon as a comment has { $n } ratings. Comments show from the day after they were shared.

short = In short
short_how = { $n ->
    [one] Computed from the figures below, which count { $n } comment.
   *[other] Computed from the figures below, which count all { $n } comments.
}
short_named = A program found the themes and named them; moderators can change both.
evidence = See it
# $n counts the sentences.
evidence_of = See what sentence { $n } rests on
# $theme is a theme's name, $quote a comment in quotation marks, $stars a number such as 4.2.
story =
    .largest = The largest theme is “{ $theme }”: { $n } of { $total } comments.
    .best_theme = The theme with the highest stars is “{ $theme }”, { $stars } ★ on average.
    .best_themes = No theme is clearly ahead in stars. These come first, with { $low } to { $high } ★ on average: { $themes }.
    .best_themes_same = No theme is clearly ahead in stars. These come first, with { $stars } ★ on average: { $themes }.
    .themes_alike = Stars are about the same in all themes: from { $low } to { $high } ★ on average.
    .themes_alike_same = Stars are about the same in all themes: { $stars } ★ on average.
    .highest = The highest rated comment has { $stars } ★: { $quote }
    .highest_tied = { $n ->
        [one] { $n } comment has the most stars, { $stars } ★: { $quote }
       *[other] { $n } comments share the most stars, { $stars } ★. One of them: { $quote }
    }
    .shared_too = All groups like that comment, with { $stars } ★ or more in each.
    .shared = All groups like this, with { $stars } ★ or more in each: { $quote }
    .differ = Groups differ most on this: “{ $group }” { $mean } ★, all others { $others } ★: { $quote }

people_title = Who took part
people_few = How many people took part shows here once there are enough of them.
between = What groups share, and where they differ
more_groups = Compare the groups
answers = Answers and actions
answers_none = Nobody has answered yet. Answers from the people who asked will appear here.
answers_count = Highest rated comments with an answer: { $done } of { $n }.
answered_on = answered on { $day }
has_answer = Answered: { $status }
theme_has_answer = Theme answered: { $status }
percent = { $percent } %
# Figures over the answers. The number itself stands over these words.
answered =
    .answered = { $total ->
        [one] answered: { $n } of { $total } comment
       *[other] answered: { $n } of { $total } comments
    }
    .highest = answered of the tier “Top”: { $n } of { $total }
    .acted_on = acted on (begun or done): { $n } of { $total } answered
answered_with_themes = { $total ->
    [one] answered: { $n } of { $total } comment, { $through } by an answer to its theme
   *[other] answered: { $n } of { $total } comments, { $through } by an answer to their theme
}
answered_days = { $n ->
    [one] day at most from comment to answer, for half of the answers
   *[other] days at most from comment to answer, for half of the answers
}
answered_filter =
    .yes = Answered
    .no = Not answered yet
all_answered = { $n ->
    [one] The answered comment
   *[other] All { $n } answered comments
}
checkpoints_why = Figures change in steps, so that nobody can work out how one person rated. Each step is kept, with a link that stays.
checkpoints_when = A figure changes at most once a day, where at least five more people have rated, and once more at the close. Checkpoints lie closer together on the first day, when each comment gets its first stars, where new themes are found, and at the close.
more_method = What was counted, what is hidden, and why
all_themes = { $n ->
    [one] The only theme
   *[other] All { $n } themes
}
all_comments = { $n ->
    [one] The only comment
   *[other] All { $n } comments
}
all_checkpoints = { $n ->
    [one] The only checkpoint
   *[other] All { $n } checkpoints
}

# Under a chart or a list
table = Show the numbers as a table
download = of “{ $name }”
# In a text that is copied, and where a part of the list is.
question = Question: { $question }
some_of = { $n ->
    [one] { $n } of { $total } comments: the one at place { $first }
   *[other] { $n } of { $total } comments: places { $first } to { $last }
}
markdown = Copy as Markdown
copied = Copied

# On a comment
range = ({ $low } to { $high })
likely_top = likely top 10
seed = to begin with
why = Why:
group_stars = { $group }: { $stars } ★
comment_number = Comment #{ $number }
shared_on = Shared on { $day } or before
spread = People differ on it: its stars vary by { $stars }
contrast = The group “{ $group }” gave { $mean } ★ on average, all others { $others } ★.
by_group = How groups rated this comment
same_theme = Rated highest in the same theme

# Tables
group = Group
no_group = No group named
people = People
comments = Comments
comment = Comment
ratings = Ratings
average = Average stars
theme = Theme
part = Part
day = Day
before = Before
now = Now

# Charts: a title that says the message, and what is shown. $day is a day.
chart_groups =
    .message = The largest group: “{ $group }”
    .message_exact = The largest group: “{ $group }”, { $n } of { $total } people
    .about = People who shared or rated, by group. Groups under { $n } people are counted together.
chart_days =
    .message = { $n ->
        [one] The busiest day was { $day }, with { $n } comment
       *[other] The busiest day was { $day }, with { $n } comments
    }
    .about = Comments by day, in the time zone of the exchange. A day counts once five people wrote; until then its comments are in the next one.
chart_shared =
    .message = { $n ->
        [one] One comment is liked in every group
       *[other] { $n } comments are liked in every group
    }
chart_differ =
    .message = { $n ->
        [one] On one comment a group differs clearly from the others
       *[other] On { $n } comments a group differs clearly from the others
    }
chart_dots =
    .all = Average stars from 1 to 5. Each mark is a group.
    .some = { $n ->
        [one] Average stars from 1 to 5. Each mark is a group. The first one is shown.
       *[other] Average stars from 1 to 5. Each mark is a group. The first { $n } are shown.
    }
chart_compare =
    .message = “{ $one }” and “{ $other }”: up to { $stars } stars apart
    .about = { $n ->
        [one] Average stars of both groups, on { $n } comment that enough people of both rated
       *[other] Average stars of both groups, furthest apart first, of { $n } comments that enough people of both rated
    }
chart_both =
    .message = “{ $one }” and “{ $other }” both like these: { $stars } ★ or more from each
    .about = { $n ->
        [one] Average stars of both groups, on { $n } comment that enough people of both rated
       *[other] Average stars of both groups. The { $shown } that the less pleased group likes most, of { $n } that enough people of both rated
    }
# $theme, $part: names of a theme and of its largest sub-theme.
chart_parts =
    .message = The largest part of “{ $theme }”: { $part }
    .about = Comments in each part of the theme
# $number is that of a comment.
chart_changed_most =
    .up = Comment #{ $number } went up most, by { $stars } stars
    .down = Comment #{ $number } went down most, by { $stars } stars
chart_changed =
    .about = { $n ->
        [one] Average stars before and now, of the { $n } comment whose stars changed
       *[other] Average stars before and now. The { $shown } that changed most, of { $n } comments
    }
chart_opinions =
    .message = { $n ->
        [one] What one opinion group likes more than the others do
       *[other] What each of { $n } opinion groups likes more than the others do
    }
    .about = Stars that the group gives a comment beyond those of the others
    .more = Stars more
chart_heat =
    .message = Groups differ most on “{ $theme }”
    .message_near = Over whole themes, groups hardly differ: by { $stars } stars at most
    .about = Average stars of each group on each theme. Each comment counts once; “–” is too few.

# Themes
themes_none = There are no themes yet.
themes_by =
    .comments = Comments
    .stars = Stars
themes_how = A program put comments about the same thing together and named each theme with words from the comments. Moderators can change themes. A comment counts in one theme; where it clearly speaks of a second one, that is named beside it.
parts = In it:
by_group_theme = How groups rated this theme
theme_comments = Comments of this theme
# In front of the name of a second theme that a comment speaks of: "also about School lunch".
also_theme = also about
also = { $n ->
    [one] One more comment speaks of this
   *[other] { $n } more comments speak of this
}
also_how = Each counts in the theme that is named beside it. The figures of this theme are without them.
also_rule = Comments that also speak of “{ $theme }”, and count in another theme.
no_answer = { $n ->
    [one] { $n } comment gives no answer (“n/a”, only an emoji) and is in no theme.
   *[other] { $n } comments give no answer (“n/a”, only an emoji) and are in no theme.
}
outside = { $n ->
    [one] { $n } comment is in no theme
   *[other] { $n } comments are in no theme
}

# The list of comments
search = Search the comments
search_go = Search
filter = Sort and filter
sort_by = Sorted by
sort =
    .stars = Highest stars
    .newest = Newest day
    .bridging = Liked across groups
    .divided = People differ
    .most_rated = Most ratings
rated_by = Rated by the group
language = Language
tier = How it did
no_theme = In no theme
every = All
everybody = Everybody
found = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
show_all = Show all comments
# Over the filters that are on, each a link that ends it.
chosen = Filters that are on
chosen_remove = (remove)
# $filters is a part of an address, as theme=99.
unknown = This address asks for something that is not here: { $filters }. It may have had another name before.
past_the_end = { $n ->
    [one] The list ends before this page: it has { $n } comment.
   *[other] The list ends before this page: it has { $n } comments.
}
nothing_found = No comment fits. Try fewer words, or another filter.
group_rule = Stars from the group “{ $group }”, on comments that at least { $n } of its people rated. It shows how the group rated, never who wrote.
bridging_rule = First what all groups like, as on the page of groups; then by the stars of the group that likes it least. Comments without stars of two groups come last.
divided_rule = By how much stars differ from person to person. Comments on which people differ little come last, in no order.
pages = Pages of the list
first_page = Back to the first page
# $first and $total count comments.
next_page = Next page (from { $first } of { $total })

# Groups
groups_rule = A group's stars show on comments that at least { $n } of its people, and enough others, rated. They show how groups rated, never who wrote what.
all_common = All { $n } comments that all groups like
common_in_full = Read the comments that all groups like in full
in_every_group = { $stars } ★ or more in every group
side_by_side = Two groups side by side
pair_first = First group
pair_second = Second group
pair_none = There is no comment with stars of both groups. Choose two others.
compare = Compare
opinion_group = { $n ->
    [one] Group { $letter }: { $n } person or more
   *[other] Group { $letter }: { $n } people or more
}
opinion_letter = Group { $letter }
opinion_likes = Likes more than the others do:
opinion_more = { $stars } ★ more
opinion_none = There is nothing that it clearly likes more than the others do.
consensus = Liked by all opinion groups

# Checkpoints
checkpoint = { $n ->
    [0] No comment's stars changed.
    [one] The stars of { $n } comment changed.
   *[other] The stars of { $n } comments changed.
}
checkpoint_first = { $n ->
    [0] The first figures.
    [one] The first figures: stars of { $n } comment.
   *[other] The first figures: stars of { $n } comments.
}
checkpoint_groups = Figures by group were counted.
checkpoint_other = Only figures of themes, or of all comments together, changed.
# $root: 64 hexadecimal digits, by which an exported file is checked.
checkpoint_root = Check code: { $root }
since = What changed since
since_go = Show
changed_since = Changed since { $at }
changed_table = Comments whose stars changed
changed_count = { $n ->
    [0] The stars of no comment changed.
    [one] The stars of { $n } comment changed, or came for the first time.
   *[other] The stars of { $n } comments changed, or came for the first time.
}
# What else a checkpoint changed, beside the stars of comments. $names: of themes or groups; $n counts.
changed_other =
    .heading = Other figures that changed
    .themes = Stars of themes: { $names }
    .first_themes = First stars of themes: { $names }
    .groups = How groups rated single comments: { $names }
    .shared = What all groups like
    .differ = Where groups differ
    .opinions = Opinion groups: people who rate alike
    .mean = The average of all comments: { $now } ★, before { $was } ★
    .first_mean = The first average of all comments: { $now } ★
    .spread = How much people agree
    .questions = Answers to the short questions
    .none = No other figure that this page shows changed either.

ledger_total = { $n ->
        [one] Received: { $n } comment
       *[other] Received: { $n } comments
    }
method =
    .ledger = What became of every comment
    .ledger_why = Every comment that was received is in one of these lines, and they add up.
    .ledger_none = These numbers show from six comments on.
    .became = What became of it
    .stars = What the stars are
    .stars_how = Some people give more stars than others, and some comments were rated by other people than the rest. We correct for both (a cumulative logit model with one effect for each comment and one for each rater). With few ratings, stars lie nearer to the middle.
    .theme_stars = Stars of a theme are the mean of its comments' stars. Each comment counts once, however often it was rated.
    .agreement = Agreement is 1 when everybody gives a comment the same stars, and 0 when half give 1 star and half give 5.
    .agreement_now = Over all comments it is { $agreement }.
    .themes = What the themes are
    .opinions = People whose stars are similar are put together, whatever group they say they belong to. We show them only if the groups found are clearly more distinct than chance would make them. Nobody is told in which one they are.
    .hidden = What is hidden, and why
    .hidden_few = No figure is about fewer than { $n } people, and none can be found by taking one figure from another.
    .hidden_groups = A group's stars on a comment show from { $n } ratings of the group on. One small number hides its whole row where all groups are compared.
    .hidden_release = Figures change only in releases: where at least five more people have rated, at most once a day, and once more at the close. More releases come on the first day, and where new themes are found. At the close, comments with fewer than 40 ratings count everybody.
    .hidden_names = Names, Slack ids and times are not on this page. Of a comment only a day is known, by which five people or more had written.
    .hidden_steps = While an exchange is open, numbers of people, comments and ratings change in steps of five.
    .limits = What this does not say
    .limits_who = These are the people who took part, not a random sample. Those who stayed away may think otherwise.
    .limits_themes = Themes are found by a program. It can be wrong about single comments; read them.
    .versions = Numbers that were set
    .parameter = What
    .value = Value
    .p_version = Program
    .p_min_group = Fewest people of any figure
    .p_group_cells = Fewest ratings of a group on a comment
    .p_new = New people before a figure changes
    .p_exact = Ratings below which stars are blurred
    .p_noise = Blur, in stars on the sum of a comment
    .p_tiers = Ratings before Top, High, Middle or Low
    .p_zone = Time zone
    .p_release = Release
hidden_noise =
    .usual = Where fewer than 40 people rated, stars are changed a little at random, always the same way, so that nobody can work out how one person rated.
    .strict = Where fewer than 40 people rated, stars are changed more than usual at random, always the same way, so that nobody can work out how one person rated.

# What was checked for people who see, hear or move in other ways. $day is a day.
accessibility =
    .title = Accessibility
    .aim = These pages are made to meet WCAG 2.2, level AA: rules for pages that everybody can use.
    .state = They were last checked on { $day }. We know of no rule that they break.
    .how = What was checked
    .how_program = A program (axe) looks at every page, light and dark, in English and Spanish. It finds no fault.
    .how_keyboard = Everything works with a keyboard alone, and where you are is always marked. All of it works without a script.
    .how_zoom = Nothing is lost on a screen 320 pixels wide, which is a zoom of 400 % on a usual one, or 2,560 pixels wide.
    .how_reader = What a screen reader says of a page is written down and tested: parts, headings in order, links with names.
    .how_charts = Each chart has a title that says its message, a description in words, and a table beside it.
    .how_colour = Colour never says anything alone: groups differ in shape, too, and numbers are written.
    .how_motion = Nothing moves or blinks, and nothing runs out of time while you read.
    .limits = What does not work well
    .limits_people = No people who use a screen reader every day have tested these pages with us yet.
    .limits_words = Comments are shown as people wrote them. Some are long, hard to read, or have no full stops.
    .limits_language = A program guesses the language of each comment. A wrong guess makes a screen reader read it in a wrong voice.
    .limits_pictures = A chart that is saved as a picture (PNG) has no words for a screen reader. Its table (CSV) has.
    .help = If something does not work for you
    .help_who = Please tell those who gave you the link. Every part can also be copied as plain text (“Copy as Markdown”).

# Where there is no page
shut =
    .heading = There is nothing to see here
    .unknown = This link does not work. It may have been replaced, switched off, or have expired. Please ask those who gave it to you for a new one.
    .not_yet = The results show here after the close. Please come back then.
    .no_such = There is no such page in these results.
    .sign_in_heading = Please sign in
    .sign_in = These results are only for people of one Slack workspace. Slack tells Starling your member id there, and nothing else: no name, no e-mail address, no messages.
        Nobody keeps a list of who looks. You stay signed in for two hours at most, or until you close your browser.
    .outside = These results are only for people who can see the exchange in Slack. With your Slack account you cannot. If you have another one, you can sign in with that.
    .moderators = These results are only for moderators, and you are not one in Slack. If you have another account, you can sign in with that.
    .rate_first = Results show here once you have rated five comments, so that nobody rates what others rated. Please press “Rate” in Slack, then load this page again.
    .unsure = Slack did not say just now whether you may see these results. Please try again in a minute.

# Signing in with Slack
sign_in = Sign in with Slack
sign_in_other = Sign in with another account
sign_in_again = Try again
sign_in_not = You are not signed in
sign_in_denied = You did not agree at Slack. Nothing about you was passed on.
sign_in_failed = Slack did not say who you are. Please try again.
sign_in_lost = This sign-in took too long, or began in another browser. Please open the link to the results again.
sign_in_other_workspace = You signed in with another Slack workspace. These results are for people of the workspace in which the question was asked.
sign_out = Sign out
again = Load again
all_results = Go to the results
