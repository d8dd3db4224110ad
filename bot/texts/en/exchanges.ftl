### Running an exchange: the answers to commands and buttons of moderators.

modal =
    .title = Exchange
    .close = Done

# What was done. $question is escaped already, $at is a day and a time.
opened = :white_check_mark: *{ $question }* is open. It is announced in { $channels }.
    What it asks is fixed now; `{ $command } extend` changes its close date.
opens_later = :alarm_clock: *{ $question }* opens by itself { $at }.
closed = :checkered_flag: *{ $question }* is closed. The announcement says so.
reopened = :large_green_circle: *{ $question }* is open again, without a close date.
reopened_until = :large_green_circle: *{ $question }* is open again, until { $at }.
paused = :double_vertical_bar: *{ $question }* is paused. The announcement says so; `/exchange resume` lets it go on.
resumed = :large_green_circle: *{ $question }* goes on.
archived = :package: *{ $question }* is archived. It is in no list any more; `/exchange status { $name }` and `/exchange results { $name }` still show it.
brought_back = :checkered_flag: *{ $question }* is out of the archive. It stays closed.
deleted = :wastebasket: *{ $question }* (`{ $name }`) is deleted, with everything that belonged to it.
messages_left = { $n ->
    [one] Slack did not let me delete { $n } message about it in a channel: please delete it by hand.
   *[other] Slack did not let me delete { $n } messages about it in channels: please delete them by hand.
}
closes = :calendar: *{ $question }* closes { $at }.
stays_open = :calendar: *{ $question }* stays open until you close it.
# Behind one of the two above.
closed_before = It was to close { $at }.
draft_deleted = :wastebasket: The draft `{ $name }` is deleted.
nothing_changed = Nothing was changed.
# $zone is an IANA name: America/Mexico_City
zone = I read your time in your Slack time zone, { $zone }.

# What moderators hear without having asked. $why is the end of a sentence, of refusals.ftl.
not_announced = *{ $question }* is open, but I cannot announce it in { $channel }: { $why }. I try again within the hour, for a week.
not_opened = *{ $question }* did not open: I was not running, and its close date is past too. `{ $command } status { $name }` shows the draft, and *Edit* changes its dates.

# What cannot be done
time_missing = Until when? Write a time: `{ $command } extend fri 17:00`, or `never` for no close date.
date_changed = Its close date was changed meanwhile. Nothing was done: please write the command again.
fixed =
    .open = It is open, and what it asks is fixed: only its dates can change now.
    .closed = This exchange is closed. What it asked stays as it is.
no_channel = Please choose a channel first, with *Edit*: the announcement has to go somewhere.
close_date_past = Its close date is past. Please choose a later one with *Edit*.
open_already = It is open already.
# $max exchanges are open or about to open.
too_many_open = { $max ->
    [one] This workspace may have one exchange open at a time. Please close it first, with `/exchange close`.
   *[other] This workspace may have { $max } exchanges open at a time, and has them. Please close one first, with `/exchange close`.
}
closes_first =
    .opening = It would close before it opens. Please change its close date first, with *Edit*.
    .closing = It would close before it opens. Please choose a later time.
too_soon = Please choose a later time, or close it now with `/exchange close`.
nobody_rated = This exchange has not opened yet, so nobody has rated.
still_draft = This exchange has not opened yet: use `/exchange open`.
not_open =
    .draft = `{ $name }` has not opened yet.
    .closed = `{ $name }` is closed already. `/exchange reopen` opens it again.
paused_already = `{ $name }` is paused already. `/exchange resume` lets it go on.
not_paused = `{ $name }` is not paused.
archive_open = It is open. Close it first: `/exchange close`.
archive_draft = This exchange has not opened yet. A draft has *Delete draft* on its card.
archived_already = `{ $name }` is archived already. `/exchange status { $name }` takes it out again.
not_archived = `{ $name }` is not archived.
# $names is a list of numbers, each with a #.
archive_unanswered = { $n ->
    [one] The comment { $names } is one of the ten highest and has no answer yet. People should hear what became of it: `/exchange answer { $name }`. Then archive.
   *[other] { $n } of the ten highest comments have no answer yet: { $names }. People should hear what became of them: `/exchange answer { $name }`. Then archive.
}
delete =
    .title = Delete exchange
    .what = *This cannot be undone.*
        { $question }

        Everything goes for good: { $counts }, themes, results, exports of them and answers. My messages about it in channels are deleted too. Messages between people and me belong to them and stay.
    .instead = If you only want it out of the way: `/exchange archive { $name }`.
    .name_label = To delete it, type its short name: { $name }
    .submit = Delete for good
    .other_name = That is not its short name. To delete it, type { $name }.
reminders_unknown = Write `{ $command } remind few` or `{ $command } remind none`.
reminders_how = _`{ $command } remind none` sends no more, `{ $command } remind few` sends them again._
only_a_name = Please write the short name alone, with nothing behind it.
outdated_button = I cannot read that button. Please write the command again.
outdated_picker = I cannot read this menu any more. Please write the command again.
outdated_menu = I cannot read this menu. Please use the newest announcement.

# Which exchange
none_to =
    .open_one = There is no draft to open. `{ $command } new` makes one.
    .close_one = No exchange is open. `{ $command } status` shows all of them.
    .reopen_one = No exchange is closed. `{ $command } status` shows all of them.
    .extend_one = No exchange is open. `{ $command } status` shows all of them.
    .pause_one = No exchange is open. `{ $command } status` shows all of them.
    .resume_one = No exchange is paused. `{ $command } status` shows all of them.
    .archive_one = No exchange is closed. `{ $command } status` shows all of them.
    .remind_one = No exchange is open. `{ $command } status` shows all of them.
    .invite_one = No exchange is open, and there is no draft. `{ $command } new` makes one.
    .channel_one = There is no exchange yet. `{ $command } new` makes the first.
    .nudge_one = No exchange is open. `{ $command } status` shows all of them.
    .delete_one = There is no exchange to delete. `{ $command } status` shows all of them.
    .status_one = There is no exchange yet. `{ $command } new` makes the first.
# $form is a whole command: /exchange close
whole_exchange = `{ $form }` is about a whole exchange: `{ $form } { $name }`.
# $names is a list of short names.
unknown = There is no exchange `{ $name }`. I know { $names }.
unknown_of_many = { $n ->
    [one] There is no exchange `{ $name }`. I know { $names } and { $n } more.
   *[other] There is no exchange `{ $name }`. I know { $names } and { $n } more.
}
