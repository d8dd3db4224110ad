### The sign-up for the next exchange: a button wherever an exchange ends, and what follows from pressing it.

on =
    .button = Tell me of the next one
    .spoken = Sign me up for future exchanges
off =
    .button = Do not tell me
    .spoken = End my sign-up for future exchanges
done = :bell: You are signed up: I write to you once when the next exchange opens. Nobody sees that you are.
ended = :no_bell: Ended: I no longer write to you when an exchange opens.
# On the card of a draft, for its moderators. $n is a step of five: more people than that.
will_invite_few = :bell: *A few people* signed up for the next exchange. I invite them after the opening, a few at a time.
will_invite = { $n ->
    [one] :bell: *More than { $n } person* signed up for the next exchange. I invite them after the opening, a few at a time.
   *[other] :bell: *More than { $n } people* signed up for the next exchange. I invite them after the opening, a few at a time.
}
will_invite_none = :bell: Nobody has signed up for the next exchange.
# On the page with the results
page = Would you like to be told of the next exchange?
page_link = Sign up in Slack
