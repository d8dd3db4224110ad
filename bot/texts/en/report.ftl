### The results as a PDF. Most of its words are those of the page.

no_letters = (These words are written in letters that this file cannot show. The page with the results and the HTML file show them.)
# $n comments are shown of $total.
some = The { $n } comments with the highest stars, of { $total }. The other files hold all of them.
