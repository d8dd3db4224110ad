### Services outside that find themes or write summaries, as a digest names them.

themes_used = themes found with the help of { $service }
themes_used_some = themes found with the help of a service outside
# $why is one of the reasons below.
themes_alone = themes found by wording alone: { $service } { $why }
themes_alone_model = themes found by wording alone: the model of this server { $why }
summary_used = summary written by { $service }, each sentence checked against the comments it cites
summary_alone = summary put together by rule: { $service } { $why }
why =
    .late = answered too late
    .failed = could not be used
    .wrong = answered with something else
    .capped = has reached this month's cap
