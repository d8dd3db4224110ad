### The blind check of themes: a moderator chooses between two names for each comment.

modal =
    .title = Check the themes
open =
    .button = Check the themes
ask = Which name fits each comment better? I gave the comment one of the two. I do not show which.
progress = { $done } of { $n } answered.
kept = Each answer is kept at once, so you can close this and go on later. Who answered is kept nowhere.
choose_each = Please choose an answer for each of these comments. “Skip” is an answer too.
neither_option = Neither fits
skip_option = Skip
next =
    .submit = Next

result = { $n ->
    [one] For { $agreed } of { $n } comment you chose the theme that I gave it: { $percent } %.
   *[other] For { $agreed } of { $n } comments you chose the theme that I gave it: { $percent } %.
}
range = With other comments it would be between { $low } % and { $high } %, we are 95 % sure. Two people who sort comments by hand agree on about { $people } %.
verdict =
    .better = The themes are at least as good as that.
    .alike = So the themes may be as good as that. More checks would make it surer.
    .worse = So the themes are not as good as that. Look at their names, and merge or split them where it helps.
all_skipped = Every comment was skipped, so there is no result.
neither = { $n ->
    [one] for { $n } comment neither name fitted
   *[other] for { $n } comments neither name fitted
}
skipped = { $n } skipped
how = “Neither fits” counts as not agreeing. Skipped comments do not count. Who guesses reaches 50 %.
# $result is what comes above.
last = Last check of the themes, { $at }: { $result }

too_few_themes = There is nothing to check yet: an exchange needs two themes with names.
over = This check is over or has changed. Please begin again with the command.
