### Until when something connects people to their words and stars. $on, $last and $backups are days.

on = On { $on }, what connects people to their words and stars is destroyed, and by { $backups } in the server's backups too.
after = { $n } days after the close, what connects people to their words and stars is destroyed, and { $backups } days later in the server's backups too.
# Behind the sentence before, where an exchange has no close date.
without_date = This exchange has no close date: until it is closed, that connection is kept.
gone = On { $on }, what connected people to their words and stars was destroyed.

# Under About: a heading and a few sentences. $when is one of the sentences above.
about = *:hourglass_flowing_sand: Until when*
    { $when } Until the day before, *Forget me* in my Home tab erases your words. After that nobody can tell whose they are, and the results stay.
about_gone = *:hourglass_flowing_sand: Until when*
    { $when } Nobody can tell any more who wrote or rated what, and the results stay.

# A private message to everybody who wrote something. $question is escaped already.
last_day = :hourglass_flowing_sand: *{ $question }*
    You shared something in this exchange, which is closed. *{ $last } is the last day on which your words can be erased.* On { $on }, what connects you to them is destroyed, so that nobody can ever tell who wrote what. The results stay.
last_day_text = The last day to have your words erased
erase =
    .button = Forget me …
results =
    .button = Results

# In Home, instead of one's own part.
home_gone = :leaves: *{ $question }*: on { $on }, what connected people to their words and stars was destroyed. If something there was yours, it is in the results, without you: nobody can find it any more, not even I.

# Why something cannot be done
links_gone = On { $on }, what connected people to their words and stars was destroyed here, as was announced. So nobody can find, change or erase what was theirs. If words have to go, a moderator can remove them by their number.
not_reopened = This exchange cannot open again: on { $on }, what connected people to their words and stars was destroyed, so nobody could be kept from rating twice. You can start a new one with `/exchange new`.
only_shorter = This can only become shorter after the opening: people were told { $n } days.
# In the place of a moderator's name, which is destroyed too.
a_moderator = a moderator

# What forgetting somebody does not reach, because nothing leads there.
forget_gone = { $n ->
    [one] :leaves: In { $n } exchange nothing leads from you to words or stars any more: there is nothing left to erase.
   *[other] :leaves: In { $n } exchanges nothing leads from you to words or stars any more: there is nothing left to erase.
}
# Somebody was reading an older state while the words were erased.
journal_later = :hourglass_flowing_sand: Your words are erased. A copy in the server's own journal goes within a few minutes.
