### What a person reads when a request could not be answered.

# $reference is six letters and digits; the log has them too.
failed = That did not work, and nothing was kept. Please try again. (Reference { $reference })
away = I cannot reach my database just now. Please check in a minute whether your change is there. If not, try again. (Reference { $reference })
busy = Busy: not saved, please tap again.
not_saved = Not saved, please tap again.
other_key = I cannot open this exchange: its key was made with another secret than the one that I have now. Nothing was changed. Please tell whoever runs this server. Other exchanges work.
outdated = I do not know this button any more. Please use a newer message, or write `/exchange help`.
modal_not_opened = Many people are here just now, and the window did not open. Please press again in a moment.
no_time = This click came without its time. Please click again.
