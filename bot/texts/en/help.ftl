### Help: the answer to a greeting, to "help", and to a mention in a channel.

# The first sentence of all. In an exchange that shows names it says so.
how =
    .hidden = *This is how it works.* Write your answer to me here, one idea at a time. I ask before I share it, and nobody sees your name. Then give the ideas of others 1 to 5 stars.
    .shown = *This is how it works.* Write your answer to me here, one idea at a time. I ask before I share it, and I tell you whether your name is shown. Then give the ideas of others 1 to 5 stars.
none_open = No exchange is open right now. When one opens, its announcement has a *Comment* button.
more = You can also write `rate`, `results` or `stop`. `{ $command } help` shows all that I understand.
exact = To share a word such as “help” as your comment, press *Comment*.
results = What people say so far:
no_results = There are no results yet: no exchange has opened.
comment =
    .button = Comment
rate =
    .button = Rate
show =
    .button = Results
