### Comments to begin with, out of a file: `/exchange new --from-csv`.

form =
    .title = Comments from a file
    .how = Choose a CSV file, or paste its rows. The words are in a column called *comment* or *text*; without such a heading each line is a comment. Nothing is saved yet: you see all of them in the form that follows.
    .submit = Read
file =
    .label = CSV file
rows =
    .label = Or paste the rows
    .hint = As they are in the file, up to 3,000 characters.
neither = Please choose a file or paste rows.
both = Please choose a file or paste rows, not both.
nothing = There is no comment in it.
too_large = This file is too large: up to 1 MB is read.
no_file = I could not read this file. Please try again, or paste its rows.
# $command is what the person writes for the bot.
alone = Please write `{ $command } new --from-csv` alone. The question and all else come in the form that follows.
# Over the form again. $n counts rows.
wrong = { $n ->
    [one] *Nothing was taken over: { $n } row cannot be read.* Please mend it and try again.
   *[other] *Nothing was taken over: { $n } rows cannot be read.* Please mend them and try again.
}
# $why is one of the sentences below.
line = Line { $line }: { $why }
more = { $n ->
    [one] and { $n } more row
   *[other] and { $n } more rows
}
no_column = no column is called “comment” or “text”. Please give the column with the words this name.
no_csv = the quotation marks do not match.
fields = { $n ->
    [one] it has { $n } column, and the heading has { $expected }.
   *[other] it has { $n } columns, and the heading has { $expected }.
}
bytes = it has signs that are not UTF-8. Please save the file as “CSV UTF-8”.
too_long = it has { $n } characters, and { $max } fit.
# Over the form of a new exchange.
taken = { $n ->
    [one] { $n } comment was read. It is below, in *Comments to begin with*, where you can change it. Nothing is saved yet.
   *[other] { $n } comments were read. They are below, in *Comments to begin with*, where you can change them. Nothing is saved yet.
}
left_empty = { $n ->
    [one] { $n } row without words was left out.
   *[other] { $n } rows without words were left out.
}
left_twice = { $n ->
    [one] { $n } row with the same words as another was left out.
   *[other] { $n } rows with the same words as others were left out.
}
