### Why a comment is reported, hidden or removed.

# In the middle of a sentence or in brackets.
reason =
    .rude = rude or hurtful
    .name = names somebody
    .off_topic = not about the question
    .spam = spam
    .danger = somebody may be in danger
    .duplicate = says the same as another of theirs
    .other = another reason
