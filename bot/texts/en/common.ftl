### Words that several features use. How these files are written: docs/texts.md

and = and
or = or

# A day, a time and the name of a time zone: November 29, 2026, 5:00 PM PST
moment = { $day }, { $time } { $zone }

minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}

# Counts that stand side by side: 12 people · 40 comments · 310 ratings
people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
comments = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
ratings = { $n ->
    [one] { $n } rating
   *[other] { $n } ratings
}
# How many ratings stars rest on, in steps of five: 35 or more ratings
ratings_or_more = { $n } or more ratings

# The same while an exchange is open, where no count shows a single act: more than 35 people. $n is 5 or more.
over_people = { $n ->
    [one] more than { $n } person
   *[other] more than { $n } people
}
over_comments = { $n ->
    [one] more than { $n } comment
   *[other] more than { $n } comments
}
over_ratings = { $n ->
    [one] more than { $n } rating
   *[other] more than { $n } ratings
}
over = over { $n }
up_to = up to { $n }
few_people = up to 5 people so far
few_comments = up to 5 comments

# $languages is a list: English and Spanish
languages_apart = comments in { $languages } are grouped separately
languages_together = comments in { $languages } share themes

modal =
    .close = Close

# The words of a link that leads there: I asked you in { $place } which is meant.
own_messages = your messages with me

# Themes that are older than the rest.
themes_at = themes as of { $at }
