### Exchanges beside each other: `/exchange compare`, and the page.

title = Exchanges compared
how_many = Please name two to { $max } exchanges: `{ $command } compare spring autumn`
same_question = The same question was asked again.
exchange = Exchange
agreement = Agreement
# Each is a number, or "more than" one.
taken_part = { $people } people · { $comments } comments · { $ratings } ratings
shared = Themes about the same
how = A program puts themes together whose comments have the same words, in one language. It can be wrong; read them.
none_shared = No theme is in more than one of them.
# $name is the short name of an exchange.
only = Only in { $name }
# $link is an address.
page = All of it on a page, for everybody who has this link: { $link }
quarters = By quarter
quarters_how = Comments by the quarter in which they were shared, and the mean of their stars where at least three have some.
quarter = { $year }, quarter { $quarter }
quarter_theme = Largest theme
