### Translations of comments: always under a comment's own words, and never in their place.

show =
    .button = Translate
    .numbered = Translate #{ $number }
    .spoken = Show a translation of comment #{ $number }
# $language is a language, as Spanish.
by =
    .machine = :globe_with_meridians: *Translated by machine* · { $language }
    .corrected = :globe_with_meridians: *Translation corrected by a moderator* · { $language }
window =
    .title = Translation
original = #{ $number } · as it was written
missing =
    .not_yet = The translation is not there yet: the service that makes it has not answered. Please try again in a few minutes. The comment can be rated as it is.
    .none = There is no translation of this comment.
gone = Comment #{ $number } is not shown any more, or has other words now. Nothing was changed.
not_here = In this exchange comments are not translated. That is chosen before it opens.
about = Comments are translated by machine, by a service that the people who run this server chose. Only the words of each comment go there, once for each language, and nothing about anybody. The comment’s own words are always shown with the translation. Stars count the same, whatever language a comment was read in.

# The moderators' form.
edit_button =
    .correct = Correct in { $language }
    .write = Write in { $language }
form =
    .submit = Save
text_field =
    .label = The comment in { $language }
    .hint = Everybody reads it under the comment’s own words, as “corrected by a moderator”.
why_field =
    .label = Why it matters
no_words = There are no words in it yet.
too_long = It can have up to { $max } characters.
# $grounds is a list: rude words and a link
held = The rules would hold this back for { $grounds }. Please choose other words.
saved = :white_check_mark: Saved. Everybody who reads in that language is offered it from now on.

# The page with results.
page =
    .summary = Translation
    .machine = Translated by machine
    .corrected = Translation corrected by a moderator
