### AI services outside this server: what an owner decides, and what a digest says of them.

# In a digest. $service is the host of a service, as example.org.
own_model = the model of this server
some_service = an outside service
themes_used = themes found with the help of { $service }
themes_alone =
    .late = themes found by wording alone: { $service } answered too late
    .failed = themes found by wording alone: { $service } could not be used
    .wrong = themes found by wording alone: { $service } answered with something else
    .capped = themes found by wording alone: { $service } has reached this month's cap
summary_used = summary written by { $service }, each sentence checked against the comments it cites
summary_alone =
    .late = summary put together by rule: { $service } answered too late
    .failed = summary put together by rule: { $service } could not be used
    .wrong = summary put together by rule: { $service } answered with something else
    .capped = summary put together by rule: { $service } has reached this month's cap

# `/exchange outside`, for owners.
heading = Outside services
# $form is a command: /exchange outside
forms = I understand `{ $form }`, `{ $form } on` and `{ $form } off`.
not_set_up = No outside service is set up, so nothing can go out. The people who run this server can name one in its settings: `THEMES_EMBEDDINGS_URL`, `SUMMARY_URL`, `DANGER_SERVICE_URL` or `TRANSLATION_URL`.
nothing_set_up = No outside service is set up. Nothing leaves this server, except to Slack.
changed = The services have changed since then. Nothing was changed. Please write `/exchange outside on` again.
on = *Comments go to*
wanted = *Before anything changes:* comments would go to
off = *Nothing goes out now.* Comments could go to
# Under one of the three above, each in a line.
for_themes = *{ $service }* for themes: the words of every comment, once
for_summaries = *{ $service }* for the summary of a digest: the question, the themes with their counts and mean stars, and the words of the best comments
for_danger = *{ $service }* for signs of danger: the words of each new comment that the lists here do not hold for danger, at once
for_translation = *{ $service }* for translations, in exchanges that are opened with them: the words of each comment once for each language, alone
never = Names, ids, groups and who rated what never go out. Everybody can read about this in *About and privacy*.
sent = { $n ->
    [one] Sent this month: { $n } character
   *[other] Sent this month: { $n } characters
}
allow =
    .button = Let comments go there
stop =
    .button = Stop it
stopped = :white_check_mark: Nothing goes to outside services. What came back from them is deleted here.
