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

# By itself, as a choice.
reason_option =
    .rude = Rude or hurtful
    .name = Names somebody
    .off_topic = Not about the question
    .spam = Spam
    .danger = Somebody may be in danger
    .duplicate = Says the same as another of theirs
    .other = Another reason
