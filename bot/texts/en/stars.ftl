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

# $mean has one digit behind the point: 4.2
mean = { $mean } ★
average = { $mean } ★ on average
too_few = too few ratings yet
none = not rated yet

# A menu of stars beside a comment.
menu =
    .placeholder = Rate this one
# $stars is digits and signs: 4 ★★★★
thanks = Thank you: your { $stars } are kept.

# A chart of mean stars
themes_chart_title = Mean stars by theme
themes_chart_series = Mean stars
