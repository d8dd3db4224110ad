### A rough look at the comments, on a page of its own: common words, and how comments sound.

title = A rough look
warning = Rough: a program counted words here and understood nothing. Please read the comments before you conclude anything.
link = A rough look: common words, and how comments sound
words = Words that most comments have
words_how = Each number counts comments with the word. Words of few comments, and words such as “the”, are left out.
words_none = No word is in enough comments yet.
moods = How the comments of each theme sound
moods_how = English comments only, by a list of words. Irony, and words that mean something else at a school, are read wrongly.
moods_none = There is nothing to show: it needs at least five English comments in a theme, and a list of words that this server may not have.
glad = Sounds glad
neither = Neither
sad = Sounds upset
