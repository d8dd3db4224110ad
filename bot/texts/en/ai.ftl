### AI services outside this server: what an owner decides, and what a digest says of them.

# In a digest. $service is the host of a service, as example.org.
own_model = the model of this server
some_service = an outside service
themes_used = themes found with the help of { $service }
themes_alone =
    .late = themes found by wording alone: { $service } answered too late
    .failed = themes found by wording alone: { $service } could not be used
    .wrong = themes found by wording alone: { $service } answered with something else
    .capped = themes found by wording alone: { $service } has reached this month's cap
summary_used = summary written by { $service }, each sentence checked against the comments it cites
summary_alone =
    .late = summary put together by rule: { $service } answered too late
    .failed = summary put together by rule: { $service } could not be used
    .wrong = summary put together by rule: { $service } answered with something else
    .capped = summary put together by rule: { $service } has reached this month's cap
