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

# $languages is a list: English and Spanish
languages_apart = comments in { $languages } are grouped separately
languages_together = comments in { $languages } share themes

modal =
    .close = Close

# The words of a link that leads there: I asked you in { $place } which is meant.
own_messages = your messages with me

# Themes that are older than the rest.
themes_at = themes as of { $at }
