### The ledger: what became of every comment that was received. In digests and results.

all = { $n ->
    [one] { $n } comment was received, and it is shown.
   *[other] { $n } comments were received, and all are shown.
}
# $parts is a list of what follows; its numbers add up to $n.
line = { $n ->
    [one] { $n } comment was received: { $parts }.
   *[other] { $n } comments were received: { $parts }.
}
# While an exchange is open; every number is in steps: over 35, up to 5
all_open = Comments received: { $n }. All are shown.
line_open = Comments received: { $n }. Of these: { $parts }.
part_shown = { $n } shown
part_no_answer = { $n ->
    [one] { $n } shown that gives no answer (“n/a”, only an emoji)
   *[other] { $n } shown that give no answer (“n/a”, only an emoji)
}
part_pending = { $n ->
    [one] { $n } waits for a moderator
   *[other] { $n } wait for a moderator
}
part_hidden = { $n } hidden
part_withdrawn = { $n ->
    [one] { $n } withdrawn by its author
   *[other] { $n } withdrawn by their authors
}
# $reason: not about the question
removed = { $n } removed ({ $reason })
