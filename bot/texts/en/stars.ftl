### What stars mean, and stars as numbers. Shown on cards, charts, digests, results and Home.

# What a star says in this exchange.
meaning =
    .agree = Stars: how much you agree with this
    .important = Stars: how important this is to you
    .experience = Stars: how well this fits your own experience
# The same as a sentence, with the scale.
scale =
    .agree = 1 to 5 stars: how much you agree with this.
    .important = 1 to 5 stars: how important this is to you.
    .experience = 1 to 5 stars: how well this fits your own experience.
# What the ends of the scale say, for tables and files.
one =
    .agree = agree least
    .important = least important
    .experience = fits own experience least
five =
    .agree = agree most
    .important = most important
    .experience = fits own experience best

# $mean has one digit behind the point: 4.2
mean = { $mean } ★
average = { $mean } ★ on average
# Why there are no stars. Soon: there are enough ratings, but the stars were computed before these came.
missing =
    .none = not rated yet
    .too_few = too few ratings yet
    .soon = stars show soon
# 4.2 ★ (3.9 to 4.5)
range = { $mean } ★ ({ $low } to { $high })
range_rule = Stars are our best estimate of what everybody here would give on average. We are 95 % sure that the true number lies in the range.
# How a comment compares with the others.
tier =
    .top = Top
    .high = High
    .middle = Middle
    .low = Low
tier_rule = *Top*: in the best quarter, and surely in the better half. *High*: probably in the better half. *Low*: in the last quarter, and surely in the other half. *Middle*: the rest. These words show from 10 ratings on.
# $n counts comments, two or more; $stars is a number such as 4.1.
tied = { $n ->
    [one] { $n } comment has the most stars, { $stars } ★.
   *[other] { $n } comments share the most stars, { $stars } ★.
}
likely_top = likely among the top { $n }
# $at is a day and a time.
as_of = Stars, and the ratings beside them, are as of { $at }.
as_of_short = stars as of { $at }

# A menu of stars beside a comment.
menu =
    .placeholder = Rate this one
# $stars is digits and signs: 4 ★★★★
thanks = Thank you: your { $stars } are kept.
