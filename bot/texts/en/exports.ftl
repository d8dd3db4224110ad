### Exports: results as a file.

# $n: minutes; $form: as xlsx
pause = { $n ->
    [one] The results were downloaded as { $form } a moment ago. Try that again in { $n } minute; every other form comes at once.
   *[other] The results were downloaded as { $form } a moment ago. Try that again in { $n } minutes; every other form comes at once.
}
# $n: people
few_people = Fewer than { $n } people rated, so that each of them could be known again.
on_its_way = `{ $name }` as { $form } is on its way to your direct messages.
# Above lines of the log.
before = Downloaded before:
past = { $form } · { $at } · { $who }
# With each person's pattern of ratings, by the server's operator.
past_full = { $form } with each person’s ratings · { $at } · { $who }
by_operator = the operator of the server
file = *{ $question }*: the results as { $form }
holds = It holds what everybody may see in the results, as of the last release: no names, no authors, no times, no figure of a small group.
not_sent = The file of `{ $name }` could not be sent. Please try again in a few minutes.
no_release = `{ $name }` has no stars yet, so there is nothing to prove: a bundle comes with the first release.
draft = This is a draft. There is something to download once it is open.
unknown_form = I know these forms: { $forms }. Write one as in `--as=xlsx`.
form =
    .csv = CSV tables
    .json = JSON
    .xlsx = an Excel workbook
    .html = a web page
    .pdf = PDF
    .polis = Polis files
    .bundle = a bundle for checking
    .log = the moderation log
log_file = *{ $question }*: the moderation log
log_holds = One row for each act, without authors, reporters and names of moderators. It says what was held and removed, and why: it is for moderators.
