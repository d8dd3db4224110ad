### The moderators' desk: cards of the queue in a channel or private messages, rules and how well each does, own words.

# $number is of a comment.
card = Comment #{ $number } waits for a moderator
# $question is of an exchange.
late = { $n ->
    [one] { $n } comment has waited for four hours in “{ $question }”.
   *[other] { $n } comments have waited for four hours in “{ $question }”.
}
late_once = You get this message once for each comment, and by night only for danger.
channel_gone = I cannot write into { $channel }, where the moderators’ cards go. What waits is in `/exchange queue`; *Rules and cards* there changes the channel.
channel_open_now = { $channel } is no longer a private channel of this workspace alone, so I put no more cards there. *Rules and cards* in `/exchange queue` changes the channel, or confirms it.
open =
    .button = Rules and cards
    .spoken = Rules that hold comments, own words, and where cards go
form =
    .title = Rules and cards
    .submit = Save
intro = *What holds a comment until a moderator has looked*, in exchanges where moderators look first at some. How many of each were hidden or removed is counted from your decisions.
danger_always = Signs of danger always hold a comment and alert people, whatever is chosen here.
precision = { $n ->
    [0] nothing decided yet
    [one] { $n } decided: { $agreed } hidden or removed
   *[other] { $n } decided: { $agreed } hidden or removed
}
rules =
    .label = Rules
rule =
    .danger = Signs of danger
    .words = Words of this workspace
    .rude = Rude words
    .name = Names of people of this workspace
    .phone = Phone numbers
    .email = E-mail addresses
    .address = Postal addresses
    .link = Links
    .spam = Repeated words, gibberish
    .shouting = Capitals, one letter repeated
    .same = Nearly the words of a comment that is there
    .off_topic = Off topic, by meaning
topic =
    .label = Off topic
    .hint = It is a guess: comments that mean something other than the question and all the others, from 20 comments on. They are hidden a moment after they are shared.
held =
    .label = Words that hold a comment here
    .placeholder = One a line
    .hint = One a line, or with commas between. Capitals and accents do not matter, plurals and usual endings are found too. In English and Spanish.
allowed =
    .label = Words that no rule may hold
    .placeholder = One a line, for example the name of a play
    .hint = They hold no comment here, though a rule has them. Signs of danger are not excused.
cards =
    .label = A card of each comment that waits
    .none_option = In the queue alone
    .none_description = /exchange queue shows them
    .channel_option = In a channel of the moderators
    .channel_description = one card a comment, edited when somebody decides
    .messages_option = In a private message to each moderator
    .messages_description = one card a comment, edited when somebody decides
channel =
    .label = Channel of the moderators
    .placeholder = Choose a channel
    .hint = A private one. Who is in it reads the comments that wait; only moderators can decide.
sure =
    .label = If everybody can join this channel
    .option = We know that everybody there reads comments that nobody has checked
saved = Saved. Comments that are shared from now on are read by these rules. Cards go out every ten minutes, and at once where somebody may be in danger.
too_many_words = These are { $n } words. { $max } are possible.
word_too_long = “{ $word }…” is too long. A word or phrase can have { $max } characters.
which_channel = Please choose the channel.
channel_unknown = Slack does not say what this channel is. Please try again.
channel_is_open = Everybody can join this channel, or people of other organisations are in it. Please choose a private one, or tick that you know.
