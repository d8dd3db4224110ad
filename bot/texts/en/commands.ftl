### What the subcommands are for, as help lists them: "see what came out so far".

results =
    .does = see what came out so far, and how a group rated
