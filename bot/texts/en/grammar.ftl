### The slash command: what is wrong with a line, and what to write.

# $flag is a flag's name without its dashes.
flag_twice = `--{ $flag }` is there twice. Please write it once.
needs_quotes = Please put quotes around words that belong together: `--{ $flag }="{ $value }"`.
no_flags = `{ $command }` takes no flags. Please leave `--{ $flag }` out.
unknown_flag = `{ $command }` does not know `--{ $flag }`. It knows { $flags }.
unknown_flag_near = `{ $command }` does not know `--{ $flag }`. Did you mean `--{ $near }`? It knows { $flags }.
flag_stands_alone = `--{ $flag }` takes no value. Please write it alone.
flag_needs_value = `--{ $flag }` needs a value: `--{ $flag }="…"`.
flag_unreadable = I cannot read `--{ $flag }`. Write flags like `--name=value`.
quote_open = The quotes before `{ $written }` are not closed. Please close them.

# $form is a whole command between backticks.
theme_first = Please write first what to do, for example { $form }.
theme_unknown = I understand { $forms }.
theme_form = Please write it like { $form }.
theme_too_much = That is one word too many. Please write it like { $form }.
theme_name = A name has 1 to { $max } characters, as in { $form }.
theme_words = Please add 1 to { $max } example words, as in { $form }.
theme_word = An example word begins with a letter or a digit and has at most { $max } characters.
two_exchanges = This names two exchanges. Please name one.

digest_whole = A digest is about a whole exchange. Please write only its short name.
digest_name_first = I understand `{ $action }`, but not `{ $name }` after it. If that is the short name of an exchange, it comes first: `{ $form }`.
digest_unknown = I understand `{ $command } digest now`, `{ $command } digest preview`, `{ $command } digest every "mon 9:00"`, `{ $command } digest hold 4h` and `{ $command } digest off`. For another channel than the one of the exchange, add `--channel=#name`.

digest_rules = Quiet hours, holidays and the rest belong to a schedule: `{ $command } digest every "mon 9:00" --quiet=20:00-07:00`.
digest_hold = For how many hours should moderators see a digest before it goes out? Please write it like `{ $command } digest hold 4h`, { $max } hours at most, or `{ $command } digest hold off`.
digest_form = A digest is `full`, `short` or for `moderators`.
digest_at_least = How many new comments are worth a digest? Please write a number up to { $max }.
