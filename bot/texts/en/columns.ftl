### The comments of a list as a file, and what its columns mean. $n counts comments.

take_these = { $n ->
    [one] Download this comment (CSV)
   *[other] Download these { $n } comments (CSV)
}
take_all = { $n ->
    [one] Download the only comment (CSV)
   *[other] Download all { $n } comments (CSV)
}
summary = What the columns of the file mean
about = A table for any spreadsheet, one comment a row. It holds what everybody may see on this page, and no more. An empty cell means that there is no such figure, or that it is hidden because too few people rated.
themes = Themes:

# One for each column of the file, whose heading is the name here. $stars: what a star says, as "1 to 5 stars: how much you agree with this".
id = number of the comment
text = what somebody wrote
why = why it matters to them
language = language of the comment, as a program guesses it
is_seed = yes: a comment that moderators gave to begin with
is_withheld = yes: its author did not agree to be quoted, so its words are left out
shared_on = day on which it was shared, or before
theme = theme in which it counts
second_theme = another theme that it clearly speaks of
stars = average stars from everybody. { $stars }
low = where the likely range of the average begins
high = where the likely range of the average ends
ratings = ratings that the average rests on, or more; it shows from { $n } on
tier = how it did: top, high, middle or low
is_likely_top = yes: probably among the ten highest
place = place among all comments with stars; 0 is the highest
spread = how much its stars vary from person to person, where people differ on it
lowest_by_group = average stars of the group that likes it least
