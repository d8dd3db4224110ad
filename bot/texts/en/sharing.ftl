### Sharing a section of the page with the results. $name is what the section is called.

share = Share
title = Share: { $name }
back = Back to the results
who_link = Everybody who has this address can read the whole page with the results.
who_session = Only people who may see these results can read it, after they sign in.
address = Address
code = QR code
code_of = QR code that leads to { $name }
code_file = QR code as a file, to print in any size
text = As text
text_open = This section as Markdown
embed = Embed this chart
embed_how = Put these lines into a page of yours. The chart has no script and sets no cookie, and always shows the newest figures.
# Under an embedded chart.
whole = All results
