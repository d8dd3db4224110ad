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

# The whole sentence of an error whose feature is not in the catalogue yet.
sentence = { $sentence }
