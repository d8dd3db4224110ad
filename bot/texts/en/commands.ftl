### What the subcommands are for, as help lists them: "see what came out so far".

share =
    .does = share a comment without your name
results =
    .does = see what came out so far, and how a group rated
me =
    .does = see what is yours: comments, what became of them, ratings
about =
    .does = read what is kept, who sees what, and how to take it back
forget_me =
    .does = erase what leads to you, after two questions
digest =
    .does = post what people say so far, now or on a schedule
theme =
    .does = name, join, split, fill and lock themes; what you decide stays
queue =
    .does = see what waits for a moderator
keep =
    .does = leave a reported comment as it is, or show a waiting one
hide =
    .does = hide a comment until it is restored
restore =
    .does = show a hidden comment again
remove =
    .does = remove a comment for good
mod =
    .does = see or change who moderates
rate =
    .does = give stars to comments, one click each
outside =
    .does = see, allow or stop that comments go to outside services (owners)

unknown = I do not know `{ $written }`. `{ $command } help` shows what I understand.
unknown_near = I do not know `{ $written }`. Did you mean `{ $command } { $near }`? `{ $command } help` shows what I understand.
